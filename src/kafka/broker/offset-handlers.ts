import { present } from "../../base/assert.ts";
import { topicById, topicByName } from "../controller/metadata-image.ts";
import { result } from "../coordinator/coordinator-result.ts";
import { responders } from "../coordinator/responder.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import { commitOffsets } from "../group/commit-offsets.ts";
import { deleteOffsets } from "../group/delete-offsets.ts";
import { fetchOffsets } from "../group/fetch-offsets.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type {
  OffsetCommitRequest,
  OffsetCommitRequestTopic,
  OffsetDeleteRequest,
  OffsetFetchRequest,
  OffsetFetchRequestGroup,
  OffsetFetchRequestGroupTopic,
  OffsetFetchResponseGroupTopic,
} from "../protocol/messages.ts";
import type { Broker } from "./broker.ts";
import {
  answerError,
  answerPart,
  coordinatorRead,
  coordinatorWrite,
  partitionFor,
} from "./coordinator-requests.ts";
import { askedOf } from "./group-asked.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";

const topic = "__consumer_offsets";
/** Requests of this version and later name topics by id. */
const firstCommitById = 10;
const firstFetchById = 10;
/** Requests of this version and later ask for several groups. */
const firstFetchOfGroups = 8;

/** What is known of the topics of a commit; the others are answered without the coordinator. */
interface Sorted<Topic> {
  readonly accepted: Topic[];
  readonly refused: RefusedTopic[];
}

/** Partitions that the coordinator never sees. */
interface RefusedTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly {
    readonly partitionIndex: number;
    readonly errorCode: number;
  }[];
}

interface WithPartitions {
  readonly name: string;
  readonly topicId?: string;
  readonly partitions: readonly { readonly partitionIndex: number }[];
}

/** Parts what exists from what does not. Kafka: KafkaApis.handleOffsetCommitRequest, handleOffsetDeleteRequest. */
function sortTopics<Topic extends WithPartitions>(
  broker: Broker,
  topics: readonly Topic[],
  byId: boolean,
): Sorted<Topic> {
  const sorted: Sorted<Topic> = { accepted: [], refused: [] };
  for (const each of topics) {
    const known = byId
      ? topicById(broker.image, each.topicId ?? "")
      : topicByName(broker.image, each.name);
    const name = known?.name ?? each.name;
    const topicId = known?.topicId ?? each.topicId ?? "";
    const exists = ({ partitionIndex }: { partitionIndex: number }): boolean =>
      known?.partitions[partitionIndex] !== undefined;
    const missing =
      byId && known === undefined
        ? errors.UNKNOWN_TOPIC_ID
        : errors.UNKNOWN_TOPIC_OR_PARTITION;
    const refused = each.partitions.filter((partition) => !exists(partition));
    if (refused.length > 0)
      sorted.refused.push({
        name,
        topicId,
        partitions: refused.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: missing,
        })),
      });
    const partitions = each.partitions.filter(exists);
    if (partitions.length > 0)
      sorted.accepted.push({ ...each, name, topicId, partitions });
  }
  return sorted;
}

/** The first part of the answer says what was refused at once, the second what the coordinator says. */
const refusedPart = 0;
const coordinatorPart = 1;

/** Kafka: KafkaApis.handleOffsetCommitRequest. */
export const handleOffsetCommit: Handler = (context, broker, reply, request) => {
  const body = request.body as OffsetCommitRequest;
  const byId = request.version >= firstCommitById;
  const { accepted, refused } = sortTopics<OffsetCommitRequestTopic>(
    broker,
    body.topics,
    byId,
  );
  const parts = responders(reply.connection, request, 2);
  const first = present(parts[refusedPart], "first part of an answer");
  const second = present(parts[coordinatorPart], "second part of an answer");
  answerPart(context, broker, first, { topics: refused });
  if (accepted.length === 0) answerPart(context, broker, second, { topics: [] });
  else
    coordinatorWrite(context, broker, {
      topic,
      index: partitionFor(broker, topic, body.groupId),
      responder: second,
      operation: (turn) => {
        const asked = askedOf<OffsetCommitRequest>(request, second);
        return commitOffsets(turn, { ...asked, body: { ...body, topics: accepted } });
      },
    });
};

