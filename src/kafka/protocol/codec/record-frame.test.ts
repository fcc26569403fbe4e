import { expect, it } from "vitest";
import { MalformedBytes } from "./byte-reader.ts";
import {
  decodeCoordinatorKey,
  decodeCoordinatorValue,
  decodeMetadataRecord,
  decodeVersioned,
  encodeCoordinatorKey,
  encodeCoordinatorValue,
  encodeMetadataRecord,
  encodeVersioned,
} from "./record-frame.ts";

it("puts frame version, type and version before a metadata record", () => {
  const bytes = encodeMetadataRecord("FeatureLevelRecord", 0, {
    name: "a",
    featureLevel: 2,
  });
  expect([...bytes]).toEqual([1, 12, 0, 2, 97, 0, 2, 0]);
  expect(decodeMetadataRecord(bytes)).toEqual({
    name: "FeatureLevelRecord",
    version: 0,
    message: { name: "a", featureLevel: 2 },
  });
});

it("refuses a metadata record of a type or version that Kafka 4.3 lacks", () => {
  expect(() => decodeMetadataRecord(new Uint8Array([1, 99, 0]))).toThrow(MalformedBytes);
  expect(() => decodeMetadataRecord(new Uint8Array([1, 12, 9]))).toThrow(MalformedBytes);
  expect(() => decodeMetadataRecord(new Uint8Array([2, 12, 0]))).toThrow(MalformedBytes);
});

it("finds a coordinator's record by its key", () => {
  const key = encodeCoordinatorKey("OffsetCommitKey", {
    group: "g",
    topic: "t",
    partition: 1,
  });
  const value = encodeCoordinatorValue("OffsetCommitValue", 3, { offset: 42 });
  expect(decodeCoordinatorKey("__consumer_offsets", key).name).toBe("OffsetCommitKey");
  expect(decodeCoordinatorValue("OffsetCommitKey", value)).toMatchObject({
    name: "OffsetCommitValue",
    version: 3,
    message: { offset: 42, leaderEpoch: -1 },
  });
});

it("reads a newer subscription as the newest that it knows", () => {
  const bytes = encodeVersioned("ConsumerProtocolSubscription", 3, { topics: ["t"] });
  bytes[1] = 4;
  const { version, message } = decodeVersioned("ConsumerProtocolSubscription", bytes);
  expect(version).toBe(3);
  expect(message.topics).toEqual(["t"]);
});
