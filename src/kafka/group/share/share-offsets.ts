import {
  type Continuation,
  type CoordinatorFailure,
  type CoordinatorResult,
  emptyResult,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { complete, type Responder } from "../../coordinator/responder.ts";
import type { ShareStateAnswer } from "../../coordinator/turn.ts";
import { errors } from "../../error-codes.ts";
import type {
  AlterShareGroupOffsetsRequest,
  DeleteShareGroupOffsetsRequest,
} from "../../protocol/messages.ts";
import type { Asked } from "../asked.ts";
import { type GroupTurn, groupOf } from "../group-state.ts";
import { initializedRecord, withInitializing } from "./initialize-share.ts";
import { isEmptyShareGroup, type ShareGroup, type ShareTopic } from "./share-group.ts";
import { shareTopicsRecord } from "./share-group-records.ts";

/** Answers, as far as they are known before share coordinators are asked; null: their part. */
type Known = readonly {
  readonly name: string;
  readonly topicId: string;
  readonly known: object | null;
}[];

/** An empty share group, or why its offsets stay. Kafka: GroupMetadataManager.shareGroup, ShareGroup.validateDeleteGroup. */
function emptyGroup(turn: GroupTurn, groupId: string): ShareGroup | CoordinatorFailure {
  const group = groupOf(turn, groupId);
  if (group?.type !== "share")
    return failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} is not a share group.`);
  return isEmptyShareGroup(group)
    ? group
    : failure(errors.NON_EMPTY_GROUP, "The group is not empty.");
}

const isFailure = (found: ShareGroup | CoordinatorFailure): found is CoordinatorFailure =>
  "kind" in found;

const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

/** Goes on when the records of AlterShareGroupOffsets are committed. */
export interface AlterShare extends Continuation {
  readonly kind: "alterShare";
  readonly groupId: string;
  readonly groupEpoch: number;
  readonly responder: Responder;
  readonly topics: Readonly<Record<string, ShareTopic>>;
}

/** Kafka: GroupMetadataManager.alterShareGroupOffsets. */
export function alterShareOffsets(
  turn: GroupTurn,
  { body, responder }: Asked<AlterShareGroupOffsetsRequest>,
): Outcome {
  const { groupId } = body;
  const group = emptyGroup(turn, groupId);
  if (isFailure(group)) return group;
  const topics: Record<string, ShareTopic> = {};
  for (const { topicName: name, partitions } of body.topics) {
    const topic = turn.cluster.topicByName(name);
    const indexes = partitions
      .map(({ partitionIndex }) => partitionIndex)
      .filter((index) => topic?.partitions[index] !== undefined);
    if (topic !== undefined && indexes.length > 0)
      topics[topic.topicId] = { name, partitions: indexes, timestampMs: turn.nowMs };
  }
  const { groupEpoch } = group.numbers;
  const next: AlterShare = { kind: "alterShare", groupId, groupEpoch, responder, topics };
  const record = shareTopicsRecord(groupId, withInitializing(group.topics.now, topics));
  const isNothing = Object.keys(topics).length === 0;
  return { ...result(isNothing ? [] : [record], null), next };
}

const alterOf = ({ gather }: Responder): AlterShareGroupOffsetsRequest =>
  gather.request.body as AlterShareGroupOffsetsRequest;

/** Kafka: GroupCoordinatorService.persisterInitialize. */
export function alterShare(
  turn: GroupTurn,
  { groupId, groupEpoch, responder, topics }: AlterShare,
  error: number,
): CoordinatorResult {
  if (error !== 0) return emptyResult;
  const body = alterOf(responder);
  const parts = body.topics.flatMap(({ topicName, partitions }) => {
    const topicId = turn.cluster.topicByName(topicName)?.topicId;
    return partitions.flatMap(({ partitionIndex: index, startOffset }) =>
      topicId !== undefined && topics[topicId]?.partitions.includes(index) === true
        ? [{ topicId, index, fields: { stateEpoch: groupEpoch, startOffset } }]
        : [],
    );
  });
  const onward: Omit<ShareAltered, "answers"> = {
    kind: "shareAltered",
    groupId,
    responder,
    topics,
  };
  turn.askShareCoordinators({ api: "InitializeShareGroupState", groupId, parts, onward });
  return emptyResult;
}

/** Goes on when share coordinators have answered. */
export interface ShareAltered extends Continuation {
  readonly groupId: string;
  readonly responder: Responder;
  readonly topics: Readonly<Record<string, ShareTopic>>;
  readonly answers: readonly ShareStateAnswer[];
}

/** Kafka: GroupCoordinatorService.alterShareGroupOffsets. */
export function shareAltered(
  turn: GroupTurn,
  { groupId, responder, topics, answers }: ShareAltered,
): CoordinatorResult {
  const body = alterOf(responder);
  const responses = body.topics.map(({ topicName, partitions }) => {
    const topicId = turn.cluster.topicByName(topicName)?.topicId ?? zeroId;
    return {
      topicName,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => {
        const answer = answers.find(
          (each) => each.topicId === topicId && each.index === partitionIndex,
        );
        const errorCode = answer?.errorCode ?? errors.UNKNOWN_TOPIC_OR_PARTITION;
        return { partitionIndex, errorCode, errorMessage: null };
      }),
    };
  });
  complete(turn.answers, responder, shareOffsetsBody(0, responses));
  const group = groupOf(turn, groupId);
  if (group?.type !== "share" || answers.length === 0) return emptyResult;
  return result([initializedRecord(group, topics, answers)], null);
}

/** The answer to AlterShareGroupOffsets and DeleteShareGroupOffsets. */
export const shareOffsetsBody = (
  errorCode: number,
  responses: readonly object[],
  errorMessage: string | null = null,
): object => ({ throttleTimeMs: 0, errorCode, errorMessage, responses });

/** Goes on when the records of DeleteShareGroupOffsets are committed. */
export interface DeleteShare extends Continuation {
  readonly kind: "deleteShare";
  readonly groupId: string;
  readonly responder: Responder;
  readonly topics: Readonly<Record<string, ShareTopic>>;
  readonly answered: Known;
}

/** Kafka: GroupMetadataManager.sharePartitionsEligibleForOffsetDeletion. */
export function deleteShareOffsets(
  turn: GroupTurn,
  { body, responder }: Asked<DeleteShareGroupOffsetsRequest>,
): Outcome {
  const { groupId } = body;
  const group = emptyGroup(turn, groupId);
  if (isFailure(group)) return group;
  const { initializing, initialized, deleting } = group.topics.now;
  const topics: Record<string, ShareTopic> = {};
  const answered = body.topics.map(({ topicName: name }) => {
    const topicId = turn.cluster.topicByName(name)?.topicId;
    const known = topicId === undefined ? undefined : initialized[topicId];
    if (topicId !== undefined && known !== undefined) topics[topicId] = known;
    const errorCode = topicId === undefined ? errors.UNKNOWN_TOPIC_OR_PARTITION : 0;
    const isAsked = known !== undefined;
    const answer = {
      topicName: name,
      topicId: topicId ?? zeroId,
      errorCode,
      errorMessage: null,
    };
    return { name, topicId: topicId ?? zeroId, known: isAsked ? null : answer };
  });
  const next: DeleteShare = { kind: "deleteShare", groupId, responder, topics, answered };
  if (Object.keys(topics).length === 0) return { ...result([], null), next };
  const kept = Object.fromEntries(
    Object.entries(initialized).filter(([topicId]) => topics[topicId] === undefined),
  );
  const gone = Object.entries(topics).map(
    ([topicId, { name }]) => [topicId, name] as const,
  );
  const record = shareTopicsRecord(groupId, {
    initializing,
    initialized: kept,
    deleting: { ...deleting, ...Object.fromEntries(gone) },
  });
  return { ...result([record], null), next };
}

/** Kafka: GroupCoordinatorService.deleteShareGroupOffsets. */
export function deleteShare(
  turn: GroupTurn,
  { groupId, responder, topics, answered }: DeleteShare,
  error: number,
): CoordinatorResult {
  if (error !== 0) return emptyResult;
  const onward: Omit<ShareDeleted, "answers"> = {
    kind: "shareDeleted",
    groupId,
    responder,
    answered,
  };
  turn.askShareCoordinators({
    api: "DeleteShareGroupState",
    groupId,
    parts: Object.entries(topics).flatMap(([topicId, { partitions }]) =>
      partitions.map((index) => ({ topicId, index, fields: {} })),
    ),
    onward,
  });
  return emptyResult;
}

/** Goes on when share coordinators have answered; without a responder nobody waits. */
export interface ShareDeleted extends Continuation {
  readonly groupId: string;
  readonly responder: Responder;
  readonly answered: Known;
  readonly answers: readonly ShareStateAnswer[];
}

/** Kafka: GroupMetadataManager.completeDeleteShareGroupOffsets. */
export function shareDeleted(
  turn: GroupTurn,
  { groupId, responder, answered, answers }: ShareDeleted,
): CoordinatorResult {
  const responses = answered.map(({ name: topicName, topicId, known }) => {
    if (known !== null) return known;
    const failed = answers.find(
      (each) => each.topicId === topicId && each.errorCode !== 0,
    );
    const errorCode = failed?.errorCode ?? 0;
    return { topicName, topicId, errorCode, errorMessage: null };
  });
  complete(turn.answers, responder, shareOffsetsBody(0, responses));
  const group = groupOf(turn, groupId);
  if (group?.type !== "share" || answers.length === 0) return emptyResult;
  const { initializing, initialized, deleting } = group.topics.now;
  const failed = answers.filter(({ errorCode }) => errorCode !== 0);
  const kept = Object.entries(deleting).filter(
    ([topicId]) =>
      !answers.some((each) => each.topicId === topicId) ||
      failed.some((each) => each.topicId === topicId),
  );
  return result(
    [
      shareTopicsRecord(groupId, {
        initializing,
        initialized,
        deleting: Object.fromEntries(kept),
      }),
    ],
    null,
  );
}

/** What share coordinators keep of a group that is deleted goes, too. Kafka: GroupCoordinatorService.deleteShareGroups. */
export function deleteShareStates(
  turn: GroupTurn,
  { groupId, topics }: ShareGroup,
): void {
  const { initializing, initialized } = topics.now;
  const all = [...Object.entries(initializing), ...Object.entries(initialized)];
  turn.askShareCoordinators({
    api: "DeleteShareGroupState",
    groupId,
    parts: all.flatMap(([topicId, { partitions }]) =>
      partitions.map((index) => ({ topicId, index, fields: {} })),
    ),
    onward: { kind: "shareGroupDeleted" },
  });
}
