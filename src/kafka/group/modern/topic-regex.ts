import type { Assertion, CharSet, RegexNode } from "./re2-node.ts";
import { parseRe2 } from "./re2-parse.ts";

/** One step of the machine that matches; `to` are the steps that follow. */
type Step =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "split"; readonly to: number[] }
  | { readonly kind: "match" };

/** A compiled regular expression for topic names. */
export type TopicRegex = readonly Step[];

/** RE2 bounds what a counted repetition may unfold to, too. */
const maxSteps = 20_000;

/**
 * A regular expression of RE2, or undefined when RE2 refuses it. It is matched in time proportional to the text, as RE2 does:
 * a member's expression must not be able to hang the broker. Kafka: TopicRegexResolver, RE2J.
 */
export function topicRegex(pattern: string): TopicRegex | undefined {
  const node = parseRe2(pattern);
  if (node === undefined) return undefined;
  const steps: Step[] = [];
  compile(steps, node);
  steps.push({ kind: "match" });
  return steps.length > maxSteps ? undefined : steps;
}

/** Appends the steps of a node; each goes on with the step behind it. */
function compile(steps: Step[], node: RegexNode): void {
  if (steps.length > maxSteps) return;
  switch (node.kind) {
    case "set":
    case "assert":
      steps.push(node);
      return;
    case "sequence":
      for (const part of node.parts) compile(steps, part);
      return;
    case "choice":
      compileChoice(steps, node.options);
      return;
    case "repeat":
      for (let n = 0; n < node.min; n++) compile(steps, node.part);
      if (node.max < 0) compileLoop(steps, node.part);
      else for (let n = node.min; n < node.max; n++) compileOptional(steps, node.part);
  }
}

function split(steps: Step[]): number[] {
  const to: number[] = [];
  steps.push({ kind: "split", to });
  return to;
}

function compileChoice(steps: Step[], options: readonly RegexNode[]): void {
  const begin = split(steps);
  const ends: number[][] = [];
  for (const option of options) {
    begin.push(steps.length);
    compile(steps, option);
    ends.push(split(steps));
  }
  for (const end of ends) end.push(steps.length);
}

function compileLoop(steps: Step[], part: RegexNode): void {
  const at = steps.length;
  const begin = split(steps);
  begin.push(steps.length);
  compile(steps, part);
  split(steps).push(at);
  begin.push(steps.length);
}

function compileOptional(steps: Step[], part: RegexNode): void {
  const begin = split(steps);
  begin.push(steps.length);
  compile(steps, part);
  begin.push(steps.length);
}

/** Whether the whole text matches. Kafka: com.google.re2j.Pattern.matches. */
export function matchesTopic(regex: TopicRegex, text: string): boolean {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  let live = follow(regex, [0], codes, 0);
  for (const [at, code] of codes.entries()) {
    const next: number[] = [];
    for (const step of live) {
      const { kind } = regex[step] ?? { kind: "match" };
      if (kind === "set" && accepts((regex[step] as { set: CharSet }).set, code))
        next.push(step + 1);
    }
    live = follow(regex, next, codes, at + 1);
    if (live.size === 0) return false;
  }
  return live.has(regex.length - 1);
}

/** The steps that wait for a character or the end, from these on, at a place of the text. */
function follow(
  regex: TopicRegex,
  from: readonly number[],
  codes: readonly number[],
  at: number,
): Set<number> {
  const seen = new Set<number>();
  const todo = [...from];
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    const here = regex[step];
    if (here?.kind === "split") todo.push(...here.to);
    else if (here?.kind === "assert" && holds(here.assertion, codes, at))
      todo.push(step + 1);
  }
  return seen;
}

function holds(assertion: Assertion, codes: readonly number[], at: number): boolean {
  if (assertion === "start") return at === 0;
  if (assertion === "end") return at === codes.length;
  const isBoundary = isWord(codes[at - 1]) !== isWord(codes[at]);
  return isBoundary === (assertion === "wordBoundary");
}

const isWord = (code: number | undefined): boolean =>
  code !== undefined && /^\w$/.test(String.fromCodePoint(code));

function accepts({ negated, ranges, properties }: CharSet, code: number): boolean {
  const inside =
    ranges.some(([low, high]) => code >= low && code <= high) ||
    properties.some(
      ([name, not]) =>
        new RegExp(`^\\p{${name}}$`, "u").test(String.fromCodePoint(code)) !== not,
    );
  return inside !== negated;
}
