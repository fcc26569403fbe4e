import { type RecordBatch, withLogAppendTime } from "../protocol/record-batch.ts";
import { type AppendRefused, refused, validateClientBatch } from "./append-validation.ts";
import { assignEpoch } from "./epoch-cache.ts";
import { type LogEntry, lastOffset, logEntry } from "./log-entry.ts";
import {
  checkProducer,
  checkReplicated,
  type ProducerChanges,
  type ProducerWrite,
  takeChanges,
} from "./log-producers.ts";
import {
  activeSegment,
  type PartitionLog,
  roll,
  setLogEndOffset,
} from "./partition-log.ts";
import {
  allPlain,
  checkPlain,
  isPlain,
  takeAllPlain,
  takePlain,
} from "./plain-append.ts";
import type { ProducerError } from "./producer-append.ts";
import type { KeptBatch } from "./producer-state.ts";
import {
  appendToSegment,
  type IncomingBatches,
  type Segment,
  shouldRoll,
} from "./segment.ts";

/** Kafka: LogAppendInfo. */
export interface Appended {
  readonly kind: "appended";
  /** It was in the log already, at these offsets. */
  readonly isDuplicate?: true;
  /** -1 when nothing was taken. */
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly maxTimestamp: number;
  /** -1 unless the topic uses LogAppendTime. */
  readonly logAppendTime: number;
  readonly logStartOffset: number;
  readonly validBytes: number;
}

export type AppendResult = Appended | AppendRefused;

/** What comes of a batch with a producer id. */
const noChanges = (): ProducerChanges => ({ appends: {}, completed: [] });

/** A client's batch gets the next offsets. Kafka: UnifiedLog.appendAsLeader, origin CLIENT. */
export function appendAsLeader(
  log: PartitionLog,
  batch: RecordBatch,
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  return appendVerified(log, { batch, guard: 0 }, leaderEpoch, nowMs);
}

/** As `appendAsLeader`, of a transaction that its coordinator has confirmed. */
export function appendVerified(
  log: PartitionLog,
  { batch, guard }: Pick<ProducerWrite, "batch" | "guard">,
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  const { config } = log;
  if (batch.sizeInBytes > config.maxMessageBytes) return tooLarge(batch, config);
  const fault = validateClientBatch(batch, config, nowMs);
  if (fault !== undefined) return fault;
  const write = { batch, origin: "CLIENT", guard, transactionVersion: -1 } as const;
  return appendWithOffsets(log, write, leaderEpoch, nowMs);
}

/** A marker or a coordinator's own records: what clients must keep to is not asked. Kafka: origin COORDINATOR, RAFT_LEADER. */
export function appendAsCoordinator(
  log: PartitionLog,
  batch: RecordBatch,
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  return appendMarker(log, { batch, transactionVersion: -1 }, leaderEpoch, nowMs);
}

/** A marker that was written under this `transaction.version`. Kafka: UnifiedLog.appendAsLeader, origin COORDINATOR. */
export function appendMarker(
  log: PartitionLog,
  { batch, transactionVersion }: Pick<ProducerWrite, "batch" | "transactionVersion">,
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  const { config } = log;
  if (batch.sizeInBytes > config.maxMessageBytes) return tooLarge(batch, config);
  const write = { batch, origin: "COORDINATOR", guard: 0, transactionVersion } as const;
  return appendWithOffsets(log, write, leaderEpoch, nowMs);
}

function tooLarge(batch: RecordBatch, config: PartitionLog["config"]): AppendRefused {
  return refused(
    "MESSAGE_TOO_LARGE",
    `The record batch size is ${batch.sizeInBytes} bytes which exceeds the maximum configured value of ${config.maxMessageBytes}`,
  );
}

function appendWithOffsets(
  log: PartitionLog,
  write: ProducerWrite,
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  const { batch } = write;
  const stamps = log.config.messageTimestampType === "LogAppendTime";
  const stored = stamps ? withLogAppendTime(batch, nowMs) : batch;
  const entry = logEntry(log.logEndOffset, leaderEpoch, stored);
  // The epoch enters the cache before the size check, and stays there when the batch is refused.
  assignEpoch(log.epochs, leaderEpoch, entry.baseOffset);
  const last = lastOffset(entry);
  const { sizeInBytes, maxTimestamp } = stored;
  const incoming = {
    firstOffset: entry.baseOffset,
    lastOffset: last,
    maxTimestamp,
    sizeInBytes,
  };
  const target = segmentFor(log, incoming, nowMs);
  if (target === undefined) return listTooLarge(log, sizeInBytes);
  // Producer state is consulted here, after the roll, which stays if it refuses (UnifiedLog.analyzeAndValidateProducerState).
  let changes: ProducerChanges | null = null;
  const hasProducer = batch.producerId >= 0;
  const plain = hasProducer && isPlain(log.producers, batch);
  if (plain && write.origin === "CLIENT") {
    const checked = checkPlain(log.producers, stored);
    if (typeof checked === "string") return producerRefused(checked);
    if (checked !== null) return duplicateOf(log, checked, stored);
  } else if (hasProducer) {
    changes = noChanges();
    const checked = checkProducer(
      log,
      entry.baseOffset,
      { ...write, batch: stored },
      changes,
    );
    if (typeof checked === "string") return producerRefused(checked);
    if (checked !== null) return duplicateOf(log, checked, stored);
  }
  appendToSegment(target, entry, log.config, nowMs);
  log.sizeInBytes += sizeInBytes;
  setEnd(log, last + 1);
  if (changes !== null) takeChanges(log.producers, changes, last + 1);
  else if (plain) takePlain(log.producers, stored, entry.baseOffset);
  log.producers.mapEndOffset = last + 1;
  return {
    kind: "appended",
    firstOffset: entry.baseOffset,
    lastOffset: last,
    maxTimestamp,
    logAppendTime: stamps ? nowMs : -1,
    logStartOffset: log.logStartOffset,
    validBytes: sizeInBytes,
  };
}

