import { chanceAt } from "../sim/draw.ts";

/** Chance for one seed: each question has a place of its own, so that a new one changes no old answer. */
export interface Chance {
  /** A whole number from 0 to `bound` - 1 for the n-th time that `question` is asked. */
  readonly below: (question: number, n: number, bound: number) => number;
}

export const chanceOf = (seed: number): Chance => ({
  below: (question, n, bound) =>
    Math.floor(
      (chanceAt(seed ^ 0x5eed, question, n & 0xfff, n >> 12) / 4294967296) * bound,
    ),
});

export const questions = {
  brokers: 101,
  combined: 102,
  elr: 103,
  timing: 104,
  topics: 105,
  topicShape: 106,
  clients: 107,
  clientShape: 108,
  faults: 109,
  faultKind: 110,
  faultTarget: 111,
  faultTime: 112,
  faultLength: 113,
  mode: 114,
  network: 115,
  racks: 116,
  kinds: 117,
  quiet: 118,
  core: 119,
  controllers: 120,
  snapshots: 121,
  aim: 122,
  coreControllers: 123,
} as const;

/** When the faults begin and end, and until when the cluster must have recovered, µs. */
export const seedTimes = {
  faultsUs: 4_000_000,
  healUs: 26_000_000,
  limitUs: 86_000_000,
} as const;

export const pick = <T>(choices: readonly T[], index: number): T =>
  choices[index % choices.length] as T;

/** The same things in another order: the n-th asked for of a question. */
export function shuffled<T>(
  things: readonly T[],
  below: (i: number, bound: number) => number,
): T[] {
  const left = [...things];
  return things.map((_, i) => left.splice(below(i, left.length), 1)[0] as T);
}
