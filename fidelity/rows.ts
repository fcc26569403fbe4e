import { type CompareOptions, compare, differencesAt } from "./compare.ts";
import type { Difference, Recording, Report } from "./recording.ts";

/** Says that a row has the shape that the recording's README gives; a field that differs shows as a difference. */
export type RowGuard<Row> = (row: unknown) => row is Row;

/** Plays every row by itself: what the recording says against what our code says. */
export async function playRows<Row>(
  recording: Recording,
  isRow: RowGuard<Row>,
  play: (
    row: Row,
  ) => readonly [expected: unknown, got: unknown] | Promise<readonly [unknown, unknown]>,
  options: CompareOptions = {},
): Promise<Report> {
  const rows = recording.rows.filter(isRow);
  const differences: Difference[] = [];
  let passed = 0;
  for (const [i, row] of rows.entries()) {
    const [expected, got] = await play(row);
    const found = compare(expected, got, options);
    if (found.length === 0) passed++;
    differences.push(...differencesAt(`line ${i + 1}`, found));
  }
  return { passed, total: rows.length, differences };
}

/** Plays sequences; a row counts as passed when no step of it differs. The first step that differs ends a sequence. */
export function playSequences<
  Row extends { readonly steps: readonly { readonly op: string }[] },
>(
  recording: Recording,
  isRow: RowGuard<Row>,
  play: (row: Row) => Iterable<readonly [expected: unknown, got: unknown]>,
  options: CompareOptions = {},
): Report {
  const rows = recording.rows.filter(isRow);
  const differences: Difference[] = [];
  for (const [i, row] of rows.entries()) {
    let step = 0;
    for (const [expected, got] of play(row)) {
      const found = compare(expected, got, options);
      const where = `line ${i + 1}, step ${step} (${row.steps[step]?.op ?? "initial"})`;
      differences.push(...differencesAt(where, found));
      if (found.length > 0) break;
      step++;
    }
  }
  const failed = new Set(differences.map((each) => each.where.split(",")[0]));
  return { passed: rows.length - failed.size, total: rows.length, differences };
}

/** What every guard asks. */
export function isObject(row: unknown): row is object {
  return typeof row === "object" && row !== null;
}
