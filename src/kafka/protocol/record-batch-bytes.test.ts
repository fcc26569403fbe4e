import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendRecord, batchBuilder, finishBatch, noProducer } from "./batch-builder.ts";
import type { BatchRecord } from "./batch-records.ts";
import { controlTypeOf, markerOf, transactionMarker } from "./control-batch.ts";
import { crc32c } from "./crc32c.ts";
import { batchOfRecords } from "./explicit-batch.ts";
import { incrementSequence, recordsOf, withLogAppendTime } from "./record-batch.ts";
import { decodeBatches, decodeProduced, encodeBatch } from "./record-batch-bytes.ts";
import { utf8Encode } from "./utf8.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const records: readonly BatchRecord[] = [
  {
    offsetDelta: 0,
    timestamp: 1700000000000,
    key: utf8Encode("k1"),
    value: utf8Encode("v1"),
    headers: [{ key: "h", value: utf8Encode("x") }],
  },
  {
    offsetDelta: 1,
    timestamp: 1700000000123,
    key: utf8Encode("k2"),
    value: null,
    headers: [],
  },
];
const producer = {
  producerId: 4000,
  producerEpoch: 3,
  baseSequence: 7,
  isTransactional: false,
};

describe("a record batch on the wire", () => {
  it("has the bytes that Kafka's builder makes", () => {
    const batch = batchOfRecords(records, { producer });
    expect(hex(encodeBatch(batch, 0, 5))).toBe(
      "00000000000000000000004a000000050244cabbff0000000000010000018bcfe568000000018bcfe5687b0000000000000fa0000300000007000000021c000000046b3104763102026802781200f60102046b320100",
    );
  });

  it("writes a commit marker in 78 bytes and reads it back", () => {
    const marker = {
      type: "COMMIT",
      producerId: 4000,
      producerEpoch: 3,
      coordinatorEpoch: 9,
      timestamp: 1700000000000,
    } as const;
    const bytes = encodeBatch(transactionMarker(marker), 42, 0);
    expect(hex(bytes)).toBe(
      "000000000000002a0000004200000000023a9760040030000000000000018bcfe568000000018bcfe568000000000000000fa00003ffffffff000000012000000008000000010c00000000000900",
    );
    const [decoded] = decodeBatches(bytes);
    expect(decoded && controlTypeOf(decoded.batch)).toBe("COMMIT");
    expect(decoded && markerOf(decoded.batch)).toEqual(marker);
  });

  it("keeps its CRC under another offset and leader epoch, not under another timestamp", () => {
    const [decoded] = decodeBatches(encodeBatch(batchOfRecords(records), 0, -1));
    if (decoded === undefined) throw new Error("not decoded");
    const crc = (bytes: Uint8Array): number => new DataView(bytes.buffer).getUint32(17);
    const moved = encodeBatch(decoded.batch, 99, 7);
    expect(crc(moved)).toBe(crc(encodeBatch(decoded.batch, 0, -1)));
    const stamped = encodeBatch(withLogAppendTime(decoded.batch, 1800000000000), 99, 7);
    expect(crc(stamped)).not.toBe(crc(moved));
    expect(crc(stamped)).toBe(crc32c(stamped, 21));
  });

  it("reports the append time for every record under LogAppendTime", () => {
    const stamped = withLogAppendTime(batchOfRecords(records), 5);
    const [decoded] = decodeBatches(encodeBatch(stamped, 0, 0));
    expect(decoded && recordsOf(decoded.batch).map((each) => each.timestamp)).toEqual([
      5, 5,
    ]);
  });

  it("reads back what was written, whatever keys, values, headers and times", () => {
    const bytes = fc.uint8Array({ maxLength: 80 });
    const content = fc.record({
      timestamp: fc.integer({ min: 0, max: 2 ** 45 }),
      key: fc.option(bytes),
      value: fc.option(bytes),
      headers: fc.array(
        fc.record({
          key: fc.string({ unit: "grapheme", maxLength: 5 }),
          value: fc.option(bytes),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 20 }), (contents) => {
        const given = contents.map((each, offsetDelta) => ({ ...each, offsetDelta }));
        const batch = batchOfRecords(given);
        const encoded = encodeBatch(batch, 12, 3);
        expect(encoded.length).toBe(batch.sizeInBytes);
        const decoded = decodeProduced(encoded);
        if ("kind" in decoded) throw new Error(decoded.message);
        expect(decoded.baseOffset).toBe(12);
        expect(recordsOf(decoded.batch)).toEqual(given);
        expect(encodeBatch(decoded.batch, 12, 3)).toEqual(encoded);
      }),
    );
  });
});

describe("bytes from a foreign client", () => {
  const good = encodeBatch(batchOfRecords(records, { producer }), 0, -1);

  it("are refused as corrupt after any change of a bit that the CRC covers", () => {
    const position = fc.integer({ min: 21, max: good.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const bad = good.slice();
        bad[at] = (bad[at] ?? 0) ^ (1 << bit);
        expect(decodeProduced(bad)).toMatchObject({ error: "CORRUPT_MESSAGE" });
      }),
    );
  });

  it("are refused as corrupt when they end early", () => {
    for (let length = 0; length < good.length; length++) {
      const cut = decodeProduced(good.slice(0, length));
      expect(cut).toMatchObject({ error: "CORRUPT_MESSAGE" });
    }
  });

  it.each([
    ["more records than declared", 1],
    ["fewer records than declared", 3],
  ])("are refused as invalid with %s", (_, count) => {
    const bad = good.slice();
    const view = new DataView(bad.buffer);
    view.setInt32(57, count);
    view.setUint32(17, crc32c(bad, 21));
    expect(decodeProduced(bad)).toMatchObject({ error: "INVALID_RECORD" });
  });

  it("are refused as invalid with a second batch behind the first", () => {
    const two = new Uint8Array([...good, ...good]);
    expect(decodeProduced(two)).toMatchObject({ error: "INVALID_RECORD" });
    expect(decodeBatches(two)).toHaveLength(2);
  });

  it("leave out the piece of a batch at the end of a fetch response", () => {
    const response = new Uint8Array([...good, ...good.slice(0, 70)]);
    expect(decodeBatches(response)).toHaveLength(1);
  });
});

