import { runInThisContext } from "node:vm";
import { expect, test } from "@playwright/test";
import { rolldown } from "rolldown";

const seeds = Array.from({ length: 100 }, (_, i) => i + 1);

/** The engine with random worlds as one script that works in Node and in a page. */
async function bundledEngine(): Promise<string> {
  const bundle = await rolldown({
    input: "src/testing/trace-of-seed.ts",
    transform: { define: { MUTANTS: "false" } },
  });
  const { output } = await bundle.generate({ format: "iife", name: "worlds" });
  await bundle.close();
  return output[0].code;
}

interface Worlds {
  readonly traceOfSeed: (seed: number) => string;
}

test("a run has the same trace hash in Node and in Chromium, over 100 seeds", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const code = await bundledEngine();
  const here = runInThisContext(`${code}; worlds`) as Worlds;
  await page.goto("about:blank");
  await page.addScriptTag({ content: code });
  for (const seed of seeds) {
    const there = await page.evaluate(
      (wanted) =>
        (globalThis as unknown as { worlds: Worlds }).worlds.traceOfSeed(wanted),
      seed,
    );
    expect(there, `seed ${seed}`).toBe(here.traceOfSeed(seed));
  }
});
