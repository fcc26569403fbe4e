import { type Context, wallClockMs } from "../context.ts";
import {
  type ControllerState,
  createControllerState,
  replay,
} from "../controller/controller-state.ts";
import { imageRecords } from "../controller/image-records.ts";
import type { MetadataRecord } from "../controller/metadata-record.ts";
import { epochForOffset } from "../log/epoch-cache.ts";
import {
  maybeIncrementLogStartOffset,
  updateHighWatermark,
} from "../log/high-watermark.ts";
import { type LogEntry, logEntry } from "../log/log-entry.ts";
import { flushTo } from "../log/partition-log.ts";
import { readEntries } from "../log/read.ts";
import { truncateFullyAndStartAt } from "../log/truncation.ts";
import { encode } from "../protocol/codec/message.ts";
import { controlRecord } from "../protocol/control-batch.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import type { RecordBatch } from "../protocol/record-batch.ts";
import type { SnapshotId } from "../quorum/raft-node.ts";
import { silentReport } from "../report.ts";
import { applyEntry } from "./apply-entry.ts";
import {
  type Controller,
  type ControllerDisk,
  latestSnapshot,
  type StoredSnapshot,
} from "./controller-node.ts";
import { metadataBatch, recordsOfEntry } from "./metadata-log.ts";

/** Records of one batch of a snapshot. */
const recordsPerBatch = 500;

/** A state without any record. */
export const emptyState = ({ config, clusterId }: ControllerDisk): ControllerState =>
  createControllerState({
    nodeId: config.nodeId,
    clusterId,
    sessionTimeoutMs: config.brokerSessionTimeoutMs,
    numPartitions: config.numPartitions,
    defaultReplicationFactor: config.defaultReplicationFactor,
    deleteTopicEnable: config.deleteTopicEnable,
    maxElectionsPerImbalance: 1000,
    staticConfig: config.given,
  });

/**
 * A snapshot file: a header, the records, a footer, with offsets that count from 0. Kafka: RecordsSnapshotWriter.
 */
function snapshotOf(
  id: SnapshotId,
  records: readonly MetadataRecord[],
  lastContainedMs: number,
): StoredSnapshot {
  const marker = (
    type: "SNAPSHOT_HEADER" | "SNAPSHOT_FOOTER",
    value: Uint8Array,
  ): RecordBatch =>
    batchOfRecords([controlRecord(type, value, lastContainedMs)], { isControl: true });
  const header = { version: 0, lastContainedLogTimestamp: lastContainedMs };
  const batches = [marker("SNAPSHOT_HEADER", encode("SnapshotHeaderRecord", 0, header))];
  for (let i = 0; i < records.length; i += recordsPerBatch)
    batches.push(metadataBatch(records.slice(i, i + recordsPerBatch), lastContainedMs));
  const footer = encode("SnapshotFooterRecord", 0, { version: 0 });
  batches.push(marker("SNAPSHOT_FOOTER", footer));
  const entries: LogEntry[] = [];
  let offset = 0;
  let sizeInBytes = 0;
  for (const batch of batches) {
    entries.push(logEntry(offset, id.epoch, batch));
    offset += batch.lastOffsetDelta + 1;
    sizeInBytes += batch.sizeInBytes;
  }
  return { immutable: true, id, entries, sizeInBytes, lastContainedMs };
}

/** Replaces the state by what a snapshot holds. Kafka: QuorumMetaLogListener.handleLoadSnapshot. */
function loadSnapshot(controller: Controller, snapshot: StoredSnapshot): void {
  const { endOffset, epoch } = snapshot.id;
  controller.state = emptyState(controller.disk);
  for (const entry of snapshot.entries)
    for (const { record } of recordsOfEntry(entry))
      replay(controller.state, record, endOffset - 1, epoch);
  controller.appliedOffset = endOffset - 1;
  controller.uncommitted = [];
}

/** The state as of the last commit, from the newest snapshot and the log. */
export function rebuild(controller: Controller): void {
  const { log } = controller.disk;
  const end = controller.appliedOffset + 1;
  const bytes = controller.bytesSinceSnapshot;
  controller.state = emptyState(controller.disk);
  controller.appliedOffset = -1;
  const snapshot = latestSnapshot(controller.disk);
  if (snapshot !== null) loadSnapshot(controller, snapshot);
  const from = Math.max(controller.appliedOffset + 1, log.logStartOffset);
  for (const entry of readEntries(log, from, end)) applyEntry(controller, entry);
  controller.appliedOffset = end - 1;
  controller.bytesSinceSnapshot = bytes;
  controller.uncommitted = [];
}

