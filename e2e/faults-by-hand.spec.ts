import { expect, test } from "@playwright/test";
import { frameOf, idle, openHighwater, skipUntil } from "./page-driver.ts";

test("a link is stalled one way, another is cut at a time, and heal all mends what stands", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("tab", { name: "Faults" }).click();
  const bench = page.getByTestId("fault-bench");
  await bench
    .getByRole("button", { name: "Link from broker 1 to broker 2: well" })
    .click();
  await bench.getByLabel("only broker 1 → broker 2").check();
  await bench.getByRole("button", { name: "Stall" }).click();
  await idle(page);
  await expect(
    bench.getByRole("button", { name: "Link from broker 1 to broker 2: stalled" }),
  ).toBeVisible();
  await expect(
    bench.getByRole("button", { name: "Link from broker 2 to broker 1: well" }),
  ).toBeVisible();

  await bench
    .getByRole("button", { name: "Link from broker 3 to controller 101: well" })
    .click();
  await bench.getByLabel("in", { exact: true }).check();
  await bench.getByLabel("seconds from now").fill("2");
  await bench.getByRole("button", { name: "Cut", exact: true }).click();
  await idle(page);
  const planned = await frameOf(page);
  expect(planned.planned).toHaveLength(1);
  await expect(bench).toContainText("cut 3 – 101");
  const cut = await skipUntil(page, (frame) => frame.links.some((one) => one.cutForth));
  expect(cut.atUs - planned.atUs).toBeGreaterThanOrEqual(1_900_000);

  await bench.getByLabel("at once").check();
  await bench.getByRole("button", { name: "Heal all" }).click();
  await idle(page);
  expect((await frameOf(page)).links).toEqual([]);
});

test("a node is slowed and a disk fails; what is out of range is named and stays typed", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("tab", { name: "Faults" }).click();
  const bench = page.getByTestId("fault-bench");
  await bench.getByRole("button", { name: "broker 2 itself: running" }).click();
  const factor = bench.getByLabel("handling takes");
  await factor.fill("900");
  await bench.getByRole("button", { name: "Slow down" }).click();
  await expect(bench.getByRole("alert")).toContainText("1 to 50");
  await expect(factor).toHaveValue("900");
  await factor.fill("20");
  await bench.getByRole("button", { name: "Slow down" }).click();
  await idle(page);
  expect((await frameOf(page)).brokers[1]?.slowFactor).toBe(20);
  await bench.getByRole("button", { name: "Fail", exact: true }).click();
  await idle(page);
  expect((await frameOf(page)).brokers[1]?.dirs[0]?.broken).toBe(true);
});
