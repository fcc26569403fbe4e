import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { countError } from "../consumer/application.ts";
import { backoffUs } from "../consumer/backoff.ts";
import { wakeAt } from "../consumer/consumer.ts";
import { requestUpdate, topicNameOf } from "../consumer/consumer-metadata.ts";
import { askNode, isUnavailable } from "../consumer/consumer-network.ts";
import { exceptionOf } from "../consumer/exception-of.ts";
import { partitionName, partitionOf } from "../consumer/partition-state.ts";
import { acquiredBatch, type ShareAnswerPartition } from "./acquired-batch.ts";
import { type AssignedPartition, assignedPartitions } from "./share-assignment.ts";
import {
  type Acknowledgement,
  type ShareConsumer,
  type ShareSession,
  sessionOf,
  sharePurposes,
} from "./share-consumer.ts";

const finalEpoch = -1;

/** Acknowledgements of a session, taken out of it. */
function takePending(session: ShareSession): ShareSession["pending"] {
  const { pending } = session;
  session.pending = {};
  return pending;
}

interface TopicAsked {
  readonly topicId: string;
  readonly partitions: object[];
}

function byTopic(
  consumer: ShareConsumer,
  named: Readonly<Record<string, readonly Acknowledgement[]>>,
): TopicAsked[] {
  const topics: TopicAsked[] = [];
  for (const [name, acknowledgementBatches] of Object.entries(named)) {
    const { topic, partition } = partitionOf(name);
    const topicId = consumer.metadata.topics[topic]?.id;
    if (topicId === undefined) continue;
    const asked = { partitionIndex: partition, acknowledgementBatches };
    const known = topics.find((each) => each.topicId === topicId);
    if (known === undefined) topics.push({ topicId, partitions: [asked] });
    else known.partitions.push(asked);
  }
  return topics;
}

/** What of a session was sent. */
export interface ShareSent {
  readonly node: number;
  readonly final: boolean;
}

/** Whether a session's broker may be asked something now. */
function isFree(
  context: Context,
  consumer: ShareConsumer,
  session: ShareSession,
): boolean {
  const now = context.effects.nowUs();
  if (session.busy || isUnavailable(consumer, session.node, now)) return false;
  if (session.notBeforeUs <= now) return true;
  wakeAt(consumer, session.notBeforeUs);
  return false;
}

/** Asks every broker that leads something of the assignment. Kafka: ShareConsumeRequestManager.pollInternal. */
export function sendShareFetches(context: Context, consumer: ShareConsumer): void {
  const assigned = assignedPartitions(consumer);
  for (const { leader } of assigned) if (leader >= 0) sessionOf(consumer, leader);
  if (assigned.some(({ leader }) => leader < 0)) requestUpdate(consumer.metadata);
  for (const session of consumer.sessions) {
    const wanted = assigned.filter(({ leader }) => leader === session.node);
    const isIdle = wanted.length === 0 && session.partitions.length === 0;
    if (!isIdle && isFree(context, consumer, session))
      sendFetch(context, consumer, session, wanted);
  }
}

/** Kafka: ShareSessionHandler.newShareFetchBuilder. */
function sendFetch(
  context: Context,
  consumer: ShareConsumer,
  session: ShareSession,
  wanted: readonly AssignedPartition[],
): void {
  const { config, membership } = consumer;
  const isFull = session.epoch === 0;
  const names = wanted.map(({ name }) => name);
  const pending = takePending(session);
  // A request that opens a session cannot acknowledge: the broker has forgotten who held what.
  if (isFull && Object.keys(pending).length > 0)
    fail(context, consumer, errors.INVALID_SHARE_SESSION_EPOCH);
  const asked: Record<string, readonly Acknowledgement[]> = isFull ? {} : pending;
  for (const name of names)
    if (isFull || !session.partitions.includes(name)) asked[name] ??= [];
  const gone = session.partitions.filter((name) => !names.includes(name));
  session.partitions = names;
  session.busy = askNode(context, consumer, session.node, {
    api: apiNamed("ShareFetch").key,
    version: apiNamed("ShareFetch").maxVersion,
    body: {
      groupId: config.groupId,
      memberId: membership.memberId,
      shareSessionEpoch: session.epoch,
      maxWaitMs: config.maxWaitUs / 1000,
      minBytes: config.minBytes,
      maxBytes: config.maxBytes,
      maxRecords: config.maxPollRecords,
      batchSize: config.maxPollRecords,
      shareAcquireMode: consumer.recordLimit ? 1 : 0,
      isRenewAck: false,
      topics: byTopic(consumer, asked),
      forgottenTopicsData: isFull
        ? []
        : byTopic(consumer, Object.fromEntries(gone.map((name) => [name, []]))).map(
            ({ topicId, partitions }) => ({
              topicId,
              partitions: partitions.map(
                (each) => (each as { readonly partitionIndex: number }).partitionIndex,
              ),
            }),
          ),
    },
    purpose: sharePurposes.fetch,
    context: { node: session.node, final: false } satisfies ShareSent,
  });
}

