import { expect, test } from "@playwright/test";
import type { ViewFrame } from "../src/contract/frame.ts";
import {
  frameOf,
  idle,
  menuOf,
  openHighwater,
  pause,
  playUntil,
  skipUntil,
} from "./page-driver.ts";

const rowOf = (frame: ViewFrame) => {
  const row = frame.partitions.find(
    ({ topic, partition }) => topic === "orders" && partition === 0,
  );
  const stale = row?.logs.find(({ broker }) => broker === 1);
  if (row === undefined || stale === undefined) throw new Error("orders-0 is not there.");
  return { row, stale };
};

/** Where billing stands in orders-0. */
const readTo = (frame: ViewFrame): number =>
  frame.consumers
    .find(({ id }) => id === "billing")
    ?.positions.find(({ partition }) => partition === 0)?.position ?? -1;

test("a leader that the controllers cannot reach takes acks=1 and loses it, times acks=all out, and shows nobody any of it", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Add a producer" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("hasty");
  await form.getByLabel("Topic").selectOption("orders");
  await form.getByLabel("Waits for").selectOption({ label: "the leader only (1)" });
  await form.getByRole("button", { name: /^Start|^Add/ }).click();
  await idle(page);
  await playUntil(page, ({ producers }) =>
    producers.some(({ id, acked }) => id === "hasty" && acked > 5),
  );

  // checkout gives up at the first timeout, so that it can be counted.
  await page.getByRole("button", { name: "Settings of checkout" }).click();
  await form.getByText("More settings").click();
  await form.getByLabel(/^Retries/).fill("0");
  await form.getByRole("button", { name: "Apply" }).click();
  await idle(page);

  await menuOf(page, 1);
  await page.getByRole("button", { name: "Cut the link to controller 101" }).click();
  await idle(page);
  await expect(page.getByTestId("narration")).toContainText(
    "cannot reach the controller",
  );
  const split = await skipUntil(page, (frame) => {
    const { row, stale } = rowOf(frame);
    return row.leader > 1 && stale.role === "leader";
  });
  await expect(page.getByTestId("narration")).toContainText("does not know it");
  const from = rowOf(split).stale;

  // What waits with acks=all gets no answer of the old leader, whose ISR cannot shrink.
  await playUntil(page, ({ producers }) =>
    producers.some(({ id, failed }) => id === "checkout" && failed > 0),
  );
  await pause(page);
  const window = rowOf(await frameOf(page)).stale;
  expect(window.role).toBe("leader");
  expect(window.logEndOffset).toBeGreaterThan(from.logEndOffset + 20);
  expect(window.highWatermark).toBe(from.highWatermark);
  const { row } = rowOf(await frameOf(page));
  const leader = row.logs.find(({ broker }) => broker === row.leader);
  expect(readTo(await frameOf(page))).toBeLessThanOrEqual(leader?.highWatermark ?? -1);

  await page.getByRole("button", { name: "Link 1 ↮ 101 cut: heal it" }).click();
  await idle(page);
  const end = await playUntil(page, (frame) => {
    const { row: healed, stale } = rowOf(frame);
    return frame.promises.lost > 0 && healed.isr.includes(1) && stale.role === "follower";
  });
  expect(end.promises.lost).toBeGreaterThan(0);
  await page.getByRole("tab", { name: "Guarantees" }).click();
  const findings = page.getByTestId("guarantees").locator(".findings summary");
  await expect(findings.first()).toContainText("expected");
  await expect(findings.filter({ hasText: "a fault of this engine" })).toHaveCount(0);
});
