import { apiNamed } from "../../terms/apis.ts";
import { type Context, wallClockMs } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { ShareAcknowledgeRequest, ShareFetchRequest } from "../protocol/messages.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import {
  type AcknowledgementBatch,
  acknowledge as acknowledgeRecords,
} from "../share/acknowledge.ts";
import { acknowledgeTypes } from "../share/acknowledge-type.ts";
import { releaseAcquired } from "../share/release.ts";
import { settleUpdates } from "../share/settle-updates.ts";
import { sharePartitionKey } from "../share/share-partition.ts";
import {
  continueSession,
  finalEpoch,
  initialEpoch,
  openSession,
  type SessionAsk,
  type SessionPartition,
  type ShareSession,
  sessionKey,
  updateSession,
} from "../share/share-session.ts";
import { type Broker, brokerTimers } from "./broker.ts";
import { brokerSetting } from "./coordinator-turn.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";
import { answerShare, refusedShareBody } from "./share-answer.ts";
import { tryShareFetch } from "./share-fetch.ts";
import { shareLimits } from "./share-limits.ts";
import {
  armLocks,
  ledForShare,
  shareFollowUp,
  writeUpdates,
} from "./share-partitions.ts";
import {
  type AcknowledgedPartition,
  type ShareFetchAsk,
  type ShareWait,
  type ShareWake,
  sharesOf,
} from "./shares.ts";

type TopicsAsked = ShareFetchRequest["topics"] | ShareAcknowledgeRequest["topics"];

const partitionsOf = (topics: TopicsAsked): SessionPartition[] =>
  topics.flatMap(({ topicId, partitions }) =>
    partitions.map(({ partitionIndex }) => ({ topicId, index: partitionIndex })),
  );

/** Partitions of which something is acknowledged. */
const acknowledgementsOf = (topics: TopicsAsked): AcknowledgedPartition[] =>
  topics.flatMap(({ topicId, partitions }) =>
    partitions
      .filter(({ acknowledgementBatches: batches }) => batches.length > 0)
      .map(({ partitionIndex: index, acknowledgementBatches: batches }) => ({
        topicId,
        index,
        batches,
        error: -1,
      })),
  );

/** Kafka: KafkaApis.validateAcknowledgementBatches. */
function isWellFormed(
  batches: readonly AcknowledgementBatch[],
  mayRenew: boolean,
): boolean {
  let before = -1;
  for (const { firstOffset, lastOffset, acknowledgeTypes: types } of batches) {
    if (firstOffset > lastOffset || firstOffset < before) return false;
    if (types.length === 0) return false;
    if (types.length > 1 && types.length !== lastOffset - firstOffset + 1) return false;
    const last = mayRenew ? acknowledgeTypes.renew : acknowledgeTypes.reject;
    if (types.some((type) => type < 0 || type > last)) return false;
    before = lastOffset;
  }
  return true;
}

/** Has what a member says written, partition by partition. Kafka: SharePartitionManager.acknowledge. */
function acknowledgeAll(
  context: Context,
  broker: Broker,
  wait: ShareWait,
  mayRenew: boolean,
): void {
  const nowMs = wallClockMs(context.effects);
  for (const [part, each] of wait.acknowledged.entries()) {
    const { topicId, index, batches } = each;
    if (!isWellFormed(batches, mayRenew)) {
      each.error = errors.INVALID_REQUEST;
      continue;
    }
    const key = sharePartitionKey(wait.groupId, topicId, index);
    const partition = sharesOf(broker).partitions[key];
    if (partition === undefined) {
      const led = ledForShare(broker, each);
      each.error = typeof led === "number" ? led : errors.UNKNOWN_TOPIC_OR_PARTITION;
      continue;
    }
    const limits = shareLimits(broker, wait.groupId);
    const { memberId } = wait;
    const done = acknowledgeRecords(partition, { memberId, batches, limits, nowMs });
    const { updates, error } = done;
    if (error !== 0) settleUpdates(partition, updates, { written: false, nowMs, limits });
    if (error !== 0 || updates.length === 0) {
      each.error = error;
      armLocks(context, partition);
      continue;
    }
    writeUpdates(context, broker, partition, {
      updates,
      batches: updates.map(({ batch }) => batch),
      wait: { id: wait.id, part },
    });
  }
}

/** An acknowledgement of a request that waits is written, or was not. */
export function shareAcknowledged(
  context: Context,
  broker: Broker,
  { id, part }: { readonly id: number; readonly part: number },
  error: number,
): void {
  const wait = sharesOf(broker).waits.find((each) => each.id === id);
  const acknowledged = wait?.acknowledged[part];
  if (wait === undefined || acknowledged === undefined) return;
  acknowledged.error = error;
  answerShare(context, broker, wait);
}

/** What the member holds goes back. Kafka: SharePartitionManager.releaseSession. */
export function releaseSession(
  context: Context,
  broker: Broker,
  { groupId, memberId, partitions }: ShareSession,
): void {
  const shares = sharesOf(broker);
  delete shares.sessions[sessionKey(groupId, memberId)];
  for (const { topicId, index } of partitions) {
    const partition = shares.partitions[sharePartitionKey(groupId, topicId, index)];
    if (partition === undefined) continue;
    const updates = releaseAcquired(partition, memberId, shareLimits(broker, groupId));
    if (updates.length > 0) {
      const batches = updates.map(({ batch }) => batch);
      writeUpdates(context, broker, partition, { updates, batches, wait: null });
    }
    shareFollowUp.current.changed(context, broker, partition);
  }
}