/** Kafka: KafkaApis.handleOffsetDeleteRequest. */
export const handleOffsetDelete: Handler = (context, broker, reply, request) => {
  const body = request.body as OffsetDeleteRequest;
  const { accepted, refused } = sortTopics(broker, body.topics, false);
  const parts = responders(reply.connection, request, 2);
  const first = present(parts[refusedPart], "first part of an answer");
  const second = present(parts[coordinatorPart], "second part of an answer");
  answerPart(context, broker, first, { topics: refused });
  if (body.groupId === "") answerError(context, broker, second, errors.INVALID_GROUP_ID);
  else if (accepted.length === 0)
    answerPart(context, broker, second, { errorCode: 0, topics: [] });
  else
    coordinatorWrite(context, broker, {
      topic,
      index: partitionFor(broker, topic, body.groupId),
      responder: second,
      operation: (turn) => deleteOffsets(turn, { ...body, topics: accepted }),
    });
};

/** Groups that an OffsetFetch asks for, in the shape of its latest version. */
function groupsOf(request: RequestMessage): readonly OffsetFetchRequestGroup[] {
  const body = request.body as OffsetFetchRequest;
  if (request.version >= firstFetchOfGroups) return body.groups;
  const topics = body.topics?.map((each) => ({ ...each, topicId: "" })) ?? null;
  return [{ groupId: body.groupId, memberId: null, memberEpoch: -1, topics }];
}

/** Topics with both name and id; one whose id nobody knows has no name. */
const named = (
  broker: Broker,
  topics: readonly OffsetFetchRequestGroupTopic[],
  byId: boolean,
): OffsetFetchRequestGroupTopic[] =>
  byId
    ? topics.map((each) => ({
        ...each,
        name: topicById(broker.image, each.topicId)?.name ?? "",
      }))
    : [...topics];

/** Partitions of a topic that has gone, or never was. */
const unknownTopic = ({
  name,
  topicId,
  partitionIndexes,
}: OffsetFetchRequestGroupTopic): OffsetFetchResponseGroupTopic => ({
  name,
  topicId,
  partitions: partitionIndexes.map((partitionIndex) => ({
    partitionIndex,
    committedOffset: -1,
    committedLeaderEpoch: -1,
    metadata: "",
    errorCode: errors.UNKNOWN_TOPIC_ID,
  })),
});

/** One group of an OffsetFetch. Kafka: KafkaApis.fetchOffsetsForGroup, fetchAllOffsetsForGroup. */
function fetchGroup(
  broker: Broker,
  turn: Turn<never>,
  asked: OffsetFetchRequestGroup,
  byId: boolean,
): object {
  const topics = asked.topics === null ? null : named(broker, asked.topics, byId);
  const known = topics?.filter(({ name }) => name !== "") ?? null;
  const unknown = topics?.filter(({ name }) => name === "") ?? [];
  const found = fetchOffsets(turn, { ...asked, topics: known });
  if (found.errorCode !== 0 || !byId) return found;
  // Of all offsets, those of topics without an id cannot be told.
  const told = found.topics.filter(({ topicId }) => topicId !== "");
  return { ...found, topics: [...told, ...unknown.map(unknownTopic)] };
}

/**
 * With `requireStable` the answer waits until what was written before is committed; else it tells what is committed
 * now. Kafka: GroupCoordinatorService.fetchOffsets.
 */
export const handleOffsetFetch: Handler = (context, broker, reply, request) => {
  const groups = groupsOf(request);
  const { requireStable } = request.body as OffsetFetchRequest;
  const byId = request.version >= firstFetchById;
  const parts = responders(reply.connection, request, groups.length);
  if (groups.length === 0)
    respond(context, broker, reply, {
      throttleTimeMs: 0,
      errorCode: 0,
      groups: [],
      topics: [],
    });
  for (const [part, asked] of groups.entries()) {
    const responder = present(parts[part], "part of an answer");
    const index = partitionFor(broker, topic, asked.groupId);
    const fetch = (turn: Turn<never>): object => fetchGroup(broker, turn, asked, byId);
    if (requireStable) {
      coordinatorWrite(context, broker, {
        topic,
        index,
        responder,
        operation: (turn) => result([], fetch(turn)),
      });
      continue;
    }
    const found = coordinatorRead(context, broker, { topic, index }, fetch);
    if (typeof found === "number") answerError(context, broker, responder, found);
    else answerPart(context, broker, responder, found);
  }
};
