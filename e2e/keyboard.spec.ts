import { expect, test } from "@playwright/test";
import { brokerButton, frameOf, idle, openHighwater } from "./page-driver.ts";

test("one walks over the replicas by arrows and looks at one by Enter", async ({
  page,
}) => {
  await openHighwater(page);
  await page.locator("#cell-0--1").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#cell-1-1")).toBeFocused();
  await page.keyboard.press("Enter");
  await idle(page);
  const inspector = page.getByTestId("inspector");
  await expect(inspector).toContainText("customers-1 on broker 2");
  await expect(page.locator("#inspector-title")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("#cell-1-1")).toBeFocused();
});

test("the grid is one stop of the Tab key, and its focus can be seen", async ({
  page,
}) => {
  await openHighwater(page);
  const stops = await page.locator(".replica-grid button[tabindex='0']").count();
  expect(stops).toBe(1);
  await page.locator("#cell-0--1").focus();
  await page.keyboard.press("ArrowRight");
  const outline = await page
    .locator("#cell-0-0")
    .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe("solid");
});

test("single keys drive time and can be switched off", async ({ page }) => {
  await openHighwater(page);
  await page.locator("body").press(" ");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await idle(page);
  const before = await frameOf(page);
  await page.locator("body").press(".");
  await idle(page);
  expect((await frameOf(page)).events).toBe(before.events + 1);

  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByLabel("Single-key shortcuts").uncheck();
  await page.keyboard.press("Escape");
  await page.locator("body").press(" ");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("a broker is killed without a mouse", async ({ page }) => {
  await openHighwater(page);
  await brokerButton(page, 1).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Kill SIGKILL/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await idle(page);
  expect((await frameOf(page)).brokers[0]?.status).toBe("down");
  await expect(brokerButton(page, 1)).toBeFocused();
});

test("a record is reached by keys, and its neighbours", async ({ page }) => {
  await openHighwater(page);
  await page.locator("#cell-0--1").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await idle(page);
  const newest = page.getByRole("button", { name: "Its newest record" });
  await newest.focus();
  await page.keyboard.press("Enter");
  await idle(page);
  const before = page
    .getByTestId("inspector")
    .getByRole("button", { name: /^offset/ })
    .first();
  await expect(before).toBeVisible();
  await before.focus();
  await page.keyboard.press("Enter");
  await idle(page);
  await expect(page.getByTestId("inspector")).toContainText("offset");
});
