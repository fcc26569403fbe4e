import { expect, test } from "@playwright/test";
import {
  brokerButton,
  follow,
  frameOf,
  idle,
  menuOf,
  openHighwater,
  skipUntil,
} from "./page-driver.ts";

test("a leader is killed, fenced, replaced, comes back, and acks=all loses nothing", async ({
  page,
}) => {
  await openHighwater(page);
  const narration = page.getByTestId("narration");
  const before = await frameOf(page);
  const row = before.partitions.findIndex(
    (one) => one.topic === "orders" && one.leader === 1,
  );
  expect(row).toBeGreaterThanOrEqual(0);

  await follow(page, "Kill broker 1");
  await expect(narration).toContainText("Broker 1 is dead, and nobody has noticed yet.");
  await expect(brokerButton(page, 1)).toContainText("killed");

  await follow(page, "Skip to what happens next");
  const after = await skipUntil(page, (frame) => {
    const view = frame.partitions[row];
    return view !== undefined && view.leader > 1;
  });
  expect(after.brokers.find((one) => one.id === 1)?.fenced).toBe(true);
  expect(after.partitions[row]?.isr).not.toContain(1);
  expect(after.partitions[row]?.leaderEpoch).toBeGreaterThan(
    before.partitions[row]?.leaderEpoch ?? 0,
  );
  await expect(narration).toContainText("took over");
  expect(after.atUs - before.atUs).toBeGreaterThanOrEqual(7_000_000);

  await follow(page, "Start broker 1");
  await skipUntil(page, (frame) => frame.partitions.every((one) => one.isr.includes(1)));
  await idle(page);
  const end = await frameOf(page);
  expect(end.promises.lost).toBe(0);
  await expect(page.getByTestId("promises")).toContainText("0 lost");
});

test("every happening shows the chain of its causes, down to the person", async ({
  page,
}) => {
  await openHighwater(page);
  await follow(page, "Kill broker 1");
  await skipUntil(page, (frame) => frame.partitions.every((one) => !one.isr.includes(1)));
  const list = page.getByTestId("happenings");
  const shrunk = list
    .getByRole("button")
    .filter({ hasText: /ISR .*leader 1 →/ })
    .first();
  await shrunk.click();
  const chain = list.locator(".chain");
  await expect(chain).toContainText("by you");
  await expect(chain).toContainText("9 s");
  await expect(chain).toContainText("ISR");
});

test("a broker's menu kills, stops, pauses, cuts power and wipes, and shows the shell line", async ({
  page,
}) => {
  await openHighwater(page);
  await menuOf(page, 2);
  const menu = page.getByRole("dialog", { name: "Broker 2: what to do with it" });
  for (const name of [/^Kill/, /^Stop/, /^Pause/, /^Power loss/])
    await expect(menu.getByRole("button", { name })).toBeVisible();
  await menu.getByRole("button", { name: /^Pause/ }).hover();
  await expect(menu).toContainText("kill -STOP <pid of broker 2>");
  await menu.getByRole("button", { name: /^Power loss/ }).click();
  await idle(page);
  await expect(brokerButton(page, 2)).toContainText("lost power");
  await page.getByRole("button", { name: "Wipe its disk", exact: true }).first().click();
  await idle(page);
  await page.getByRole("button", { name: "Start", exact: true }).first().click();
  await skipUntil(page, (frame) => frame.partitions.every((one) => one.isr.includes(2)));
});
