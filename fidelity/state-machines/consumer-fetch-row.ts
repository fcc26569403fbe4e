import {
  bufferedNames,
  type FetchBuffer,
} from "../../src/kafka/client/consumer/fetch-buffer.ts";
import {
  hasValidPosition,
  type PartitionState,
  partitionLag,
} from "../../src/kafka/client/consumer/partition-state.ts";
import { type ResetStrategy } from "../../src/kafka/client/consumer/reset-strategy.ts";
import {
  allConsumed,
  fetchableStates,
  initializingStates,
  type SubscriptionState,
  statesToReset,
  statesToValidate,
} from "../../src/kafka/client/consumer/subscription-state.ts";

export interface LoggedBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly offsets?: readonly number[];
  readonly control?: "COMMIT" | "ABORT";
  readonly producerId?: number;
  readonly leaderEpoch: number;
}

export interface Row {
  readonly config: {
    readonly reset: string;
    readonly isolation: string;
    readonly maxPollRecords: number;
    readonly logs: Readonly<Record<string, readonly LoggedBatch[]>>;
  };
  readonly startMs: number;
  readonly steps: readonly Step[];
}

/** One call; which arguments it has depends on `op`. */
export interface Step {
  readonly op: string;
  readonly partition: string;
  readonly partitions: readonly string[];
  readonly bufferRetains?: readonly string[];
  readonly committed: Readonly<Record<string, readonly [number, number | null]>>;
  readonly leaderEpochs: Readonly<Record<string, number>>;
  readonly strategy: string;
  readonly offset: number;
  readonly epoch: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly retryAt: number;
  readonly askedOffset: number;
  readonly endOffset: number;
  readonly error?: string;
  readonly firstBatch?: number;
  readonly lastBatch?: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  readonly abortedTransactions?: readonly (readonly [number, number])[];
  readonly ms: number;
  readonly state?: object;
}

export interface Machine {
  readonly row: Row;
  readonly subscription: SubscriptionState;
  readonly buffer: FetchBuffer;
  /** Order of the next fetch is that of a hash table. */
  unordered: boolean;
  now: number;
  shown: Record<string, unknown>;
}

const partitionJson = (state: PartitionState, isCommitted: boolean): object => ({
  position:
    state.position === null
      ? null
      : {
          offset: state.position.offset,
          offsetEpoch: orNull(state.position.offsetEpoch),
          leader: orNull(state.position.leader),
          leaderEpoch: orNull(state.position.leaderEpoch),
        },
  valid: hasValidPosition(state),
  ...(state.fetchState === "awaitReset"
    ? { awaitingReset: strategyText(state.resetStrategy) }
    : {}),
  ...(state.fetchState === "awaitValidation" ? { awaitingValidation: true } : {}),
  ...(state.paused ? { paused: true } : {}),
  lag: partitionLag(state, isCommitted),
});

const orNull = (value: number): number | null => (value < 0 ? null : value);

const strategyText = (strategy: ResetStrategy | null): string =>
  `AutoOffsetResetStrategy{type=${strategy?.kind ?? ""}}`;

const names = (states: readonly PartitionState[]): string[] =>
  states.map(({ name }) => name);

export const isCommittedOnly = ({ row }: Machine): boolean =>
  row.config.isolation === "read_committed";

export function digest(machine: Machine): Record<string, unknown> {
  const { subscription, buffer, now } = machine;
  return {
    partitions: Object.fromEntries(
      subscription.order.map((state) => [
        state.name,
        partitionJson(state, isCommittedOnly(machine)),
      ]),
    ),
    fetchable: names(fetchableStates(subscription)),
    toInitialize: names(initializingStates(subscription)),
    toReset: names(statesToReset(subscription, now)),
    toValidate: names(statesToValidate(subscription, now)),
    toCommit: Object.fromEntries(
      Object.entries(allConsumed(subscription)).map(([name, { offset, leaderEpoch }]) => [
        name,
        [offset, leaderEpoch],
      ]),
    ),
    buffered: bufferedNames(buffer),
  };
}
