import {
  assignEpoch,
  clearEpochs,
  type EpochCache,
  type EpochEntry,
  endOffsetFor,
  epochCache,
  epochForOffset,
  epochsInRange,
  nextEpoch,
  previousEpoch,
  truncateEpochsFromEnd,
  truncateEpochsFromStart,
} from "../../src/kafka/log/epoch-cache.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";

type Pair = readonly [number, number];

interface Row {
  readonly steps: readonly Step[];
}

/** One command to the cache; which arguments it has depends on `op`. */
interface Step {
  readonly op: string;
  readonly epoch: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly logEndOffset: number;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  readonly given: readonly Pair[];
  readonly result?: unknown;
  readonly exception?: string;
  readonly entries: readonly Pair[];
}

/** Kafka: LeaderEpochFileCache. */
export function playEpochCache(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const cache = epochCache();
  for (const step of row.steps) {
    const outcome = attempt(cache, step);
    const { result, exception, entries } = step;
    yield [
      { result, exception, entries },
      { ...outcome, entries: pairs(cache.entries) },
    ];
  }
}

function attempt(
  cache: EpochCache,
  step: Step,
): { result?: unknown; exception?: string } {
  if (step.op === "assign" && (step.epoch < 0 || step.startOffset < 0)) {
    // Kafka refuses by an exception what is a failed assertion here: no caller passes such numbers.
    return { exception: "IllegalArgumentException" };
  }
  return { result: perform(cache, step) };
}

function perform(cache: EpochCache, step: Step): unknown {
  switch (step.op) {
    case "assign":
      return assignEpoch(cache, step.epoch, step.startOffset);
    case "assignAll":
      for (const [epoch, startOffset] of step.given)
        assignEpoch(cache, epoch, startOffset);
      return undefined;
    case "truncateFromEnd":
      return truncateEpochsFromEnd(cache, step.endOffset);
    case "truncateFromStart":
      return truncateEpochsFromStart(cache, step.startOffset);
    case "clear":
      return clearEpochs(cache);
    case "endOffsetFor": {
      const end = endOffsetFor(cache, step.epoch, step.logEndOffset);
      return [end.epoch, end.endOffset];
    }
    case "epochForOffset":
      return orNull(epochForOffset(cache, step.offset));
    case "entriesInRange":
      return pairs(epochsInRange(cache, step.from, step.to));
    case "around":
      return around(cache, step.epoch);
    default:
      // `reload` reads back what the checkpoint file holds: the same entries.
      return undefined;
  }
}

function around(cache: EpochCache, epoch: number): unknown {
  const entry = cache.entries.find((each) => each.epoch === epoch);
  return {
    previous: orNull(previousEpoch(cache, epoch)),
    next: orNull(nextEpoch(cache, epoch)),
    entry: entry === undefined ? null : [entry.epoch, entry.startOffset],
    beforeLatest: cache.entries.at(-2)?.epoch ?? null,
  };
}

function orNull(epoch: number): number | null {
  return epoch < 0 ? null : epoch;
}

function pairs(entries: readonly EpochEntry[]): Pair[] {
  return entries.map((entry): Pair => [entry.epoch, entry.startOffset]);
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
