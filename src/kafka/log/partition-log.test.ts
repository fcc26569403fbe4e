import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendAsFollower, appendAsLeader } from "./append.ts";
import {
  maybeIncrementLogStartOffset,
  resolveHighWatermark,
  updateHighWatermark,
} from "./high-watermark.ts";
import { logEntry } from "./log-entry.ts";
import { append, batchOf, drawing, logOf, nowMs, readAll } from "./log-fixture.ts";
import { flushTo, roll } from "./partition-log.ts";
import { availableBytes, read, readEntries } from "./read.ts";
import { truncateFullyAndStartAt, truncateTo } from "./truncation.ts";

/** Bytes of a batch of one record from the fixture. */
const one = batchOf(1).sizeInBytes;

describe("an append at the leader", () => {
  it("gives the next offsets and leaves the high watermark", () => {
    const log = logOf();
    append(log, [2, 3]);
    expect(drawing(log)).toBe("0-1 2-4");
    expect(log).toMatchObject({ logEndOffset: 5, highWatermark: 0, logStartOffset: 0 });
  });

  it("rolls when the batch would pass segment.bytes, and asks for a flush of what is closed", () => {
    const log = logOf({ segmentBytes: one * 2 });
    append(log, [1, 1, 1]);
    expect(drawing(log)).toBe("0-0 1-1 | 2-2");
    expect(log).toMatchObject({ flushRequested: 2, recoveryPoint: 0 });
    flushTo(log, log.flushRequested);
    expect(log).toMatchObject({ flushRequested: -1, recoveryPoint: 2 });
  });

  it("rolls by record time, not by the clock, where the first batch has a timestamp", () => {
    const log = logOf({ segmentMs: 1000 });
    append(log, [1]);
    appendAsLeader(log, batchOf(1, nowMs + 1000), 0, nowMs + 5000);
    appendAsLeader(log, batchOf(1, nowMs + 1001), 0, nowMs + 5000);
    expect(drawing(log)).toBe("0-0 1-1 | 2-2");
  });

  it("refuses a batch above max.message.bytes and keeps no epoch of it", () => {
    const log = logOf({ maxMessageBytes: one - 1 });
    expect(appendAsLeader(log, batchOf(1), 3, nowMs)).toMatchObject({
      error: "MESSAGE_TOO_LARGE",
    });
    expect(log.epochs.entries).toEqual([]);
  });

  it("refuses a batch above segment.bytes, whose epoch stays in the cache", () => {
    const log = logOf({ segmentBytes: one - 1 });
    expect(appendAsLeader(log, batchOf(1), 3, nowMs)).toMatchObject({
      error: "RECORD_LIST_TOO_LARGE",
    });
    expect(log.epochs.entries).toEqual([{ epoch: 3, startOffset: 0 }]);
  });

  it("refuses records from too far in the future, by index", () => {
    const log = logOf();
    const late = batchOf(2, nowMs + 3600001);
    expect(appendAsLeader(log, late, 0, nowMs)).toMatchObject({
      error: "INVALID_TIMESTAMP",
      recordErrors: [{ batchIndex: 0 }, { batchIndex: 1 }],
    });
    expect(appendAsLeader(log, batchOf(1, nowMs + 3600000), 0, nowMs).kind).toBe(
      "appended",
    );
  });

  it("refuses a null key where the topic is compacted", () => {
    const log = logOf({ compacts: true });
    expect(appendAsLeader(log, batchOf(1), 0, nowMs)).toMatchObject({
      error: "INVALID_RECORD",
      recordErrors: [{ batchIndex: 0 }],
    });
  });
});

describe("an append at a follower", () => {
  it("takes the leader's offsets and epochs and the very same entries", () => {
    const leader = logOf();
    const follower = logOf();
    append(leader, [2, 1], 4);
    const got = read(leader, {
      offset: 0,
      maxBytes: 1000,
      minOneMessage: true,
      endOffset: 3,
    });
    if (got.kind !== "read") throw new Error("not read");
    appendAsFollower(follower, got.entries, 4, nowMs);
    expect(drawing(follower)).toBe("0-1 2-2");
    expect(follower.epochs.entries).toEqual([{ epoch: 4, startOffset: 0 }]);
    expect(follower.segments[0]?.entries.chunks[0]?.entries[0]).toBe(got.entries[0]);
  });

  it("stops silently before an epoch above the one it fetches for", () => {
    const log = logOf();
    const entries = [logEntry(0, 1, batchOf(1)), logEntry(1, 2, batchOf(1))];
    expect(appendAsFollower(log, entries, 1, nowMs)).toMatchObject({ lastOffset: 0 });
    expect(appendAsFollower(log, entries.slice(1), 1, nowMs)).toMatchObject({
      firstOffset: -1,
      validBytes: 0,
    });
  });

  it("refuses offsets below its log end, and offsets that do not rise", () => {
    const log = logOf();
    append(log, [3]);
    const below = [logEntry(2, 0, batchOf(1))];
    expect(appendAsFollower(log, below, 0, nowMs)).toMatchObject({
      error: "UNEXPECTED_APPEND_OFFSET",
    });
    const twice = [logEntry(3, 0, batchOf(1)), logEntry(3, 0, batchOf(1))];
    expect(appendAsFollower(log, twice, 0, nowMs)).toMatchObject({
      error: "OFFSETS_OUT_OF_ORDER",
    });
  });
});

