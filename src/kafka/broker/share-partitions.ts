import { type Context, wallClockMs } from "../context.ts";
import { topicById } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { expireLock, firstLockMs } from "../share/release.ts";
import { settleUpdates } from "../share/settle-updates.ts";
import {
  type SharePartition,
  type StateBatch,
  type StateUpdate,
  sharePartition,
  sharePartitionKey,
} from "../share/share-partition.ts";
import type { SessionPartition } from "../share/share-session.ts";
import { takeState } from "../share/take-state.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { notHostedError } from "./offline-dirs.ts";
import { type PersistAnswer, type PersistOnward, persist } from "./persister.ts";
import { shareLimits, shareSetting } from "./share-limits.ts";
import { resetOffset } from "./share-reset.ts";
import { type ShareWake, sharesOf } from "./shares.ts";

/** What goes on when something of a share partition changed, or when its changes are written. */
export interface ShareFollowUp {
  /** Fetches that wait for it may go on. Kafka: ReplicaManager.completeDelayedShareFetchRequests. */
  readonly changed: (
    context: Context,
    broker: Broker,
    partition: Pick<SharePartition, "groupId" | "topicId" | "index">,
  ) => void;
  /** An acknowledgement is written, or refused. */
  readonly acknowledged: (
    context: Context,
    broker: Broker,
    wait: { readonly id: number; readonly part: number },
    error: number,
  ) => void;
}

const nobody: ShareFollowUp = { changed: () => {}, acknowledged: () => {} };
/** Filled by `serve-shares.ts`: fetches know partitions, not the other way round. */
export const shareFollowUp: { current: ShareFollowUp } = { current: nobody };

const keyOf = ({ groupId, topicId, index }: SharePartition): string =>
  sharePartitionKey(groupId, topicId, index);

