import { expect, test } from "@playwright/test";
import { frameOf, openHighwater } from "./page-driver.ts";

test("a scenario with ten mistakes is refused at every path, and the text stays", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: "Open a scenario or a run" }).click();
  const dialog = page.getByRole("dialog", { name: "Open a scenario or a run" });
  const text = dialog.getByLabel("Scenario or run as JSON");
  const wrong = JSON.stringify({
    seed: -1,
    nam: "x",
    cluster: { brokers: 51, config: { "num.partitions": "many" } },
    network: { latencyUs: "2 ms", jitterUs: -1 },
    topics: [
      { name: "orders", partitions: 0 },
      { name: "bad name!" },
      { name: "pay", replicationFactor: 0 },
    ],
    producers: [{ id: "checkout", topic: 7 }],
    plan: [{ atUs: -1, command: { kind: "kil" } }],
  });
  await text.fill(wrong);
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  const problems = dialog.getByRole("alert");
  for (const path of ["/seed", "/nam", "/cluster/brokers", "/network/latencyUs"])
    await expect(problems).toContainText(path);
  expect(await problems.getByRole("listitem").count()).toBeGreaterThanOrEqual(10);
  await expect(text).toHaveValue(wrong);
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  expect((await frameOf(page)).brokers).toHaveLength(3);

  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: "Open a scenario or a run" }).click();
  await expect(text).toHaveValue(wrong);
  await text.fill('{"name": "Five", "cluster": {"brokers": 5}}');
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await page.waitForFunction(() => window.highwater.state().frame?.brokers.length === 5);
});
