/** Partitions of a group with how many members process each, and how long that was none. Plain data. */
export interface StopClock {
  /** It is told up to here, µs. */
  untilUs: number;
  /** How many members process a partition, by name. */
  owners: Record<string, number>;
  /** Partitions that nobody processes. */
  free: number;
  /** Sum over partitions of the time in which nobody processed them, µs. */
  partitionUs: number;
  /** Time in which nobody processed any of them, µs. */
  allUs: number;
}

/** Knows no partition yet. */
export const stopClock = (nowUs: number): StopClock => ({
  untilUs: nowUs,
  owners: {},
  free: 0,
  partitionUs: 0,
  allUs: 0,
});

/** Counts the time up to now; without `runs` it passes uncounted, as in a group that has no member. */
export function tickTo(clock: StopClock, nowUs: number, runs: boolean): void {
  const passedUs = Math.max(0, nowUs - clock.untilUs);
  clock.untilUs = Math.max(clock.untilUs, nowUs);
  if (!runs || clock.free === 0) return;
  clock.partitionUs += passedUs * clock.free;
  if (clock.free === Object.keys(clock.owners).length) clock.allUs += passedUs;
}

/** One member more (1) or less (-1) processes a partition, from the moment to which the clock was told. */
export function own(clock: StopClock, partition: string, by: 1 | -1): void {
  const before = clock.owners[partition];
  if (before === undefined && by < 0) return;
  const after = Math.max(0, (before ?? 0) + by);
  clock.owners[partition] = after;
  if (before === 0 && after > 0) clock.free--;
  else if (after === 0 && before !== 0) clock.free++;
}

/** Forgets the partitions that nobody processes: they are nobody's any more. */
export function forgetFree(clock: StopClock): void {
  for (const [partition, owners] of Object.entries(clock.owners))
    if (owners === 0) delete clock.owners[partition];
  clock.free = 0;
}
