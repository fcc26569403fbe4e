import { expect, test } from "@playwright/test";
import { brokerButton, frameOf, idle, openHighwater, skipUntil } from "./page-driver.ts";

test("a replica is dragged to another broker, and carried by keys", async ({ page }) => {
  await openHighwater(page);
  await page.getByLabel("Scenario").selectOption("Unclean election");
  await idle(page);
  const cell = await page.locator("#cell-0-0").boundingBox();
  const target = await brokerButton(page, 3).boundingBox();
  if (cell === null || target === null) throw new Error("The stage is not there.");
  await page.mouse.move(cell.x + 40, cell.y + 20);
  await page.mouse.down();
  await page.mouse.move(target.x + 60, cell.y + 20, { steps: 12 });
  await expect(page.locator(".move-tip")).toContainText("orders-0: broker 1 → broker 3");
  await expect(page.locator(".move-tip")).toContainText("kafka-reassign-partitions.sh");
  await page.mouse.up();
  await idle(page);
  await skipUntil(page, (frame) => frame.partitions[0]?.isr.includes(3) === true);
  await skipUntil(
    page,
    (frame) => frame.partitions[0]?.replicas.toString() === [3, 2].toString(),
  );

  await page.locator("#cell-0-0").focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".move-tip output")).toHaveText(
    "orders-0: broker 2 → broker 1",
  );
  await page.keyboard.press("Enter");
  await idle(page);
  await skipUntil(page, (frame) => frame.partitions[0]?.replicas.includes(2) === false);
  expect((await frameOf(page)).promises.lost).toBe(0);
});

test("any config is found, changed at its field, refused with its range, and removed", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: /^Partition orders-0/ }).click();
  await page.getByRole("button", { name: "Configs of the topic" }).click();
  await idle(page);
  const configs = page.getByTestId("configs");
  await configs.getByLabel("Search configs").fill("retention");
  await configs.getByRole("button", { name: /^retention\.ms/ }).click();
  await expect(configs).toContainText("LONG in [-1,...], default 604800000");
  const value = configs.getByLabel("Value of retention.ms");
  await value.fill("-5");
  await configs.getByRole("button", { name: "Set", exact: true }).click();
  await expect(configs.getByRole("alert")).toContainText("at least -1");
  await expect(value).toHaveValue("-5");
  await value.fill("60000");
  await expect(configs).toContainText(
    "kafka-configs.sh --bootstrap-server localhost:9092 --alter --topic orders --add-config retention.ms=60000",
  );
  await configs.getByRole("button", { name: "Set", exact: true }).click();
  await skipUntil(
    page,
    (frame) =>
      frame.topics.find((one) => one.name === "orders")?.config["retention.ms"] ===
      "60000",
  );
  await expect(configs).toContainText("set on the topic");
});
