import type { ConsumerEvent } from "../kafka/client-probe.ts";

/** What a group did with its partitions, by name. Plain data. */
export interface GroupWork {
  /** The next offset that nobody has processed. */
  next: Record<string, number>;
  /** High watermarks of all partitions. */
  ends: Record<string, number>;
  /** Records below the high watermark that nobody has processed. */
  lag: number;
  greatestLag: number;
  processedTwice: number;
  /** Times that a partition was taken from a member. */
  revoked: number;
}

export const groupWork = (): GroupWork => ({
  next: {},
  ends: {},
  lag: 0,
  greatestLag: 0,
  processedTwice: 0,
  revoked: 0,
});

/** From here on it is counted; what was done before is done. */
export function countFromNow(work: GroupWork): void {
  work.greatestLag = work.lag;
  work.processedTwice = 0;
  work.revoked = 0;
}

const behind = (end: number | undefined, next: number | undefined): number =>
  next === undefined ? 0 : Math.max(0, (end ?? 0) - next);

function place(
  work: GroupWork,
  name: string,
  end: number,
  next: number | undefined,
): void {
  const before = behind(work.ends[name], work.next[name]);
  work.ends[name] = end;
  if (next !== undefined) work.next[name] = next;
  work.lag += behind(end, work.next[name]) - before;
  work.greatestLag = Math.max(work.greatestLag, work.lag);
}

/** The leader moved its high watermark. */
export function noteEnd(work: GroupWork, name: string, end: number): void {
  place(work, name, end, work.next[name]);
}

/** A member did something. */
export function noteWork(work: GroupWork, event: ConsumerEvent): void {
  switch (event.kind) {
    case "positioned": {
      const { topic, partition } = event.partition;
      const name = `${topic}-${partition}`;
      if (work.next[name] === undefined)
        place(work, name, work.ends[name] ?? 0, event.offset);
      break;
    }
    case "processed": {
      const name = `${event.partition.topic}-${event.partition.partition}`;
      const known = work.next[name] ?? event.from;
      work.processedTwice += Math.max(0, Math.min(event.next, known) - event.from);
      place(work, name, work.ends[name] ?? 0, Math.max(known, event.next));
      break;
    }
    case "revoked":
    case "lost":
      work.revoked += event.partitions.length;
      break;
    default:
  }
}
