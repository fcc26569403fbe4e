import { compare } from "../compare.ts";
import type { Difference, Recording, Report } from "../recording.ts";

/** One row of a recording. */
export type Row = Readonly<Record<string, unknown>>;

/** A check within a row: where, what the recording says, what our code says. */
export type Check = readonly [path: string, expected: unknown, got: unknown];

/** Plays row after row; what a row throws is a difference too. */
export function playChecks(
  recording: Recording,
  play: (row: Row) => readonly Check[],
): Report {
  const differences: Difference[] = [];
  let passed = 0;
  for (const [at, row] of recording.rows.entries()) {
    const found = playRow(row, play);
    if (found.length === 0) passed++;
    for (const one of found) differences.push({ where: `line ${at + 1}`, ...one });
  }
  return { passed, total: recording.rows.length, differences };
}

function playRow(
  row: unknown,
  play: (row: Row) => readonly Check[],
): Omit<Difference, "where">[] {
  try {
    const checks = isRow(row) ? play(row) : [["", "an object", row] as const];
    return checks.flatMap(([path, expected, got]) =>
      compare(expected, got).map((one) => ({ ...one, path: path + one.path })),
    );
  } catch (error) {
    return [{ path: "", expected: "no exception", got: String(error) }];
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text of a row; empty where it is none. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
