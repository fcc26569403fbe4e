import { present } from "../../base/assert.ts";
import type { CoordinatorLog } from "../protocol/codec/record-frame.ts";
import type { CoordinatorRecord } from "./coordinator-record.ts";
import type { CoordinatorResult } from "./coordinator-result.ts";
import type { Turn } from "./turn.ts";

/** A topic of which something changed, or that is new or gone. */
export interface TopicChange {
  readonly topicId: string;
  readonly name: string;
  readonly deleted: boolean;
  readonly created: boolean;
}

/** Does what a timer is for. */
export type TimerHandler = (turn: Turn<never>, operation: never) => CoordinatorResult;
/** Goes on when the records are committed (error 0) or were not written; what it gives is written in turn. */
export type ContinuationHandler = (
  turn: Turn<never>,
  continuation: never,
  error: number,
) => CoordinatorResult;

/** Whose batch a replayed record was in; -1 without a producer. */
export interface ReplayedFrom {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** What a kind of coordinator does, by its internal topic. Kafka: CoordinatorShard. */
export interface CoordinatorRole {
  /** The state before any record. */
  readonly empty: () => object;
  /** Changes the state as a record says. Kafka: CoordinatorPlayback.replay. */
  readonly replay: (
    turn: Turn<never>,
    record: CoordinatorRecord,
    from: ReplayedFrom,
  ) => void;
  /** Kafka: CoordinatorShard.onLoaded; what it gives is written as a timer's result is. */
  readonly loaded: (turn: Turn<never>) => CoordinatorResult;
  /** Everybody who waits learns that this is not the coordinator any more. Kafka: CoordinatorShard.onUnloaded. */
  readonly unloaded: (turn: Turn<never>) => void;
  /** Kafka: CoordinatorShard.onNewMetadataImage, GroupCoordinator.onPartitionsDeleted. */
  readonly topicsChanged: (
    turn: Turn<never>,
    changes: readonly TopicChange[],
  ) => CoordinatorResult;
  readonly timers: Record<string, TimerHandler>;
  readonly continuations: Record<string, ContinuationHandler>;
}

const roles: Partial<Record<CoordinatorLog, CoordinatorRole>> = {};

/** From now on leaders of the topic's partitions are coordinators of this kind. */
export function addRole(topic: CoordinatorLog, role: CoordinatorRole): void {
  roles[topic] = role;
}

export const roleOf = (topic: CoordinatorLog): CoordinatorRole =>
  present(roles[topic], `role of ${topic}`);

/** The internal topic that is called so, if leaders of it are coordinators. */
export const coordinatorLog = (topic: string): CoordinatorLog | undefined =>
  Object.hasOwn(roles, topic) ? (topic as CoordinatorLog) : undefined;
