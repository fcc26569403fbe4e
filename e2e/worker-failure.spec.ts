import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { follow, frameOf, idle, openHighwater } from "./page-driver.ts";

async function killWorker(page: Page): Promise<void> {
  const worker = page.workers()[0];
  if (worker === undefined) throw new Error("The engine has no worker.");
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("boom");
    }, 0);
  });
}

test("the page says that the engine died, saves the run, and restarts it from the log", async ({
  page,
}) => {
  await openHighwater(page);
  await follow(page, "Kill broker 1");
  const before = await frameOf(page);
  await killWorker(page);
  const banner = page.getByTestId("failure");
  await expect(banner).toContainText("The engine has died.");
  await expect(banner).toContainText("boom");

  const coming = page.waitForEvent("download");
  await banner.getByRole("button", { name: "Download the run" }).click();
  const path = await (await coming).path();
  const file: unknown = JSON.parse(readFileSync(path, "utf8"));
  expect(file).toMatchObject({
    format: 2,
    commands: [{ command: { kind: "kill", node: 1 } }],
  });

  await banner.getByRole("button", { name: "Restart from the command log" }).click();
  await idle(page);
  await expect(banner).toBeHidden();
  const after = await frameOf(page);
  expect(after.brokers[0]?.status).toBe("down");
  expect(after.atUs).toBeLessThanOrEqual(before.atUs + 5_000_000);
  await expect(page.getByTestId("narration")).toContainText("Broker 1 is dead");
});

test("it restarts fresh too", async ({ page }) => {
  await openHighwater(page);
  await follow(page, "Kill broker 1");
  await killWorker(page);
  await page.getByRole("button", { name: "Restart fresh" }).click();
  await idle(page);
  const frame = await frameOf(page);
  expect(frame.brokers.every((one) => one.status === "running")).toBe(true);
  await expect(page.getByRole("button", { name: "Kill broker 1" })).toBeVisible();
});

test("an engine that does not load is told too", async ({ page }) => {
  await page.route(/worker[^/]*\.(js|ts)/, (route) => route.abort());
  await page.goto("./");
  await expect(page.getByTestId("failure")).toContainText("The engine has died.");
});