/**
 * Entries as fetched, with the leader's offsets and epochs. Stops silently at the first entry of an epoch above the
 * one that was fetched for (KAFKA-18723). Kafka: UnifiedLog.appendAsFollower.
 */
export function appendAsFollower(
  log: PartitionLog,
  entries: readonly LogEntry[],
  leaderEpoch: number,
  nowMs: number,
): AppendResult {
  const taken = takenEntries(entries, leaderEpoch);
  const first = entries[0];
  if (taken < 0) return refused("OFFSETS_OUT_OF_ORDER", "Out of order offsets found");
  if (taken === 0 || first === undefined) return nothingAppended(log);
  if (first.baseOffset < log.logEndOffset) {
    return refused(
      "UNEXPECTED_APPEND_OFFSET",
      `Unexpected offset ${first.baseOffset} in append, the log ends at ${log.logEndOffset}`,
    );
  }
  const incoming = summary(entries, taken, first);
  for (let i = 0; i < taken; i++) {
    const entry = entries[i];
    if (entry !== undefined) assignEpoch(log.epochs, entry.leaderEpoch, entry.baseOffset);
  }
  const target = segmentFor(log, incoming, nowMs);
  if (target === undefined) return listTooLarge(log, incoming.sizeInBytes);
  const changes = noChanges();
  const plain = allPlain(log.producers, entries, taken);
  const fault = plain ? null : checkReplicated(log, entries.slice(0, taken), changes);
  if (fault !== null) return producerRefused(fault);
  for (let i = 0; i < taken; i++) {
    const entry = entries[i];
    if (entry !== undefined) appendToSegment(target, entry, log.config, nowMs);
  }
  log.sizeInBytes += incoming.sizeInBytes;
  setEnd(log, incoming.lastOffset + 1);
  if (plain) takeAllPlain(log.producers, entries, taken);
  else takeChanges(log.producers, changes, incoming.lastOffset + 1);
  log.producers.mapEndOffset = incoming.lastOffset + 1;
  return {
    kind: "appended",
    firstOffset: incoming.firstOffset,
    lastOffset: incoming.lastOffset,
    maxTimestamp: incoming.maxTimestamp,
    logAppendTime: -1,
    logStartOffset: log.logStartOffset,
    validBytes: incoming.sizeInBytes,
  };
}

/** How many entries the follower takes, or -1 when their offsets do not rise. Kafka: UnifiedLog.analyzeAndValidateRecords. */
function takenEntries(entries: readonly LogEntry[], leaderEpoch: number): number {
  let last = -1;
  let rising = true;
  let taken = 0;
  for (const entry of entries) {
    if (entry.leaderEpoch > leaderEpoch) break;
    if (lastOffset(entry) <= last) rising = false;
    last = lastOffset(entry);
    taken++;
  }
  return rising ? taken : -1;
}

function summary(
  entries: readonly LogEntry[],
  taken: number,
  first: LogEntry,
): IncomingBatches {
  let last = first;
  let maxTimestamp = -1;
  let sizeInBytes = 0;
  for (let i = 0; i < taken; i++) {
    last = entries[i] ?? last;
    maxTimestamp = Math.max(maxTimestamp, last.batch.maxTimestamp);
    sizeInBytes += last.batch.sizeInBytes;
  }
  return {
    firstOffset: first.baseOffset,
    lastOffset: lastOffset(last),
    maxTimestamp,
    sizeInBytes,
  };
}

/** The segment that takes the append, after a roll if one is due; undefined if no segment can. Kafka: UnifiedLog.maybeRoll. */
function segmentFor(
  log: PartitionLog,
  incoming: IncomingBatches,
  nowMs: number,
): Segment | undefined {
  if (incoming.sizeInBytes > log.config.segmentBytes) return undefined;
  const active = activeSegment(log);
  return shouldRoll(active, log.config, incoming, nowMs)
    ? roll(log, nowMs, incoming.firstOffset)
    : active;
}

function producerRefused(error: ProducerError): AppendRefused {
  return refused(error, `The producer's batch is refused: ${error}`);
}

/** The answer to a batch that is in the log already. Kafka: UnifiedLog.append, its case of a duplicate. */
function duplicateOf(
  { logStartOffset }: PartitionLog,
  { lastOffset: last, offsetDelta, timestamp }: KeptBatch,
  { maxTimestamp, sizeInBytes }: RecordBatch,
): Appended {
  return {
    kind: "appended",
    isDuplicate: true,
    firstOffset: last - offsetDelta,
    lastOffset: last,
    maxTimestamp,
    logAppendTime: timestamp,
    logStartOffset,
    validBytes: sizeInBytes,
  };
}

function setEnd(log: PartitionLog, offset: number): void {
  setLogEndOffset(log, offset);
  if (offset - log.recoveryPoint >= log.config.flushMessages) log.flushRequested = offset;
}

function listTooLarge(log: PartitionLog, sizeInBytes: number): AppendRefused {
  return refused(
    "RECORD_LIST_TOO_LARGE",
    `Message batch size is ${sizeInBytes} bytes in append which exceeds the maximum configured segment size of ${log.config.segmentBytes}`,
  );
}

function nothingAppended(log: PartitionLog): Appended {
  const { logStartOffset } = log;
  return {
    kind: "appended",
    firstOffset: -1,
    lastOffset: -1,
    maxTimestamp: -1,
    logAppendTime: -1,
    logStartOffset,
    validBytes: 0,
  };
}
