/** Characters: any of these ranges, or, negated, none of them. */
export interface CharSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  /** Unicode classes such as `\pL`; the flag says that it is negated by itself. */
  readonly properties: readonly (readonly [name: string, negated: boolean])[];
}

/** A place that matches no character. */
export type Assertion = "start" | "end" | "wordBoundary" | "noWordBoundary";

/** A regular expression as it was read. */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly part: RegexNode;
      readonly min: number;
      /** -1: no limit. */
      readonly max: number;
    };

export const charNode = (code: number): RegexNode => ({
  kind: "set",
  set: { negated: false, ranges: [[code, code]], properties: [] },
});

/** Kafka: com.google.re2j.CharGroup. */
export const perlClasses: Readonly<Record<string, CharSet["ranges"]>> = {
  d: [[48, 57]],
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
};

export const posixClasses: Readonly<Record<string, CharSet["ranges"]>> = {
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: [[48, 57]],
  graph: [[33, 126]],
  lower: [[97, 122]],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [[65, 90]],
  word: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
};

const last = 0x10_ffff;

/** Everything outside of these ranges. */
export function complement(ranges: CharSet["ranges"]): CharSet["ranges"] {
  const rest: (readonly [number, number])[] = [];
  let from = 0;
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (low > from) rest.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= last) rest.push([from, last]);
  return rest;
}

/** The same letters in both cases, of ASCII. */
export function foldCase(ranges: CharSet["ranges"]): CharSet["ranges"] {
  const folded = [...ranges];
  for (const [low, high] of ranges)
    for (const [from, to, shift] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const [first, end] = [Math.max(low, from), Math.min(high, to)];
      if (first <= end) folded.push([first + shift, end + shift]);
    }
  return folded;
}
