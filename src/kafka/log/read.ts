import { entryAt, findEntry, positionAt, sliceEntries } from "./entry-list.ts";
import { type LogEntry, lastOffset } from "./log-entry.ts";
import {
  activeSegment,
  floorSegment,
  type PartitionLog,
  positionOf,
} from "./partition-log.ts";
import type { Segment } from "./segment.ts";

export interface ReadRequest {
  readonly offset: number;
  readonly maxBytes: number;
  /** The first batch is given whole even if it alone is larger than `maxBytes`. */
  readonly minOneMessage: boolean;
  /** Nothing from here on is given: the log end for followers, the high watermark or last stable offset for consumers. */
  readonly endOffset: number;
}

/** Kafka: FetchDataInfo. */
export interface LogRead {
  readonly kind: "read";
  /** Whole batches only, out of one segment. */
  readonly entries: readonly LogEntry[];
  /** As on the wire: a batch that is cut by `maxBytes` counts with the piece that fits. */
  readonly bytes: number;
  /** `maxBytes` cut the very first batch, so `entries` is empty. */
  readonly firstEntryIncomplete: boolean;
  /** Where the read began; the base offset of the batch that holds the offset asked for. */
  readonly offset: number;
  readonly segmentBaseOffset: number;
  readonly position: number;
}

export interface ReadRefused {
  readonly kind: "refused";
  readonly error: "OFFSET_OUT_OF_RANGE";
}

const outOfRange: ReadRefused = { kind: "refused", error: "OFFSET_OUT_OF_RANGE" };
const noEntries: readonly LogEntry[] = [];

/** Reads on in later segments only while a segment holds nothing at or behind the offset. Kafka: UnifiedLog.read, LocalLog.read. */
export function read(log: PartitionLog, request: ReadRequest): LogRead | ReadRefused {
  const { offset, endOffset } = request;
  const floor = floorSegment(log, offset);
  if (offset < log.logStartOffset || offset > log.logEndOffset || floor < 0)
    return outOfRange;
  if (offset >= endOffset) return emptyRead(log, offset > endOffset ? offset : endOffset);
  for (let at = floor; at < log.segments.length; at++) {
    const found = log.segments[at];
    const index = found === undefined ? 0 : findEntry(found.entries, offset);
    if (found !== undefined && index < found.entries.count) {
      return readSegment(found, index, request);
    }
  }
  return emptyRead(log, log.logEndOffset);
}

/** All batches from an offset to an end, out of every segment; none when the offset is out of range. */
export function readEntries(
  log: PartitionLog,
  from: number,
  endOffset: number,
): LogEntry[] {
  const entries: LogEntry[] = [];
  let offset = from;
  while (offset < endOffset) {
    const found = read(log, {
      offset,
      maxBytes: Number.MAX_SAFE_INTEGER,
      minOneMessage: true,
      endOffset,
    });
    const last = found.kind === "refused" ? undefined : found.entries.at(-1);
    if (found.kind === "refused" || last === undefined) break;
    for (const entry of found.entries) entries.push(entry);
    offset = lastOffset(last) + 1;
  }
  return entries;
}

/** Kafka: LogSegment.read, FileRecords.slice. */
function readSegment(from: Segment, index: number, request: ReadRequest): LogRead {
  const list = from.entries;
  const position = positionAt(list, index);
  const first = entryAt(list, index);
  const firstSize = first?.batch.sizeInBytes ?? 0;
  const limit = request.minOneMessage
    ? Math.max(request.maxBytes, firstSize)
    : request.maxBytes;
  const endIndex = findEntry(list, request.endOffset);
  const endPosition =
    endIndex < list.count ? positionAt(list, endIndex) : from.sizeInBytes;
  const bytes = Math.max(0, Math.min(endPosition - position, limit));
  const behind = wholeUntil(from, endIndex, position + bytes);
  const entries = behind > index ? sliceEntries(list, index, behind) : noEntries;
  return {
    kind: "read",
    entries,
    bytes,
    firstEntryIncomplete: limit > 0 && limit < firstSize,
    offset: first?.baseOffset ?? request.offset,
    segmentBaseOffset: from.baseOffset,
    position,
  };
}

/** Index behind the last entry that ends at or before a byte position; none at or behind `endIndex`. */
function wholeUntil(from: Segment, endIndex: number, position: number): number {
  const list = from.entries;
  let low = 0;
  let high = endIndex - 1;
  // Most reads take all that there is.
  const behind = endIndex < list.count ? positionAt(list, endIndex) : from.sizeInBytes;
  if (behind <= position) return endIndex;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (positionAt(list, middle) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function emptyRead(log: PartitionLog, offset: number): LogRead {
  const found = offset === log.logEndOffset ? undefined : positionOf(log, offset);
  const active = activeSegment(log);
  return {
    kind: "read",
    entries: noEntries,
    bytes: 0,
    firstEntryIncomplete: false,
    offset: found?.offset ?? offset,
    segmentBaseOffset: found?.segmentBaseOffset ?? active.baseOffset,
    position: found?.position ?? active.sizeInBytes,
  };
}

/**
 * Bytes between a fetch offset and the end that a reader may see, for `fetch.min.bytes`. Infinity when the offset
 * lies on an older segment, which completes a delayed fetch at once; -1 when it lies behind the end, as after a
 * truncation. Kafka: DelayedFetch.tryComplete, LogOffsetMetadata.positionDiff.
 */
export function availableBytes(
  log: PartitionLog,
  offset: number,
  endOffset: number,
): number {
  if (offset >= endOffset) return offset === endOffset ? 0 : -1;
  const active = activeSegment(log);
  if (offset >= active.baseOffset) {
    return bytePosition(active, endOffset) - bytePosition(active, offset);
  }
  const from = positionOf(log, offset);
  const to = positionOf(log, endOffset);
  if (from === undefined || to === undefined) return -1;
  return from.segmentBaseOffset < to.segmentBaseOffset
    ? Number.POSITIVE_INFINITY
    : to.position - from.position;
}

function bytePosition(within: Segment, offset: number): number {
  const index = findEntry(within.entries, offset);
  return index < within.entries.count
    ? positionAt(within.entries, index)
    : within.sizeInBytes;
}
