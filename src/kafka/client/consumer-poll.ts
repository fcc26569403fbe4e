import { errorName, errorOfCode } from "../../terms/errors.ts";
import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import { apiKeys } from "../protocol/envelope.ts";
import {
  columnStride,
  type RecordBatch,
  type Records,
} from "../protocol/record-batch.ts";
import { silentReport } from "../report.ts";
import { type Address, leaderAddress, refresh, retryBackoffUs } from "./cluster-view.ts";
import {
  type Consumer,
  type ConsumerSession,
  consumerPurposes,
  consumerTimers,
  type Position,
} from "./consumer.ts";
import { sendFetch, sessionWith } from "./consumer-fetch.ts";
import { reopen, sessionAnswered } from "./fetch-session.ts";
import { ask, channelTo } from "./network-client.ts";
import { readAddress, readFrom } from "./read-replica.ts";

const listOffsetsVersion = 9;
const requestTimeoutUs = 30_000_000;

/** Positions for partitions that are new to the consumer. */
export function openPositions(consumer: Consumer): void {
  consumer.view.partitions.forEach((_, partition) => {
    const wanted = consumer.assigned === null || consumer.assigned.includes(partition);
    if (!wanted || consumer.positions.some((known) => known.partition === partition))
      return;
    consumer.positions.push({
      partition,
      offset: -1,
      highWatermark: -1,
      lastEpoch: -1,
      notBeforeUs: 0,
      busy: false,
      readReplica: null,
      sessionNode: -1,
      askedOffset: -1,
      askedEpoch: -1,
      askedLastEpoch: -1,
      askedMaxBytes: -1,
      stuck: false,
    });
  });
}

/** Sends what can be sent: look-ups of missing positions, and one fetch a broker. Kafka: AbstractFetch.prepareFetchRequests. */
export function poll(context: Context, consumer: Consumer): void {
  const { effects } = context;
  const now = effects.nowUs();
  let wakeUs = Number.POSITIVE_INFINITY;
  for (const session of consumer.sessions) if (!session.busy) session.asked.length = 0;
  for (const position of consumer.positions) {
    if (position.busy || position.stuck) continue;
    if (position.notBeforeUs > now) {
      wakeUs = Math.min(wakeUs, position.notBeforeUs);
      continue;
    }
    const leader = leaderAddress(consumer.view, position.partition);
    if (leader === undefined) {
      consumer.view.stale = true;
      continue;
    }
    if (position.offset < 0) lookUp(context, consumer, leader, position);
    else {
      const { nodeId } = readAddress(consumer.view, position, now) ?? leader;
      const session = sessionWith(consumer, nodeId);
      if (!session.busy) session.asked.push(position);
    }
  }
  for (const session of consumer.sessions)
    if (!session.busy && session.asked.length > 0) sendFetch(context, consumer, session);
  if (consumer.view.stale)
    refresh(effects, consumer.client, consumer.view, consumerPurposes.metadata);
  if (wakeUs === Number.POSITIVE_INFINITY) return;
  if (consumer.wakeUs !== 0 && consumer.wakeUs <= wakeUs) return;
  consumer.wakeUs = wakeUs;
  effects.after(wakeUs - now, consumerTimers.wake, wakeUs);
}

interface FetchAnswer {
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly {
    readonly topicId: string;
    readonly partitions: readonly PartitionAnswer[];
  }[];
}

interface PartitionAnswer {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly preferredReadReplica: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number };
  readonly records: Records | null;
}

/** The answer to a fetch; null when the connection was lost. */
export function fetchAnswered(
  context: Context,
  consumer: Consumer,
  node: number,
  body: object | null,
): void {
  const session = sessionWith(consumer, node);
  session.busy = false;
  for (const position of session.asked) position.busy = false;
  const answer = body as FetchAnswer | null;
  if (answer === null) {
    reopen(session);
    consumer.view.stale = true;
    const notBeforeUs = context.effects.nowUs() + retryBackoffUs;
    for (const position of session.asked) {
      position.notBeforeUs = notBeforeUs;
      position.readReplica = null;
    }
  } else if (sessionAnswered(session, answer))
    takeAll(context, consumer, session, answer);
  poll(context, consumer);
}

function takeAll(
  context: Context,
  consumer: Consumer,
  { asked, topicId }: ConsumerSession,
  { responses }: FetchAnswer,
): void {
  for (const topic of responses)
    for (const answer of topic.partitions) {
      const position = positionIn(asked, answer.partitionIndex);
      if (position !== undefined && topic.topicId === topicId)
        take(context, consumer, position, answer);
    }
}

function positionIn(
  positions: readonly Position[],
  partition: number,
): Position | undefined {
  for (const position of positions) if (position.partition === partition) return position;
  return undefined;
}

