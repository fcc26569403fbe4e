import { type Divergence, explanationOf } from "./divergence.ts";
import { hasPassed, type Played } from "./play.ts";
import type { Difference } from "./recording.ts";

/** Differences printed per file without `--all`. */
const cap = 5;
const longest = 300;

/** The line of one recording, and its differences below it. */
export function linesOf(
  played: Played,
  divergences: readonly Divergence[],
  all: boolean,
): readonly string[] {
  const { path, passed, total, differences, problem } = played;
  if (hasPassed(played)) return [`pass ${path} ${passed}/${total}`];
  const head = `FAIL ${path} ${passed}/${total} ${total === 1 ? "line" : "lines"}`;
  const shown = all ? differences : differences.slice(0, cap);
  const hidden = differences.length - shown.length;
  return [
    problem === undefined ? head : `${head}: ${problem}`,
    ...shown.flatMap((each) => differenceLines(path, each, divergences)),
    ...(hidden > 0 ? [`  … ${hidden} more (--all shows them)`] : []),
  ];
}

function differenceLines(
  file: string,
  difference: Difference,
  divergences: readonly Divergence[],
): readonly string[] {
  const { where, path, expected, got } = difference;
  const known = explanationOf(divergences, file, path);
  return [
    `  ${file}: ${where} ${path || "/"}`,
    `    expected ${text(expected)}`,
    `    got      ${text(got)}`,
    ...(known === undefined ? [] : [`    known ${known.kind}: ${known.reason}`]),
  ];
}

function text(value: unknown): string {
  const json =
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === "bigint" ? String(each) : each,
    ) ?? "nothing";
  return json.length > longest
    ? `${json.slice(0, longest)}… (${json.length} characters)`
    : json;
}
