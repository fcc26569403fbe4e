import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageName } from "../messages.ts";
import { MalformedBytes } from "./byte-reader.ts";
import { messageNames, messageSchema } from "./catalogue.ts";
import { fromJson } from "./from-json.ts";
import { decode, defaults, encode, withDefaults } from "./message.ts";
import { messageArbitrary } from "./message-arbitrary.ts";
import { toJson } from "./to-json.ts";

function* everyVersion(): Generator<[MessageName, number]> {
  for (const name of messageNames()) {
    const { first, last } = messageSchema(name).versions;
    for (let version = first; version <= last; version++) yield [name, version];
  }
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");

describe("every message in every version", () => {
  it("is read as it was written", () => {
    for (const [name, version] of everyVersion()) {
      const roundTrip = fc.property(messageArbitrary(name, version), (message) => {
        expect(decode(name, version, encode(name, version, message))).toEqual(message);
      });
      fc.assert(roundTrip, { numRuns: 8, seed: 1 });
    }
  });

  it("goes through JSON without loss", () => {
    for (const [name, version] of everyVersion()) {
      const roundTrip = fc.property(messageArbitrary(name, version), (message) => {
        const text = JSON.stringify(toJson(name, version, message));
        expect(fromJson(name, version, JSON.parse(text))).toEqual({
          kind: "message",
          message,
        });
      });
      fc.assert(roundTrip, { numRuns: 4, seed: 2 });
    }
  });

  it("is what Kafka's constructor makes when nothing is set", () => {
    for (const [name, version] of everyVersion()) {
      const empty = defaults(name, version);
      expect(withDefaults(name, version, {})).toEqual(empty);
      expect(encode(name, version, {})).toEqual(encode(name, version, empty));
    }
  });

  it("throws MalformedBytes, and nothing else, when its bytes end early", () => {
    for (const [name, version] of everyVersion()) {
      const [message] = fc.sample(messageArbitrary(name, version), {
        numRuns: 1,
        seed: 3,
      });
      const bytes = encode(name, version, message ?? {});
      for (let size = 0; size < Math.min(bytes.length, 60); size++)
        expect(() => decode(name, version, bytes.subarray(0, size))).toThrow(
          MalformedBytes,
        );
    }
  });
});

describe("defaults", () => {
  it("are filled in at every depth, and in fields that the version lacks", () => {
    const request = withDefaults("FetchRequest", 12, {
      topics: [{ topic: "orders", partitions: [{ partition: 2, fetchOffset: 7 }] }],
    });
    expect(request.maxBytes).toBe(2_147_483_647);
    expect(request.replicaState).toEqual({ replicaId: -1, replicaEpoch: -1 });
    expect(request.topics[0]?.partitions[0]).toEqual({
      partition: 2,
      currentLeaderEpoch: -1,
      fetchOffset: 7,
      lastFetchedEpoch: -1,
      logStartOffset: -1,
      partitionMaxBytes: 0,
      replicaDirectoryId: "AAAAAAAAAAAAAAAAAAAAAA",
      highWatermark: 9_223_372_036_854_775_807n,
    });
  });

  it("keep a tagged field off the wire", () => {
    const bytes = encode("AbortTransactionRecord", 0, { reason: null });
    expect(hex(bytes)).toBe("00");
    expect(hex(encode("AbortTransactionRecord", 0, { reason: "a" }))).toBe(
      "01 00 02 02 61",
    );
  });
});

describe("tags that no schema knows", () => {
  const known = withDefaults("HeartbeatRequest", 4, { groupId: "g" });

  it("are kept and written again in ascending order", () => {
    const bytes = encode("AbortTransactionRecord", 0, { reason: "a" });
    const withTag = new Uint8Array([2, ...bytes.subarray(1), 100, 1, 9]);
    const read = decode("AbortTransactionRecord", 0, withTag);
    expect(read).toEqual({
      reason: "a",
      _unknownTags: [{ tag: 100, bytes: new Uint8Array([9]) }],
    });
    expect(encode("AbortTransactionRecord", 0, read)).toEqual(withTag);
  });

  it("survive withDefaults", () => {
    const tagged = Object.assign({}, known, {
      _unknownTags: [{ tag: 3, bytes: new Uint8Array([1, 2]) }],
    });
    expect(
      encode("HeartbeatRequest", 4, withDefaults("HeartbeatRequest", 4, tagged)),
    ).toEqual(encode("HeartbeatRequest", 4, tagged));
  });
});

describe("record batches", () => {
  const records = {
    readRecords: (bytes: Uint8Array) => ({ size: bytes.length }),
    writeRecords: () => new Uint8Array([7, 7]),
  };

  it("take the place of their bytes where the engine says how", () => {
    const json = {
      topicData: [{ name: "t", partitionData: [{ index: 0, records: "AQID" }] }],
    };
    const reading = fromJson("ProduceRequest", 3, json, records);
    if (reading.kind === "problems") throw new Error("a good request was refused");
    expect(reading.message.topicData[0]?.partitionData[0]?.records).toEqual({ size: 3 });
    const bytes = encode("ProduceRequest", 3, reading.message, records);
    expect(hex(bytes)).toMatch(/00 00 00 02 07 07$/);
  });
});
