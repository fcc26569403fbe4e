import { runsOf } from "./in-flight.ts";
import type { RecordState } from "./record-state.ts";
import type { SharePartition } from "./share-partition.ts";

/** Records that follow each other in one state, with one delivery count and one holder. */
export interface ShareRun {
  readonly first: number;
  readonly last: number;
  readonly state: RecordState;
  readonly deliveryCount: number;
  /** Member id of who acquired them; empty for nobody. */
  readonly memberId: string;
}

/** A share partition as its leader has it now, for whoever shows it. */
export function shareRuns({ batches, startOffset }: SharePartition): ShareRun[] {
  const runs: ShareRun[] = [];
  for (const batch of batches)
    for (const { first, last, flight } of runsOf(batch)) {
      const { state, deliveryCount, memberId } = flight;
      if (last < startOffset) continue;
      const before = runs.at(-1);
      if (
        before !== undefined &&
        before.last + 1 === first &&
        before.state === state &&
        before.deliveryCount === deliveryCount &&
        before.memberId === memberId
      )
        runs[runs.length - 1] = { ...before, last };
      else
        runs.push({
          first: Math.max(first, startOffset),
          last,
          state,
          deliveryCount,
          memberId,
        });
    }
  return runs;
}