/** Sends acknowledgements by themselves; with `final` the session ends, and what the member holds goes back. Kafka: ShareConsumeRequestManager.commitSync, acknowledgeOnClose. */
export function sendAcknowledgements(
  context: Context,
  consumer: ShareConsumer,
  final: boolean,
): void {
  const { config, membership } = consumer;
  for (const session of consumer.sessions) {
    const hasPending = Object.keys(session.pending).length > 0;
    const isOpen = session.epoch > 0;
    if (!isOpen || (!hasPending && !final) || !isFree(context, consumer, session))
      continue;
    session.busy = askNode(context, consumer, session.node, {
      api: apiNamed("ShareAcknowledge").key,
      version: apiNamed("ShareAcknowledge").maxVersion,
      body: {
        groupId: config.groupId,
        memberId: membership.memberId,
        shareSessionEpoch: final ? finalEpoch : session.epoch,
        isRenewAck: false,
        topics: byTopic(consumer, takePending(session)),
      },
      purpose: sharePurposes.acknowledge,
      context: { node: session.node, final } satisfies ShareSent,
    });
  }
}

/** Whether acknowledgements wait, or their answers do. */
export const isAcknowledging = ({ sessions }: ShareConsumer): boolean =>
  sessions.some(
    ({ pending, busy, epoch }) => epoch > 0 && (busy || Object.keys(pending).length > 0),
  );

interface ShareAnswer {
  readonly errorCode: number;
  readonly responses: readonly {
    readonly topicId: string;
    readonly partitions: readonly ShareAnswerPartition[];
  }[];
}

/** The answer to a ShareFetch or ShareAcknowledge; null when the connection was lost. Kafka: ShareConsumeRequestManager.handleShareFetchSuccess. */
export function shareAnswered(
  context: Context,
  consumer: ShareConsumer,
  { node, final }: ShareSent,
  body: object | null,
): void {
  const session = sessionOf(consumer, node);
  session.busy = false;
  const answer = body as ShareAnswer | null;
  if (answer === null || answer.errorCode !== 0 || final) {
    session.epoch = 0;
    session.partitions = [];
    session.pending = {};
    if (final) return;
    session.notBeforeUs =
      context.effects.nowUs() + backoffUs(context, consumer.config, session.attempts++);
    requestUpdate(consumer.metadata);
    if (answer !== null) fail(context, consumer, answer.errorCode);
    return;
  }
  session.attempts = 0;
  session.epoch++;
  for (const { topicId, partitions } of answer.responses)
    for (const partition of partitions) {
      const topic = topicNameOf(consumer.metadata, topicId);
      if (topic === undefined) continue;
      const name = partitionName(topic, partition.partitionIndex);
      take(context, consumer, session, { name, partition });
    }
}

function take(
  context: Context,
  consumer: ShareConsumer,
  session: ShareSession,
  {
    name,
    partition,
  }: { readonly name: string; readonly partition: ShareAnswerPartition },
): void {
  const { errorCode, acknowledgeErrorCode = 0 } = partition;
  if (acknowledgeErrorCode !== 0) fail(context, consumer, acknowledgeErrorCode);
  if (errorCode !== 0) {
    fail(context, consumer, errorCode);
    requestUpdate(consumer.metadata);
    session.notBeforeUs = context.effects.nowUs() + consumer.config.retryBackoffUs;
  }
  const batch = acquiredBatch(name, session.node, partition);
  if (batch === null) return;
  consumer.buffer.push(batch.acquired);
  if (batch.gaps.length > 0) (session.pending[name] ??= []).push(...batch.gaps);
}

/** What an application hears by its AcknowledgementCommitCallback, or not at all. */
function fail(_: Context, { app }: ShareConsumer, code: number): void {
  countError(app, exceptionOf(errorName(code)));
}
