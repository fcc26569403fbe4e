import { ask, channelTo } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { applyRecord } from "../controller/apply-record.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { appendAsFollower } from "../log/append.ts";
import { latestEpoch } from "../log/epoch-cache.ts";
import { updateHighWatermark } from "../log/high-watermark.ts";
import { type LogEntry, lastOffset } from "../log/log-entry.ts";
import { flushTo } from "../log/partition-log.ts";
import { readEntries } from "../log/read.ts";
import { truncateTo } from "../log/truncation.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { metadataTopicId, recordsOfEntry } from "../raft/metadata-log.ts";
import { divergentEnd } from "../replication/divergence.ts";
import { type Broker, brokerTimers, channels, peerOf, purposes } from "./broker.ts";
import { takesBytes } from "./disk-space.ts";
import { metadataAdvanced } from "./lifecycle.ts";
import { failDir } from "./offline-dirs.ts";
import { publish } from "./publisher.ts";

/** Kafka: KafkaRaftClient.MAX_FETCH_WAIT_MS. */
const maxWaitMs = 500;
/** `controller.quorum.retry.backoff.ms`. */
const retryBackoffMs = 20;
const fetchVersion = 17;

/** Asks the quorum's leader for metadata records behind the ones at hand. Kafka: KafkaRaftClient.buildFetchRequest. */
export function fetchMetadata(context: Context, broker: Broker): void {
  const controller = peerOf(broker, broker.controller);
  if (broker.fetchingMetadata || controller === undefined) return;
  broker.fetchingMetadata = true;
  const { metadataLog } = broker.disk;
  const channel = channelTo(broker.client, channels.quorum, controller.process);
  ask(context.effects, broker.client, channel, {
    api: apiKeys.Fetch,
    version: fetchVersion,
    body: {
      replicaState: { replicaId: broker.id, replicaEpoch: -1 },
      maxWaitMs,
      minBytes: 1,
      maxBytes: 8 * 1024 * 1024,
      isolationLevel: 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: [
        {
          topic: "__cluster_metadata",
          topicId: metadataTopicId,
          partitions: [
            {
              partition: 0,
              currentLeaderEpoch: -1,
              fetchOffset: metadataLog.logEndOffset,
              lastFetchedEpoch: latestEpoch(metadataLog.epochs),
              logStartOffset: metadataLog.logStartOffset,
              partitionMaxBytes: 0,
            },
          ],
        },
      ],
      forgottenTopicsData: [],
      rackId: "",
    },
    purpose: purposes.metadataFetch,
    context: null,
    timeoutUs: broker.config.quorumRequestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

interface MetadataAnswer {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly highWatermark: number;
      readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number };
      readonly records: readonly LogEntry[];
    }[];
  }[];
}

/** The quorum leader's answer, or null when the connection was lost. Kafka: KafkaRaftClient.handleFetchResponse. */
export function metadataFetched(
  context: Context,
  broker: Broker,
  body: object | null,
): void {
  broker.fetchingMetadata = false;
  if (body === null) {
    context.effects.after(retryBackoffMs * 1000, brokerTimers.metadataFetch, null);
    return;
  }
  const answer = (body as MetadataAnswer).responses[0]?.partitions[0];
  if (answer !== undefined) {
    const { metadataLog } = broker.disk;
    const nowMs = wallClockMs(context.effects);
    if (answer.divergingEpoch.endOffset >= 0)
      truncateTo(metadataLog, divergentEnd(metadataLog, answer.divergingEpoch), nowMs);
    else if (answer.records.length > 0) {
      const [dir] = broker.disk.dirs;
      if (dir !== undefined && !takesBytes(broker.disk, dir, 1))
        failDir(context, broker, dir);
      const epoch = answer.records.at(-1)?.leaderEpoch ?? -1;
      appendAsFollower(metadataLog, answer.records, epoch, nowMs);
      flushTo(metadataLog, metadataLog.logEndOffset);
    }
    updateHighWatermark(metadataLog, answer.highWatermark);
    applyCommitted(context, broker);
  }
  fetchMetadata(context, broker);
}

/** Applies every committed record that is not in the image yet. Kafka: MetadataLoader. */
function applyCommitted(context: Context, broker: Broker): void {
  const { metadataLog } = broker.disk;
  const changes: MetadataChange[] = [];
  const entries = readEntries(
    metadataLog,
    broker.appliedOffset + 1,
    metadataLog.highWatermark,
  );
  const last = entries.at(-1);
  if (last === undefined) return;
  for (const entry of entries)
    for (const placed of recordsOfEntry(entry))
      changes.push(
        ...applyRecord(broker.image, placed.record, placed.offset, placed.epoch),
      );
  broker.appliedOffset = lastOffset(last);
  metadataAdvanced(context, broker);
  if (broker.logsLoaded) publish(context, broker, changes);
}
