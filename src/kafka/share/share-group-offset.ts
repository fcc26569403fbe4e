import type { Turn } from "../coordinator/turn.ts";
import type { StateBatch } from "./share-partition.ts";

/** What the share coordinator keeps of one share partition; a new one takes its place. Kafka: ShareGroupOffset. */
export interface ShareGroupOffset {
  readonly snapshotEpoch: number;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  /** -1: nobody has read yet. */
  readonly startOffset: number;
  /** Records behind the start offset that are done; -1 unknown. */
  readonly deliveryCompleteCount: number;
  readonly createTimestamp: number;
  readonly writeTimestamp: number;
  readonly stateBatches: readonly StateBatch[];
}

/** What the coordinator of one partition of `__share_group_state` keeps, by share partition. Kafka: ShareCoordinatorShard. */
export interface ShareState {
  readonly offsets: Record<string, ShareGroupOffset>;
  /** ShareUpdate records since the last ShareSnapshot. */
  readonly updates: Record<string, number>;
}

export type ShareTurn = Turn<ShareState>;

export const shareState = (): ShareState => ({ offsets: {}, updates: {} });