/** The request that waits from now on. */
function park(
  broker: Broker,
  reply: ReplyTo,
  what: Pick<ShareWait, "groupId" | "memberId" | "isFetch" | "acknowledged" | "fetch">,
): ShareWait {
  const shares = sharesOf(broker);
  const wait: ShareWait = {
    id: shares.nextWait++,
    reply,
    ...what,
    reads: null,
    done: false,
  };
  shares.waits.push(wait);
  return wait;
}

/** The session of a ShareFetch, or why there is none. Kafka: SharePartitionManager.newContext. */
function fetchSession(
  broker: Broker,
  ask: SessionAsk,
  body: ShareFetchRequest,
): ShareSession | number {
  const { sessions } = sharesOf(broker);
  const asked = partitionsOf(body.topics);
  if (ask.epoch === initialEpoch) {
    if (acknowledgementsOf(body.topics).length > 0) return errors.INVALID_REQUEST;
    const most = Number(brokerSetting(broker, "group.share.max.share.sessions"));
    return openSession(sessions, ask, asked, most);
  }
  const session = continueSession(sessions, ask);
  if (typeof session === "number" || ask.epoch === finalEpoch) return session;
  const forgotten = body.forgottenTopicsData.flatMap(({ topicId, partitions }) =>
    partitions.map((index) => ({ topicId, index })),
  );
  updateSession(session, asked, forgotten);
  return session;
}

const batchOptimized = 0;

/** Who comes first changes from fetch to fetch. Kafka: PartitionRotateStrategy. */
function rotated(
  partitions: readonly SessionPartition[],
  epoch: number,
): SessionPartition[] {
  if (partitions.length === 0) return [];
  const by = Math.max(epoch, 0) % partitions.length;
  return [...partitions.slice(by), ...partitions.slice(0, by)];
}

const fetchAsk = (body: ShareFetchRequest, session: ShareSession): ShareFetchAsk => ({
  partitions: rotated(session.partitions, body.shareSessionEpoch),
  isFull: body.shareSessionEpoch === initialEpoch,
  minBytes: body.minBytes,
  maxBytes: body.maxBytes,
  maxRecords: body.maxRecords,
  batchSize: body.batchSize,
  recordLimit: body.shareAcquireMode !== batchOptimized,
});

/** A lock is only renewed by a request that does nothing else. Kafka: KafkaApis.handleShareFetchRequest. */
const isBadRenewal = (body: ShareFetchRequest): boolean =>
  body.isRenewAck &&
  (body.maxBytes !== 0 ||
    body.minBytes !== 0 ||
    body.maxRecords !== 0 ||
    body.maxWaitMs !== 0);

/** Kafka: KafkaApis.handleShareFetchRequest. */
const handleShareFetch: Handler = (context, broker, reply, request) => {
  const body = request.body as ShareFetchRequest;
  const { groupId, memberId, shareSessionEpoch: epoch, isRenewAck } = body;
  const { connection } = reply;
  if (groupId === null || memberId === null || memberId === "" || isBadRenewal(body)) {
    respond(context, broker, reply, refusedShareBody(errors.INVALID_REQUEST));
    return;
  }
  const session = fetchSession(broker, { groupId, memberId, epoch, connection }, body);
  if (typeof session === "number") {
    respond(context, broker, reply, refusedShareBody(session));
    return;
  }
  const fetches = epoch !== finalEpoch && !isRenewAck;
  const wait = park(broker, reply, {
    groupId,
    memberId,
    isFetch: true,
    acknowledged: acknowledgementsOf(body.topics),
    fetch: fetches ? fetchAsk(body, session) : null,
  });
  acknowledgeAll(context, broker, wait, isRenewAck);
  if (epoch === finalEpoch) releaseSession(context, broker, session);
  if (!fetches) {
    answerShare(context, broker, wait);
    return;
  }
  tryShareFetch(
    context,
    broker,
    wait,
    body.maxWaitMs <= 0 || session.partitions.length === 0,
  );
  if (wait.reads !== null) return;
  const wake: ShareWake = { share: "fetch", id: wait.id };
  context.effects.after(body.maxWaitMs * 1000, brokerTimers.coordinator, wake);
};

/** Kafka: KafkaApis.handleShareAcknowledgeRequest. */
const handleShareAcknowledge: Handler = (context, broker, reply, request) => {
  const body = request.body as ShareAcknowledgeRequest;
  const { groupId, memberId, shareSessionEpoch: epoch } = body;
  const refuse = (error: number): void =>
    respond(context, broker, reply, refusedShareBody(error));
  if (groupId === null || memberId === null || memberId === "") {
    refuse(errors.INVALID_REQUEST);
    return;
  }
  if (epoch === initialEpoch) {
    refuse(errors.INVALID_SHARE_SESSION_EPOCH);
    return;
  }
  const ask: SessionAsk = { groupId, memberId, epoch, connection: reply.connection };
  const session = continueSession(sharesOf(broker).sessions, ask);
  if (typeof session === "number") {
    refuse(session);
    return;
  }
  const wait = park(broker, reply, {
    groupId,
    memberId,
    isFetch: false,
    acknowledged: acknowledgementsOf(body.topics),
    fetch: null,
  });
  acknowledgeAll(context, broker, wait, body.isRenewAck);
  if (epoch === finalEpoch) releaseSession(context, broker, session);
  answerShare(context, broker, wait);
};

/** What members ask the leaders of their partitions. */
export const shareHandlers: Readonly<Record<number, Handler>> = {
  [apiNamed("ShareFetch").key]: handleShareFetch,
  [apiNamed("ShareAcknowledge").key]: handleShareAcknowledge,
};
