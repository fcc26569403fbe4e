/** Offsets from `start` on were written in one leader epoch, up to the next run. */
export interface EpochRun {
  readonly epoch: number;
  readonly start: number;
}

/**
 * What a log holds, as ranges: an (offset, epoch) pair names one record, since one leader writes each epoch and
 * never gives an offset twice. Two logs agree below an offset when their runs do.
 */
export interface Lineage {
  start: number;
  end: number;
  runs: EpochRun[];
}

/** A log that will go on in its last run without an end. */
export const endless: number = Number.MAX_SAFE_INTEGER;

export const lineage = (start = 0): Lineage => ({ start, end: start, runs: [] });

export const copyLineage = ({ start, end, runs }: Lineage): Lineage => ({
  start,
  end,
  runs: [...runs],
});

/** Takes in offsets `from` to `end` - 1 of an epoch; true when they begin a new run. */
export function extend(log: Lineage, epoch: number, from: number, end: number): boolean {
  const last = log.runs.at(-1);
  log.end = end;
  if (last !== undefined && last.epoch === epoch) return false;
  log.runs.push({ epoch, start: from });
  return true;
}

/** Drops everything at and behind an offset. */
export function cut(log: Lineage, offset: number): void {
  while ((log.runs.at(-1)?.start ?? -1) >= offset) log.runs.pop();
  log.end = Math.min(log.end, offset);
  log.start = Math.min(log.start, offset);
}

/** The epoch that wrote an offset, or -1. */
export function epochAt({ runs, end }: Lineage, offset: number): number {
  if (offset >= end) return -1;
  return runs.findLast((run) => run.start <= offset)?.epoch ?? -1;
}

/** The first offset at which two logs differ or one of them ends; what lies before both begin counts as equal. */
export function agreement(a: Lineage, b: Lineage): number {
  const limit = Math.min(a.end, b.end);
  let at = Math.max(a.start, b.start);
  if (at >= limit) return limit;
  let i = a.runs.findLastIndex((run) => run.start <= at);
  let j = b.runs.findLastIndex((run) => run.start <= at);
  while (at < limit) {
    const left = a.runs[i];
    const right = b.runs[j];
    if (left === undefined || right === undefined || left.epoch !== right.epoch)
      return at;
    const leftEnd = a.runs[i + 1]?.start ?? limit;
    const rightEnd = b.runs[j + 1]?.start ?? limit;
    at = Math.min(leftEnd, rightEnd, limit);
    if (leftEnd <= at) i++;
    if (rightEnd <= at) j++;
  }
  return limit;
}

/** How far the records `from` to `to` - 1 of an epoch are in a log, without a gap from `from` on. */
export function heldUpTo(
  log: Lineage,
  wanted: { readonly epoch: number; readonly from: number; readonly to: number },
): number {
  const { epoch, from, to } = wanted;
  const at = Math.max(from, log.start);
  // Below its start a log holds nothing because retention or DeleteRecords took it, which is no loss.
  if (at >= to) return to;
  const index = log.runs.findIndex((run) => run.epoch === epoch);
  const run = log.runs[index];
  if (run === undefined || run.start > at) return from;
  return Math.max(from, Math.min(to, log.runs[index + 1]?.start ?? log.end));
}
