import { expect, it } from "vitest";
import { bootstrapRecords } from "./bootstrap.ts";
import { idLike } from "./controller-fixture.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { decodeMetadataRecord, encodeMetadataRecord } from "./metadata-record-codec.ts";

const records: readonly MetadataRecord[] = [
  ...bootstrapRecords(),
  { type: "NO_OP_RECORD" },
  { type: "ABORT_TRANSACTION_RECORD", reason: "resigned" },
  { type: "TOPIC_RECORD", name: "orders", topicId: idLike("orders") },
  { type: "REMOVE_TOPIC_RECORD", topicId: idLike("orders") },
  { type: "CLEAR_ELR_RECORD", topicName: "orders" },
  { type: "PRODUCER_IDS_RECORD", brokerId: 1, brokerEpoch: 7, nextProducerId: 1000 },
  { type: "UNREGISTER_BROKER_RECORD", brokerId: 1, brokerEpoch: 7 },
  {
    type: "BROKER_REGISTRATION_CHANGE_RECORD",
    brokerId: 1,
    brokerEpoch: 7,
    cordonedLogDirs: [],
  },
  { type: "BROKER_REGISTRATION_CHANGE_RECORD", brokerId: 1, brokerEpoch: 7, fenced: -1 },
  {
    type: "BROKER_REGISTRATION_CHANGE_RECORD",
    brokerId: 1,
    brokerEpoch: 7,
    inControlledShutdown: 1,
  },
  {
    type: "PARTITION_CHANGE_RECORD",
    partitionId: 0,
    topicId: idLike("orders"),
    isr: [],
    leader: -1,
    eligibleLeaderReplicas: [1, 2],
    lastKnownElr: [1],
  },
  {
    type: "REGISTER_BROKER_RECORD",
    brokerId: 1,
    isMigratingZkBroker: false,
    incarnationId: idLike("process"),
    brokerEpoch: 9,
    endPoints: [{ name: "PLAINTEXT", host: "broker-1", port: 9092, securityProtocol: 0 }],
    features: [{ name: "group.version", minSupportedVersion: 0, maxSupportedVersion: 1 }],
    rack: null,
    fenced: true,
    inControlledShutdown: false,
    logDirs: [idLike("directory")],
  },
];

it("reads every metadata record back as it was written", () => {
  expect(
    records.map((record) => decodeMetadataRecord(encodeMetadataRecord(record))),
  ).toEqual(records);
});

it("frames a record as Kafka's MetadataRecordSerde does", () => {
  expect([...encodeMetadataRecord({ type: "NO_OP_RECORD" })]).toEqual([1, 20, 0, 0]);
});
