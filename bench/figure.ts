/** One figure of `performance.md` 12. */
export interface Figure {
  readonly id: string;
  /** What was measured. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The value by the calibration loop's events a second in the same process; null where it is no speed. */
  readonly ratio: number | null;
  /** What is wanted, in words. */
  readonly target: string;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const shown = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(3)));

/** The figures as a table. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, name, value, unit, ratio, target }) => [
    id,
    `${shown(value)} ${unit}`,
    ratio === null ? "" : ratio.toPrecision(3),
    target,
    name,
  ]);
  const table = [["id", "value", "ratio", "target", "what"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  "))
    .join("\n");
}
