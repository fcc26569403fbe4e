import { expect, test } from "@playwright/test";
import { frameOf, idle, openHighwater, skipUntil } from "./page-driver.ts";

test("another scenario is chosen, and its planned faults are told like any other", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByLabel("Scenario").selectOption({ label: "Not enough replicas" });
  await idle(page);
  const frame = await frameOf(page);
  expect(frame.topics.map((one) => one.name)).toEqual(["orders"]);
  await skipUntil(page, (now) => now.partitions.every((one) => one.isr.length === 1));
  await expect(page.getByTestId("narration")).toContainText("min.insync.replicas");
  await page.getByLabel("Scenario").selectOption({ index: 0 });
  await idle(page);
  await expect(page.getByRole("button", { name: "Kill broker 1" })).toBeVisible();
});
