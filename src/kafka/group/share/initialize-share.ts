import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import type {
  Continuation,
  CoordinatorResult,
} from "../../coordinator/coordinator-result.ts";
import { emptyResult, result } from "../../coordinator/coordinator-result.ts";
import type { ShareStateAnswer } from "../../coordinator/turn.ts";
import { groupNumber } from "../group-config.ts";
import { type GroupTurn, groupOf } from "../group-state.ts";
import type { ShareGroup, ShareTopic, ShareTopics } from "./share-group.ts";
import { shareTopicsRecord } from "./share-group-records.ts";

type TopicsById = Readonly<Record<string, ShareTopic>>;

/** Continues when the records of a heartbeat are committed: share coordinators are asked. */
export interface InitializeShare extends Continuation {
  readonly kind: "initializeShare";
  readonly groupId: string;
  readonly groupEpoch: number;
  readonly topics: TopicsById;
}

/** Continues when all of them have answered. */
export interface ShareInitialized extends Continuation {
  readonly kind: "shareInitialized";
  readonly groupId: string;
  readonly topics: TopicsById;
  readonly answers: readonly ShareStateAnswer[];
}

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].toSorted((x, y) => x - y);

/** Kafka: GroupMetadataManager.combineInitMaps. */
function combineTopics(known: TopicsById, more: TopicsById): TopicsById {
  const combined: Record<string, ShareTopic> = { ...known };
  for (const [topicId, topic] of Object.entries(more)) {
    const partitions = union(known[topicId]?.partitions ?? [], topic.partitions);
    combined[topicId] = { ...topic, partitions };
  }
  return combined;
}

/** Takes partitions out; topics without any are gone. */
function without(known: TopicsById, gone: TopicsById): TopicsById {
  const kept = Object.entries(known).map(([topicId, topic]) => {
    const those = gone[topicId]?.partitions ?? [];
    const partitions = topic.partitions.filter((each) => !those.includes(each));
    return [topicId, { ...topic, partitions }] as const;
  });
  return Object.fromEntries(kept.filter(([, { partitions }]) => partitions.length > 0));
}

/** Partitions that somebody subscribes to and that have no state yet. Kafka: GroupMetadataManager.subscribedTopicsChangeMap. */
function missing(
  turn: GroupTurn,
  { topics }: ShareGroup,
  names: readonly string[],
): TopicsById {
  const retryMs = groupNumber(turn, "group.share.initialize.retry.interval.ms");
  const { initialized, initializing } = topics.now;
  const fresh = Object.entries(initializing).filter(
    ([, { timestampMs }]) => turn.nowMs - timestampMs < retryMs,
  );
  const known = combineTopics(initialized, Object.fromEntries(fresh));
  const found: Record<string, ShareTopic> = {};
  for (const name of names) {
    const topic = turn.cluster.topicByName(name);
    if (topic === undefined) continue;
    const has = known[topic.topicId]?.partitions ?? [];
    const partitions = topic.partitions.map((_, i) => i).filter((i) => !has.includes(i));
    if (partitions.length > 0)
      found[topic.topicId] = { name, partitions, timestampMs: turn.nowMs };
  }
  return found;
}

/** The group's topics with these being initialized. Kafka: GroupMetadataManager.addInitializingTopicsRecords. */
export const withInitializing = (
  { initializing, initialized, deleting }: ShareTopics,
  topics: TopicsById,
): ShareTopics => ({
  initializing: combineTopics(initializing, topics),
  initialized,
  deleting: Object.fromEntries(
    Object.entries(deleting).filter(([topicId]) => topics[topicId] === undefined),
  ),
});

/** What a heartbeat adds where partitions have no state yet; null: nothing. Kafka: GroupMetadataManager.maybeCreateInitializeShareGroupStateRequest. */
export function maybeInitialize(
  turn: GroupTurn,
  group: ShareGroup,
  groupEpoch: number,
  names: readonly string[],
): { readonly record: CoordinatorRecord; readonly next: InitializeShare } | null {
  const topics = missing(turn, group, names);
  if (Object.keys(topics).length === 0) return null;
  const { groupId } = group;
  return {
    record: shareTopicsRecord(groupId, withInitializing(group.topics.now, topics)),
    next: { kind: "initializeShare", groupId, groupEpoch, topics },
  };
}

/** Each share partition is told to its coordinator. Kafka: GroupCoordinatorService.persisterInitialize. */
export function initializeShare(
  turn: GroupTurn,
  { groupId, groupEpoch, topics }: InitializeShare,
  error: number,
): CoordinatorResult {
  if (error !== 0) return emptyResult;
  const onward: Omit<ShareInitialized, "answers"> = {
    kind: "shareInitialized",
    groupId,
    topics,
  };
  turn.askShareCoordinators({
    api: "InitializeShareGroupState",
    groupId,
    parts: Object.entries(topics).flatMap(([topicId, { partitions }]) =>
      partitions.map((index) => ({
        topicId,
        index,
        fields: { stateEpoch: groupEpoch, startOffset: -1 },
      })),
    ),
    onward,
  });
  return emptyResult;
}

/** What has a state now may be assigned. Kafka: GroupMetadataManager.initializeShareGroupState, uninitializeShareGroupState. */
export function shareInitialized(
  turn: GroupTurn,
  { groupId, topics, answers }: ShareInitialized,
): CoordinatorResult {
  const group = groupOf(turn, groupId);
  if (group?.type !== "share") return emptyResult;
  return result([initializedRecord(group, topics, answers)], null);
}

/** The group's topics after share coordinators have answered. */
export function initializedRecord(
  group: ShareGroup,
  topics: TopicsById,
  answers: readonly ShareStateAnswer[],
): CoordinatorRecord {
  const done: Record<string, ShareTopic> = {};
  for (const { topicId, index, errorCode } of answers) {
    const topic = topics[topicId];
    if (errorCode !== 0 || topic === undefined) continue;
    const partitions = union(done[topicId]?.partitions ?? [], [index]);
    done[topicId] = { ...topic, partitions };
  }
  const { initializing, initialized, deleting } = group.topics.now;
  return shareTopicsRecord(group.groupId, {
    initializing: without(initializing, topics),
    initialized: combineTopics(initialized, done),
    deleting,
  });
}
