import type { QuotaEntityPart } from "./client-quota.ts";

/** One endpoint of a registered broker or controller. */
export interface RecordEndPoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
}

/** A feature and the levels of it that a node supports. */
export interface RecordFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** A broker has registered; its epoch is the offset of this record unless the same incarnation registers again. */
export interface RegisterBrokerRecord {
  readonly type: "REGISTER_BROKER_RECORD";
  readonly brokerId: number;
  readonly isMigratingZkBroker: boolean;
  readonly incarnationId: string;
  readonly brokerEpoch: number;
  readonly endPoints: readonly RecordEndPoint[];
  readonly features: readonly RecordFeature[];
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  readonly logDirs: readonly string[];
  readonly cordonedLogDirs?: readonly string[];
}

export interface UnregisterBrokerRecord {
  readonly type: "UNREGISTER_BROKER_RECORD";
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/** A change of a registration: `fenced` 1 fences, -1 unfences, left out changes nothing. */
export interface BrokerRegistrationChangeRecord {
  readonly type: "BROKER_REGISTRATION_CHANGE_RECORD";
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly fenced?: 1 | -1;
  readonly inControlledShutdown?: 1;
  readonly logDirs?: readonly string[];
  readonly cordonedLogDirs?: readonly string[];
}

export interface TopicRecord {
  readonly type: "TOPIC_RECORD";
  readonly name: string;
  readonly topicId: string;
}

export interface RemoveTopicRecord {
  readonly type: "REMOVE_TOPIC_RECORD";
  readonly topicId: string;
}

export interface PartitionRecord {
  readonly type: "PARTITION_RECORD";
  readonly partitionId: number;
  readonly topicId: string;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly leader: number;
  readonly leaderRecoveryState?: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly directories: readonly string[];
  readonly eligibleLeaderReplicas?: readonly number[];
  readonly lastKnownElr?: readonly number[];
}

/** A change of one partition: fields left out keep their value. A leader, even the same one, makes a new leader epoch. */
export interface PartitionChangeRecord {
  readonly type: "PARTITION_CHANGE_RECORD";
  readonly partitionId: number;
  readonly topicId: string;
  readonly isr?: readonly number[];
  readonly leader?: number;
  readonly replicas?: readonly number[];
  readonly removingReplicas?: readonly number[];
  readonly addingReplicas?: readonly number[];
  readonly leaderRecoveryState?: number;
  readonly directories?: readonly string[];
  readonly eligibleLeaderReplicas?: readonly number[];
  readonly lastKnownElr?: readonly number[];
}

export interface ConfigRecord {
  readonly type: "CONFIG_RECORD";
  readonly resourceType: number;
  readonly resourceName: string;
  readonly name: string;
  /** null takes the override away. */
  readonly value: string | null;
}

/** Forgets the eligible leader replicas of one topic, or of all when the name is empty. */
export interface ClearElrRecord {
  readonly type: "CLEAR_ELR_RECORD";
  readonly topicName: string;
}

export interface FeatureLevelRecord {
  readonly type: "FEATURE_LEVEL_RECORD";
  readonly name: string;
  readonly featureLevel: number;
}

export interface NoOpRecord {
  readonly type: "NO_OP_RECORD";
}

export interface BeginTransactionRecord {
  readonly type: "BEGIN_TRANSACTION_RECORD";
  readonly name?: string;
}

export interface EndTransactionRecord {
  readonly type: "END_TRANSACTION_RECORD";
}

export interface AbortTransactionRecord {
  readonly type: "ABORT_TRANSACTION_RECORD";
  readonly reason?: string;
}

export interface RegisterControllerRecord {
  readonly type: "REGISTER_CONTROLLER_RECORD";
  readonly controllerId: number;
  readonly incarnationId: string;
  readonly zkMigrationReady: boolean;
  readonly endPoints: readonly RecordEndPoint[];
  readonly features: readonly RecordFeature[];
}

export interface ProducerIdsRecord {
  readonly type: "PRODUCER_IDS_RECORD";
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly nextProducerId: number;
}

/** A quota of a user, a client or an address; its parts are those of {@link QuotaEntityPart}. */
export interface ClientQuotaRecord {
  readonly type: "CLIENT_QUOTA_RECORD";
  readonly entity: readonly QuotaEntityPart[];
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
}

/** One record of `__cluster_metadata`, with Kafka's names. Tagged fields that say nothing are left out. */
export type MetadataRecord =
  | RegisterBrokerRecord
  | UnregisterBrokerRecord
  | BrokerRegistrationChangeRecord
  | TopicRecord
  | RemoveTopicRecord
  | PartitionRecord
  | PartitionChangeRecord
  | ConfigRecord
  | ClearElrRecord
  | FeatureLevelRecord
  | NoOpRecord
  | BeginTransactionRecord
  | EndTransactionRecord
  | AbortTransactionRecord
  | RegisterControllerRecord
  | ProducerIdsRecord
  | ClientQuotaRecord;

/** The record version that metadata.version 4.3-IV0 writes. Kafka: MetadataVersion and ReplicationControlManager. */
export function metadataRecordVersion(record: MetadataRecord): number {
  if (record.type === "BROKER_REGISTRATION_CHANGE_RECORD")
    return registrationChangeVersion(record);
  if (record.type === "REGISTER_BROKER_RECORD") return 4;
  const isPartition =
    record.type === "PARTITION_RECORD" || record.type === "PARTITION_CHANGE_RECORD";
  return isPartition ? 2 : 0;
}

/** Kafka writes this record in the lowest version that holds what it says. */
function registrationChangeVersion(record: BrokerRegistrationChangeRecord): number {
  if (record.cordonedLogDirs !== undefined) return 3;
  if (record.logDirs !== undefined) return 2;
  return record.inControlledShutdown === undefined ? 0 : 1;
}
