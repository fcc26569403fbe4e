import type { Difference } from "./recording.ts";

/** A difference without the row or step in which it was found. */
export type ValueDifference = Omit<Difference, "where">;

export interface CompareOptions {
  /** JSON pointers whose values are left out; `*` stands for any one name or index. */
  readonly ignore?: readonly string[];
  /** JSON pointers of lists whose order means nothing, such as those in the order of a Java hash table. */
  readonly sets?: readonly string[];
}

/** Every place where two JSON values differ; a key that is undefined counts as absent. */
export function compare(
  expected: unknown,
  got: unknown,
  options: CompareOptions = {},
): ValueDifference[] {
  const comparison: Comparison = {
    ignore: (options.ignore ?? []).map(pattern),
    sets: (options.sets ?? []).map(pattern),
    found: [],
  };
  walk(comparison, "", expected, got);
  return comparison.found;
}

/** Differences with the row or step they belong to. */
export function differencesAt(
  where: string,
  found: readonly ValueDifference[],
): Difference[] {
  return found.map((each) => ({ where, ...each }));
}

interface Comparison {
  readonly ignore: readonly RegExp[];
  readonly sets: readonly RegExp[];
  readonly found: ValueDifference[];
}

function pattern(pointer: string): RegExp {
  const escaped = pointer.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^/]*")}$`);
}

function walk(
  comparison: Comparison,
  path: string,
  expected: unknown,
  got: unknown,
): void {
  if (Object.is(expected, got) || comparison.ignore.some((each) => each.test(path)))
    return;
  if (Array.isArray(expected) && Array.isArray(got)) {
    const unordered = comparison.sets.some((each) => each.test(path));
    const order = unordered ? sorted : (list: readonly unknown[]) => list;
    walkList(comparison, path, order(expected), order(got));
  } else if (isObject(expected) && isObject(got)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const name = key.replaceAll("~", "~0").replaceAll("/", "~1");
      walk(comparison, `${path}/${name}`, expected[key], got[key]);
    }
  } else if (expected !== got) {
    comparison.found.push({ path, expected, got });
  }
}

function walkList(
  comparison: Comparison,
  path: string,
  expected: readonly unknown[],
  got: readonly unknown[],
): void {
  for (let i = 0; i < Math.max(expected.length, got.length); i++) {
    walk(comparison, `${path}/${i}`, expected[i], got[i]);
  }
}

function sorted(list: readonly unknown[]): readonly unknown[] {
  return list
    .map((value) => ({ value, text: JSON.stringify(ordered(value)) ?? "" }))
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ value }) => value);
}

/** The same value with sorted keys, so that equal values have equal texts. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return typeof value === "bigint" ? String(value) : value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
