import type { CharSet } from "./re2-node.ts";
import { complement, perlClasses } from "./re2-node.ts";

/** What one escape stands for, and where it ends; undefined: RE2 refuses it. */
export type Escaped =
  | { readonly kind: "char"; readonly code: number; readonly end: number }
  | { readonly kind: "class"; readonly set: CharSet; readonly end: number };

const controls: Readonly<Record<string, number>> = {
  a: 7,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

const isAlphanumeric = (char: string): boolean => /^[0-9A-Za-z]$/.test(char);

/** Reads what follows a backslash at `at`. Kafka: com.google.re2j.Parser.parseEscape, parsePerlClass, parseUnicodeClass. */
export function readEscape(text: string, at: number): Escaped | undefined {
  const char = text[at];
  if (char === undefined) return undefined;
  const ranges = perlClasses[char.toLowerCase()];
  if (ranges !== undefined) {
    const those = char === char.toLowerCase() ? ranges : complement(ranges);
    return { kind: "class", set: plain(those), end: at + 1 };
  }
  if (char === "p" || char === "P") return unicodeClass(text, at);
  if (char === "x") return hex(text, at + 1);
  if (/[0-7]/.test(char)) return octal(text, at);
  const control = controls[char];
  if (control !== undefined) return { kind: "char", code: control, end: at + 1 };
  const code = text.codePointAt(at) ?? 0;
  // Any punctuation may be escaped; letters and digits only where they mean something.
  if (isAlphanumeric(char) || code >= 128) return undefined;
  return { kind: "char", code, end: at + 1 };
}

const plain = (ranges: CharSet["ranges"]): CharSet => ({
  negated: false,
  ranges,
  properties: [],
});

/** `\1` would be a backreference, which RE2 does not have; `\12` is octal. */
function octal(text: string, at: number): Escaped | undefined {
  const [digits = ""] = /^[0-7]{1,3}/.exec(text.slice(at)) ?? [];
  if (digits.length === 1 && digits !== "0") return undefined;
  return { kind: "char", code: Number.parseInt(digits, 8), end: at + digits.length };
}

function hex(text: string, at: number): Escaped | undefined {
  const rest = text.slice(at);
  const [all, braced, two] =
    /^(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(rest) ?? [];
  if (all === undefined) return undefined;
  const code = Number.parseInt(braced ?? two ?? "", 16);
  return code > 0x10_ffff ? undefined : { kind: "char", code, end: at + all.length };
}

function unicodeClass(text: string, at: number): Escaped | undefined {
  const [all, negation, braced, one] =
    /^[pP](?:\{(\^?)(\w+)\}|([A-Z]))/.exec(text.slice(at)) ?? [];
  if (all === undefined) return undefined;
  const name = braced ?? one ?? "";
  const property = propertyName(name);
  if (property === undefined) return undefined;
  const negated = (text[at] === "P") !== (negation === "^");
  const set = { negated: false, ranges: [], properties: [[property, negated]] as const };
  return { kind: "class", set, end: at + all.length };
}

/** A general category or a script, as JavaScript names it. */
function propertyName(name: string): string | undefined {
  return [name, `Script=${name}`].find((property) => {
    try {
      return new RegExp(`\\p{${property}}`, "u").source !== "";
    } catch {
      return false;
    }
  });
}
