import { expect, type Page, test } from "@playwright/test";
import {
  brokerButton,
  follow,
  frameOf,
  idle,
  makeCluster,
  openHighwater,
  pause,
  playUntil,
  skipUntil,
} from "./page-driver.ts";

async function drag(page: Page, cell: string, broker: number): Promise<void> {
  const from = await page.locator(cell).boundingBox();
  const to = await brokerButton(page, broker).boundingBox();
  if (from === null || to === null) throw new Error("The stage is not there.");
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, from.y + 20, { steps: 12 });
  await page.mouse.up();
  await idle(page);
}

test("a leader's replica is dragged away under load: it is added, catches up, leads elsewhere, and no record is lost", async ({
  page,
}) => {
  await openHighwater(page);
  await makeCluster(page, { Brokers: "4", Racks: "0", "Partitions of orders": "1" });
  const start = await playUntil(
    page,
    ({ producers, partitions }) =>
      (producers[0]?.acked ?? 0) > 20 && partitions.every((one) => one.isr.length === 3),
  );
  const before = start.partitions[0];
  if (before === undefined) throw new Error("orders-0 is not there.");
  const free = [1, 2, 3, 4].find((id) => !before.replicas.includes(id)) ?? 0;
  const at = before.replicas.indexOf(before.leader);
  await pause(page);
  await drag(page, `#cell-0-${at}`, free);

  const moving = await skipUntil(
    page,
    ({ partitions }) => (partitions[0]?.addingReplicas.length ?? 0) > 0,
  );
  expect(moving.partitions[0]?.addingReplicas).toEqual([free]);
  expect(moving.partitions[0]?.removingReplicas).toEqual([before.leader]);
  await expect(page.getByTestId("narration")).toContainText(
    `orders-0 is being reassigned: it adds ${free} and will remove ${before.leader}.`,
  );

  const done = await skipUntil(
    page,
    ({ partitions }) => partitions[0]?.addingReplicas.length === 0,
  );
  const after = done.partitions[0];
  expect(after?.replicas).toContain(free);
  expect(after?.replicas).not.toContain(before.leader);
  expect(after?.leader).not.toBe(before.leader);
  expect(after?.leaderEpoch).toBeGreaterThan(before.leaderEpoch);
  const later = await playUntil(
    page,
    ({ producers, atUs }) =>
      atUs > done.atUs &&
      (producers[0]?.acked ?? 0) > (done.producers[0]?.acked ?? 0) + 20,
  );
  expect(later.promises.lost).toBe(0);
  expect(later.producers[0]?.failed).toBe(0);
});

test("a reassignment that is under way is cancelled by a button, and the replicas are as they were", async ({
  page,
}) => {
  await openHighwater(page);
  await makeCluster(page, { Brokers: "4", Racks: "0", "Partitions of orders": "1" });
  const start = await playUntil(page, ({ producers }) => (producers[0]?.acked ?? 0) > 20);
  const before = start.partitions[0]?.replicas ?? [];
  const free = [1, 2, 3, 4].find((id) => !before.includes(id)) ?? 0;
  await pause(page);
  await drag(page, "#cell-0-1", free);
  await skipUntil(
    page,
    ({ partitions }) => (partitions[0]?.addingReplicas.length ?? 0) > 0,
  );
  await follow(page, "Cancel the reassignment");
  await skipUntil(page, ({ partitions }) => partitions[0]?.addingReplicas.length === 0);
  // In the order of the target without what it added, as Kafka's PartitionReassignmentRevert has it.
  const after = (await frameOf(page)).partitions[0]?.replicas ?? [];
  expect(after.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
  expect((await frameOf(page)).promises.lost).toBe(0);
});
