import { describe, expect, it } from "vitest";
import { appendAsLeader } from "./append.ts";
import { maybeIncrementLogStartOffset, updateHighWatermark } from "./high-watermark.ts";
import { append, batchOf, drawing, logOf, nowMs } from "./log-fixture.ts";
import { deleteOldSegments } from "./retention.ts";
import { offsetForTimestamp } from "./time-lookup.ts";

const one = batchOf(1).sizeInBytes;
const single = { segmentBytes: one };

describe("retention", () => {
  it("deletes only segments that lie wholly below the high watermark", () => {
    const log = logOf({ ...single, retentionMs: 0 });
    append(log, [1, 1, 1]);
    expect(deleteOldSegments(log, nowMs + 1)).toBe(0);
    updateHighWatermark(log, 1);
    expect(deleteOldSegments(log, nowMs + 1)).toBe(1);
    expect(log.logStartOffset).toBe(1);
    updateHighWatermark(log, 3);
    expect(deleteOldSegments(log, nowMs + 1)).toBe(2);
    expect(log).toMatchObject({ logStartOffset: 3, logEndOffset: 3, sizeInBytes: 0 });
    expect(log.segments).toHaveLength(1);
  });

  it("never takes the log below retention.bytes", () => {
    const log = logOf({ ...single, retentionBytes: one * 2 - 1 });
    append(log, [1, 1, 1, 1]);
    updateHighWatermark(log, 4);
    expect(deleteOldSegments(log, nowMs)).toBe(2);
    expect(drawing(log)).toBe("2-2 | 3-3");
  });

  it("keeps everything behind a segment with a record from the future", () => {
    const log = logOf({ ...single, retentionMs: 0 });
    appendAsLeader(log, batchOf(1, nowMs + 1000), 0, nowMs);
    append(log, [1]);
    updateHighWatermark(log, 2);
    expect(deleteOldSegments(log, nowMs + 5)).toBe(0);
  });

  it("removes segments below the log start whatever the policy", () => {
    const log = logOf({ ...single, deletes: false });
    append(log, [1, 1]);
    updateHighWatermark(log, 2);
    maybeIncrementLogStartOffset(log, 1);
    expect(deleteOldSegments(log, nowMs)).toBe(1);
    expect(drawing(log)).toBe("1-1");
  });
});

describe("an offset by time", () => {
  it("is the first record at or after it, and that of the greatest timestamp for -3", () => {
    const log = logOf({ segmentBytes: one * 2, indexIntervalBytes: 0 });
    for (const ms of [0, 1, 2, 3, 4, 6, 5]) {
      appendAsLeader(log, batchOf(1, nowMs + ms), 2, nowMs);
    }
    const at = (timestamp: number): number | undefined =>
      offsetForTimestamp(log, timestamp)?.offset;
    expect(at(nowMs + 2)).toBe(2);
    expect(at(nowMs + 5)).toBe(5);
    expect(at(nowMs + 7)).toBeUndefined();
    expect(offsetForTimestamp(log, -3)).toEqual({
      timestamp: nowMs + 6,
      offset: 5,
      leaderEpoch: 2,
    });
    expect([at(-1), at(-2), at(-4)]).toEqual([7, 0, 0]);
  });
});
