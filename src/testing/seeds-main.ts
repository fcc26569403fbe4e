import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { marks } from "./marks.ts";
import { option, textOption } from "./option.ts";
import { playScenario } from "./play-scenario.ts";
import { seedScenario } from "./seed-scenario.ts";
import { isPart, runSeeds } from "./seed-workers.ts";
import type { SeedResult } from "./seeds.ts";
import { shrink } from "./shrink.ts";

/**
 * `npm run seeds -- --count N --from S --jobs J`: plays seeds and says which fail, each shrunk to a scenario that the
 * page opens (`--write FOLDER` keeps them as files); `--verbose` tells every happening.
 */

/** From this many seeds on every situation of `marks.ts` must have been met. */
const enoughForMarks = 2000;

const verbose = process.argv.includes("--verbose");
const count = option("count", 200);
const from = option("from", 0);
const jobs = option("jobs", 1);
const folder = textOption("write");

function tellFailure({ seed, failure, atUs, events }: SeedResult): void {
  console.log(
    `seed ${seed} failed after event ${events} at ${(atUs / 1e6).toFixed(3)} s: ${failure?.invariant} ${failure?.text}`,
  );
  console.log(`  again: npm run seeds -- --from ${seed} --count 1 --verbose`);
  const played = playScenario(seedScenario(seed), { recover: true });
  if (played.failure === null) return;
  const small = shrink(played);
  const text = JSON.stringify(small.scenario);
  console.log(
    `  shrunk in ${small.runs} runs from ${played.scenario.plan.length} commands to ${small.scenario.plan.length}; open this on the page:\n  ${text}`,
  );
  if (folder !== null) writeFileSync(`${folder}/seed-${seed}.json`, `${text}\n`);
}

async function main(): Promise<void> {
  const began = performance.now();
  const hits: Record<string, number> = {};
  const verdicts: Record<string, number> = {};
  const sum = { events: 0, acked: 0, lost: 0, refused: 0, failed: 0 };

  await runSeeds({ from, count, jobs, verbose }, (result) => {
    sum.events += result.events;
    sum.acked += result.acked;
    sum.lost += result.lost;
    sum.refused += result.refused;
    for (const mark of result.marks) hits[mark] = (hits[mark] ?? 0) + 1;
    for (const [verdict, n] of Object.entries(result.verdicts))
      verdicts[verdict] = (verdicts[verdict] ?? 0) + n;
    if (verbose)
      console.log(
        `seed ${result.seed}: ${result.events} events, ${result.acked} acked, ${result.readable} readable, ${result.lost} lost, trace ${result.traceHash}`,
      );
    if (result.failure === null) return;
    sum.failed++;
    tellFailure(result);
  });

  console.log("situations met, in how many seeds:");
  for (const mark of marks)
    console.log(`  ${String(hits[mark] ?? 0).padStart(6)}  ${mark}`);
  const never = marks.filter((mark) => hits[mark] === undefined);
  const tooFew = count >= enoughForMarks && never.length > 0;
  if (tooFew) console.log(`never met: ${never.join("; ")}`);
  const seconds = (performance.now() - began) / 1000;
  const found = Object.entries(verdicts).map(([verdict, n]) => `${n} ${verdict}`);
  console.log(
    `${sum.events} events, ${sum.acked} records acknowledged, ${sum.lost} lost (findings: ${found.join(", ") || "none"}), ${sum.refused} faults refused by the budget, ${(count / seconds).toFixed(1)} seeds/s`,
  );
  const failed = sum.failed + (tooFew ? 1 : 0);
  console.log(`${count - sum.failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (!isPart()) await main();
