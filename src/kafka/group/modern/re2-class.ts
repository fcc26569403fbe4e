import { readEscape } from "./re2-escape.ts";
import { type CharSet, complement, posixClasses } from "./re2-node.ts";

/** A class in brackets and where it ends. */
export interface Class {
  readonly set: CharSet;
  readonly end: number;
}

/** Reads a class that begins with the bracket at `from`; undefined: RE2 refuses it. Kafka: com.google.re2j.Parser.parseClass. */
export function readClass(text: string, from: number): Class | undefined {
  const negated = text[from + 1] === "^";
  const ranges: (readonly [number, number])[] = [];
  const properties: (readonly [string, boolean])[] = [];
  const first = from + (negated ? 2 : 1);
  for (let at = first; at < text.length; ) {
    // A closing bracket that comes first stands for itself.
    if (text[at] === "]" && at > first)
      return { set: { negated, ranges, properties }, end: at + 1 };
    const item = posixClass(text, at) ?? classItem(text, at);
    if (item === undefined) return undefined;
    ranges.push(...item.set.ranges);
    properties.push(...item.set.properties);
    at = item.end;
  }
  return undefined;
}

/** `[:alpha:]` and `[:^alpha:]`. */
function posixClass(text: string, at: number): Class | undefined {
  const [all, negation, name] = /^\[:(\^?)(\w+):\]/.exec(text.slice(at)) ?? [];
  const ranges = posixClasses[name ?? ""];
  if (all === undefined || ranges === undefined) return undefined;
  const those = negation === "^" ? complement(ranges) : ranges;
  return { set: { negated: false, ranges: those, properties: [] }, end: at + all.length };
}

/** One character, a range, or an escaped class. */
function classItem(text: string, at: number): Class | undefined {
  const low = classChar(text, at);
  if (low === undefined || typeof low.code !== "number") return low;
  const isRange = text[low.end] === "-" && (text[low.end + 1] ?? "]") !== "]";
  const high = isRange ? classChar(text, low.end + 1) : low;
  if (high === undefined || typeof high.code !== "number" || high.code < low.code)
    return undefined;
  return {
    set: { negated: false, ranges: [[low.code, high.code]], properties: [] },
    end: high.end,
  };
}

function classChar(
  text: string,
  at: number,
): (Class & { readonly code: number | undefined }) | undefined {
  const none: CharSet = { negated: false, ranges: [], properties: [] };
  if (text[at] !== "\\") {
    const code = text.codePointAt(at);
    if (code === undefined) return undefined;
    return { code, set: none, end: at + (code > 0xffff ? 2 : 1) };
  }
  const read = readEscape(text, at + 1);
  if (read === undefined) return undefined;
  return read.kind === "char"
    ? { code: read.code, set: none, end: read.end }
    : { code: undefined, set: read.set, end: read.end };
}
