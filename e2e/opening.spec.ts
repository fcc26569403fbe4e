import { expect, test } from "@playwright/test";
import { brokerButton, frameOf, idle, openHighwater } from "./page-driver.ts";

test("shows a cluster at work within a second, with no click", async ({ page }) => {
  await page.goto("./");
  await page.waitForFunction(() => window.highwater.state().frame !== null);
  await idle(page);
  const painted = await page.evaluate(() => performance.now());
  expect(painted).toBeLessThan(3_000);
  const frame = await frameOf(page);
  expect(frame.brokers).toHaveLength(3);
  expect(frame.topics.filter((one) => !one.name.startsWith("__"))).toHaveLength(2);
  expect(frame.producers).toHaveLength(2);
  expect(frame.consumers.map(({ memberState }) => memberState)).toEqual([
    "stable",
    "stable",
    "stable",
  ]);
  for (const id of [1, 2, 3]) await expect(brokerButton(page, id)).toBeVisible();
  await expect(page.getByRole("heading", { name: "orders" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "customers" })).toBeVisible();
});

test("says what one sees and what to try", async ({ page }) => {
  await openHighwater(page);
  const narration = page.getByTestId("narration");
  await expect(narration).toContainText("high watermark");
  await expect(narration.getByRole("button", { name: "Kill broker 1" })).toBeVisible();
});

test("moves: time goes on and records are acknowledged", async ({ page }) => {
  await openHighwater(page);
  const before = await frameOf(page);
  await page.getByLabel("Speed").selectOption({ label: "1×" });
  await expect
    .poll(async () => (await frameOf(page)).promises.acked)
    .toBeGreaterThan(before.promises.acked);
  await expect(page.getByTestId("promises")).toContainText("acked");
});

test("draws on the canvas what the frame says", async ({ page }) => {
  await openHighwater(page);
  const inked = await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    const data = canvas
      ?.getContext("2d")
      ?.getImageData(0, 0, canvas.width, canvas.height).data;
    let count = 0;
    for (let i = 3; i < (data?.length ?? 0); i += 4) if ((data?.[i] ?? 0) > 0) count += 1;
    return count;
  });
  expect(inked).toBeGreaterThan(20_000);
});

for (const [width, height] of [
  [360, 740],
  [820, 1000],
  [1280, 720],
  [1440, 900],
  [1920, 1080],
] as const)
  test(`fits ${width} by ${height} without a sideways scroll`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openHighwater(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    await expect(page.getByRole("button", { name: "Kill broker 1" })).toBeInViewport();
    await expect(
      page.getByRole("button", { name: "Pause", exact: true }),
    ).toBeInViewport();
  });
