import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { append, batchOf, drawing, logOf, nowMs, readAll } from "./log-fixture.ts";
import { flushTo, type PartitionLog } from "./partition-log.ts";
import {
  closeLog,
  type LogCheckpoints,
  losePower,
  openLog,
  unflushedBytes,
} from "./recovery.ts";

const one = batchOf(1).sizeInBytes;

const unclean = (log: PartitionLog): LogCheckpoints => ({
  cleanShutdown: false,
  recoveryPoint: log.recoveryPoint,
  logStartOffset: 0,
  highWatermark: log.highWatermark,
});

describe("a broker that starts again", () => {
  it("has lost nothing when only its process was killed, and does not call it flushed", () => {
    const log = logOf();
    append(log, [1, 2], 3);
    const recovery = openLog(log, unclean(log), nowMs);
    expect(drawing(log)).toBe("0-0 1-2");
    expect(recovery).toEqual({ segmentsScanned: 1, bytesScanned: log.sizeInBytes });
    expect(log).toMatchObject({ logEndOffset: 3, recoveryPoint: 0 });
    expect(log.epochs.entries).toEqual([{ epoch: 3, startOffset: 0 }]);
  });

  it("scans nothing after a clean shutdown", () => {
    const log = logOf();
    append(log, [1, 2]);
    closeLog(log);
    const checkpoints = { ...unclean(log), cleanShutdown: true, highWatermark: 9 };
    expect(openLog(log, checkpoints, nowMs).bytesScanned).toBe(0);
    expect(log).toMatchObject({ recoveryPoint: 3, highWatermark: 3 });
  });

  it("keeps what was flushed before a power loss and cuts a torn batch", () => {
    const log = logOf({ segmentBytes: one * 2 });
    append(log, [1, 1, 1, 1]);
    flushTo(log, 2);
    expect(unflushedBytes(log)).toBe(one * 2);
    expect(losePower(log, one + 10, nowMs)).toEqual({
      lostBatches: 1,
      lostBytes: one,
      tornBytes: 10,
    });
    openLog(log, unclean(log), nowMs);
    expect(drawing(log)).toBe("0-0 1-1 | 2-2");
    expect(log.logEndOffset).toBe(3);
  });

  it("forgets epochs of what it lost", () => {
    const log = logOf();
    append(log, [1], 1);
    append(log, [1], 2);
    losePower(log, one, nowMs);
    openLog(log, unclean(log), nowMs);
    expect(log.epochs.entries).toEqual([{ epoch: 1, startOffset: 0 }]);
  });

  it("begins empty at the checkpointed log start when the log ends below it", () => {
    const log = logOf();
    append(log, [1]);
    openLog(log, { ...unclean(log), logStartOffset: 5 }, nowMs);
    expect(log).toMatchObject({ logStartOffset: 5, logEndOffset: 5, sizeInBytes: 0 });
  });

  it("keeps a prefix of its batches wherever the power loss cuts", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(counts, fc.nat(4000), fc.nat(80), (batches, keep, flushed) => {
        const log = logOf({ segmentBytes: one * 4 });
        append(log, batches);
        flushTo(log, flushed);
        const before = readAll(log, 0, log.logEndOffset);
        const { recoveryPoint } = log;
        losePower(log, keep, nowMs);
        openLog(log, unclean(log), nowMs);
        const after = readAll(log, 0, log.logEndOffset);
        expect(after).toEqual(before.slice(0, after.length));
        expect(log.logEndOffset).toBeGreaterThanOrEqual(recoveryPoint);
        append(log, [1]);
        expect(readAll(log, 0, log.logEndOffset)).toHaveLength(after.length + 1);
      }),
    );
  });
});
