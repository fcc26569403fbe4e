import type { Context } from "../context.ts";
import { topicById } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { SessionPartition } from "../share/share-session.ts";
import { type Broker, peerOf } from "./broker.ts";
import { respond } from "./respond.ts";
import { lockDurationMs } from "./share-limits.ts";
import {
  type AcknowledgedPartition,
  type ShareRead,
  type ShareWait,
  sharesOf,
} from "./shares.ts";

const noLeader = { leaderId: 0, leaderEpoch: 0 };

/** Where the partition is led, for who asked the wrong broker. */
function currentLeader(
  broker: Broker,
  { topicId, index }: SessionPartition,
  error: number,
): { readonly leaderId: number; readonly leaderEpoch: number } {
  if (error !== errors.NOT_LEADER_OR_FOLLOWER) return noLeader;
  const registration = topicById(broker.image, topicId)?.partitions[index];
  if (registration === undefined) return noLeader;
  return { leaderId: registration.leader, leaderEpoch: registration.leaderEpoch };
}

interface TopicAnswer {
  readonly topicId: string;
  readonly partitions: object[];
}

function byTopic(
  parts: readonly { readonly topicId: string; readonly body: object }[],
): TopicAnswer[] {
  const topics: TopicAnswer[] = [];
  for (const { topicId, body } of parts) {
    const known = topics.find((topic) => topic.topicId === topicId);
    if (known === undefined) topics.push({ topicId, partitions: [body] });
    else known.partitions.push(body);
  }
  return topics;
}

/** Brokers that were named as leaders. */
function endpoints(
  broker: Broker,
  asked: readonly (SessionPartition & { readonly error: number })[],
): object[] {
  const leaders = new Set(
    asked
      .filter(({ error }) => error === errors.NOT_LEADER_OR_FOLLOWER)
      .map((each) => currentLeader(broker, each, each.error).leaderId),
  );
  return [...leaders].flatMap((id) => {
    const peer = peerOf(broker, id);
    return peer === undefined
      ? []
      : [{ nodeId: peer.nodeId, host: peer.host, port: 9092, rack: peer.rack }];
  });
}

/** A request that is refused as a whole. */
export const refusedShareBody = (errorCode: number): object => ({
  throttleTimeMs: 0,
  errorCode,
  errorMessage: null,
  acquisitionLockTimeoutMs: 0,
  responses: [],
  nodeEndpoints: [],
});

/** Kafka: ShareAcknowledgeResponse. */
const acknowledgeBody = (
  broker: Broker,
  groupId: string,
  acknowledged: readonly AcknowledgedPartition[],
): object => ({
  ...refusedShareBody(0),
  acquisitionLockTimeoutMs: lockDurationMs(broker, groupId),
  responses: byTopic(
    acknowledged.map((each) => ({
      topicId: each.topicId,
      body: {
        partitionIndex: each.index,
        errorCode: each.error,
        errorMessage: null,
        currentLeader: currentLeader(broker, each, each.error),
      },
    })),
  ),
  nodeEndpoints: endpoints(broker, acknowledged),
});

const nothingRead: Omit<ShareRead, "topicId" | "index"> = {
  error: 0,
  entries: [],
  acquired: [],
};

/** What was fetched with what became of the acknowledgements. Kafka: KafkaApis.combineShareFetchAndShareAcknowledgeResponses. */
function fetchBody(broker: Broker, wait: ShareWait): object {
  const { acknowledged, reads, groupId, fetch } = wait;
  const told = (reads ?? []).filter(
    ({ error, acquired }) => fetch?.isFull === true || error !== 0 || acquired.length > 0,
  );
  const find = <Part extends SessionPartition>(
    parts: readonly Part[],
    { topicId, index }: SessionPartition,
  ): Part | undefined =>
    parts.find((each) => each.topicId === topicId && each.index === index);
  const only = acknowledged
    .filter((each) => find(told, each) === undefined)
    .map(({ topicId, index }) => ({ ...nothingRead, topicId, index }));
  const answered = [...told, ...only];
  return {
    ...refusedShareBody(0),
    acquisitionLockTimeoutMs: lockDurationMs(broker, groupId),
    responses: byTopic(
      answered.map((each) => ({
        topicId: each.topicId,
        body: {
          partitionIndex: each.index,
          errorCode: each.error,
          errorMessage: null,
          acknowledgeErrorCode: find(acknowledged, each)?.error ?? 0,
          acknowledgeErrorMessage: null,
          currentLeader: currentLeader(broker, each, each.error),
          records: each.entries,
          acquiredRecords: each.acquired,
        },
      })),
    ),
    nodeEndpoints: endpoints(broker, answered),
    responseBytes: answered.reduce(
      (sum, { entries }) =>
        sum + entries.reduce((bytes, { batch }) => bytes + batch.sizeInBytes, 0),
      0,
    ),
  };
}

/** Answers once nothing is waited for any more. */
export function answerShare(context: Context, broker: Broker, wait: ShareWait): void {
  if (wait.done || wait.acknowledged.some(({ error }) => error < 0)) return;
  if (wait.fetch !== null && wait.reads === null) return;
  wait.done = true;
  const shares = sharesOf(broker);
  shares.waits = shares.waits.filter((each) => each !== wait);
  const body = wait.isFetch
    ? fetchBody(broker, wait)
    : acknowledgeBody(broker, wait.groupId, wait.acknowledged);
  respond(context, broker, wait.reply, body);
}
