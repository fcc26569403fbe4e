import { expect, test } from "@playwright/test";
import { frameOf, idle, openHighwater } from "./page-driver.ts";

test("pause stands still, play goes on", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await idle(page);
  const still = await frameOf(page);
  for (let i = 0; i < 5; i++) await idle(page);
  expect((await frameOf(page)).atUs).toBe(still.atUs);
  const shown = await page.getByTestId("clock").textContent();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByTestId("clock")).not.toHaveText(shown ?? "");
});

test("a step is one event", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await idle(page);
  const { events } = await frameOf(page);
  for (let i = 1; i <= 3; i++) {
    await page.getByRole("button", { name: "Step one event" }).click();
    await idle(page);
    expect((await frameOf(page)).events).toBe(events + i);
  }
});

test("speeds reach from a thousandth to a hundred times", async ({ page }) => {
  await openHighwater(page);
  const speed = page.getByLabel("Speed");
  await speed.selectOption({ label: "100×" });
  const start = (await frameOf(page)).atUs;
  await expect
    .poll(async () => (await frameOf(page)).atUs)
    .toBeGreaterThan(start + 20_000_000);
  await speed.selectOption({ label: "1/1000×" });
  await idle(page);
  const slow = (await frameOf(page)).atUs;
  for (let i = 0; i < 10; i++) await idle(page);
  const later = (await frameOf(page)).atUs;
  expect(later).toBeGreaterThan(slow);
  expect(later - slow).toBeLessThan(100_000);
});

test("a command given while paused is met at once", async ({ page }) => {
  await openHighwater(page);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await idle(page);
  const before = await frameOf(page);
  await page.getByRole("button", { name: "Kill broker 1" }).click();
  await idle(page);
  const after = await frameOf(page);
  expect(after.brokers[0]?.status).toBe("down");
  expect(after.atUs).toBe(before.atUs);
});

test("a hidden tab stands still and does not catch up", async ({ page }) => {
  await openHighwater(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      value: "hidden",
    });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await idle(page);
  const hidden = await frameOf(page);
  // Wall time that the page must not turn into virtual time: twenty round trips to the browser.
  for (let i = 0; i < 20; i++)
    await page.evaluate(() => new Promise(requestAnimationFrame));
  expect((await frameOf(page)).atUs).toBe(hidden.atUs);
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      value: "visible",
    });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(async () => (await frameOf(page)).atUs).toBeGreaterThan(hidden.atUs);
  expect((await frameOf(page)).atUs - hidden.atUs).toBeLessThan(2_000_000);
});