describe("a read", () => {
  it("gives the batch that holds the offset, or the next one after a hole", () => {
    const log = logOf();
    append(log, [3]);
    appendAsFollower(log, [logEntry(7, 0, batchOf(1))], 0, nowMs);
    const bases = (offset: number): number[] => readAll(log, offset, 8);
    expect(bases(1)).toEqual([0, 7]);
    expect(bases(4)).toEqual([7]);
  });

  it("gives whole batches within maxBytes, and the first one whatever its size", () => {
    const log = logOf();
    append(log, [1, 1, 1]);
    const count = (maxBytes: number, minOneMessage: boolean): unknown => {
      const got = read(log, { offset: 0, maxBytes, minOneMessage, endOffset: 3 });
      return (
        got.kind === "read" && [got.entries.length, got.bytes, got.firstEntryIncomplete]
      );
    };
    expect(count(one * 2, false)).toEqual([2, one * 2, false]);
    expect(count(one * 2 + 5, false)).toEqual([2, one * 2 + 5, false]);
    expect(count(5, true)).toEqual([1, one, false]);
    expect(count(5, false)).toEqual([0, 5, true]);
  });

  it("is empty, not out of range, from the high watermark up to the log end", () => {
    const log = logOf();
    append(log, [1, 1]);
    const outcome = (offset: number): unknown => {
      const got = read(log, {
        offset,
        maxBytes: 1000,
        minOneMessage: true,
        endOffset: 1,
      });
      return got.kind === "read" ? got.entries.length : got.error;
    };
    expect([0, 1, 2, 3].map(outcome)).toEqual([1, 0, 0, "OFFSET_OUT_OF_RANGE"]);
  });

  it("gives every batch of all segments up to an end, and none from before the log", () => {
    const log = logOf({ segmentBytes: one * 2 });
    append(log, [1, 1, 1, 1, 1]);
    const bases = (from: number, end: number): number[] =>
      readEntries(log, from, end).map(({ baseOffset }) => baseOffset);
    expect(drawing(log)).toBe("0-0 1-1 | 2-2 3-3 | 4-4");
    expect(bases(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(bases(1, 4)).toEqual([1, 2, 3]);
    expect(bases(5, 5)).toEqual([]);
    expect(bases(-1, 5)).toEqual([]);
  });

  it("counts the bytes that wait for a reader, and never waits on an older segment", () => {
    const log = logOf({ segmentBytes: one * 2 });
    append(log, [1, 1, 1, 1]);
    expect(availableBytes(log, 2, 4)).toBe(one * 2);
    expect(availableBytes(log, 4, 4)).toBe(0);
    expect(availableBytes(log, 5, 4)).toBe(-1);
    expect(availableBytes(log, 0, 4)).toBe(Number.POSITIVE_INFINITY);
    expect(availableBytes(log, 0, 1)).toBe(one);
  });
});

describe("the high watermark", () => {
  it("stays between log start and log end and falls with a truncation", () => {
    const log = logOf();
    append(log, [1, 1, 1]);
    expect(updateHighWatermark(log, 9)).toBe(3);
    expect(maybeIncrementLogStartOffset(log, 2)).toBe("moved");
    expect(updateHighWatermark(log, 1)).toBe(2);
    updateHighWatermark(log, 3);
    truncateTo(log, 2, nowMs);
    expect(log.highWatermark).toBe(2);
  });

  it("moves to the base of the batch it was set into, once a reader needs its position", () => {
    const log = logOf();
    append(log, [4, 1]);
    updateHighWatermark(log, 2);
    expect(log.highWatermark).toBe(2);
    expect(resolveHighWatermark(log)).toBe(0);
  });

  it("is as far as the log start may go", () => {
    const log = logOf();
    append(log, [1]);
    expect(maybeIncrementLogStartOffset(log, 1)).toBe("OFFSET_OUT_OF_RANGE");
  });
});

describe("a truncation", () => {
  it("takes whole batches but ends the log at the offset exactly", () => {
    const log = logOf();
    append(log, [3, 3]);
    expect(truncateTo(log, 4, nowMs)).toBe(true);
    expect(drawing(log)).toBe("0-2");
    expect(log.logEndOffset).toBe(4);
  });

  it("at the log end removes an epoch without data", () => {
    const log = logOf();
    append(log, [1], 1);
    log.epochs.entries.push({ epoch: 2, startOffset: 1 });
    expect(truncateTo(log, 1, nowMs)).toBe(false);
    expect(log.epochs.entries).toEqual([{ epoch: 1, startOffset: 0 }]);
  });

  it("in full begins an empty log anywhere", () => {
    const log = logOf();
    append(log, [1, 1]);
    truncateFullyAndStartAt(log, 7, nowMs);
    expect(log).toMatchObject({
      logStartOffset: 7,
      logEndOffset: 7,
      highWatermark: 7,
      sizeInBytes: 0,
    });
  });
});

describe("any sequence of appends, rolls and truncations", () => {
  const operation = fc.oneof(
    { weight: 6, arbitrary: fc.record({ append: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ roll: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ truncate: fc.nat(400) }) },
  );

  it("agrees with a plain list of batches", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 400 }), (operations) => {
        const log = logOf({ segmentBytes: 20000 });
        let model: { base: number; last: number }[] = [];
        let end = 0;
        for (const each of operations) {
          if ("append" in each) {
            model.push({ base: end, last: end + each.append - 1 });
            end += each.append;
            append(log, [each.append]);
          } else if ("roll" in each) {
            roll(log, nowMs);
          } else if (each.truncate < end) {
            end = each.truncate;
            model = model.filter((batch) => batch.last < end);
            truncateTo(log, end, nowMs);
          }
        }
        const [first] = model;
        expect(log.logEndOffset).toBe(end);
        expect(readAll(log, first?.base ?? 0, end)).toEqual(
          model.map(({ base }) => base),
        );
        const sizes = log.segments.map((segment) => segment.sizeInBytes);
        expect(log.sizeInBytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
      }),
      { numRuns: 60 },
    );
  });
});
