import { describe, expect, it } from "vitest";
import {
  appendRecord,
  batchBuilder,
  estimatedSize,
  finishBatch,
  hasRoomFor,
  isFull,
  noProducer,
} from "./batch-builder.ts";

const record = {
  keyIndex: -1,
  keySize: -1,
  valueSize: 100,
  valueSeed: 1,
  timestamp: 1000,
};

describe("a batch that fills", () => {
  it("takes a first record of any size and is full then", () => {
    const builder = batchBuilder([], 50);
    expect(hasRoomFor(builder, record)).toBe(true);
    appendRecord(builder, record);
    expect(isFull(builder)).toBe(true);
    expect(hasRoomFor(builder, { ...record, valueSize: 0 })).toBe(false);
  });

  it("takes records up to batch.size exactly", () => {
    const builder = batchBuilder([], 61 + 3 * 109);
    let taken = 0;
    while (hasRoomFor(builder, record)) {
      appendRecord(builder, record);
      taken++;
    }
    expect(taken).toBe(3);
    expect(estimatedSize(builder)).toBe(61 + 3 * 109);
    expect(finishBatch(builder, noProducer).sizeInBytes).toBe(61 + 3 * 109);
  });

  it("begins anew after it was built", () => {
    const builder = batchBuilder([], 1000);
    appendRecord(builder, record);
    finishBatch(builder, noProducer);
    appendRecord(builder, { ...record, timestamp: 5 });
    const second = finishBatch(builder, noProducer);
    expect(second).toMatchObject({ recordCount: 1, baseTimestamp: 5, maxTimestamp: 5 });
  });
});
