import { type Context, wallClockMs } from "../context.ts";
import { endOffsetFor } from "../log/epoch-cache.ts";
import { read } from "../log/read.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer } from "./answer.ts";
import {
  type Controller,
  controllerTimers,
  type ObserverState,
  type WaitingFetch,
} from "./controller-node.ts";
import { metadataTopicId } from "./metadata-log.ts";

/** The longest that a fetch of the metadata log waits, ms. Kafka: KafkaRaftClient.MAX_FETCH_WAIT_MS. */
const maxFetchWaitMs = 500;
const maxBatchBytes = 8 * 1024 * 1024;

interface MetadataFetchBody {
  readonly replicaState: { readonly replicaId: number };
  readonly maxWaitMs: number;
  readonly topics: readonly {
    readonly topicId: string;
    readonly partitions: readonly {
      readonly fetchOffset: number;
      readonly lastFetchedEpoch: number;
    }[];
  }[];
}

/** Whether a Fetch asks for the metadata log. */
export const isMetadataFetch = (body: object): boolean =>
  (body as MetadataFetchBody).topics[0]?.topicId === metadataTopicId;

/** A broker's fetch of the metadata log. Kafka: KafkaRaftClient.handleFetchRequest. */
export function serveFetch(
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as MetadataFetchBody;
  const partition = body.topics[0]?.partitions[0];
  if (partition === undefined) return;
  const waiting: WaitingFetch = {
    reply,
    fetchOffset: partition.fetchOffset,
    lastFetchedEpoch: partition.lastFetchedEpoch,
    replicaId: body.replicaState.replicaId,
    deadlineUs: context.effects.nowUs() + Math.min(body.maxWaitMs, maxFetchWaitMs) * 1000,
  };
  observe(context, controller, waiting);
  if (body.maxWaitMs === 0 || !mustWait(controller, waiting)) {
    answerFetch(context, controller, waiting);
    return;
  }
  controller.fetches.push(waiting);
  context.effects.after(
    waiting.deadlineUs - context.effects.nowUs(),
    controllerTimers.fetchExpires,
    waiting.deadlineUs,
  );
}

function observe(context: Context, controller: Controller, fetch: WaitingFetch): void {
  const nowMs = wallClockMs(context.effects);
  let known = controller.observers.find(({ replicaId }) => replicaId === fetch.replicaId);
  if (known === undefined) {
    known = {
      replicaId: fetch.replicaId,
      logEndOffset: 0,
      lastFetchMs: 0,
      lastCaughtUpMs: 0,
    };
    controller.observers.push(known);
  }
  const state: ObserverState = known;
  state.logEndOffset = fetch.fetchOffset;
  state.lastFetchMs = nowMs;
  if (fetch.fetchOffset >= controller.disk.log.logEndOffset) state.lastCaughtUpMs = nowMs;
}

const divergence = (
  controller: Controller,
  fetch: WaitingFetch,
): { readonly epoch: number; readonly endOffset: number } | null => {
  const { log } = controller.disk;
  if (fetch.fetchOffset === 0) return null;
  const end = endOffsetFor(log.epochs, fetch.lastFetchedEpoch, log.logEndOffset);
  return end.epoch < fetch.lastFetchedEpoch || end.endOffset < fetch.fetchOffset
    ? end
    : null;
};

const mustWait = (controller: Controller, fetch: WaitingFetch): boolean =>
  fetch.fetchOffset >= controller.disk.log.logEndOffset &&
  divergence(controller, fetch) === null;

function answerFetch(
  context: Context,
  controller: Controller,
  fetch: WaitingFetch,
): void {
  const { log } = controller.disk;
  const diverging = divergence(controller, fetch);
  const found =
    diverging === null
      ? read(log, {
          offset: fetch.fetchOffset,
          maxBytes: maxBatchBytes,
          minOneMessage: true,
          endOffset: log.logEndOffset,
        })
      : null;
  answer(context, fetch.reply, {
    throttleTimeMs: 0,
    errorCode: 0,
    sessionId: 0,
    responses: [
      {
        topicId: metadataTopicId,
        partitions: [
          {
            partitionIndex: 0,
            errorCode: 0,
            highWatermark: log.highWatermark,
            lastStableOffset: log.highWatermark,
            logStartOffset: log.logStartOffset,
            divergingEpoch: diverging ?? { epoch: -1, endOffset: -1 },
            currentLeader: {
              leaderId: controller.config.nodeId,
              leaderEpoch: controller.epoch,
            },
            abortedTransactions: [],
            preferredReadReplica: -1,
            records: found?.kind === "read" ? found.entries : [],
          },
        ],
      },
    ],
  });
}

/** New records are there: every fetch that waits can be answered. */
export function completeFetches(context: Context, controller: Controller): void {
  const waiting = controller.fetches;
  controller.fetches = [];
  for (const fetch of waiting) answerFetch(context, controller, fetch);
}

/** The time of a fetch is over: it is answered with what there is, if only a newer high watermark. */
export function expireFetches(
  context: Context,
  controller: Controller,
  deadlineUs: number,
): void {
  const due = controller.fetches.filter((fetch) => fetch.deadlineUs <= deadlineUs);
  controller.fetches = controller.fetches.filter(
    (fetch) => fetch.deadlineUs > deadlineUs,
  );
  for (const fetch of due) answerFetch(context, controller, fetch);
}
