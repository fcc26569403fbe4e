import { unreachable } from "../../base/assert.ts";
import { MalformedBytes } from "../protocol/codec/byte-reader.ts";
import {
  decodeMetadataRecord as decodeFramed,
  encodeMetadataRecord as encodeFramed,
} from "../protocol/codec/record-frame.ts";
import type {
  PartitionRecord as WirePartition,
  PartitionChangeRecord as WirePartitionChange,
  RegisterBrokerRecord as WireRegisterBroker,
  BrokerRegistrationChangeRecord as WireRegistrationChange,
} from "../protocol/messages.ts";
import { type MetadataRecord, metadataRecordVersion } from "./metadata-record.ts";

/** The bytes of a record's value in `__cluster_metadata`. Kafka: MetadataRecordSerde. */
export function encodeMetadataRecord(record: MetadataRecord): Uint8Array {
  const version = metadataRecordVersion(record);
  switch (record.type) {
    case "REGISTER_BROKER_RECORD":
      return encodeFramed("RegisterBrokerRecord", version, record);
    case "UNREGISTER_BROKER_RECORD":
      return encodeFramed("UnregisterBrokerRecord", version, record);
    case "BROKER_REGISTRATION_CHANGE_RECORD":
      return encodeFramed("BrokerRegistrationChangeRecord", version, record);
    case "TOPIC_RECORD":
      return encodeFramed("TopicRecord", version, record);
    case "REMOVE_TOPIC_RECORD":
      return encodeFramed("RemoveTopicRecord", version, record);
    case "PARTITION_RECORD":
      return encodeFramed("PartitionRecord", version, record);
    case "PARTITION_CHANGE_RECORD":
      return encodeFramed("PartitionChangeRecord", version, record);
    case "CONFIG_RECORD":
      return encodeFramed("ConfigRecord", version, record);
    case "CLEAR_ELR_RECORD":
      return encodeFramed("ClearElrRecord", version, record);
    case "FEATURE_LEVEL_RECORD":
      return encodeFramed("FeatureLevelRecord", version, record);
    case "NO_OP_RECORD":
      return encodeFramed("NoOpRecord", version, {});
    case "BEGIN_TRANSACTION_RECORD":
      return encodeFramed("BeginTransactionRecord", version, record);
    case "END_TRANSACTION_RECORD":
      return encodeFramed("EndTransactionRecord", version, {});
    case "ABORT_TRANSACTION_RECORD":
      return encodeFramed("AbortTransactionRecord", version, record);
    case "REGISTER_CONTROLLER_RECORD":
      return encodeFramed("RegisterControllerRecord", version, record);
    case "PRODUCER_IDS_RECORD":
      return encodeFramed("ProducerIdsRecord", version, record);
    case "CLIENT_QUOTA_RECORD":
      return encodeFramed("ClientQuotaRecord", version, record);
    default:
      return unreachable(record);
  }
}

/** Throws {@link MalformedBytes}, also for records that this cluster never writes. */
export function decodeMetadataRecord(bytes: Uint8Array): MetadataRecord {
  const { name, message } = decodeFramed(bytes);
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- other messages are no records of this cluster
  switch (name) {
    case "RegisterBrokerRecord":
      return registerBroker(message);
    case "UnregisterBrokerRecord":
      return { type: "UNREGISTER_BROKER_RECORD", ...message };
    case "BrokerRegistrationChangeRecord":
      return registrationChange(message);
    case "TopicRecord":
      return { type: "TOPIC_RECORD", ...message };
    case "RemoveTopicRecord":
      return { type: "REMOVE_TOPIC_RECORD", ...message };
    case "PartitionRecord":
      return partition(message);
    case "PartitionChangeRecord":
      return partitionChange(message);
    case "ConfigRecord":
      return { type: "CONFIG_RECORD", ...message };
    case "ClearElrRecord":
      return { type: "CLEAR_ELR_RECORD", ...message };
    case "FeatureLevelRecord":
      return { type: "FEATURE_LEVEL_RECORD", ...message };
    case "NoOpRecord":
      return { type: "NO_OP_RECORD" };
    case "BeginTransactionRecord":
      return { type: "BEGIN_TRANSACTION_RECORD", ...said({ name: message.name }) };
    case "EndTransactionRecord":
      return { type: "END_TRANSACTION_RECORD" };
    case "AbortTransactionRecord":
      return { type: "ABORT_TRANSACTION_RECORD", ...said({ reason: message.reason }) };
    case "RegisterControllerRecord":
      return { type: "REGISTER_CONTROLLER_RECORD", ...message };
    case "ProducerIdsRecord":
      return { type: "PRODUCER_IDS_RECORD", ...message };
    case "ClientQuotaRecord":
      return { type: "CLIENT_QUOTA_RECORD", ...message };
    default:
      throw new MalformedBytes(`no use for a ${name} here`);
  }
}

/** Only the fields that say something: null is Kafka's way to leave a tagged field out. */
function said<T extends object>(
  fields: T,
): { readonly [K in keyof T]?: Exclude<T[K], null> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], null> };
}

function registerBroker(message: WireRegisterBroker): MetadataRecord {
  const { cordonedLogDirs, ...rest } = message;
  return { type: "REGISTER_BROKER_RECORD", ...rest, ...said({ cordonedLogDirs }) };
}

function registrationChange(message: WireRegistrationChange): MetadataRecord {
  const { brokerId, brokerEpoch, fenced, inControlledShutdown, logDirs } = message;
  return {
    type: "BROKER_REGISTRATION_CHANGE_RECORD",
    brokerId,
    brokerEpoch,
    ...(fenced === 0 ? {} : { fenced: fenced > 0 ? 1 : -1 }),
    ...(inControlledShutdown === 0 ? {} : { inControlledShutdown: 1 }),
    ...(logDirs.length === 0 ? {} : { logDirs }),
    ...said({ cordonedLogDirs: message.cordonedLogDirs }),
  };
}

function partition(message: WirePartition): MetadataRecord {
  const { leaderRecoveryState, eligibleLeaderReplicas, lastKnownElr, ...rest } = message;
  return {
    type: "PARTITION_RECORD",
    ...rest,
    ...(leaderRecoveryState === 0 ? {} : { leaderRecoveryState }),
    ...said({ eligibleLeaderReplicas, lastKnownElr }),
  };
}

const NO_LEADER_CHANGE = -2;
const NO_RECOVERY_CHANGE = -1;

function partitionChange(message: WirePartitionChange): MetadataRecord {
  const { partitionId, topicId, leader, leaderRecoveryState, ...lists } = message;
  return {
    type: "PARTITION_CHANGE_RECORD",
    partitionId,
    topicId,
    ...said(lists),
    ...(leader === NO_LEADER_CHANGE ? {} : { leader }),
    ...(leaderRecoveryState === NO_RECOVERY_CHANGE ? {} : { leaderRecoveryState }),
  };
}
