import { performance } from "node:perf_hooks";
import { playSeed, type SeedResult } from "./seeds.ts";

/** `npm run seeds -- --count N --from S`: plays seeds and says which fail; `--verbose` tells every happening. */

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) {
    console.error(`--${name} needs a whole number`);
    process.exit(2);
  }
  return value;
}

const verbose = process.argv.includes("--verbose");
const count = option("count", 200);
const from = option("from", 0);

function tellFailure(result: SeedResult): void {
  const { seed, failure, atUs, events, commands } = result;
  console.log(
    `seed ${seed} failed after event ${events} at ${(atUs / 1e6).toFixed(3)} s: ${failure}`,
  );
  for (const { atUs: when, command } of commands)
    console.log(`  ${(when / 1e6).toFixed(3)} s ${JSON.stringify(command)}`);
  console.log(`  again: npm run seeds -- --from ${seed} --count 1 --verbose`);
}

let failed = 0;
let events = 0;
let acked = 0;
let lost = 0;
const verdicts: Record<string, number> = {};
const began = performance.now();
for (let seed = from; seed < from + count; seed++) {
  const result = playSeed(seed, verbose ? (line) => console.log(line) : undefined);
  events += result.events;
  acked += result.acked;
  lost += result.lost;
  for (const { verdict } of result.findings)
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  if (verbose)
    console.log(
      `seed ${seed}: ${result.events} events, ${result.acked} acked, ${result.readable} readable, ${result.lost} lost, trace ${result.traceHash}`,
    );
  if (result.failure === "") continue;
  failed++;
  tellFailure(result);
}
const seconds = (performance.now() - began) / 1000;
const found = Object.entries(verdicts).map(([verdict, n]) => `${n} ${verdict}`);
console.log(
  `${events} events, ${acked} records acknowledged, ${lost} lost (findings: ${found.join(", ") || "none"}), ${(count / seconds).toFixed(1)} seeds/s`,
);
console.log(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