function take(
  context: Context,
  consumer: Consumer,
  position: Position,
  answer: PartitionAnswer,
): void {
  if (answer.errorCode !== 0) {
    refused(context, consumer, position, answer.errorCode);
    return;
  }
  consumer.lastError = "";
  if (answer.divergingEpoch.endOffset >= 0) {
    truncated(context, consumer, position, answer.divergingEpoch.endOffset);
    return;
  }
  position.highWatermark = answer.highWatermark;
  if (answer.preferredReadReplica >= 0)
    readFrom(
      consumer.view,
      position,
      answer.preferredReadReplica,
      context.effects.nowUs(),
    );
  const { records } = answer;
  if (records === null || records.length === 0) return;
  for (const entry of records) {
    const next = entry.baseOffset + entry.batch.lastOffsetDelta + 1;
    consumer.consumed += Math.min(entry.batch.recordCount, next - position.offset);
    consumer.checksum = (consumer.checksum + readBatch(entry.batch)) | 0;
    position.offset = next;
    position.lastEpoch = entry.leaderEpoch;
  }
  context.probe.consumed(consumer.id, consumer.view.topicId, position.partition, records);
}

/** Looks at every record of a batch, as an application would. */
function readBatch({ payload, recordCount }: RecordBatch): number {
  if (payload.kind !== "columns") return recordCount;
  let sum = 0;
  const { columns, start } = payload;
  const end = start + recordCount * columnStride;
  for (let at = start + 3; at < end; at += columnStride)
    sum = (sum + (columns[at] as number)) | 0;
  return sum;
}

function refused(
  context: Context,
  consumer: Consumer,
  position: Position,
  code: number,
): void {
  consumer.lastError = errorName(code);
  const wasNear = position.readReplica !== null;
  position.readReplica = null;
  if (code === errors.OFFSET_OUT_OF_RANGE) {
    // A follower may not have come so far, or have begun later: the leader is asked before anything is given up.
    if (!wasNear) reset(context, consumer, position);
    return;
  }
  if (errorOfCode(code).refreshesMetadata || code === errors.UNKNOWN_LEADER_EPOCH)
    consumer.view.stale = true;
  position.notBeforeUs = context.effects.nowUs() + retryBackoffUs;
}

/** Out of range: `auto.offset.reset` decides. Kafka: FetchCollector.handleInitializeErrors. */
function reset(context: Context, consumer: Consumer, position: Position): void {
  const { offsetReset } = consumer.config;
  context.probe.report({
    ...silentReport,
    kind: "consumerReset",
    weight: "warning",
    topic: consumer.view.topic,
    partition: position.partition,
    text: `consumer ${consumer.id} asked for offset ${position.offset}, which is out of range`,
    config: `auto.offset.reset = ${offsetReset}`,
  });
  if (offsetReset === "none") position.stuck = true;
  else {
    position.offset = -1;
    position.lastEpoch = -1;
  }
}

/** The log was truncated below the position: read on where the logs agree. Kafka: SubscriptionState.maybeCompleteValidation. */
function truncated(
  context: Context,
  consumer: Consumer,
  position: Position,
  endOffset: number,
): void {
  context.probe.report({
    ...silentReport,
    kind: "consumerReset",
    weight: "warning",
    topic: consumer.view.topic,
    partition: position.partition,
    text: `consumer ${consumer.id} found the log truncated below its position ${position.offset} and goes on at ${endOffset}`,
  });
  position.offset = endOffset;
  position.lastEpoch = -1;
}

function lookUp(
  context: Context,
  consumer: Consumer,
  leader: Address,
  position: Position,
): void {
  position.busy = true;
  const { client, view, config } = consumer;
  // `none` has no committed position to fall back to here, so it begins at the start.
  const timestamp = config.offsetReset === "latest" ? -1 : -2;
  ask(context.effects, client, channelTo(client, leader.nodeId, leader.process), {
    api: apiKeys.ListOffsets,
    version: listOffsetsVersion,
    body: {
      replicaId: -1,
      isolationLevel: 0,
      topics: [
        {
          name: view.topic,
          partitions: [
            {
              partitionIndex: position.partition,
              currentLeaderEpoch: view.partitions[position.partition]?.leaderEpoch ?? -1,
              timestamp,
            },
          ],
        },
      ],
      timeoutMs: 30000,
    },
    purpose: consumerPurposes.offsets,
    context: position,
    timeoutUs: requestTimeoutUs,
    bytes: 0,
    answered: true,
  });
}

/** The answer to a look-up; null when the connection was lost. */
export function offsetAnswered(
  context: Context,
  consumer: Consumer,
  position: Position,
  body: object | null,
): void {
  position.busy = false;
  const answer = (
    body as { topics: { partitions: { errorCode: number; offset: number }[] }[] } | null
  )?.topics[0]?.partitions[0];
  if (answer === undefined || answer.errorCode !== 0 || answer.offset < 0) {
    consumer.view.stale = true;
    position.notBeforeUs = context.effects.nowUs() + retryBackoffUs;
    if (answer !== undefined) consumer.lastError = errorName(answer.errorCode);
  } else position.offset = answer.offset;
  poll(context, consumer);
}
