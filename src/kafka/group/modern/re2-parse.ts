import { type Class, readClass } from "./re2-class.ts";
import { readEscape } from "./re2-escape.ts";
import { charNode, foldCase, type RegexNode } from "./re2-node.ts";

/** RE2's limit of a counted repetition. */
const maxRepeat = 1000;
/** Parentheses in parentheses; RE2J has the same limit of its stack. */
const maxDepth = 1000;

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

class Refused extends Error {
  override readonly name = "Refused";
}

/** A regular expression in RE2's syntax; undefined when RE2 refuses it: no backreferences, no lookaround. Kafka: com.google.re2j.Parser. */
export function parseRe2(text: string): RegexNode | undefined {
  const reader: Reader = { text, at: 0, depth: 0 };
  try {
    const node = choice(reader, { ignoreCase: false, dotAll: false, multiline: false });
    return reader.at === text.length ? node : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function refuse(): never {
  throw new Refused();
}

/** Alternatives up to a closing parenthesis or the end. A flag group within holds until there. */
function choice(reader: Reader, outer: Flags): RegexNode {
  const options: RegexNode[] = [];
  let parts: RegexNode[] = [];
  let flags = outer;
  for (; reader.at < reader.text.length; ) {
    const char = reader.text[reader.at];
    if (char === ")") break;
    if (char === "|") {
      reader.at += 1;
      options.push({ kind: "sequence", parts });
      parts = [];
      continue;
    }
    const changed = flagGroup(reader, flags);
    if (changed !== undefined) flags = changed;
    else parts.push(repeated(reader, atom(reader, flags)));
  }
  options.push({ kind: "sequence", parts });
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
}

/** `(?i)` and the like, without a part of its own. */
function flagGroup(reader: Reader, flags: Flags): Flags | undefined {
  const [all, on, off] =
    /^\(\?([imsU]*)(?:-([imsU]+))?\)/.exec(reader.text.slice(reader.at)) ?? [];
  if (all === undefined || (on === "" && off === undefined)) return undefined;
  reader.at += all.length;
  return withFlags(flags, on ?? "", off ?? "");
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const value = (letter: string, now: boolean): boolean =>
    (now || on.includes(letter)) && !off.includes(letter);
  return {
    ignoreCase: value("i", flags.ignoreCase),
    dotAll: value("s", flags.dotAll),
    multiline: value("m", flags.multiline),
  };
}

function atom(reader: Reader, flags: Flags): RegexNode {
  const { text } = reader;
  const char = text[reader.at] ?? "";
  switch (char) {
    case "(":
      return group(reader, flags);
    case "[":
      return characterClass(reader, flags);
    case "\\":
      return escape(reader, flags);
    case "*":
    case "+":
    case "?":
      return refuse();
    default:
  }
  const code = text.codePointAt(reader.at) ?? 0;
  reader.at += code > 0xffff ? 2 : 1;
  if (char === ".") return anyChar(flags);
  if (char === "^") return { kind: "assert", assertion: "start" };
  if (char === "$") return { kind: "assert", assertion: "end" };
  return literal(code, flags);
}

const anyChar = ({ dotAll }: Flags): RegexNode => ({
  kind: "set",
  set: { negated: true, ranges: dotAll ? [] : [[10, 10]], properties: [] },
});

function literal(code: number, { ignoreCase }: Flags): RegexNode {
  if (!ignoreCase) return charNode(code);
  return {
    kind: "set",
    set: { negated: false, ranges: foldCase([[code, code]]), properties: [] },
  };
}

/** Capturing or not is the same here; lookaround and atomic groups RE2 does not have. */
function group(reader: Reader, outer: Flags): RegexNode {
  const rest = reader.text.slice(reader.at);
  const [opening, on, off] =
    /^\((?:\?P?<\w+>|\?([imsU]*)(?:-([imsU]+))?:)?/.exec(rest) ?? refuse();
  if (opening === "(" && rest[1] === "?") refuse();
  reader.at += opening.length;
  reader.depth += 1;
  if (reader.depth > maxDepth) refuse();
  const node = choice(reader, withFlags(outer, on ?? "", off ?? ""));
  if (reader.text[reader.at] !== ")") refuse();
  reader.at += 1;
  reader.depth -= 1;
  return node;
}

function characterClass(reader: Reader, { ignoreCase }: Flags): RegexNode {
  const read: Class = readClass(reader.text, reader.at) ?? refuse();
  reader.at = read.end;
  const ranges = ignoreCase ? foldCase(read.set.ranges) : read.set.ranges;
  return { kind: "set", set: { ...read.set, ranges } };
}

function escape(reader: Reader, flags: Flags): RegexNode {
  const { text } = reader;
  const char = text[reader.at + 1] ?? "";
  if (char === "Q") return quoted(reader, flags);
  const assertions = {
    A: "start",
    z: "end",
    b: "wordBoundary",
    B: "noWordBoundary",
  } as const;
  if (char === "A" || char === "z" || char === "b" || char === "B") {
    reader.at += 2;
    return { kind: "assert", assertion: assertions[char] };
  }
  const read = readEscape(text, reader.at + 1) ?? refuse();
  reader.at = read.end;
  return read.kind === "char"
    ? literal(read.code, flags)
    : { kind: "set", set: read.set };
}

/** `\Q…\E`: as it stands. */
function quoted(reader: Reader, flags: Flags): RegexNode {
  const from = reader.at + 2;
  const end = reader.text.indexOf("\\E", from);
  const words = reader.text.slice(from, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 2;
  const parts = Array.from(words).map((each) => literal(each.codePointAt(0) ?? 0, flags));
  return { kind: "sequence", parts };
}

/** `*`, `+`, `?`, `{n,m}`, each with `?` behind it or not: what is matched first does not matter here. */
function repeated(reader: Reader, part: RegexNode): RegexNode {
  const rest = reader.text.slice(reader.at);
  const [all, operator, low, comma, high] =
    /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
  if (all === undefined) return part;
  reader.at += all.length;
  // A second operator right behind is an error in RE2, not a repetition of a repetition.
  if (/^[*+?]/.test(reader.text.slice(reader.at))) refuse();
  if (/^\{\d+,?\d*\}/.test(reader.text.slice(reader.at))) refuse();
  const [min, max] = bounds(operator, low, comma === "" ? low : high);
  if (min > maxRepeat || max > maxRepeat || (max >= 0 && min > max)) refuse();
  return { kind: "repeat", part, min, max };
}

function bounds(
  operator: string | undefined,
  low: string | undefined,
  high: string | undefined,
): [min: number, max: number] {
  if (operator === "*") return [0, -1];
  if (operator === "+") return [1, -1];
  if (operator === "?") return [0, 1];
  return [Number(low), high === "" || high === undefined ? -1 : Number(high)];
}
