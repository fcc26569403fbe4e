import { expect, type Page, test } from "@playwright/test";
import { frameOf, idle, openHighwater, pause } from "./page-driver.ts";

/** The experiments, with room to see them. */
async function experiments(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Experiments" }).click();
  await expect(page.getByTestId("experiments").getByLabel("Experiment")).toBeVisible();
}

test("a sweep runs beside the run that is shown, shows its plot, and can be cancelled", async ({
  page,
}) => {
  await openHighwater(page);
  await pause(page);
  const before = await frameOf(page);
  await experiments(page);
  const panel = page.getByTestId("experiments");
  await panel.getByLabel("Values").fill("0, 100");
  await panel.getByLabel("Records a second").fill("200");
  await panel.getByLabel("Virtual seconds").fill("2");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect(panel.getByRole("progressbar")).toBeVisible();
  const rows = panel.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  await expect(panel.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await expect(panel.locator("svg .rate")).toHaveCount(2);
  const figure = async (row: number, column: number): Promise<number> =>
    Number(await rows.nth(row).getByRole("cell").nth(column).textContent());
  // A longer linger makes larger batches.
  expect(await figure(2, 5)).toBeGreaterThan(await figure(1, 5));
  await expect(panel).toContainText("kafka-producer-perf-test.sh");
  expect((await frameOf(page)).traceHash).toBe(before.traceHash);

  await panel.getByLabel("Virtual seconds").fill("500");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect(panel.getByRole("status")).toContainText("Run 1 of 2");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByRole("progressbar")).toHaveCount(0);
  await expect(panel.getByRole("button", { name: "Run", exact: true })).toBeVisible();
});

test("what one more member costs a group is compared under three protocols", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByLabel("Speed").selectOption({ label: "1×" });
  await expect
    .poll(async () => (await frameOf(page)).consumers.length, { timeout: 20_000 })
    .toBeGreaterThan(0);
  await pause(page);
  await experiments(page);
  const panel = page.getByTestId("experiments");
  await panel.getByLabel("Experiment").selectOption("compare group protocols");
  await panel.getByLabel("Group").selectOption("billing");
  await panel.getByLabel("Virtual seconds").fill("15");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect(panel.getByRole("columnheader")).toHaveCount(4, { timeout: 90_000 });
  await expect(panel.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  const stopped = panel.getByRole("row", { name: /^nobody processed anything for/ });
  const [eager, cooperative, consumer] = await stopped
    .getByRole("cell")
    .allTextContents();
  expect(eager).not.toBe(cooperative);
  expect(cooperative).toMatch(/^0\sms$/);
  expect(consumer).toMatch(/^0\sms$/);
});

test("a rebalance is opened: why it began, each member’s way, and what moved", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("tab", { name: "Rebalances" }).click();
  const panel = page.getByTestId("rebalances");
  await page.getByLabel("Speed").selectOption({ label: "5×" });
  const ofBilling = panel.getByRole("button", { name: /^billing/ });
  await expect(ofBilling.filter({ hasNotText: "goes on" }).first()).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("button", { name: "billing-2", exact: true }).click();
  const inspector = page.getByTestId("inspector");
  await inspector.getByRole("button", { name: "Leave", exact: true }).click();
  const left = ofBilling.filter({ hasText: "LeaveGroup" });
  await expect(left.filter({ hasNotText: "goes on" })).toBeVisible({ timeout: 60_000 });
  await pause(page);
  await left.click();
  const opened = panel.getByRole("region", { name: /^Rebalance \d+ of billing$/ });
  await expect(opened).toContainText(
    "explicit `LeaveGroup` request for (billing-2) members.",
  );
  const gone = opened.getByRole("row", { name: /^billing-2/ });
  await expect(gone).toContainText("down, paused or left");
  await expect(opened.locator('[data-phase="gone"]').first()).toBeVisible();
  await expect(inspector).toContainText("Why it began");
  await expect(inspector).toContainText("have another owner");
});

test("a value that no producer takes is refused in Kafka’s words", async ({ page }) => {
  await openHighwater(page);
  await experiments(page);
  const panel = page.getByTestId("experiments");
  await panel.getByLabel("Values").fill("soon");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect(panel.getByRole("alert")).toContainText("linger.ms");
});

test("a producer’s batch says why it was sent when it was, and a flush is one of the reasons", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("tab", { name: "Producers" }).click();
  const panel = page.getByTestId("producers");
  await expect(panel.getByText("in the accumulator").first()).toBeVisible();
  await expect(panel.getByText("p50, p95, p99").first()).toBeVisible();
  await panel.getByRole("button", { name: "checkout", exact: true }).click();
  const batches = page.getByTestId("inspector").locator(".batches");
  await expect(batches.getByText("lingered out").first()).toBeVisible({
    timeout: 20_000,
  });
  await pause(page);
  const first = batches.getByRole("listitem").first();
  await first.locator("summary").click();
  await expect(first).toContainText("linger.ms had passed since its first record.");
  await expect(first).toContainText("acknowledged");
  await expect(first).toContainText("on the network");

  // Who waits a minute for a batch to fill sends it at once when it is told to flush.
  await panel.getByRole("button", { name: "All settings of checkout" }).click();
  const form = page.getByRole("dialog", { name: "Settings of checkout" });
  await form.getByLabel("Waits to fill a batch").fill("60000");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect(form).toBeHidden();
  await page.getByTitle("Play (Space)").click();
  await page.getByLabel("Speed").selectOption({ label: "1×" });
  await expect
    .poll(async () => (await frameOf(page)).producers[0]?.pending ?? 0, {
      timeout: 20_000,
    })
    .toBeGreaterThan(10);
  await panel.getByRole("button", { name: "Flush checkout" }).click();
  await expect(batches.getByText("flush", { exact: true }).first()).toBeVisible({
    timeout: 20_000,
  });

  await panel.getByRole("button", { name: "Close checkout" }).click();
  await expect(panel.getByRole("button", { name: "Start again checkout" })).toBeVisible({
    timeout: 20_000,
  });
  await panel.getByRole("button", { name: "Start again checkout" }).click();
  await idle(page);
  await expect(panel.getByRole("button", { name: "Flush checkout" })).toBeVisible();
});
