import { existsSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import type { ViewFrame } from "../src/contract/frame.ts";
import { type Figure, median } from "./figure.ts";
import { type PageServer, servePage } from "./page-server.ts";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const openings = 5;
/** Wall time that frames are watched, ms. */
const watchedMs = 5000;

/** What `window.highwater` has of the page's; the bench imports nothing of the page. */
interface Scripted {
  readonly highwater?: {
    readonly state: () => { readonly frame: ViewFrame | null };
    readonly submit: (
      command: object,
    ) => Promise<{ readonly kind: string; readonly reason?: string }>;
    readonly idle: () => Promise<unknown>;
  };
  firstLiveMs?: number;
}

/** Runs in the page: notes when the first picture with live data has been painted. */
function noteFirstLive(): void {
  const scripted = window as unknown as Scripted;
  let live = false;
  const look = (): void => {
    if (live) {
      scripted.firstLiveMs = performance.now();
      return;
    }
    live = (scripted.highwater?.state().frame?.events ?? 0) > 0;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** A new profile each time, so that nothing is cached. */
async function openingMs(browser: Browser, server: PageServer): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(noteFirstLive);
  await page.goto(server.url);
  const handle = await page.waitForFunction(
    () => (window as unknown as Scripted).firstLiveMs ?? false,
  );
  const ms = Number(await handle.jsonValue());
  await context.close();
  return ms;
}

/** Empty when the command was taken. */
const submit = (page: Page, command: object): Promise<string> =>
  page.evaluate(
    async (one) =>
      (await (window as unknown as Scripted).highwater?.submit(one))?.reason ?? "",
    command,
  );

/** Partitions in three replicas of 48 cells, and traffic on all of them. */
async function load(page: Page, partitions: number): Promise<void> {
  const replicas = { partitions, replicationFactor: 3, assignment: null, config: {} };
  const settings = {
    recordsPerSecond: 400,
    keys: { kind: "uniform", keys: 100 },
    valueSize: 100,
    tombstonePercent: 0,
    config: { "linger.ms": "0" },
  };
  const play = page.getByRole("button", { name: "Play", exact: true });
  if (await play.isVisible()) await play.click();
  const topic = { name: "load", ...replicas };
  const created = await submit(page, { kind: "createTopic", topic });
  await page.waitForFunction(() =>
    (window as unknown as Scripted).highwater
      ?.state()
      .frame?.topics.some(({ name }) => name === "load"),
  );
  const producer = { id: "load", topic: "load", settings };
  const started = await submit(page, { kind: "startProducer", producer });
  if (created !== "" || started !== "")
    throw new Error(`the load was not taken: ${created} ${started}`);
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** Times between frames of the screen over a while, ms. */
const intervals = (page: Page): Promise<number[]> =>
  page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const began = performance.now();
        let last = began;
        const look = (): void => {
          const now = performance.now();
          seen.push(now - last);
          last = now;
          if (now - began < ms) requestAnimationFrame(look);
          else resolve(seen);
        };
        requestAnimationFrame(look);
      }),
    watchedMs,
  );

/** Main-thread time a frame of the screen, and times between frames, of what the page shows then. */
async function watched(
  page: Page,
): Promise<{ readonly taskMs: number; readonly p99Ms: number }> {
  // The page has drawn everything once, and the engine has come to its pace.
  await intervals(page);
  const session = await page.context().newCDPSession(page);
  // CPU time of the main thread: wall time counts what other processes take.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await metric(session, "TaskDuration");
  const seen = await intervals(page);
  const busyMs = ((await metric(session, "TaskDuration")) - before) * 1000;
  const sorted = seen.toSorted((x, y) => x - y);
  await session.detach();
  return {
    taskMs: busyMs / seen.length,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}

async function openedPage(
  browser: Browser,
  server: PageServer,
  height: number,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height } });
  await page.goto(server.url);
  await page.waitForFunction(() => "highwater" in window);
  await page.evaluate(() => (window as unknown as Scripted).highwater?.idle());
  return page;
}

const figure = (id: string, name: string, value: number, target: string): Figure => ({
  id,
  name,
  value,
  unit: "ms",
  ratio: null,
  target,
});

async function frameFigures(browser: Browser, server: PageServer): Promise<Figure[]> {
  const page = await openedPage(browser, server, 900);
  await load(page, 14);
  const { taskMs, p99Ms } = await watched(page);
  await page.close();
  return [
    figure(
      "T12",
      "main thread a frame of the screen, 14 partitions x 3 x 48 cells under load",
      taskMs,
      "<= 5",
    ),
    figure(
      "T12b",
      "time between frames of the screen then, 99th percentile, software raster",
      p99Ms,
      "16.7",
    ),
  ];
}

/** As many rows as a high screen shows with their records: some 8,000 cells. */
async function manyCells(browser: Browser, server: PageServer): Promise<Figure[]> {
  const page = await openedPage(browser, server, 1300);
  await load(page, 55);
  for (let i = 0; i < 3; i++) await page.locator("body").press("-");
  const { taskMs } = await watched(page);
  await page.close();
  return [
    figure(
      "T13",
      "main thread a frame, 60 rows x 3 x 48 cells in view",
      taskMs,
      "<= 8.3",
    ),
  ];
}

/** 50 brokers with 2,000 partitions in three replicas, all in view. */
async function farView(browser: Browser, server: PageServer): Promise<Figure[]> {
  const page = await openedPage(browser, server, 900);
  await page.getByLabel("Scenario").selectOption("A large cluster");
  await page.waitForSelector(".square-cursor", { timeout: 60_000 });
  const { taskMs, p99Ms } = await watched(page);
  await page.close();
  return [
    figure("T13f", "main thread a frame, 6,000 replicas as squares", taskMs, "<= 6"),
    figure(
      "T13g",
      "time between frames of the screen then, 99th percentile",
      p99Ms,
      "16.7",
    ),
  ];
}

/** What a visitor feels, if the page has been built and there is a Chromium. */
export async function pageFigures(only: readonly string[]): Promise<Figure[]> {
  const wanted = (id: string): boolean => only.length === 0 || only.includes(id);
  if (!existsSync("dist/index.html") || !existsSync(executablePath)) return [];
  if (!["T12", "T13", "T13f", "T16"].some(wanted)) return [];
  const server = await servePage("dist");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const figures: Figure[] = [];
  try {
    if (wanted("T12")) figures.push(...(await frameFigures(browser, server)));
    if (wanted("T13")) figures.push(...(await manyCells(browser, server)));
    if (wanted("T13f")) figures.push(...(await farView(browser, server)));
    if (wanted("T16")) {
      const times: number[] = [];
      for (let i = 0; i < openings; i++) times.push(await openingMs(browser, server));
      figures.push({
        id: "T16",
        name: "first picture with live data, new profile, median of five",
        value: median(times),
        unit: "ms",
        ratio: null,
        target: "<= 500",
      });
    }
  } finally {
    await browser.close();
    server.close();
  }
  return figures;
}
