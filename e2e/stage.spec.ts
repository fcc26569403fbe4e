import { expect, type Page, test } from "@playwright/test";
import { frameOf, idle, openHighwater } from "./page-driver.ts";

const square = (page: Page) => page.getByRole("button", { name: /^Replicas as squares/ });

async function openLarge(page: Page): Promise<void> {
  await openHighwater(page);
  await page.getByLabel("Scenario").selectOption("A large cluster");
  await expect(square(page)).toBeVisible({ timeout: 60_000 });
  await idle(page);
}

test("one comes nearer by keys until records bear their offsets, and back to all of it", async ({
  page,
}) => {
  await openHighwater(page);
  const box = page.locator("#cell-0-0");
  const before = await box.boundingBox();
  await page.locator("body").press("+");
  await page.locator("body").press("+");
  const near = await box.boundingBox();
  expect(near?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 2);
  await page.locator("body").press("0");
  expect((await box.boundingBox())?.width).toBe(before?.width);
});

test("a large cluster is seen as squares; one is selected by keys and comes nearer", async ({
  page,
}) => {
  await openLarge(page);
  const far = await frameOf(page);
  expect(far.overview.topicOf).toHaveProperty("1999");
  expect(far.partitions.length).toBeLessThan(64);
  await square(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await idle(page);
  await expect(page.getByTestId("inspector")).toContainText("topic-01-");
  await page.getByRole("button", { name: "Nearer" }).click();
  await expect(page.locator(".replica-grid tr").first()).toBeAttached();
  await idle(page);
  const near = await frameOf(page);
  expect(near.partitions.length).toBeGreaterThan(5);
  expect(near.partitions.length).toBeLessThanOrEqual(122);
});

test("a partition is searched for by name and comes into sight", async ({ page }) => {
  await openLarge(page);
  await page.locator("body").press("/");
  await page.getByRole("searchbox", { name: "Search the cluster" }).fill("topic-17-42");
  await page.keyboard.press("Enter");
  await idle(page);
  await expect(page.getByTestId("inspector")).toContainText("topic-17-42");
  await expect(
    page.getByRole("button", { name: /^Partition topic-17-42:/ }),
  ).toBeInViewport();
});

test("partitions are filtered by their state, and one press shows all again", async ({
  page,
}) => {
  await openHighwater(page);
  await page.evaluate(() => window.highwater.submit({ kind: "kill", node: 1 }));
  await page.getByRole("button", { name: "Skip to what happens next" }).click();
  await idle(page);
  const rows = page.locator(".replica-grid tr");
  const all = await rows.count();
  await page.getByRole("button", { name: "Search and filter" }).click();
  // The five of the shop, and the fifty of __consumer_offsets.
  await page.getByRole("button", { name: /^under-replicated 55/ }).click();
  await expect(page.locator(".filter-bar")).toContainText(
    "55 of 55 partitions: under-replicated",
  );
  await page.getByRole("button", { name: /^leader not preferred/ }).click();
  const shown = (await frameOf(page)).partitions.filter(
    (view) => view.leader !== view.replicas[0],
  );
  await expect(rows).toHaveCount(shown.length);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows).toHaveCount(all);
});

test("the text view says what the picture shows, beside it and instead of it", async ({
  page,
}) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Text view" }).click();
  const text = page.getByRole("region", { name: "The cluster as text" });
  await expect(text).toContainText("orders-2");
  await expect(page.locator(".stage canvas")).toBeVisible();
  await page.evaluate(() => window.highwater.submit({ kind: "kill", node: 2 }));
  await idle(page);
  await expect(text.getByRole("row", { name: /^2 b (down|starting)/ })).toBeVisible();
  await page.getByRole("button", { name: "Text view" }).click();
  await expect(page.locator(".stage canvas")).toHaveCount(0);
  await text.getByRole("button", { name: "orders-1" }).click();
  await idle(page);
  await expect(page.getByTestId("inspector")).toContainText("orders-1");
});

test("a record is seen down to its bytes", async ({ page }) => {
  await openHighwater(page);
  await page.locator("#cell-0-0").press("Enter");
  await idle(page);
  await page.getByRole("button", { name: "Its newest record" }).click();
  await idle(page);
  const inspector = page.getByTestId("inspector");
  await expect(inspector).toContainText("Batch header, 61 of");
  await inspector.getByRole("button", { name: /baseOffset/ }).click();
  await expect(inspector.locator(".dump [data-chosen='true']")).toHaveCount(8);
});
