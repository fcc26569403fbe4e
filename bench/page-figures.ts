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

/** Fourteen partitions in three replicas of 48 cells, and traffic on all of them. */
async function load(page: Page): Promise<void> {
  const replicas = { partitions: 14, replicationFactor: 3, assignment: null, config: {} };
  const settings = {
    recordsPerSecond: 400,
    keys: { kind: "uniform", keys: 100 },
    valueSize: 100,
    tombstonePercent: 0,
    acks: -1,
    batchSize: 16_384,
    lingerMs: 0,
    retries: 10,
    requestTimeoutMs: 30_000,
    deliveryTimeoutMs: 120_000,
    maxInFlight: 5,
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

async function frameFigures(browser: Browser, server: PageServer): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.url);
  await page.waitForFunction(() => "highwater" in window);
  await page.evaluate(() => (window as unknown as Scripted).highwater?.idle());
  await load(page);
  // The page has drawn everything once, and the engine has come to its pace.
  await intervals(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const before = await metric(session, "TaskDuration");
  const seen = await intervals(page);
  const busyMs = ((await metric(session, "TaskDuration")) - before) * 1000;
  const sorted = seen.toSorted((a, b) => a - b);
  await page.close();
  return [
    {
      id: "T12",
      name: "main thread a frame of the screen, 14 partitions x 3 x 48 cells under load",
      value: busyMs / seen.length,
      unit: "ms",
      ratio: null,
      target: "<= 5",
    },
    {
      id: "T12b",
      name: "time between frames of the screen then, 99th percentile, software raster",
      value: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
      unit: "ms",
      ratio: null,
      target: "16.7",
    },
  ];
}

/** What a visitor feels, if the page has been built and there is a Chromium. */
export async function pageFigures(only: readonly string[]): Promise<Figure[]> {
  const wanted = (id: string): boolean => only.length === 0 || only.includes(id);
  if (!existsSync("dist/index.html") || !existsSync(executablePath)) return [];
  if (!wanted("T12") && !wanted("T16")) return [];
  const server = await servePage("dist");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const figures: Figure[] = [];
  try {
    if (wanted("T12")) figures.push(...(await frameFigures(browser, server)));
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
