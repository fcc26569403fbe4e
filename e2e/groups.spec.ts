import { expect, type Page, test } from "@playwright/test";
import type { ViewFrame } from "../src/contract/frame.ts";
import type { GroupView } from "../src/contract/group-view.ts";
import { frameOf, idle, openHighwater, playUntil } from "./page-driver.ts";
import { violations } from "./violations.ts";

/** Minutes of virtual time go by, and other tests share the machine. */
test.setTimeout(300_000);

function groupIn(frame: ViewFrame, id = "billing"): GroupView | undefined {
  return frame.groups.find((group) => group.id === id);
}

/** Opens one of the start states and lets its group come to rest. */
async function openStory(page: Page, label: string, members: number): Promise<GroupView> {
  await openHighwater(page);
  await page.getByLabel("Scenario").selectOption({ label });
  await idle(page);
  const frame = await playUntil(page, (now) => {
    const group = groupIn(now);
    return group?.state === "Stable" && group.memberCount === members;
  });
  const group = groupIn(frame);
  if (group === undefined) throw new Error("The group is stable.");
  return group;
}

const rebalances = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      window.highwater.state().frame?.groups.find(({ id }) => id === "billing")?.epoch ??
      0,
  );

test("the opening has two groups, and the page says who owns what", async ({ page }) => {
  await openHighwater(page);
  const frame = await playUntil(
    page,
    (now) =>
      now.groups.length === 2 && now.groups.every(({ state }) => state === "Stable"),
  );
  expect(frame.groups.map(({ id, memberCount }) => [id, memberCount])).toEqual([
    ["billing", 2],
    ["search-index", 1],
  ]);
  const stage = page.getByRole("region", { name: "The cluster" });
  await expect(
    stage.getByRole("button", { name: /^billing-1 owns orders/ }),
  ).toBeVisible();
  await stage.getByRole("button", { name: /^Group search-index: Stable/ }).click();
  await expect(page.getByTestId("inspector")).toContainText("Group search-index");
  await page.getByRole("tab", { name: "Groups" }).click();
  await expect(page.getByTestId("groups")).toContainText("coordinator broker");
  await expect(
    page.getByTestId("groups").getByRole("row", { name: /customers-0/ }),
  ).toBeVisible();
});

test("a deployment is a storm of rebalances, and static members are its cure", async ({
  page,
}) => {
  const before = (await openStory(page, "A rebalance storm", 4)).epoch;
  await playUntil(page, (now) => now.atUs > 34_000_000);
  await expect(page.getByRole("tab", { name: "Groups" })).toBeVisible();
  await playUntil(page, (now) => {
    const group = groupIn(now);
    return now.atUs > 68_000_000 && group?.state === "Stable";
  });
  expect((await rebalances(page)) - before).toBe(8);

  const still = (await openStory(page, "Static members and a rolling restart", 4)).epoch;
  const end = await playUntil(page, (now) => now.atUs > 68_000_000);
  expect(groupIn(end)).toMatchObject({ state: "Stable", memberCount: 4, epoch: still });
});

test("a poll that takes too long costs a member its place, until it takes fewer records", async ({
  page,
}) => {
  await openStory(page, "Too long between two polls", 1);
  await playUntil(page, (now) => (groupIn(now)?.processedTwice ?? 0) > 0);
  await page.getByRole("button", { name: "Settings of billing-1" }).click();
  const form = page.getByRole("dialog", { name: "Settings of billing-1" });
  await form.getByLabel("Search configs of a consumer").fill("max.poll.rec");
  await form.getByRole("button", { name: /^max\.poll\.records/ }).click();
  const records = form.getByLabel("max.poll.records", { exact: true });
  await records.fill("0");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect(records).toHaveAccessibleDescription(/Value must be at least 1/);
  await records.fill("100");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect(form).toBeHidden();
  const settled = await playUntil(page, (now) => {
    const group = groupIn(now);
    const [consumer] = now.consumers;
    return (
      group?.state === "Stable" &&
      group.memberCount === 1 &&
      consumer?.settings.config["max.poll.records"] === "100" &&
      consumer.status === "running" &&
      consumer.positions.length > 0
    );
  });
  const { epoch } = groupIn(settled) ?? { epoch: 0 };
  const later = await playUntil(page, (now) => now.atUs > settled.atUs + 25_000_000);
  expect(groupIn(later)).toMatchObject({ state: "Stable", epoch });
});

test("the page finds what a crash between two automatic commits had processed twice", async ({
  page,
}) => {
  await openStory(page, "Processed twice", 1);
  await playUntil(page, (now) => (groupIn(now)?.processedTwice ?? 0) > 0);
  await page.getByRole("tab", { name: "Groups" }).click();
  await expect(page.getByTestId("groups")).toContainText("processed twice");
  await expect(page.getByTestId("narration")).toContainText("twice");
});

test("offsets are reset once the members have left", async ({ page }) => {
  await openStory(page, "Slow consumer, growing lag", 1);
  await page.getByRole("tab", { name: "Groups" }).click();
  const panel = page.getByTestId("groups");
  await panel.getByRole("button", { name: "What to do with billing-1" }).click();
  await page.getByRole("button", { name: /^Leave/ }).click();
  const left = await playUntil(page, (now) => groupIn(now)?.state === "Empty");
  const ends = groupIn(left)?.offsets.map(({ end }) => end) ?? [];
  await panel.getByRole("button", { name: "Reset offsets" }).click();
  const form = page.getByRole("dialog", { name: "Reset the offsets of billing" });
  await form.getByLabel("To", { exact: true }).selectOption("latest");
  await expect(form).toContainText("--reset-offsets --to-latest --all-topics --execute");
  await form.getByRole("button", { name: "Reset" }).click();
  await expect(form).toBeHidden();
  const before = (await frameOf(page)).atUs;
  const frame = await playUntil(page, (now) => now.atUs > before + 1_000_000);
  const offsets = groupIn(frame)?.offsets ?? [];
  expect(offsets).toHaveLength(ends.length);
  for (const [i, { committed }] of offsets.entries())
    expect(committed).toBeGreaterThanOrEqual(ends[i] ?? 0);
});

for (const width of [360, 1440])
  test(`axe-core finds nothing about groups, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openHighwater(page);
    await playUntil(page, (now) => now.groups.some(({ state }) => state === "Stable"));
    await page.getByRole("tab", { name: "Groups" }).click();
    await expect(page.getByTestId("groups")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page
      .getByTestId("groups")
      .getByRole("button", { name: "Add a member" })
      .click();
    const form = page.getByRole("dialog", { name: "Add a member to billing" });
    await form.getByLabel("Search configs of a consumer").fill("fetch");
    expect(await violations(page)).toEqual([]);
  });
