import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import { read } from "../log/read.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { RaftPort } from "../quorum/raft-port.ts";
import { acceptFetch, acceptSnapshotFetch } from "../quorum/raft-requests.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer } from "./answer.ts";
import {
  type Controller,
  controllerTimers,
  type WaitingFetch,
} from "./controller-node.ts";
import { metadataTopicId } from "./metadata-log.ts";
import { maxFetchBytes, metadataTopic } from "./raft-wire.ts";

/** The longest that a fetch of the metadata log waits, ms. Kafka: KafkaRaftClient.MAX_FETCH_WAIT_MS. */
const maxFetchWaitMs = 500;

interface MetadataFetchBody {
  readonly replicaState: { readonly replicaId: number };
  readonly maxWaitMs: number;
  readonly topics: readonly {
    readonly topicId: string;
    readonly partitions: readonly {
      readonly currentLeaderEpoch: number;
      readonly fetchOffset: number;
      readonly lastFetchedEpoch: number;
      readonly highWatermark: number;
    }[];
  }[];
}

/** Whether a Fetch asks for the metadata log. */
export const isMetadataFetch = (body: object): boolean =>
  (body as MetadataFetchBody).topics[0]?.topicId === metadataTopicId;

/** A voter's or observer's fetch of the metadata log. Kafka: KafkaRaftClient.handleFetchRequest. */
export function serveFetch(
  context: Context,
  controller: Controller,
  port: RaftPort,
  at: { readonly reply: ReplyTo; readonly request: RequestMessage },
): void {
  const { reply, request } = at;
  const body = request.body as MetadataFetchBody;
  const partition = body.topics[0]?.partitions[0];
  if (partition === undefined) return;
  const waiting: WaitingFetch = {
    reply,
    request: {
      api: "Fetch",
      epoch: partition.currentLeaderEpoch,
      offset: partition.fetchOffset,
      lastFetchedEpoch: partition.lastFetchedEpoch,
      highWatermark: partition.highWatermark,
    },
    replicaId: body.replicaState.replicaId,
    deadlineUs: context.effects.nowUs() + Math.min(body.maxWaitMs, maxFetchWaitMs) * 1000,
  };
  const result = fetchResult(controller, port, waiting);
  if (body.maxWaitMs === 0 || result.hasNews) {
    answerPartition(context, reply, result.partition);
    return;
  }
  controller.fetches.push(waiting);
  context.effects.after(
    waiting.deadlineUs - context.effects.nowUs(),
    controllerTimers.fetchExpires,
    waiting.deadlineUs,
  );
}

interface FetchResult {
  readonly partition: object;
  /** An error, records, another place to fetch from, or a newer high watermark (KIP-1166). */
  readonly hasNews: boolean;
}

/** Kafka: KafkaRaftClient.tryCompleteFetchRequest. */
function fetchResult(
  controller: Controller,
  port: RaftPort,
  { request, replicaId }: WaitingFetch,
): FetchResult {
  const { raft, disk } = controller;
  const { log } = disk;
  const outcome = acceptFetch(raft, port, replicaId, request);
  const empty = { epoch: -1, endOffset: -1 };
  const base = {
    errorCode: errors.NONE,
    highWatermark: raft.highWatermark,
    divergingEpoch: empty,
    snapshotId: empty,
    records: [],
  };
  const heads = partitionHeads(controller);
  if (outcome.kind === "error")
    return {
      partition: { ...heads, ...base, errorCode: outcome.error, highWatermark: -1 },
      hasNews: true,
    };
  const { position } = outcome;
  if (position.kind === "diverging")
    return {
      partition: { ...heads, ...base, divergingEpoch: position.end },
      hasNews: true,
    };
  if (position.kind === "snapshot")
    return { partition: { ...heads, ...base, snapshotId: position.id }, hasNews: true };
  const found = read(log, {
    offset: request.offset,
    maxBytes: maxFetchBytes,
    minOneMessage: true,
    endOffset: log.logEndOffset,
  });
  const records = found.kind === "read" ? found.entries : [];
  return {
    partition: { ...heads, ...base, records },
    hasNews: records.length > 0 || request.highWatermark < raft.highWatermark,
  };
}

const partitionHeads = ({ raft, disk }: Controller): object => ({
  partitionIndex: 0,
  lastStableOffset: -1,
  logStartOffset: disk.log.logStartOffset,
  currentLeader: { leaderId: raft.leaderId, leaderEpoch: raft.epoch },
  abortedTransactions: [],
  preferredReadReplica: -1,
});

