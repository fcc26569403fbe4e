import { quote } from "./found.ts";

/** Longer names are no slips of the finger, and the distance takes the product of both lengths. */
const longest = 80;

/** The known name that a slip of the finger would make of `name`, or undefined. */
function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const folded = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor((name.length + 1) / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `; did you mean "topics"?`, or nothing. */
export function hint(name: string, known: Iterable<string>): string {
  const candidate = nearest(name, known);
  return candidate === undefined ? "" : `; did you mean ${quote(candidate)}?`;
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : replaced;
      const shifted = Math.min(previous[j] ?? 0, row[j - 1] ?? 0) + 1;
      row.push(Math.min(replaced, swapped, shifted));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