/**
 * Enough has been committed, or long enough ago was the last one: the image becomes a file. An active controller
 * waits until nothing is uncommitted. Kafka: SnapshotGenerator.publishLogDelta.
 */
export function maybeSnapshot(context: Context, controller: Controller): void {
  const { config, disk } = controller;
  const nowMs = wallClockMs(context.effects);
  const due =
    controller.bytesSinceSnapshot >= config.snapshotMaxBytes ||
    nowMs - controller.snapshotAtMs >= config.snapshotMaxIntervalMs;
  if (!due || controller.bytesSinceSnapshot === 0) return;
  const endOffset = controller.appliedOffset + 1;
  if (controller.activeEpoch >= 0 && controller.nextOffset > endOffset) return;
  const epoch = epochForOffset(disk.log.epochs, endOffset - 1);
  const records = imageRecords(controller.state.image);
  disk.snapshots.push(snapshotOf({ endOffset, epoch }, records, nowMs));
  controller.bytesSinceSnapshot = 0;
  controller.snapshotAtMs = nowMs;
  tell(context, controller, "taken", { endOffset, epoch });
}

function tell(
  context: Context,
  controller: Controller,
  what: "taken" | "received" | "loaded",
  id: SnapshotId,
): void {
  const node = controller.config.nodeId;
  context.probe.quorum.raftSnapshot(node, what, id);
  const words = {
    taken: "wrote a snapshot of the metadata",
    received: "copied a snapshot of the metadata from the leader",
    loaded: "started from a snapshot of the metadata",
  };
  context.probe.report({
    ...silentReport,
    kind: "snapshot",
    weight: what === "received" ? "notice" : "quiet",
    node,
    text: `controller ${node} ${words[what]} up to offset ${id.endOffset}, epoch ${id.epoch}`,
    key: `snapshot:${node}`,
  });
}

/** A copied snapshot takes the place of the whole log. Kafka: KafkaRaftLog.truncateToLatestSnapshot. */
export function installSnapshot(
  context: Context,
  controller: Controller,
  snapshot: StoredSnapshot,
): void {
  const { disk } = controller;
  const nowMs = wallClockMs(context.effects);
  disk.snapshots = [snapshot];
  truncateFullyAndStartAt(disk.log, snapshot.id.endOffset, nowMs);
  flushTo(disk.log, snapshot.id.endOffset);
  updateHighWatermark(disk.log, snapshot.id.endOffset);
  loadSnapshot(controller, snapshot);
  controller.bytesSinceSnapshot = 0;
  controller.snapshotAtMs = nowMs;
  tell(context, controller, "received", snapshot.id);
}

/** What a starting controller has on its disk. */
export function startFromSnapshot(context: Context, controller: Controller): void {
  const snapshot = latestSnapshot(controller.disk);
  if (snapshot === null) return;
  loadSnapshot(controller, snapshot);
  tell(context, controller, "loaded", snapshot.id);
}

/**
 * Old snapshots go, and the log up to the next one, when they are too old or all is too large. The newest stays.
 * Kafka: KafkaRaftLog.maybeClean.
 */
export function cleanLog(controller: Controller, nowMs: number): void {
  const { disk, config } = controller;
  for (;;) {
    const [oldest, next] = disk.snapshots;
    if (oldest === undefined || next === undefined) return;
    const bytes = disk.snapshots.reduce(
      (sum, { sizeInBytes }) => sum + sizeInBytes,
      disk.log.sizeInBytes,
    );
    const old =
      config.metadataRetentionMs >= 0 &&
      nowMs - oldest.lastContainedMs > config.metadataRetentionMs;
    const large =
      config.metadataRetentionBytes >= 0 && bytes > config.metadataRetentionBytes;
    if (!old && !large) return;
    disk.snapshots = disk.snapshots.slice(1);
    maybeIncrementLogStartOffset(disk.log, next.id.endOffset);
  }
}