function answerPartition(context: Context, reply: ReplyTo, partition: object): void {
  answer(context, reply, {
    throttleTimeMs: 0,
    errorCode: 0,
    sessionId: 0,
    responses: [{ topicId: metadataTopicId, partitions: [partition] }],
    nodeEndpoints: [],
  });
}

/** New records are there, or a higher high watermark: every fetch that waits is answered. */
export function completeFetches(
  context: Context,
  controller: Controller,
  port: RaftPort,
): void {
  const waiting = controller.fetches;
  if (waiting.length === 0) return;
  controller.fetches = [];
  for (const fetch of waiting)
    answerPartition(context, fetch.reply, fetchResult(controller, port, fetch).partition);
}

/** The time of a fetch is over: it is answered with what there is. */
export function expireFetches(
  context: Context,
  controller: Controller,
  port: RaftPort,
  deadlineUs: number,
): void {
  const due = controller.fetches.filter((fetch) => fetch.deadlineUs <= deadlineUs);
  controller.fetches = controller.fetches.filter(
    (fetch) => fetch.deadlineUs > deadlineUs,
  );
  for (const fetch of due)
    answerPartition(context, fetch.reply, fetchResult(controller, port, fetch).partition);
}

/** It leads no more: who waits must look for another leader. Kafka: KafkaRaftClient.onBecomeFollower. */
export function failFetches(context: Context, controller: Controller): void {
  const waiting = controller.fetches;
  controller.fetches = [];
  for (const { reply } of waiting)
    answerPartition(context, reply, {
      ...partitionHeads(controller),
      errorCode: errors.NOT_LEADER_OR_FOLLOWER,
      highWatermark: -1,
      divergingEpoch: { epoch: -1, endOffset: -1 },
      snapshotId: { epoch: -1, endOffset: -1 },
      records: [],
    });
}

interface SnapshotFetchBody {
  readonly replicaId: number;
  readonly maxBytes: number;
  readonly topics: readonly {
    readonly partitions: readonly {
      readonly currentLeaderEpoch: number;
      readonly snapshotId: { readonly endOffset: number; readonly epoch: number };
      readonly position: number;
    }[];
  }[];
}

/** A piece of a snapshot, by position. Kafka: KafkaRaftClient.handleFetchSnapshotRequest. */
export function serveSnapshot(
  context: Context,
  controller: Controller,
  port: RaftPort,
  at: { readonly reply: ReplyTo; readonly request: RequestMessage },
): void {
  const { raft, disk } = controller;
  const body = at.request.body as SnapshotFetchBody;
  const asked = body.topics[0]?.partitions[0];
  if (asked === undefined) return;
  const { snapshotId, position, currentLeaderEpoch } = asked;
  const found = disk.snapshots.find(
    ({ id }) => id.endOffset === snapshotId.endOffset && id.epoch === snapshotId.epoch,
  );
  const refused = acceptSnapshotFetch(raft, port, body.replicaId, currentLeaderEpoch);
  const size = found?.sizeInBytes ?? 0;
  const error = refused === errors.NONE ? pieceError(found, position) : refused;
  const bytes = error === errors.NONE ? Math.min(body.maxBytes, size - position) : 0;
  // Bytes are not copied one by one: the last piece brings what the file holds.
  const content = bytes > 0 && position + bytes >= size ? (found ?? null) : null;
  answer(context, at.reply, {
    throttleTimeMs: 0,
    errorCode: 0,
    topics: [
      {
        name: metadataTopic,
        partitions: [
          {
            index: 0,
            errorCode: error,
            snapshotId: error === errors.NONE ? snapshotId : { endOffset: -1, epoch: -1 },
            currentLeader: { leaderId: raft.leaderId, leaderEpoch: raft.epoch },
            size,
            position,
            unalignedRecords: { sizeInBytes: bytes, content },
          },
        ],
      },
    ],
    nodeEndpoints: [],
  });
}

const pieceError = (
  found: { readonly sizeInBytes: number } | undefined,
  position: number,
): number => {
  if (found === undefined) return errors.SNAPSHOT_NOT_FOUND;
  const inside = position >= 0 && position < found.sizeInBytes;
  return inside ? errors.NONE : errors.POSITION_OUT_OF_RANGE;
};
