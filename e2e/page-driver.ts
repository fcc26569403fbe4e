import { expect, type Locator, type Page } from "@playwright/test";
import type { HighwaterState } from "../src/app/idle.ts";
import type { ControllerView, ViewFrame } from "../src/contract/frame.ts";

/** Opens the page and waits until its first picture is painted. */
export async function openHighwater(page: Page): Promise<void> {
  await page.goto("./");
  await page.waitForFunction(() => "highwater" in window);
  await idle(page);
  await expect(page.getByTestId("narration")).toBeVisible();
}

/** Waits, as scripts do, until all that was asked is met and painted. */
export async function idle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await window.highwater.idle();
  });
}

/** The page as a script sees it. */
async function stateOf(page: Page): Promise<HighwaterState> {
  return page.evaluate(() => window.highwater.state());
}

/** The frame that the scene shows. */
export async function frameOf(page: Page): Promise<ViewFrame> {
  const { frame } = await stateOf(page);
  if (frame === null) throw new Error("No frame has come yet.");
  return frame;
}

/** Presses what the narration offers, which must be this. */
export async function follow(page: Page, label: string | RegExp): Promise<void> {
  await page.getByTestId("narration").getByRole("button", { name: label }).click();
  await idle(page);
}

/** Skips from happening to happening until a test of the frame holds. */
export async function skipUntil(
  page: Page,
  holds: (frame: ViewFrame) => boolean,
): Promise<ViewFrame> {
  for (let i = 0; i < 60; i++) {
    const frame = await frameOf(page);
    if (holds(frame)) return frame;
    await page.getByRole("button", { name: "Skip to the next happening" }).click();
    await idle(page);
  }
  throw new Error("It did not happen in sixty happenings.");
}

/** Lets time go five times as fast until a test of the frame holds, for what is no happening of its own. */
export async function playUntil(
  page: Page,
  holds: (frame: ViewFrame) => boolean,
): Promise<ViewFrame> {
  await page.getByLabel("Speed").selectOption({ label: "5×" });
  const play = page.getByTitle("Play (Space)");
  if (await play.isVisible()) await play.click();
  await expect
    .poll(async () => holds(await frameOf(page)), { timeout: 60_000, intervals: [50] })
    .toBe(true);
  await page.getByLabel("Speed").selectOption({ label: "1/10×" });
  await idle(page);
  return frameOf(page);
}

/** A broker's name, which opens its menu. */
export function brokerButton(page: Page, broker: number): Locator {
  return page.getByRole("button", {
    name: new RegExp(`^Broker ${broker}\\b.*: what to do`, "i"),
  });
}

/** Opens a broker's menu. */
export async function menuOf(page: Page, broker: number): Promise<void> {
  await brokerButton(page, broker).click();
}

/** Makes a cluster of one's own; fields that are not named stay as they are offered. */
export async function makeCluster(
  page: Page,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByLabel("Scenario").selectOption("A cluster of your own …");
  const dialog = page.getByRole("dialog", { name: "A cluster of your own" });
  for (const [label, value] of Object.entries(fields))
    await dialog.getByLabel(new RegExp(`^${label}`)).fill(value);
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog).toBeHidden();
  await idle(page);
}

/** Lets time stand still. */
export async function pause(page: Page): Promise<void> {
  await page.getByTitle("Pause (Space)").click();
  await idle(page);
}

/** Steps from event to event until a test of the frame holds. */
export async function stepUntil(
  page: Page,
  holds: (frame: ViewFrame) => boolean,
): Promise<ViewFrame> {
  for (let i = 0; i < 200; i++) {
    const frame = await frameOf(page);
    if (holds(frame)) return frame;
    await page.getByRole("button", { name: "Step one event" }).click();
    await idle(page);
  }
  throw new Error("It did not happen in two hundred events.");
}

/** The voter that leads the quorum in the highest epoch. */
export function activeController(frame: ViewFrame): ControllerView {
  const active = frame.controllers
    .filter((one) => one.active && one.status === "running")
    .toSorted((a, b) => b.epoch - a.epoch)[0];
  if (active === undefined) throw new Error("There is no controller.");
  return active;
}

/** A controller's name over its column, which selects it. */
export function controllerButton(page: Page, controller: number): Locator {
  return page.getByRole("button", { name: new RegExp(`controller ${controller} ·`) });
}
