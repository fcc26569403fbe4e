import type { ConsumerEvent } from "../../kafka/client-probe.ts";

/** What the members of a group did with one partition's records, by offset. */
interface PartitionWork {
  /** Processed at least once: ascending, disjoint [from, next). */
  ranges: [number, number][];
  twice: number;
  /** Gaps that were forgotten because there were too many. */
  forgotten: number;
}

/** What groups processed since the run began; plain data. A consumer's own count ends with its process, this one does not. */
export interface WorkLog {
  /** By group, then by partition's name. */
  readonly groups: Record<string, Record<string, PartitionWork>>;
}

export const workLog = (): WorkLog => ({ groups: {} });

/** More gaps than this are not kept apart: the oldest is counted and closed. */
const mostRanges = 64;

function addRange(work: PartitionWork, from: number, next: number): void {
  const { ranges } = work;
  const last = ranges.at(-1);
  if (last === undefined || from > last[1]) ranges.push([from, next]);
  else if (from === last[1]) last[1] = next;
  else mergeRange(work, from, next);
  const [first, second] = ranges;
  if (ranges.length <= mostRanges || first === undefined || second === undefined) return;
  work.forgotten += second[0] - first[1];
  ranges.splice(0, 2, [first[0], second[1]]);
}

function mergeRange(work: PartitionWork, from: number, next: number): void {
  let [low, high] = [from, next];
  const kept: [number, number][] = [];
  for (const [a, b] of work.ranges) {
    if (b < low || a > high) {
      kept.push([a, b]);
      continue;
    }
    work.twice += Math.max(0, Math.min(b, next) - Math.max(a, from));
    low = Math.min(low, a);
    high = Math.max(high, b);
  }
  work.ranges = [...kept, [low, high] satisfies [number, number]].toSorted(
    (a, b) => a[0] - b[0],
  );
}

/** A member of a group tells what its application did. */
export function noteWork(log: WorkLog, group: string, event: ConsumerEvent): void {
  if (event.kind !== "processed" || group === "") return;
  const { topic, partition } = event.partition;
  const partitions = (log.groups[group] ??= {});
  const work = (partitions[`${topic}-${partition}`] ??= {
    ranges: [],
    twice: 0,
    forgotten: 0,
  });
  addRange(work, event.from, event.next);
}

/** Records that were processed again, and those between processed ones that nobody processed. */
export function workOf(
  log: WorkLog,
  group: string,
): { readonly processedTwice: number; readonly passedOver: number } {
  let processedTwice = 0;
  let passedOver = 0;
  for (const { ranges, twice, forgotten } of Object.values(log.groups[group] ?? {})) {
    processedTwice += twice;
    passedOver += forgotten;
    for (const [i, [from]] of ranges.entries())
      passedOver += i === 0 ? 0 : from - (ranges[i - 1]?.[1] ?? from);
  }
  return { processedTwice, passedOver };
}