describe("a batch of columns", () => {
  const keys = ["", "a", "clé", "🔑"];
  const column = fc.record({
    keyIndex: fc.integer({ min: -1, max: 3 }),
    valueSize: fc.integer({ min: -1, max: 300 }),
    valueSeed: fc.integer(),
    timestamp: fc.integer({ min: 1700000000000, max: 1700000100000 }),
  });

  it("has the exact size and bytes of the same records written out", () => {
    const batches = fc.array(fc.array(column, { minLength: 1, maxLength: 300 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(batches, (given) => {
        const contents = { keys, explicit: [] };
        let builder = batchBuilder({ contents, writeLimit: 1 << 20 });
        const built = given.map((columns) => {
          builder = batchBuilder({ contents, writeLimit: 1 << 20 }, builder);
          for (const each of columns) {
            const key = keys[each.keyIndex];
            const keySize = key === undefined ? -1 : utf8Encode(key).length;
            appendRecord(builder, { ...each, keySize, headersSize: 0 });
          }
          return finishBatch(builder, noProducer);
        });
        // Encoded only now: a later batch must not touch the columns of an earlier one.
        built.forEach((batch, i) => {
          const bytes = encodeBatch(batch, 0, 0);
          const explicit = batchOfRecords(recordsOf(batch));
          expect(bytes).toEqual(encodeBatch(explicit, 0, 0));
          expect(batch.recordCount).toBe(given[i]?.length);
          expect(recordsOf(batch).map((each) => each.timestamp)).toEqual(
            given[i]?.map((each) => each.timestamp),
          );
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe("sequence numbers", () => {
  it("wrap from 2147483647 to 0", () => {
    expect(incrementSequence(2147483647, 1)).toBe(0);
    expect(incrementSequence(2147483640, 10)).toBe(2);
    expect(incrementSequence(5, 10)).toBe(15);
  });
});