/** The replica that this broker leads, or why it is none. Kafka: ShareFetchUtils.leaderEpoch. */
export function ledForShare(
  broker: Broker,
  { topicId, index }: SessionPartition,
): HostedPartition | number {
  const topic = topicById(broker.image, topicId);
  if (topic === undefined) return errors.UNKNOWN_TOPIC_ID;
  if (topic.partitions[index] === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
  const hosted = hostedReplica(broker, topicId, index);
  if (hosted === undefined) return notHostedError(broker, topicId, index);
  return hosted.role === "leader" ? hosted : errors.NOT_LEADER_OR_FOLLOWER;
}

/** The share partition, read from the share coordinator at first use. Kafka: SharePartitionManager.getOrCreateSharePartition. */
export function openSharePartition(
  context: Context,
  broker: Broker,
  groupId: string,
  at: SessionPartition,
): SharePartition | number {
  const hosted = ledForShare(broker, at);
  if (typeof hosted === "number") return hosted;
  const { partitions } = sharesOf(broker);
  const { topicId, index } = at;
  const key = sharePartitionKey(groupId, topicId, index);
  const known = partitions[key];
  if (known !== undefined && known.leaderEpoch === hosted.leaderEpoch) return known;
  const { topic, leaderEpoch } = hosted;
  const opened = sharePartition({ groupId, topicId, topic, index, leaderEpoch });
  partitions[key] = opened;
  const onward: ShareOnward = { kind: "shareRead", key, leaderEpoch };
  persist(context, broker, {
    api: "ReadShareGroupState",
    groupId,
    topicId,
    index,
    fields: { leaderEpoch },
    onward,
  });
  return opened;
}

interface ShareOnward extends PersistOnward {
  readonly key: string;
  readonly leaderEpoch: number;
}

interface ReadAnswer extends PersistAnswer {
  readonly stateEpoch: number;
  readonly startOffset: number;
  readonly stateBatches: readonly StateBatch[];
}

/** The share partition of an answer, unless it is another by now. */
function stillHere(
  broker: Broker,
  { key, leaderEpoch }: ShareOnward,
): SharePartition | undefined {
  const found = sharesOf(broker).partitions[key];
  return found?.leaderEpoch === leaderEpoch ? found : undefined;
}

/** Kafka: SharePartition.maybeInitialize, SharePartitionManager.handleInitializationException. */
export function shareStateRead(
  context: Context,
  broker: Broker,
  onward: ShareOnward,
  answer: ReadAnswer,
): void {
  const partition = stillHere(broker, onward);
  if (partition === undefined) return;
  const hosted = ledForShare(broker, partition);
  const { errorCode, stateEpoch, stateBatches } = answer;
  if (typeof hosted === "number" || errorCode !== 0) {
    partition.status = "failed";
    partition.failure = typeof hosted === "number" ? hosted : persistError(errorCode);
  } else {
    const { groupId } = partition;
    const reset = shareSetting(broker, groupId, "share.auto.offset.reset");
    const startOffset =
      answer.startOffset >= 0
        ? answer.startOffset
        : resetOffset(hosted, reset, wallClockMs(context.effects));
    if (!takeState(partition, { stateEpoch, startOffset, stateBatches }))
      partition.failure = errors.UNKNOWN_SERVER_ERROR;
  }
  // What waits for one that could not be read learns why; the next fetch reads it anew.
  shareFollowUp.current.changed(context, broker, partition);
  if (partition.status === "failed") delete sharesOf(broker).partitions[onward.key];
}

/** As the answer to a member tells it. Kafka: SharePartition.fetchPersisterError. */
function persistError(error: number): number {
  switch (error) {
    case 0:
    case errors.COORDINATOR_NOT_AVAILABLE:
    case errors.GROUP_ID_NOT_FOUND:
    case errors.UNKNOWN_TOPIC_OR_PARTITION:
    case errors.FENCED_STATE_EPOCH:
      return error;
    case errors.NOT_COORDINATOR:
    case errors.COORDINATOR_LOAD_IN_PROGRESS:
      return errors.COORDINATOR_NOT_AVAILABLE;
    case errors.FENCED_LEADER_EPOCH:
      return errors.NOT_LEADER_OR_FOLLOWER;
    default:
      return errors.UNKNOWN_SERVER_ERROR;
  }
}

/** After these the share partition is read anew. Kafka: SharePartitionManager.fencedSharePartitionHandler. */
const isFencing = (error: number): boolean =>
  error === errors.NOT_LEADER_OR_FOLLOWER ||
  error === errors.FENCED_STATE_EPOCH ||
  error === errors.GROUP_ID_NOT_FOUND ||
  error === errors.UNKNOWN_TOPIC_OR_PARTITION;

interface WrittenOnward extends ShareOnward {
  readonly updates: readonly StateUpdate[];
  /** The request that waits, and which of its partitions this is; null for nobody. */
  readonly wait: { readonly id: number; readonly part: number } | null;
}

/** Has changes written; what is done is answered at once where there are none. Kafka: SharePartition.writeShareGroupState. */
export function writeUpdates(
  context: Context,
  broker: Broker,
  partition: SharePartition,
  what: {
    readonly updates: readonly StateUpdate[];
    readonly batches: readonly StateBatch[];
    readonly wait: { readonly id: number; readonly part: number } | null;
  },
): void {
  const { groupId, topicId, index, leaderEpoch, stateEpoch, startOffset } = partition;
  const { updates, batches, wait } = what;
  const onward: WrittenOnward = {
    kind: "shareWritten",
    key: keyOf(partition),
    leaderEpoch,
    updates,
    wait,
  };
  persist(context, broker, {
    api: "WriteShareGroupState",
    groupId,
    topicId,
    index,
    fields: {
      stateEpoch,
      leaderEpoch,
      startOffset,
      deliveryCompleteCount: partition.completed,
      stateBatches: batches,
    },
    onward,
  });
}

/** Kafka: SharePartition.rollbackOrProcessStateUpdates. */
export function shareStateWritten(
  context: Context,
  broker: Broker,
  onward: WrittenOnward,
  answer: PersistAnswer,
): void {
  const error = persistError(answer.errorCode);
  const partition = stillHere(broker, onward);
  if (partition !== undefined) {
    const limits = shareLimits(broker, partition.groupId);
    const nowMs = wallClockMs(context.effects);
    const moved = settleUpdates(partition, onward.updates, {
      written: error === 0,
      nowMs,
      limits,
    });
    if (isFencing(error)) {
      partition.status = "fenced";
      delete sharesOf(broker).partitions[onward.key];
    } else armLocks(context, partition);
    if (moved || isFencing(error))
      shareFollowUp.current.changed(context, broker, partition);
  }
  if (onward.wait !== null)
    shareFollowUp.current.acknowledged(context, broker, onward.wait, error);
}

/** Asks the kernel for the moment in which the first acquisition lock ends. Kafka: AcquisitionLockTimerTask. */
export function armLocks(context: Context, partition: SharePartition): void {
  const firstMs = firstLockMs(partition);
  if (firstMs < 0 || (partition.armedMs >= 0 && partition.armedMs <= firstMs)) return;
  partition.armedMs = firstMs;
  const waitMs = Math.max(0, firstMs - wallClockMs(context.effects));
  const wake: ShareWake = { share: "lock", key: keyOf(partition), armedMs: firstMs };
  context.effects.after(waitMs * 1000, brokerTimers.coordinator, wake);
}

/** Acquisition locks have ended: one after the other their records are available again. */
export function locksEnded(
  context: Context,
  broker: Broker,
  { key, armedMs }: Extract<ShareWake, { share: "lock" }>,
): void {
  const partition = sharesOf(broker).partitions[key];
  if (partition?.armedMs !== armedMs) return;
  partition.armedMs = -1;
  const limits = shareLimits(broker, partition.groupId);
  const nowMs = wallClockMs(context.effects);
  for (;;) {
    const batch = expireLock(partition, nowMs, limits);
    if (batch === undefined) break;
    writeUpdates(context, broker, partition, {
      updates: [],
      batches: [batch],
      wait: null,
    });
    shareFollowUp.current.changed(context, broker, partition);
  }
  armLocks(context, partition);
}

/** Share partitions whose leader is another now are forgotten; the state is with the share coordinator. Kafka: SharePartitionListener. */
export function sharePartitionsPublished(context: Context, broker: Broker): void {
  const { partitions } = sharesOf(broker);
  for (const [key, partition] of Object.entries(partitions)) {
    const hosted = ledForShare(broker, partition);
    if (typeof hosted !== "number" && hosted.leaderEpoch === partition.leaderEpoch)
      continue;
    partition.status = "fenced";
    delete partitions[key];
    shareFollowUp.current.changed(context, broker, partition);
  }
}
