import { streams } from "../../sim/draw.ts";
import { ask, channelTo, disconnect, type InFlight } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { applyRecord } from "../controller/apply-record.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { updateHighWatermark } from "../log/high-watermark.ts";
import { flushTo, type PartitionLog } from "../log/partition-log.ts";
import { readEntries } from "../log/read.ts";
import { truncateFullyAndStartAt } from "../log/truncation.ts";
import { initialize } from "../quorum/quorum-state.ts";
import { handleAnswer } from "../quorum/raft-answers.ts";
import { lastFetchedEpoch } from "../quorum/raft-log.ts";
import type { RaftRequest } from "../quorum/raft-message.ts";
import type { RaftNode } from "../quorum/raft-node.ts";
import { poll } from "../quorum/raft-poll.ts";
import type { RaftPort } from "../quorum/raft-port.ts";
import type { StoredSnapshot } from "../raft/controller-node.ts";
import { recordsOfEntry } from "../raft/metadata-log.ts";
import { raftAnswerOf, wireRequest } from "../raft/raft-wire.ts";
import { type Broker, brokerTimers, peerOf, purposes, quorumChannel } from "./broker.ts";
import { takesBytes } from "./disk-space.ts";
import { metadataAdvanced } from "./lifecycle.ts";
import { loadImage } from "./load-image.ts";
import { failDir } from "./offline-dirs.ts";
import { publish } from "./publisher.ts";

/** How an observer of the quorum reaches the world. */
function observerPort(context: Context, broker: Broker): RaftPort {
  const { effects, probe } = context;
  const { disk, id } = broker;
  const log = disk.metadataLog;
  return {
    nowUs: effects.nowUs,
    nowMs: () => wallClockMs(effects),
    nextInt: (bound) => effects.draw(streams.election, bound),
    log,
    latestSnapshot: () => disk.metadataSnapshot?.id ?? null,
    send: (to, request, correlationId) =>
      send(context, broker, { to, request, correlationId }),
    // An observer votes for nobody; what it knows of the quorum it learns anew with every start.
    store: () => {},
    copied: (entries) => {
      const [dir] = disk.dirs;
      if (dir !== undefined && !takesBytes(disk, dir, 1)) failDir(context, broker, dir);
      flushTo(log, log.logEndOffset);
      probe.quorum.raftAppended(id, log, entries);
    },
    truncated: (from) => probe.quorum.raftTruncated(id, log, from),
    changed: (node) => {
      broker.controller = node.leaderId;
    },
    committed: (node, from) => {
      const change = { from, leader: false, epoch: node.epoch };
      probe.quorum.raftHighWatermark(id, log, change);
      applyCommitted(context, broker, log);
    },
    install: (snapshotId, content) => {
      disk.metadataSnapshot = content as StoredSnapshot;
      truncateFullyAndStartAt(log, snapshotId.endOffset, wallClockMs(effects));
      flushTo(log, snapshotId.endOffset);
      updateHighWatermark(log, snapshotId.endOffset);
      probe.quorum.raftSnapshot(id, "received", snapshotId);
      imageChanged(context, broker, loadImage(broker, disk.metadataSnapshot));
    },
    fatal: () => effects.exit(),
  };
}

/** The broker begins to look for the quorum's leader. Kafka: KafkaRaftClient.initialize. */
export function followQuorum(context: Context, broker: Broker): void {
  const { raft, disk } = broker;
  if (raft === null) return;
  const port = observerPort(context, broker);
  if (disk.metadataSnapshot !== null) {
    loadImage(broker, disk.metadataSnapshot);
    context.probe.quorum.raftSnapshot(broker.id, "loaded", disk.metadataSnapshot.id);
  }
  const last = lastFetchedEpoch(disk.metadataLog, disk.metadataSnapshot?.id ?? null);
  initialize(raft, port, null, last);
  pollNode(context, broker, raft, port);
}

function pollNode(
  context: Context,
  broker: Broker,
  raft: RaftNode,
  port: RaftPort,
): void {
  const dueUs = poll(raft, port);
  if (dueUs >= Number.MAX_SAFE_INTEGER) return;
  if (broker.metadataPollUs !== 0 && broker.metadataPollUs <= dueUs) return;
  broker.metadataPollUs = dueUs;
  const waitUs = Math.max(0, dueUs - context.effects.nowUs());
  context.effects.after(waitUs, brokerTimers.metadataPoll, dueUs);
}

/** The observer looks again: a request may have timed out, or its backoff be over. */
export function pollMetadata(context: Context, broker: Broker, dueUs: number): void {
  if (broker.metadataPollUs === dueUs) broker.metadataPollUs = 0;
  const { raft } = broker;
  if (raft !== null) pollNode(context, broker, raft, observerPort(context, broker));
}

function send(
  context: Context,
  broker: Broker,
  message: {
    readonly to: number;
    readonly request: RaftRequest;
    readonly correlationId: number;
  },
): void {
  const { to, request, correlationId } = message;
  const peer = peerOf(broker, to);
  if (peer === undefined) return;
  const { clusterId, dirs } = broker.disk;
  const directoryId = dirs[0]?.directoryId ?? "";
  const channel = channelTo(broker.client, quorumChannel(to), peer.process);
  // One fetch at a time: one that is not waited for any more gives its place up with its connection.
  if (channel.inFlight.length > 0) disconnect(context.effects, broker.client, channel);
  ask(context.effects, broker.client, channel, {
    ...wireRequest(request, { nodeId: broker.id, clusterId, directoryId }),
    purpose: purposes.metadataFetch,
    context: { id: to, correlationId, api: request.api },
    timeoutUs: broker.config.quorumRequestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** A controller's answer, or null when the connection was lost. Kafka: KafkaRaftClient.handleFetchResponse. */
export function metadataFetched(
  context: Context,
  broker: Broker,
  request: InFlight,
  body: object | null,
): void {
  const { raft } = broker;
  if (raft === null) return;
  const asked = request.context as {
    readonly id: number;
    readonly correlationId: number;
    readonly api: RaftRequest["api"];
  };
  const port = observerPort(context, broker);
  const answer = body === null ? null : raftAnswerOf(asked.api, body);
  handleAnswer(raft, port, asked, answer);
  pollNode(context, broker, raft, port);
}

/** Applies every committed record of a metadata log that is not in the image yet. Kafka: MetadataLoader. */
export function applyCommitted(
  context: Context,
  broker: Broker,
  log: PartitionLog,
): void {
  const end = log.highWatermark;
  const from = broker.appliedOffset + 1;
  if (end <= from) return;
  const changes: MetadataChange[] = [];
  for (const entry of readEntries(log, from, end))
    for (const { record, offset, epoch } of recordsOfEntry(entry))
      if (offset >= from)
        changes.push(...applyRecord(broker.image, record, offset, epoch));
  broker.appliedOffset = end - 1;
  imageChanged(context, broker, changes);
}

/** The image has changed: the broker acts on it unless it is still starting. */
export function imageChanged(
  context: Context,
  broker: Broker,
  changes: readonly MetadataChange[],
): void {
  context.probe.quorum.metadataApplied(broker.id, broker.appliedOffset, broker.image);
  metadataAdvanced(context, broker);
  if (broker.logsLoaded) publish(context, broker, changes);
}
