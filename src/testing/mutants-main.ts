import { breakRule, mutants } from "../base/mutants.ts";
import { option } from "./option.ts";
import { playScenario } from "./play-scenario.ts";
import { seedScenario } from "./seed-scenario.ts";

/**
 * `npm run mutants -- --only N --count 2000 --from S`: breaks one rule after the other (reliability 7.3) and says at
 * which seed which invariant found it. Each must be found.
 */

const only = option("only", 0);
const count = option("count", 2000);
const from = option("from", 0);

/** The first seed that notices, or null. */
function search(): { readonly seed: number; readonly invariant: string } | null {
  for (let seed = from; seed < from + count; seed++) {
    const { failure } = playScenario(seedScenario(seed), { recover: true });
    if (failure !== null) return { seed, invariant: failure.invariant };
  }
  return null;
}

let missed = 0;
console.log("mutant  broken rule                       seed  found by");
mutants.forEach((mutant, i) => {
  if (only > 0 && only !== i + 1) return;
  breakRule(mutant);
  const found = search();
  breakRule(null);
  if (found === null) missed++;
  const where = found === null ? "never" : `${found.seed}`;
  console.log(
    `${String(i + 1).padStart(6)}  ${mutant.padEnd(32)}  ${where.padStart(4)}  ${found?.invariant ?? ""}`,
  );
});
console.log(missed === 0 ? "every mutant was found" : `${missed} not found`);
process.exitCode = missed === 0 ? 0 : 1;
