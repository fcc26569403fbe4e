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
import { recordsOf, timestampAt } from "./record-batch.ts";
import { encodeBatch } from "./record-batch-bytes.ts";

const record = {
  keyIndex: -1,
  keySize: -1,
  valueSize: 100,
  valueSeed: 1,
  headersSize: 0,
  timestamp: 1000,
};

const contents = { keys: [], explicit: [] };

describe("a batch that fills", () => {
  it("takes a first record of any size and is full then", () => {
    const builder = batchBuilder({ contents, writeLimit: 50 });
    expect(hasRoomFor(builder, record)).toBe(true);
    appendRecord(builder, record);
    expect(isFull(builder)).toBe(true);
    expect(hasRoomFor(builder, { ...record, valueSize: 0 })).toBe(false);
  });

  it("takes records up to batch.size exactly", () => {
    const builder = batchBuilder({ contents, writeLimit: 61 + 3 * 109 });
    let taken = 0;
    while (hasRoomFor(builder, record)) {
      appendRecord(builder, record);
      taken++;
    }
    expect(taken).toBe(3);
    expect(estimatedSize(builder)).toBe(61 + 3 * 109);
    expect(finishBatch(builder, noProducer).sizeInBytes).toBe(61 + 3 * 109);
  });

  it("leaves the columns of the batch before it alone", () => {
    const first = batchBuilder({ contents, writeLimit: 1000 });
    appendRecord(first, record);
    const built = finishBatch(first, noProducer);
    const next = batchBuilder({ contents, writeLimit: 1000 }, first);
    appendRecord(next, { ...record, timestamp: 5 });
    expect(finishBatch(next, noProducer)).toMatchObject({
      recordCount: 1,
      baseTimestamp: 5,
      maxTimestamp: 5,
    });
    expect(timestampAt(built, 0)).toBe(1000);
  });

  it("keeps the bytes of a record that somebody chose, headers included", () => {
    const value = new Uint8Array([1, 2, 3]);
    const explicit = [{ key: null, value, headers: [{ key: "h", value }] }];
    const builder = batchBuilder({
      contents: { keys: [], explicit },
      writeLimit: 1000,
    });
    const chosen = { ...record, keyIndex: -2, valueSize: 3, valueSeed: 0 };
    appendRecord(builder, { ...chosen, headersSize: 6 });
    const batch = finishBatch(builder, noProducer);
    expect(recordsOf(batch)).toEqual([
      { offsetDelta: 0, timestamp: 1000, ...explicit[0] },
    ]);
    expect(encodeBatch(batch, 0, 0)).toHaveLength(batch.sizeInBytes);
  });

  it("is smaller by what the codec saves, and is written out plainly when looked at", () => {
    const builder = batchBuilder({
      contents,
      writeLimit: 10_000,
      compression: { type: "lz4", permille: 250 },
      estimatedRatio: 1,
    });
    for (let i = 0; i < 40; i++) appendRecord(builder, record);
    const batch = finishBatch(builder, noProducer);
    expect(batch.sizeInBytes).toBe(61 + 20 + builder.recordsSize / 4);
    expect(encodeBatch(batch, 0, 0)).toHaveLength(61 + builder.recordsSize);
  });
});
