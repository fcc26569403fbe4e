import type { Happening } from "../../contract/happening.ts";

/** A happening, and how many like it came right before. */
export interface Told {
  readonly happening: Happening;
  readonly count: number;
}

/** Newest first; findings that follow one another about the same partition are told once, with their number. */
export function joinAlike(
  happenings: readonly Happening[],
  most: number,
): readonly Told[] {
  const told: { happening: Happening; count: number }[] = [];
  let run = new Map<string, { happening: Happening; count: number }>();
  for (let i = happenings.length - 1; i >= 0 && told.length < most; i--) {
    const happening = happenings[i];
    if (happening === undefined) continue;
    if (happening.kind !== "finding") run = new Map();
    const key = `${happening.kind} ${happening.partition}`;
    const alike = run.get(key);
    if (alike !== undefined) {
      alike.count += 1;
      continue;
    }
    const one = { happening, count: 1 };
    told.push(one);
    if (happening.kind === "finding") run.set(key, one);
  }
  return told;
}
