// Generated from schema/ by `npm run generate`; change the tables there, not this file.
/* oxlint-disable max-lines */
import type { Records } from "./record-batch.ts";

/** Versions 0 to 2. @public */
export interface RequestHeader {
  readonly requestApiKey: number;
  readonly requestApiVersion: number;
  readonly correlationId: number;
  /** Versions 1+. */
  readonly clientId: string | null;
}

/** Versions 0 to 1. @public */
export interface ResponseHeader {
  readonly correlationId: number;
}

/** Versions 0 to 3. @public */
export interface ConsumerProtocolSubscription {
  readonly topics: readonly string[];
  readonly userData: Uint8Array | null;
  /** Versions 1+. */
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionTopicPartitions[];
  /** Versions 2+. */
  readonly generationId: number;
  /** Versions 3+. */
  readonly rackId: string | null;
}

/** @public */
export interface ConsumerProtocolSubscriptionTopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 3. @public */
export interface ConsumerProtocolAssignment {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentTopicPartitions[];
  readonly userData: Uint8Array | null;
}

/** @public */
export interface ConsumerProtocolAssignmentTopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 4. @public */
export interface RegisterBrokerRecord {
  readonly brokerId: number;
  /** Versions 2+. */
  readonly isMigratingZkBroker: boolean;
  readonly incarnationId: string;
  readonly brokerEpoch: number;
  readonly endPoints: readonly RegisterBrokerRecordEndpoint[];
  readonly features: readonly RegisterBrokerRecordFeature[];
  readonly rack: string | null;
  readonly fenced: boolean;
  /** Versions 1+. */
  readonly inControlledShutdown: boolean;
  /** Versions 3+. */
  readonly logDirs: readonly string[];
  /** Versions 4+. */
  readonly cordonedLogDirs: readonly string[] | null;
}

/** @public */
export interface RegisterBrokerRecordEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
}

/** @public */
export interface RegisterBrokerRecordFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 0. @public */
export interface UnregisterBrokerRecord {
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/** Versions 0. @public */
export interface TopicRecord {
  readonly name: string;
  readonly topicId: string;
}

/** Versions 0 to 2. @public */
export interface PartitionRecord {
  readonly partitionId: number;
  readonly topicId: string;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly leader: number;
  readonly leaderRecoveryState: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** Versions 1+. */
  readonly directories: readonly string[];
  /** Versions 2+. */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** Versions 2+. */
  readonly lastKnownElr: readonly number[] | null;
}

/** Versions 0. @public */
export interface ConfigRecord {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly name: string;
  readonly value: string | null;
}

/** Versions 0 to 2. @public */
export interface PartitionChangeRecord {
  readonly partitionId: number;
  readonly topicId: string;
  readonly isr: readonly number[] | null;
  readonly leader: number;
  readonly replicas: readonly number[] | null;
  readonly removingReplicas: readonly number[] | null;
  readonly addingReplicas: readonly number[] | null;
  readonly leaderRecoveryState: number;
  /** Versions 1+. */
  readonly directories: readonly string[] | null;
  /** Versions 2+. */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** Versions 2+. */
  readonly lastKnownElr: readonly number[] | null;
}

/** Versions 0. @public */
export interface FenceBrokerRecord {
  readonly id: number;
  readonly epoch: number;
}

/** Versions 0. @public */
export interface UnfenceBrokerRecord {
  readonly id: number;
  readonly epoch: number;
}

/** Versions 0. @public */
export interface RemoveTopicRecord {
  readonly topicId: string;
}

/** Versions 0. @public */
export interface DelegationTokenRecord {
  readonly owner: string;
  readonly requester: string;
  readonly renewers: readonly string[];
  readonly issueTimestamp: number;
  readonly maxTimestamp: number;
  readonly expirationTimestamp: number;
  readonly tokenId: string;
}

/** Versions 0. @public */
export interface UserScramCredentialRecord {
  readonly name: string;
  readonly mechanism: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
  readonly iterations: number;
}

/** Versions 0. @public */
export interface FeatureLevelRecord {
  readonly name: string;
  readonly featureLevel: number;
}

/** Versions 0. @public */
export interface ClientQuotaRecord {
  readonly entity: readonly ClientQuotaRecordEntity[];
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
}

/** @public */
export interface ClientQuotaRecordEntity {
  readonly entityType: string;
  readonly entityName: string | null;
}

/** Versions 0. @public */
export interface ProducerIdsRecord {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly nextProducerId: number;
}

/** Versions 0 to 3. @public */
export interface BrokerRegistrationChangeRecord {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly fenced: number;
  /** Versions 1+. */
  readonly inControlledShutdown: number;
  /** Versions 2+. */
  readonly logDirs: readonly string[];
  /** Versions 3+. */
  readonly cordonedLogDirs: readonly string[] | null;
}

/** Versions 0. @public */
export interface AccessControlEntryRecord {
  readonly id: string;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 0. @public */
export interface RemoveAccessControlEntryRecord {
  readonly id: string;
}

/** Versions 0. @public */
export type NoOpRecord = Readonly<Record<string, never>>;

/** Versions 0. @public */
export interface ZkMigrationStateRecord {
  readonly zkMigrationState: number;
}

/** Versions 0. @public */
export interface RemoveUserScramCredentialRecord {
  readonly name: string;
  readonly mechanism: number;
}

/** Versions 0. @public */
export interface BeginTransactionRecord {
  readonly name: string | null;
}

/** Versions 0. @public */
export type EndTransactionRecord = Readonly<Record<string, never>>;

/** Versions 0. @public */
export interface AbortTransactionRecord {
  readonly reason: string | null;
}

/** Versions 0. @public */
export interface RemoveDelegationTokenRecord {
  readonly tokenId: string;
}

/** Versions 0. @public */
export interface RegisterControllerRecord {
  readonly controllerId: number;
  readonly incarnationId: string;
  readonly zkMigrationReady: boolean;
  readonly endPoints: readonly RegisterControllerRecordEndpoint[];
  readonly features: readonly RegisterControllerRecordFeature[];
}

/** @public */
export interface RegisterControllerRecordEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
}

/** @public */
export interface RegisterControllerRecordFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 0. @public */
export interface ClearElrRecord {
  readonly topicName: string;
}

/** Versions 0. @public */
export interface TransactionLogKey {
  readonly transactionalId: string;
}

/** Versions 0 to 1. @public */
export interface TransactionLogValue {
  readonly producerId: number;
  /** Versions 1+. */
  readonly previousProducerId: number;
  /** Versions 1+. */
  readonly nextProducerId: number;
  readonly producerEpoch: number;
  /** Versions 1+. */
  readonly nextProducerEpoch: number;
  readonly transactionTimeoutMs: number;
  readonly transactionStatus: number;
  readonly transactionPartitions: readonly TransactionLogValueTopicPartitions[] | null;
  readonly transactionLastUpdateTimestampMs: number;
  readonly transactionStartTimestampMs: number;
  /** Versions 1+. */
  readonly clientTransactionVersion: number;
}

/** @public */
export interface TransactionLogValueTopicPartitions {
  readonly topic: string;
  readonly partitionIds: readonly number[];
}

/** Versions 0. @public */
export interface ShareSnapshotKey {
  readonly groupId: string;
  readonly topicId: string;
  readonly partition: number;
}

/** Versions 0. @public */
export interface ShareSnapshotValue {
  readonly snapshotEpoch: number;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: number;
  readonly deliveryCompleteCount: number;
  readonly createTimestamp: number;
  readonly writeTimestamp: number;
  readonly stateBatches: readonly ShareSnapshotValueStateBatch[];
}

/** @public */
export interface ShareSnapshotValueStateBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryState: number;
  readonly deliveryCount: number;
}

/** Versions 0. @public */
export interface ShareUpdateKey {
  readonly groupId: string;
  readonly topicId: string;
  readonly partition: number;
}

/** Versions 0. @public */
export interface ShareUpdateValue {
  readonly snapshotEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: number;
  readonly deliveryCompleteCount: number;
  readonly stateBatches: readonly ShareUpdateValueStateBatch[];
}

/** @public */
export interface ShareUpdateValueStateBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryState: number;
  readonly deliveryCount: number;
}

/** Versions 0 to 1. @public */
export interface LeaderChangeMessage {
  readonly version: number;
  readonly leaderId: number;
  readonly voters: readonly LeaderChangeMessageVoter[];
  readonly grantingVoters: readonly LeaderChangeMessageVoter[];
}

/** @public */
export interface LeaderChangeMessageVoter {
  readonly voterId: number;
  /** Versions 1+. */
  readonly voterDirectoryId: string;
}

/** Versions 0. @public */
export interface SnapshotHeaderRecord {
  readonly version: number;
  readonly lastContainedLogTimestamp: number;
}

/** Versions 0. @public */
export interface SnapshotFooterRecord {
  readonly version: number;
}

/** Versions 0. @public */
export interface KRaftVersionRecord {
  readonly version: number;
  readonly kRaftVersion: number;
}

/** Versions 0. @public */
export interface VotersRecord {
  readonly version: number;
  readonly voters: readonly VotersRecordVoter[];
}

/** @public */
export interface VotersRecordVoter {
  readonly voterId: number;
  readonly voterDirectoryId: string;
  readonly endpoints: readonly VotersRecordEndpoint[];
  readonly kRaftVersionFeature: VotersRecordKRaftVersionFeature;
}

/** @public */
export interface VotersRecordEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface VotersRecordKRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 3 to 13. @public */
export interface ProduceRequest {
  readonly transactionalId: string | null;
  readonly acks: number;
  readonly timeoutMs: number;
  readonly topicData: readonly ProduceRequestTopicData[];
}

/** @public */
export interface ProduceRequestTopicData {
  /** Versions 3 to 12. */
  readonly name: string;
  /** Versions 13+. */
  readonly topicId: string;
  readonly partitionData: readonly ProduceRequestPartitionData[];
}

/** @public */
export interface ProduceRequestPartitionData {
  readonly index: number;
  readonly records: Records | null;
}

/** Versions 3 to 13. @public */
export interface ProduceResponse {
  readonly responses: readonly ProduceResponseTopic[];
  readonly throttleTimeMs: number;
  /** Versions 10+. */
  readonly nodeEndpoints: readonly ProduceResponseNodeEndpoint[];
}

/** @public */
export interface ProduceResponseTopic {
  /** Versions 3 to 12. */
  readonly name: string;
  /** Versions 13+. */
  readonly topicId: string;
  readonly partitionResponses: readonly ProduceResponsePartition[];
}

/** @public */
export interface ProduceResponsePartition {
  readonly index: number;
  readonly errorCode: number;
  readonly baseOffset: number;
  readonly logAppendTimeMs: number;
  /** Versions 5+. */
  readonly logStartOffset: number;
  /** Versions 8+. */
  readonly recordErrors: readonly ProduceResponseRecordError[];
  /** Versions 8+. */
  readonly errorMessage: string | null;
  /** Versions 10+. */
  readonly currentLeader: ProduceResponseLeader;
}

/** @public */
export interface ProduceResponseRecordError {
  readonly batchIndex: number;
  readonly batchIndexErrorMessage: string | null;
}

/** @public */
export interface ProduceResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface ProduceResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** Versions 4 to 18. @public */
export interface FetchRequest {
  /** Versions 12+. */
  readonly clusterId: string | null;
  /** Versions 4 to 14. */
  readonly replicaId: number;
  /** Versions 15+. */
  readonly replicaState: FetchRequestReplicaState;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: number;
  /** Versions 7+. */
  readonly sessionId: number;
  /** Versions 7+. */
  readonly sessionEpoch: number;
  readonly topics: readonly FetchRequestTopic[];
  /** Versions 7+. */
  readonly forgottenTopicsData: readonly FetchRequestForgottenTopic[];
  /** Versions 11+. */
  readonly rackId: string;
}

/** @public */
export interface FetchRequestReplicaState {
  readonly replicaId: number;
  readonly replicaEpoch: number;
}

/** @public */
export interface FetchRequestTopic {
  /** Versions 4 to 12. */
  readonly topic: string;
  /** Versions 13+. */
  readonly topicId: string;
  readonly partitions: readonly FetchRequestPartition[];
}

/** @public */
export interface FetchRequestPartition {
  readonly partition: number;
  /** Versions 9+. */
  readonly currentLeaderEpoch: number;
  readonly fetchOffset: number;
  /** Versions 12+. */
  readonly lastFetchedEpoch: number;
  /** Versions 5+. */
  readonly logStartOffset: number;
  readonly partitionMaxBytes: number;
  /** Versions 17+. */
  readonly replicaDirectoryId: string;
  /** Versions 18+. */
  readonly highWatermark: number;
}

/** @public */
export interface FetchRequestForgottenTopic {
  /** Versions 7 to 12. */
  readonly topic: string;
  /** Versions 13+. */
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 4 to 18. @public */
export interface FetchResponse {
  readonly throttleTimeMs: number;
  /** Versions 7+. */
  readonly errorCode: number;
  /** Versions 7+. */
  readonly sessionId: number;
  readonly responses: readonly FetchResponseTopic[];
  /** Versions 16+. */
  readonly nodeEndpoints: readonly FetchResponseNodeEndpoint[];
}

/** @public */
export interface FetchResponseTopic {
  /** Versions 4 to 12. */
  readonly topic: string;
  /** Versions 13+. */
  readonly topicId: string;
  readonly partitions: readonly FetchResponsePartition[];
}

/** @public */
export interface FetchResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  /** Versions 5+. */
  readonly logStartOffset: number;
  /** Versions 12+. */
  readonly divergingEpoch: FetchResponseEpochEndOffset;
  /** Versions 12+. */
  readonly currentLeader: FetchResponseLeader;
  /** Versions 12+. */
  readonly snapshotId: FetchResponseSnapshotId;
  readonly abortedTransactions: readonly FetchResponseAbortedTransaction[] | null;
  /** Versions 11+. */
  readonly preferredReadReplica: number;
  readonly records: Records | null;
}

/** @public */
export interface FetchResponseEpochEndOffset {
  readonly epoch: number;
  readonly endOffset: number;
}

/** @public */
export interface FetchResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface FetchResponseSnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

/** @public */
export interface FetchResponseAbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

/** @public */
export interface FetchResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** Versions 1 to 11. @public */
export interface ListOffsetsRequest {
  readonly replicaId: number;
  /** Versions 2+. */
  readonly isolationLevel: number;
  readonly topics: readonly ListOffsetsRequestTopic[];
  /** Versions 10+. */
  readonly timeoutMs: number;
}

/** @public */
export interface ListOffsetsRequestTopic {
  readonly name: string;
  readonly partitions: readonly ListOffsetsRequestPartition[];
}

/** @public */
export interface ListOffsetsRequestPartition {
  readonly partitionIndex: number;
  /** Versions 4+. */
  readonly currentLeaderEpoch: number;
  readonly timestamp: number;
}

/** Versions 1 to 11. @public */
export interface ListOffsetsResponse {
  /** Versions 2+. */
  readonly throttleTimeMs: number;
  readonly topics: readonly ListOffsetsResponseTopic[];
}

/** @public */
export interface ListOffsetsResponseTopic {
  readonly name: string;
  readonly partitions: readonly ListOffsetsResponsePartition[];
}

/** @public */
export interface ListOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly timestamp: number;
  readonly offset: number;
  /** Versions 4+. */
  readonly leaderEpoch: number;
}

/** Versions 2 to 4. @public */
export interface OffsetForLeaderEpochRequest {
  /** Versions 3+. */
  readonly replicaId: number;
  readonly topics: readonly OffsetForLeaderEpochRequestTopic[];
}

/** @public */
export interface OffsetForLeaderEpochRequestTopic {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderEpochRequestPartition[];
}

/** @public */
export interface OffsetForLeaderEpochRequestPartition {
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly leaderEpoch: number;
}

/** Versions 2 to 4. @public */
export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetForLeaderEpochResponseTopic[];
}

/** @public */
export interface OffsetForLeaderEpochResponseTopic {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderEpochResponsePartition[];
}

/** @public */
export interface OffsetForLeaderEpochResponsePartition {
  readonly errorCode: number;
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly endOffset: number;
}

/** Versions 0 to 2. @public */
export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsRequestTopic[];
  readonly timeoutMs: number;
}

/** @public */
export interface DeleteRecordsRequestTopic {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsRequestPartition[];
}

/** @public */
export interface DeleteRecordsRequestPartition {
  readonly partitionIndex: number;
  readonly offset: number;
}

/** Versions 0 to 2. @public */
export interface DeleteRecordsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DeleteRecordsResponseTopic[];
}

/** @public */
export interface DeleteRecordsResponseTopic {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsResponsePartition[];
}

/** @public */
export interface DeleteRecordsResponsePartition {
  readonly partitionIndex: number;
  readonly lowWatermark: number;
  readonly errorCode: number;
}

/** Versions 0 to 4. @public */
export interface ApiVersionsRequest {
  /** Versions 3+. */
  readonly clientSoftwareName: string;
  /** Versions 3+. */
  readonly clientSoftwareVersion: string;
}

/** Versions 0 to 4. @public */
export interface ApiVersionsResponse {
  readonly errorCode: number;
  readonly apiKeys: readonly ApiVersionsResponseApiVersion[];
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  /** Versions 3+. */
  readonly supportedFeatures: readonly ApiVersionsResponseSupportedFeature[];
  /** Versions 3+. */
  readonly finalizedFeaturesEpoch: number;
  /** Versions 3+. */
  readonly finalizedFeatures: readonly ApiVersionsResponseFinalizedFeature[];
  /** Versions 3+. */
  readonly zkMigrationReady: boolean;
}

/** @public */
export interface ApiVersionsResponseApiVersion {
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
}

/** @public */
export interface ApiVersionsResponseSupportedFeature {
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
}

/** @public */
export interface ApiVersionsResponseFinalizedFeature {
  readonly name: string;
  readonly maxVersionLevel: number;
  readonly minVersionLevel: number;
}

/** Versions 0 to 13. @public */
export interface MetadataRequest {
  readonly topics: readonly MetadataRequestTopic[] | null;
  /** Versions 4+. */
  readonly allowAutoTopicCreation: boolean;
  /** Versions 8 to 10. */
  readonly includeClusterAuthorizedOperations: boolean;
  /** Versions 8+. */
  readonly includeTopicAuthorizedOperations: boolean;
}

/** @public */
export interface MetadataRequestTopic {
  /** Versions 10+. */
  readonly topicId: string;
  readonly name: string | null;
}

/** Versions 0 to 13. @public */
export interface MetadataResponse {
  /** Versions 3+. */
  readonly throttleTimeMs: number;
  readonly brokers: readonly MetadataResponseBroker[];
  /** Versions 2+. */
  readonly clusterId: string | null;
  /** Versions 1+. */
  readonly controllerId: number;
  readonly topics: readonly MetadataResponseTopic[];
  /** Versions 8 to 10. */
  readonly clusterAuthorizedOperations: number;
  /** Versions 13+. */
  readonly errorCode: number;
}

/** @public */
export interface MetadataResponseBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  /** Versions 1+. */
  readonly rack: string | null;
}

/** @public */
export interface MetadataResponseTopic {
  readonly errorCode: number;
  readonly name: string | null;
  /** Versions 10+. */
  readonly topicId: string;
  /** Versions 1+. */
  readonly isInternal: boolean;
  readonly partitions: readonly MetadataResponsePartition[];
  /** Versions 8+. */
  readonly topicAuthorizedOperations: number;
}

/** @public */
export interface MetadataResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  /** Versions 7+. */
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  /** Versions 5+. */
  readonly offlineReplicas: readonly number[];
}

/** Versions 0 to 2. @public */
export interface DescribeClusterRequest {
  readonly includeClusterAuthorizedOperations: boolean;
  /** Versions 1+. */
  readonly endpointType: number;
  /** Versions 2+. */
  readonly includeFencedBrokers: boolean;
}

/** Versions 0 to 2. @public */
export interface DescribeClusterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Versions 1+. */
  readonly endpointType: number;
  readonly clusterId: string;
  readonly controllerId: number;
  readonly brokers: readonly DescribeClusterResponseBroker[];
  readonly clusterAuthorizedOperations: number;
}

/** @public */
export interface DescribeClusterResponseBroker {
  readonly brokerId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  /** Versions 2+. */
  readonly isFenced: boolean;
}

/** Versions 0. @public */
export interface DescribeTopicPartitionsRequest {
  readonly topics: readonly DescribeTopicPartitionsRequestTopic[];
  readonly responsePartitionLimit: number;
  readonly cursor: DescribeTopicPartitionsRequestCursor | null;
}

/** @public */
export interface DescribeTopicPartitionsRequestTopic {
  readonly name: string;
}

/** @public */
export interface DescribeTopicPartitionsRequestCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
}

/** Versions 0. @public */
export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DescribeTopicPartitionsResponseTopic[];
  readonly nextCursor: DescribeTopicPartitionsResponseCursor | null;
}

/** @public */
export interface DescribeTopicPartitionsResponseTopic {
  readonly errorCode: number;
  readonly name: string | null;
  readonly topicId: string;
  readonly isInternal: boolean;
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[];
  readonly topicAuthorizedOperations: number;
}

/** @public */
export interface DescribeTopicPartitionsResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly eligibleLeaderReplicas: readonly number[] | null;
  readonly lastKnownElr: readonly number[] | null;
  readonly offlineReplicas: readonly number[];
}

/** @public */
export interface DescribeTopicPartitionsResponseCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
}

/** Versions 0 to 6. @public */
export interface FindCoordinatorRequest {
  /** Versions 0 to 3. */
  readonly key: string;
  /** Versions 1+. */
  readonly keyType: number;
  /** Versions 4+. */
  readonly coordinatorKeys: readonly string[];
}

/** Versions 0 to 6. @public */
export interface FindCoordinatorResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  /** Versions 0 to 3. */
  readonly errorCode: number;
  /** Versions 1 to 3. */
  readonly errorMessage: string | null;
  /** Versions 0 to 3. */
  readonly nodeId: number;
  /** Versions 0 to 3. */
  readonly host: string;
  /** Versions 0 to 3. */
  readonly port: number;
  /** Versions 4+. */
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[];
}

/** @public */
export interface FindCoordinatorResponseCoordinator {
  readonly key: string;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface DescribeProducersRequest {
  readonly topics: readonly DescribeProducersRequestTopic[];
}

/** @public */
export interface DescribeProducersRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Versions 0. @public */
export interface DescribeProducersResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DescribeProducersResponseTopic[];
}

/** @public */
export interface DescribeProducersResponseTopic {
  readonly name: string;
  readonly partitions: readonly DescribeProducersResponsePartition[];
}

/** @public */
export interface DescribeProducersResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly activeProducers: readonly DescribeProducersResponseProducerState[];
}

/** @public */
export interface DescribeProducersResponseProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly lastSequence: number;
  readonly lastTimestamp: number;
  readonly coordinatorEpoch: number;
  readonly currentTxnStartOffset: number;
}

/** Versions 2 to 7. @public */
export interface CreateTopicsRequest {
  readonly topics: readonly CreateTopicsRequestTopic[];
  readonly timeoutMs: number;
  readonly validateOnly: boolean;
}

/** @public */
export interface CreateTopicsRequestTopic {
  readonly name: string;
  readonly numPartitions: number;
  readonly replicationFactor: number;
  readonly assignments: readonly CreateTopicsRequestAssignment[];
  readonly configs: readonly CreateTopicsRequestConfig[];
}

/** @public */
export interface CreateTopicsRequestAssignment {
  readonly partitionIndex: number;
  readonly brokerIds: readonly number[];
}

/** @public */
export interface CreateTopicsRequestConfig {
  readonly name: string;
  readonly value: string | null;
}

/** Versions 2 to 7. @public */
export interface CreateTopicsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly CreateTopicsResponseTopic[];
}

/** @public */
export interface CreateTopicsResponseTopic {
  readonly name: string;
  /** Versions 7+. */
  readonly topicId: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Versions 5+. */
  readonly topicConfigErrorCode: number;
  /** Versions 5+. */
  readonly numPartitions: number;
  /** Versions 5+. */
  readonly replicationFactor: number;
  /** Versions 5+. */
  readonly configs: readonly CreateTopicsResponseConfig[] | null;
}

/** @public */
export interface CreateTopicsResponseConfig {
  readonly name: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly configSource: number;
  readonly isSensitive: boolean;
}

/** Versions 1 to 6. @public */
export interface DeleteTopicsRequest {
  /** Versions 6+. */
  readonly topics: readonly DeleteTopicsRequestTopic[];
  /** Versions 1 to 5. */
  readonly topicNames: readonly string[];
  readonly timeoutMs: number;
}

/** @public */
export interface DeleteTopicsRequestTopic {
  readonly name: string | null;
  readonly topicId: string;
}

/** Versions 1 to 6. @public */
export interface DeleteTopicsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly DeleteTopicsResponseTopic[];
}

/** @public */
export interface DeleteTopicsResponseTopic {
  readonly name: string | null;
  /** Versions 6+. */
  readonly topicId: string;
  readonly errorCode: number;
  /** Versions 5+. */
  readonly errorMessage: string | null;
}

/** Versions 0 to 3. @public */
export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsRequestTopic[];
  readonly timeoutMs: number;
  readonly validateOnly: boolean;
}

/** @public */
export interface CreatePartitionsRequestTopic {
  readonly name: string;
  readonly count: number;
  readonly assignments: readonly CreatePartitionsRequestAssignment[] | null;
}

/** @public */
export interface CreatePartitionsRequestAssignment {
  readonly brokerIds: readonly number[];
}

/** Versions 0 to 3. @public */
export interface CreatePartitionsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly CreatePartitionsResponseTopic[];
}

/** @public */
export interface CreatePartitionsResponseTopic {
  readonly name: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0 to 2. @public */
export interface ElectLeadersRequest {
  /** Versions 1+. */
  readonly electionType: number;
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartitions[] | null;
  readonly timeoutMs: number;
}

/** @public */
export interface ElectLeadersRequestTopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 2. @public */
export interface ElectLeadersResponse {
  readonly throttleTimeMs: number;
  /** Versions 1+. */
  readonly errorCode: number;
  readonly replicaElectionResults: readonly ElectLeadersResponseTopic[];
}

/** @public */
export interface ElectLeadersResponseTopic {
  readonly topic: string;
  readonly partitionResult: readonly ElectLeadersResponsePartitionResult[];
}

/** @public */
export interface ElectLeadersResponsePartitionResult {
  readonly partitionId: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0 to 1. @public */
export interface AlterPartitionReassignmentsRequest {
  readonly timeoutMs: number;
  /** Versions 1+. */
  readonly allowReplicationFactorChange: boolean;
  readonly topics: readonly AlterPartitionReassignmentsRequestTopic[];
}

/** @public */
export interface AlterPartitionReassignmentsRequestTopic {
  readonly name: string;
  readonly partitions: readonly AlterPartitionReassignmentsRequestPartition[];
}

/** @public */
export interface AlterPartitionReassignmentsRequestPartition {
  readonly partitionIndex: number;
  readonly replicas: readonly number[] | null;
}

/** Versions 0 to 1. @public */
export interface AlterPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  /** Versions 1+. */
  readonly allowReplicationFactorChange: boolean;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterPartitionReassignmentsResponseTopic[];
}

/** @public */
export interface AlterPartitionReassignmentsResponseTopic {
  readonly name: string;
  readonly partitions: readonly AlterPartitionReassignmentsResponsePartition[];
}

/** @public */
export interface AlterPartitionReassignmentsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface ListPartitionReassignmentsRequest {
  readonly timeoutMs: number;
  readonly topics: readonly ListPartitionReassignmentsRequestTopic[] | null;
}

/** @public */
export interface ListPartitionReassignmentsRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Versions 0. @public */
export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topics: readonly ListPartitionReassignmentsResponseTopic[];
}

/** @public */
export interface ListPartitionReassignmentsResponseTopic {
  readonly name: string;
  readonly partitions: readonly ListPartitionReassignmentsResponsePartition[];
}

/** @public */
export interface ListPartitionReassignmentsResponsePartition {
  readonly partitionIndex: number;
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

/** Versions 1 to 2. @public */
export interface AlterReplicaLogDirsRequest {
  readonly dirs: readonly AlterReplicaLogDirsRequestDir[];
}

/** @public */
export interface AlterReplicaLogDirsRequestDir {
  readonly path: string;
  readonly topics: readonly AlterReplicaLogDirsRequestTopic[];
}

/** @public */
export interface AlterReplicaLogDirsRequestTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

/** Versions 1 to 2. @public */
export interface AlterReplicaLogDirsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterReplicaLogDirsResponseTopic[];
}

/** @public */
export interface AlterReplicaLogDirsResponseTopic {
  readonly topicName: string;
  readonly partitions: readonly AlterReplicaLogDirsResponsePartition[];
}

/** @public */
export interface AlterReplicaLogDirsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 1 to 5. @public */
export interface DescribeLogDirsRequest {
  readonly topics: readonly DescribeLogDirsRequestTopic[] | null;
}

/** @public */
export interface DescribeLogDirsRequestTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 1 to 5. @public */
export interface DescribeLogDirsResponse {
  readonly throttleTimeMs: number;
  /** Versions 3+. */
  readonly errorCode: number;
  readonly results: readonly DescribeLogDirsResponseLogDir[];
}

/** @public */
export interface DescribeLogDirsResponseLogDir {
  readonly errorCode: number;
  readonly logDir: string;
  readonly topics: readonly DescribeLogDirsResponseTopic[];
  /** Versions 4+. */
  readonly totalBytes: number;
  /** Versions 4+. */
  readonly usableBytes: number;
  /** Versions 5+. */
  readonly isCordoned: boolean;
}

/** @public */
export interface DescribeLogDirsResponseTopic {
  readonly name: string;
  readonly partitions: readonly DescribeLogDirsResponsePartition[];
}

/** @public */
export interface DescribeLogDirsResponsePartition {
  readonly partitionIndex: number;
  readonly partitionSize: number;
  readonly offsetLag: number;
  readonly isFutureKey: boolean;
}

/** Versions 1 to 4. @public */
export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsRequestResource[];
  readonly includeSynonyms: boolean;
  /** Versions 3+. */
  readonly includeDocumentation: boolean;
}

/** @public */
export interface DescribeConfigsRequestResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configurationKeys: readonly string[] | null;
}

/** Versions 1 to 4. @public */
export interface DescribeConfigsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DescribeConfigsResponseResource[];
}

/** @public */
export interface DescribeConfigsResponseResource {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly DescribeConfigsResponseConfig[];
}

/** @public */
export interface DescribeConfigsResponseConfig {
  readonly name: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly configSource: number;
  readonly isSensitive: boolean;
  readonly synonyms: readonly DescribeConfigsResponseSynonym[];
  /** Versions 3+. */
  readonly configType: number;
  /** Versions 3+. */
  readonly documentation: string | null;
}

/** @public */
export interface DescribeConfigsResponseSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: number;
}

/** Versions 0 to 2. @public */
export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsRequestResource[];
  readonly validateOnly: boolean;
}

/** @public */
export interface AlterConfigsRequestResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly AlterConfigsRequestConfig[];
}

/** @public */
export interface AlterConfigsRequestConfig {
  readonly name: string;
  readonly value: string | null;
}

/** Versions 0 to 2. @public */
export interface AlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly AlterConfigsResponseResource[];
}

/** @public */
export interface AlterConfigsResponseResource {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
}

/** Versions 0 to 1. @public */
export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly IncrementalAlterConfigsRequestResource[];
  readonly validateOnly: boolean;
}

/** @public */
export interface IncrementalAlterConfigsRequestResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly IncrementalAlterConfigsRequestConfig[];
}

/** @public */
export interface IncrementalAlterConfigsRequestConfig {
  readonly name: string;
  readonly configOperation: number;
  readonly value: string | null;
}

/** Versions 0 to 1. @public */
export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly IncrementalAlterConfigsResponseResource[];
}

/** @public */
export interface IncrementalAlterConfigsResponseResource {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
}

/** Versions 0 to 1. @public */
export interface ListConfigResourcesRequest {
  /** Versions 1+. */
  readonly resourceTypes: readonly number[];
}

/** Versions 0 to 1. @public */
export interface ListConfigResourcesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly configResources: readonly ListConfigResourcesResponseResource[];
}

/** @public */
export interface ListConfigResourcesResponseResource {
  readonly resourceName: string;
  /** Versions 1+. */
  readonly resourceType: number;
}

/** Versions 0 to 1. @public */
export interface DescribeClientQuotasRequest {
  readonly components: readonly DescribeClientQuotasRequestComponent[];
  readonly strict: boolean;
}

/** @public */
export interface DescribeClientQuotasRequestComponent {
  readonly entityType: string;
  readonly matchType: number;
  readonly match: string | null;
}

/** Versions 0 to 1. @public */
export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly entries: readonly DescribeClientQuotasResponseEntry[] | null;
}

/** @public */
export interface DescribeClientQuotasResponseEntry {
  readonly entity: readonly DescribeClientQuotasResponseEntity[];
  readonly values: readonly DescribeClientQuotasResponseValue[];
}

/** @public */
export interface DescribeClientQuotasResponseEntity {
  readonly entityType: string;
  readonly entityName: string | null;
}

/** @public */
export interface DescribeClientQuotasResponseValue {
  readonly key: string;
  readonly value: number;
}

/** Versions 0 to 1. @public */
export interface AlterClientQuotasRequest {
  readonly entries: readonly AlterClientQuotasRequestEntry[];
  readonly validateOnly: boolean;
}

/** @public */
export interface AlterClientQuotasRequestEntry {
  readonly entity: readonly AlterClientQuotasRequestEntity[];
  readonly ops: readonly AlterClientQuotasRequestOp[];
}

/** @public */
export interface AlterClientQuotasRequestEntity {
  readonly entityType: string;
  readonly entityName: string | null;
}

/** @public */
export interface AlterClientQuotasRequestOp {
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
}

/** Versions 0 to 1. @public */
export interface AlterClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly entries: readonly AlterClientQuotasResponseEntry[];
}

/** @public */
export interface AlterClientQuotasResponseEntry {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly entity: readonly AlterClientQuotasResponseEntity[];
}

/** @public */
export interface AlterClientQuotasResponseEntity {
  readonly entityType: string;
  readonly entityName: string | null;
}

/** Versions 0 to 2. @public */
export interface UpdateFeaturesRequest {
  readonly timeoutMs: number;
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdate[];
  /** Versions 1+. */
  readonly validateOnly: boolean;
}

/** @public */
export interface UpdateFeaturesRequestFeatureUpdate {
  readonly feature: string;
  readonly maxVersionLevel: number;
  /** Version 0. */
  readonly allowDowngrade: boolean;
  /** Versions 1+. */
  readonly upgradeType: number;
}

/** Versions 0 to 2. @public */
export interface UpdateFeaturesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Versions 0 to 1. */
  readonly results: readonly UpdateFeaturesResponseFeature[];
}

/** @public */
export interface UpdateFeaturesResponseFeature {
  readonly feature: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface GetTelemetrySubscriptionsRequest {
  readonly clientInstanceId: string;
}

/** Versions 0. @public */
export interface GetTelemetrySubscriptionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly clientInstanceId: string;
  readonly subscriptionId: number;
  readonly acceptedCompressionTypes: readonly number[];
  readonly pushIntervalMs: number;
  readonly telemetryMaxBytes: number;
  readonly deltaTemporality: boolean;
  readonly requestedMetrics: readonly string[];
}

/** Versions 0. @public */
export interface PushTelemetryRequest {
  readonly clientInstanceId: string;
  readonly subscriptionId: number;
  readonly terminating: boolean;
  readonly compressionType: number;
  readonly metrics: Uint8Array;
}

/** Versions 0. @public */
export interface PushTelemetryResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
}

/** Versions 0 to 9. @public */
export interface JoinGroupRequest {
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  /** Versions 1+. */
  readonly rebalanceTimeoutMs: number;
  readonly memberId: string;
  /** Versions 5+. */
  readonly groupInstanceId: string | null;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupRequestProtocol[];
  /** Versions 8+. */
  readonly reason: string | null;
}

/** @public */
export interface JoinGroupRequestProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** Versions 0 to 9. @public */
export interface JoinGroupResponse {
  /** Versions 2+. */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly generationId: number;
  /** Versions 7+. */
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leader: string;
  /** Versions 9+. */
  readonly skipAssignment: boolean;
  readonly memberId: string;
  readonly members: readonly JoinGroupResponseMember[];
}

/** @public */
export interface JoinGroupResponseMember {
  readonly memberId: string;
  /** Versions 5+. */
  readonly groupInstanceId: string | null;
  readonly metadata: Uint8Array;
}

/** Versions 0 to 5. @public */
export interface SyncGroupRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  /** Versions 3+. */
  readonly groupInstanceId: string | null;
  /** Versions 5+. */
  readonly protocolType: string | null;
  /** Versions 5+. */
  readonly protocolName: string | null;
  readonly assignments: readonly SyncGroupRequestAssignment[];
}

/** @public */
export interface SyncGroupRequestAssignment {
  readonly memberId: string;
  readonly assignment: Uint8Array;
}

/** Versions 0 to 5. @public */
export interface SyncGroupResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Versions 5+. */
  readonly protocolType: string | null;
  /** Versions 5+. */
  readonly protocolName: string | null;
  readonly assignment: Uint8Array;
}

/** Versions 0 to 4. @public */
export interface HeartbeatRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  /** Versions 3+. */
  readonly groupInstanceId: string | null;
}

/** Versions 0 to 4. @public */
export interface HeartbeatResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
}

/** Versions 0 to 5. @public */
export interface LeaveGroupRequest {
  readonly groupId: string;
  /** Versions 0 to 2. */
  readonly memberId: string;
  /** Versions 3+. */
  readonly members: readonly LeaveGroupRequestMember[];
}

/** @public */
export interface LeaveGroupRequestMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  /** Versions 5+. */
  readonly reason: string | null;
}

/** Versions 0 to 5. @public */
export interface LeaveGroupResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Versions 3+. */
  readonly members: readonly LeaveGroupResponseMember[];
}

/** @public */
export interface LeaveGroupResponseMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly errorCode: number;
}

/** Versions 0 to 6. @public */
export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
  /** Versions 3+. */
  readonly includeAuthorizedOperations: boolean;
}

/** Versions 0 to 6. @public */
export interface DescribeGroupsResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribeGroupsResponseGroup[];
}

/** @public */
export interface DescribeGroupsResponseGroup {
  readonly errorCode: number;
  /** Versions 6+. */
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly protocolType: string;
  readonly protocolData: string;
  readonly members: readonly DescribeGroupsResponseMember[];
  /** Versions 3+. */
  readonly authorizedOperations: number;
}

/** @public */
export interface DescribeGroupsResponseMember {
  readonly memberId: string;
  /** Versions 4+. */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly memberMetadata: Uint8Array;
  readonly memberAssignment: Uint8Array;
}

/** Versions 0 to 5. @public */
export interface ListGroupsRequest {
  /** Versions 4+. */
  readonly statesFilter: readonly string[];
  /** Versions 5+. */
  readonly typesFilter: readonly string[];
}

/** Versions 0 to 5. @public */
export interface ListGroupsResponse {
  /** Versions 1+. */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly groups: readonly ListGroupsResponseGroup[];
}

/** @public */
export interface ListGroupsResponseGroup {
  readonly groupId: string;
  readonly protocolType: string;
  /** Versions 4+. */
  readonly groupState: string;
  /** Versions 5+. */
  readonly groupType: string;
}

/** Versions 0 to 2. @public */
export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[];
}

/** Versions 0 to 2. @public */
export interface DeleteGroupsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DeleteGroupsResponseGroup[];
}

/** @public */
export interface DeleteGroupsResponseGroup {
  readonly groupId: string;
  readonly errorCode: number;
}

/** Versions 0 to 1. @public */
export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly subscribedTopicNames: readonly string[] | null;
  /** Versions 1+. */
  readonly subscribedTopicRegex: string | null;
  readonly serverAssignor: string | null;
  readonly topicPartitions:
    | readonly ConsumerGroupHeartbeatRequestTopicPartitions[]
    | null;
}

/** @public */
export interface ConsumerGroupHeartbeatRequestTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 1. @public */
export interface ConsumerGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ConsumerGroupHeartbeatResponseAssignment | null;
}

/** @public */
export interface ConsumerGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartitions[];
}

/** @public */
export interface ConsumerGroupHeartbeatResponseTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 1. @public */
export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

/** Versions 0 to 1. @public */
export interface ConsumerGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly ConsumerGroupDescribeResponseGroup[];
}

/** @public */
export interface ConsumerGroupDescribeResponseGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ConsumerGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
}

/** @public */
export interface ConsumerGroupDescribeResponseMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly subscribedTopicRegex: string | null;
  readonly assignment: ConsumerGroupDescribeResponseAssignment;
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment;
  /** Versions 1+. */
  readonly memberType: number;
}

/** @public */
export interface ConsumerGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitions[];
}

/** @public */
export interface ConsumerGroupDescribeResponseTopicPartitions {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}

/** Versions 2 to 10. @public */
export interface OffsetCommitRequest {
  readonly groupId: string;
  readonly generationIdOrMemberEpoch: number;
  readonly memberId: string;
  /** Versions 7+. */
  readonly groupInstanceId: string | null;
  /** Versions 2 to 4. */
  readonly retentionTimeMs: number;
  readonly topics: readonly OffsetCommitRequestTopic[];
}

/** @public */
export interface OffsetCommitRequestTopic {
  /** Versions 2 to 9. */
  readonly name: string;
  /** Versions 10+. */
  readonly topicId: string;
  readonly partitions: readonly OffsetCommitRequestPartition[];
}

/** @public */
export interface OffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  /** Versions 6+. */
  readonly committedLeaderEpoch: number;
  readonly committedMetadata: string | null;
}

/** Versions 2 to 10. @public */
export interface OffsetCommitResponse {
  /** Versions 3+. */
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetCommitResponseTopic[];
}

/** @public */
export interface OffsetCommitResponseTopic {
  /** Versions 2 to 9. */
  readonly name: string;
  /** Versions 10+. */
  readonly topicId: string;
  readonly partitions: readonly OffsetCommitResponsePartition[];
}

/** @public */
export interface OffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 1 to 10. @public */
export interface OffsetFetchRequest {
  /** Versions 1 to 7. */
  readonly groupId: string;
  /** Versions 1 to 7. */
  readonly topics: readonly OffsetFetchRequestTopic[] | null;
  /** Versions 8+. */
  readonly groups: readonly OffsetFetchRequestGroup[];
  /** Versions 7+. */
  readonly requireStable: boolean;
}

/** @public */
export interface OffsetFetchRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** @public */
export interface OffsetFetchRequestGroup {
  readonly groupId: string;
  /** Versions 9+. */
  readonly memberId: string | null;
  /** Versions 9+. */
  readonly memberEpoch: number;
  readonly topics: readonly OffsetFetchRequestGroupTopic[] | null;
}

/** @public */
export interface OffsetFetchRequestGroupTopic {
  /** Versions 8 to 9. */
  readonly name: string;
  /** Versions 10+. */
  readonly topicId: string;
  readonly partitionIndexes: readonly number[];
}

/** Versions 1 to 10. @public */
export interface OffsetFetchResponse {
  /** Versions 3+. */
  readonly throttleTimeMs: number;
  /** Versions 1 to 7. */
  readonly topics: readonly OffsetFetchResponseTopic[];
  /** Versions 2 to 7. */
  readonly errorCode: number;
  /** Versions 8+. */
  readonly groups: readonly OffsetFetchResponseGroup[];
}

/** @public */
export interface OffsetFetchResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetFetchResponsePartition[];
}

/** @public */
export interface OffsetFetchResponsePartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  /** Versions 5 to 7. */
  readonly committedLeaderEpoch: number;
  readonly metadata: string | null;
  readonly errorCode: number;
}

/** @public */
export interface OffsetFetchResponseGroup {
  readonly groupId: string;
  readonly topics: readonly OffsetFetchResponseGroupTopic[];
  readonly errorCode: number;
}

/** @public */
export interface OffsetFetchResponseGroupTopic {
  /** Versions 8 to 9. */
  readonly name: string;
  /** Versions 10+. */
  readonly topicId: string;
  readonly partitions: readonly OffsetFetchResponseGroupPartition[];
}

/** @public */
export interface OffsetFetchResponseGroupPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch: number;
  readonly metadata: string | null;
  readonly errorCode: number;
}

/** Versions 0. @public */
export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetDeleteRequestTopic[];
}

/** @public */
export interface OffsetDeleteRequestTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteRequestPartition[];
}

/** @public */
export interface OffsetDeleteRequestPartition {
  readonly partitionIndex: number;
}

/** Versions 0. @public */
export interface OffsetDeleteResponse {
  readonly errorCode: number;
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetDeleteResponseTopic[];
}

/** @public */
export interface OffsetDeleteResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteResponsePartition[];
}

/** @public */
export interface OffsetDeleteResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 0 to 6. @public */
export interface InitProducerIdRequest {
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  /** Versions 3+. */
  readonly producerId: number;
  /** Versions 3+. */
  readonly producerEpoch: number;
  /** Versions 6+. */
  readonly enable2Pc: boolean;
  /** Versions 6+. */
  readonly keepPreparedTxn: boolean;
}

/** Versions 0 to 6. @public */
export interface InitProducerIdResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Versions 6+. */
  readonly ongoingTxnProducerId: number;
  /** Versions 6+. */
  readonly ongoingTxnProducerEpoch: number;
}

/** Versions 0 to 5. @public */
export interface AddPartitionsToTxnRequest {
  /** Versions 4+. */
  readonly transactions: readonly AddPartitionsToTxnRequestTransaction[];
  /** Versions 0 to 3. */
  readonly v3AndBelowTransactionalId: string;
  /** Versions 0 to 3. */
  readonly v3AndBelowProducerId: number;
  /** Versions 0 to 3. */
  readonly v3AndBelowProducerEpoch: number;
  /** Versions 0 to 3. */
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnRequestTopic[];
}

/** @public */
export interface AddPartitionsToTxnRequestTransaction {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly verifyOnly: boolean;
  readonly topics: readonly AddPartitionsToTxnRequestTopic[];
}

/** @public */
export interface AddPartitionsToTxnRequestTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 5. @public */
export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs: number;
  /** Versions 4+. */
  readonly errorCode: number;
  /** Versions 4+. */
  readonly resultsByTransaction: readonly AddPartitionsToTxnResponseTransaction[];
  /** Versions 0 to 3. */
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseTopic[];
}

/** @public */
export interface AddPartitionsToTxnResponseTransaction {
  readonly transactionalId: string;
  readonly topicResults: readonly AddPartitionsToTxnResponseTopic[];
}

/** @public */
export interface AddPartitionsToTxnResponseTopic {
  readonly name: string;
  readonly resultsByPartition: readonly AddPartitionsToTxnResponsePartition[];
}

/** @public */
export interface AddPartitionsToTxnResponsePartition {
  readonly partitionIndex: number;
  readonly partitionErrorCode: number;
}

/** Versions 0 to 4. @public */
export interface AddOffsetsToTxnRequest {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly groupId: string;
}

/** Versions 0 to 4. @public */
export interface AddOffsetsToTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
}

/** Versions 0 to 5. @public */
export interface EndTxnRequest {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly committed: boolean;
}

/** Versions 0 to 5. @public */
export interface EndTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Versions 5+. */
  readonly producerId: number;
  /** Versions 5+. */
  readonly producerEpoch: number;
}

/** Versions 1 to 2. @public */
export interface WriteTxnMarkersRequest {
  readonly markers: readonly WriteTxnMarkersRequestMarker[];
}

/** @public */
export interface WriteTxnMarkersRequestMarker {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly transactionResult: boolean;
  readonly topics: readonly WriteTxnMarkersRequestTopic[];
  readonly coordinatorEpoch: number;
  /** Versions 2+. */
  readonly transactionVersion: number;
}

/** @public */
export interface WriteTxnMarkersRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Versions 1 to 2. @public */
export interface WriteTxnMarkersResponse {
  readonly markers: readonly WriteTxnMarkersResponseMarker[];
}

/** @public */
export interface WriteTxnMarkersResponseMarker {
  readonly producerId: number;
  readonly topics: readonly WriteTxnMarkersResponseTopic[];
}

/** @public */
export interface WriteTxnMarkersResponseTopic {
  readonly name: string;
  readonly partitions: readonly WriteTxnMarkersResponsePartition[];
}

/** @public */
export interface WriteTxnMarkersResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 0 to 5. @public */
export interface TxnOffsetCommitRequest {
  readonly transactionalId: string;
  readonly groupId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Versions 3+. */
  readonly generationId: number;
  /** Versions 3+. */
  readonly memberId: string;
  /** Versions 3+. */
  readonly groupInstanceId: string | null;
  readonly topics: readonly TxnOffsetCommitRequestTopic[];
}

/** @public */
export interface TxnOffsetCommitRequestTopic {
  readonly name: string;
  readonly partitions: readonly TxnOffsetCommitRequestPartition[];
}

/** @public */
export interface TxnOffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  /** Versions 2+. */
  readonly committedLeaderEpoch: number;
  readonly committedMetadata: string | null;
}

/** Versions 0 to 5. @public */
export interface TxnOffsetCommitResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly TxnOffsetCommitResponseTopic[];
}

/** @public */
export interface TxnOffsetCommitResponseTopic {
  readonly name: string;
  readonly partitions: readonly TxnOffsetCommitResponsePartition[];
}

/** @public */
export interface TxnOffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 0. @public */
export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[];
}

/** Versions 0. @public */
export interface DescribeTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly transactionStates: readonly DescribeTransactionsResponseTransaction[];
}

/** @public */
export interface DescribeTransactionsResponseTransaction {
  readonly errorCode: number;
  readonly transactionalId: string;
  readonly transactionState: string;
  readonly transactionTimeoutMs: number;
  readonly transactionStartTimeMs: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly topics: readonly DescribeTransactionsResponseTopic[];
}

/** @public */
export interface DescribeTransactionsResponseTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 2. @public */
export interface ListTransactionsRequest {
  readonly stateFilters: readonly string[];
  readonly producerIdFilters: readonly number[];
  /** Versions 1+. */
  readonly durationFilter: number;
  /** Versions 2+. */
  readonly transactionalIdPattern: string | null;
}

/** Versions 0 to 2. @public */
export interface ListTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly unknownStateFilters: readonly string[];
  readonly transactionStates: readonly ListTransactionsResponseTransaction[];
}

/** @public */
export interface ListTransactionsResponseTransaction {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly transactionState: string;
}

/** Versions 0. @public */
export interface AllocateProducerIdsRequest {
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/** Versions 0. @public */
export interface AllocateProducerIdsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerIdStart: number;
  readonly producerIdLen: number;
}

/** Versions 1. @public */
export interface ShareGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly rackId: string | null;
  readonly subscribedTopicNames: readonly string[] | null;
}

/** Versions 1. @public */
export interface ShareGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ShareGroupHeartbeatResponseAssignment | null;
}

/** @public */
export interface ShareGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[];
}

/** @public */
export interface ShareGroupHeartbeatResponseTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 1. @public */
export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

/** Versions 1. @public */
export interface ShareGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly ShareGroupDescribeResponseGroup[];
}

/** @public */
export interface ShareGroupDescribeResponseGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ShareGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
}

/** @public */
export interface ShareGroupDescribeResponseMember {
  readonly memberId: string;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly assignment: ShareGroupDescribeResponseAssignment;
}

/** @public */
export interface ShareGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[];
}

/** @public */
export interface ShareGroupDescribeResponseTopicPartitions {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}

/** Versions 1 to 2. @public */
export interface ShareFetchRequest {
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly shareSessionEpoch: number;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxRecords: number;
  readonly batchSize: number;
  /** Versions 2+. */
  readonly shareAcquireMode: number;
  /** Versions 2+. */
  readonly isRenewAck: boolean;
  readonly topics: readonly ShareFetchRequestTopic[];
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopic[];
}

/** @public */
export interface ShareFetchRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly ShareFetchRequestPartition[];
}

/** @public */
export interface ShareFetchRequestPartition {
  readonly partitionIndex: number;
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[];
}

/** @public */
export interface ShareFetchRequestAcknowledgementBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly acknowledgeTypes: readonly number[];
}

/** @public */
export interface ShareFetchRequestForgottenTopic {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 1 to 2. @public */
export interface ShareFetchResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly acquisitionLockTimeoutMs: number;
  readonly responses: readonly ShareFetchResponseTopic[];
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[];
}

/** @public */
export interface ShareFetchResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly ShareFetchResponsePartition[];
}

/** @public */
export interface ShareFetchResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly acknowledgeErrorCode: number;
  readonly acknowledgeErrorMessage: string | null;
  readonly currentLeader: ShareFetchResponseLeader;
  readonly records: Records | null;
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecords[];
}

/** @public */
export interface ShareFetchResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface ShareFetchResponseAcquiredRecords {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryCount: number;
}

/** @public */
export interface ShareFetchResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** Versions 1 to 2. @public */
export interface ShareAcknowledgeRequest {
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly shareSessionEpoch: number;
  /** Versions 2+. */
  readonly isRenewAck: boolean;
  readonly topics: readonly ShareAcknowledgeRequestTopic[];
}

/** @public */
export interface ShareAcknowledgeRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly ShareAcknowledgeRequestPartition[];
}

/** @public */
export interface ShareAcknowledgeRequestPartition {
  readonly partitionIndex: number;
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[];
}

/** @public */
export interface ShareAcknowledgeRequestAcknowledgementBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly acknowledgeTypes: readonly number[];
}

/** Versions 1 to 2. @public */
export interface ShareAcknowledgeResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Versions 2+. */
  readonly acquisitionLockTimeoutMs: number;
  readonly responses: readonly ShareAcknowledgeResponseTopic[];
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[];
}

/** @public */
export interface ShareAcknowledgeResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly ShareAcknowledgeResponsePartition[];
}

/** @public */
export interface ShareAcknowledgeResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly currentLeader: ShareAcknowledgeResponseLeader;
}

/** @public */
export interface ShareAcknowledgeResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface ShareAcknowledgeResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** Versions 0 to 1. @public */
export interface DescribeShareGroupOffsetsRequest {
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroup[];
}

/** @public */
export interface DescribeShareGroupOffsetsRequestGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null;
}

/** @public */
export interface DescribeShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 1. @public */
export interface DescribeShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroup[];
}

/** @public */
export interface DescribeShareGroupOffsetsResponseGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopic[];
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** @public */
export interface DescribeShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: string;
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartition[];
}

/** @public */
export interface DescribeShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly startOffset: number;
  readonly leaderEpoch: number;
  /** Versions 1+. */
  readonly lag: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly AlterShareGroupOffsetsRequestTopic[];
}

/** @public */
export interface AlterShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartition[];
}

/** @public */
export interface AlterShareGroupOffsetsRequestPartition {
  readonly partitionIndex: number;
  readonly startOffset: number;
}

/** Versions 0. @public */
export interface AlterShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterShareGroupOffsetsResponseTopic[];
}

/** @public */
export interface AlterShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: string;
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartition[];
}

/** @public */
export interface AlterShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface DeleteShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopic[];
}

/** @public */
export interface DeleteShareGroupOffsetsRequestTopic {
  readonly topicName: string;
}

/** Versions 0. @public */
export interface DeleteShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly DeleteShareGroupOffsetsResponseTopic[];
}

/** @public */
export interface DeleteShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface InitializeShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly InitializeShareGroupStateRequestTopic[];
}

/** @public */
export interface InitializeShareGroupStateRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly InitializeShareGroupStateRequestPartition[];
}

/** @public */
export interface InitializeShareGroupStateRequestPartition {
  readonly partition: number;
  readonly stateEpoch: number;
  readonly startOffset: number;
}

/** Versions 0. @public */
export interface InitializeShareGroupStateResponse {
  readonly results: readonly InitializeShareGroupStateResponseTopic[];
}

/** @public */
export interface InitializeShareGroupStateResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly InitializeShareGroupStateResponsePartition[];
}

/** @public */
export interface InitializeShareGroupStateResponsePartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface ReadShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly ReadShareGroupStateRequestTopic[];
}

/** @public */
export interface ReadShareGroupStateRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly ReadShareGroupStateRequestPartition[];
}

/** @public */
export interface ReadShareGroupStateRequestPartition {
  readonly partition: number;
  readonly leaderEpoch: number;
}

/** Versions 0. @public */
export interface ReadShareGroupStateResponse {
  readonly results: readonly ReadShareGroupStateResponseTopic[];
}

/** @public */
export interface ReadShareGroupStateResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly ReadShareGroupStateResponsePartition[];
}

/** @public */
export interface ReadShareGroupStateResponsePartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  readonly startOffset: number;
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatch[];
}

/** @public */
export interface ReadShareGroupStateResponseStateBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryState: number;
  readonly deliveryCount: number;
}

/** Versions 0 to 1. @public */
export interface WriteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly WriteShareGroupStateRequestTopic[];
}

/** @public */
export interface WriteShareGroupStateRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly WriteShareGroupStateRequestPartition[];
}

/** @public */
export interface WriteShareGroupStateRequestPartition {
  readonly partition: number;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: number;
  /** Versions 1+. */
  readonly deliveryCompleteCount: number;
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatch[];
}

/** @public */
export interface WriteShareGroupStateRequestStateBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryState: number;
  readonly deliveryCount: number;
}

/** Versions 0 to 1. @public */
export interface WriteShareGroupStateResponse {
  readonly results: readonly WriteShareGroupStateResponseTopic[];
}

/** @public */
export interface WriteShareGroupStateResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly WriteShareGroupStateResponsePartition[];
}

/** @public */
export interface WriteShareGroupStateResponsePartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface DeleteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteShareGroupStateRequestTopic[];
}

/** @public */
export interface DeleteShareGroupStateRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly DeleteShareGroupStateRequestPartition[];
}

/** @public */
export interface DeleteShareGroupStateRequestPartition {
  readonly partition: number;
}

/** Versions 0. @public */
export interface DeleteShareGroupStateResponse {
  readonly results: readonly DeleteShareGroupStateResponseTopic[];
}

/** @public */
export interface DeleteShareGroupStateResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly DeleteShareGroupStateResponsePartition[];
}

/** @public */
export interface DeleteShareGroupStateResponsePartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0 to 1. @public */
export interface ReadShareGroupStateSummaryRequest {
  readonly groupId: string;
  readonly topics: readonly ReadShareGroupStateSummaryRequestTopic[];
}

/** @public */
export interface ReadShareGroupStateSummaryRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartition[];
}

/** @public */
export interface ReadShareGroupStateSummaryRequestPartition {
  readonly partition: number;
  readonly leaderEpoch: number;
}

/** Versions 0 to 1. @public */
export interface ReadShareGroupStateSummaryResponse {
  readonly results: readonly ReadShareGroupStateSummaryResponseTopic[];
}

/** @public */
export interface ReadShareGroupStateSummaryResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartition[];
}

/** @public */
export interface ReadShareGroupStateSummaryResponsePartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: number;
  /** Versions 1+. */
  readonly deliveryCompleteCount: number;
}

/** Versions 0. @public */
export interface StreamsGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly endpointInformationEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly topology: StreamsGroupHeartbeatRequestTopology | null;
  readonly activeTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly standbyTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly warmupTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null;
  readonly processId: string | null;
  readonly userEndpoint: StreamsGroupHeartbeatRequestEndpoint | null;
  readonly clientTags: readonly StreamsGroupHeartbeatRequestKeyValue[] | null;
  readonly taskOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null;
  readonly taskEndOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null;
  readonly shutdownApplication: boolean;
}

/** @public */
export interface StreamsGroupHeartbeatRequestTopology {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupHeartbeatRequestSubtopology[];
}

/** @public */
export interface StreamsGroupHeartbeatRequestSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly sourceTopicRegex: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[];
  readonly repartitionSinkTopics: readonly string[];
  readonly repartitionSourceTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[];
  readonly copartitionGroups: readonly StreamsGroupHeartbeatRequestCopartitionGroup[];
}

/** @public */
export interface StreamsGroupHeartbeatRequestTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupHeartbeatRequestKeyValue[];
}

/** @public */
export interface StreamsGroupHeartbeatRequestKeyValue {
  readonly key: string;
  readonly value: string;
}

/** @public */
export interface StreamsGroupHeartbeatRequestCopartitionGroup {
  readonly sourceTopics: readonly number[];
  readonly sourceTopicRegex: readonly number[];
  readonly repartitionSourceTopics: readonly number[];
}

/** @public */
export interface StreamsGroupHeartbeatRequestTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

/** @public */
export interface StreamsGroupHeartbeatRequestEndpoint {
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface StreamsGroupHeartbeatRequestTaskOffset {
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: number;
}

/** Versions 0. @public */
export interface StreamsGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly acceptableRecoveryLag: number;
  readonly taskOffsetIntervalMs: number;
  readonly status: readonly StreamsGroupHeartbeatResponseStatus[] | null;
  readonly activeTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly standbyTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly warmupTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null;
  readonly endpointInformationEpoch: number;
  readonly partitionsByUserEndpoint:
    | readonly StreamsGroupHeartbeatResponseEndpointPartitions[]
    | null;
}

/** @public */
export interface StreamsGroupHeartbeatResponseStatus {
  readonly statusCode: number;
  readonly statusDetail: string;
}

/** @public */
export interface StreamsGroupHeartbeatResponseTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

/** @public */
export interface StreamsGroupHeartbeatResponseEndpointPartitions {
  readonly userEndpoint: StreamsGroupHeartbeatResponseEndpoint;
  readonly activePartitions: readonly StreamsGroupHeartbeatResponseTopicPartitions[];
  readonly standbyPartitions: readonly StreamsGroupHeartbeatResponseTopicPartitions[];
}

/** @public */
export interface StreamsGroupHeartbeatResponseEndpoint {
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface StreamsGroupHeartbeatResponseTopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Versions 0. @public */
export interface StreamsGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

/** Versions 0. @public */
export interface StreamsGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly StreamsGroupDescribeResponseGroup[];
}

/** @public */
export interface StreamsGroupDescribeResponseGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly topology: StreamsGroupDescribeResponseTopology | null;
  readonly members: readonly StreamsGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
}

/** @public */
export interface StreamsGroupDescribeResponseTopology {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupDescribeResponseSubtopology[] | null;
}

/** @public */
export interface StreamsGroupDescribeResponseSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly repartitionSinkTopics: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
  readonly repartitionSourceTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
}

/** @public */
export interface StreamsGroupDescribeResponseTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupDescribeResponseKeyValue[];
}

/** @public */
export interface StreamsGroupDescribeResponseKeyValue {
  readonly key: string;
  readonly value: string;
}

/** @public */
export interface StreamsGroupDescribeResponseMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly topologyEpoch: number;
  readonly processId: string;
  readonly userEndpoint: StreamsGroupDescribeResponseEndpoint | null;
  readonly clientTags: readonly StreamsGroupDescribeResponseKeyValue[];
  readonly taskOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  readonly taskEndOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  readonly assignment: StreamsGroupDescribeResponseAssignment;
  readonly targetAssignment: StreamsGroupDescribeResponseAssignment;
  readonly isClassic: boolean;
}

/** @public */
export interface StreamsGroupDescribeResponseEndpoint {
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface StreamsGroupDescribeResponseTaskOffset {
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: number;
}

/** @public */
export interface StreamsGroupDescribeResponseAssignment {
  readonly activeTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  readonly standbyTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  readonly warmupTasks: readonly StreamsGroupDescribeResponseTaskIds[];
}

/** @public */
export interface StreamsGroupDescribeResponseTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

/** Versions 0 to 2. @public */
export interface VoteRequest {
  readonly clusterId: string | null;
  /** Versions 1+. */
  readonly voterId: number;
  readonly topics: readonly VoteRequestTopic[];
}

/** @public */
export interface VoteRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly VoteRequestPartition[];
}

/** @public */
export interface VoteRequestPartition {
  readonly partitionIndex: number;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  /** Versions 1+. */
  readonly replicaDirectoryId: string;
  /** Versions 1+. */
  readonly voterDirectoryId: string;
  readonly lastOffsetEpoch: number;
  readonly lastOffset: number;
  /** Versions 2+. */
  readonly preVote: boolean;
}

/** Versions 0 to 2. @public */
export interface VoteResponse {
  readonly errorCode: number;
  readonly topics: readonly VoteResponseTopic[];
  /** Versions 1+. */
  readonly nodeEndpoints: readonly VoteResponseNodeEndpoint[];
}

/** @public */
export interface VoteResponseTopic {
  readonly topicName: string;
  readonly partitions: readonly VoteResponsePartition[];
}

/** @public */
export interface VoteResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly voteGranted: boolean;
}

/** @public */
export interface VoteResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface BeginQuorumEpochRequest {
  readonly clusterId: string | null;
  /** Versions 1+. */
  readonly voterId: number;
  readonly topics: readonly BeginQuorumEpochRequestTopic[];
  /** Versions 1+. */
  readonly leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpoint[];
}

/** @public */
export interface BeginQuorumEpochRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly BeginQuorumEpochRequestPartition[];
}

/** @public */
export interface BeginQuorumEpochRequestPartition {
  readonly partitionIndex: number;
  /** Versions 1+. */
  readonly voterDirectoryId: string;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface BeginQuorumEpochRequestLeaderEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface BeginQuorumEpochResponse {
  readonly errorCode: number;
  readonly topics: readonly BeginQuorumEpochResponseTopic[];
  /** Versions 1+. */
  readonly nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[];
}

/** @public */
export interface BeginQuorumEpochResponseTopic {
  readonly topicName: string;
  readonly partitions: readonly BeginQuorumEpochResponsePartition[];
}

/** @public */
export interface BeginQuorumEpochResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface BeginQuorumEpochResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface EndQuorumEpochRequest {
  readonly clusterId: string | null;
  readonly topics: readonly EndQuorumEpochRequestTopic[];
  /** Versions 1+. */
  readonly leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpoint[];
}

/** @public */
export interface EndQuorumEpochRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly EndQuorumEpochRequestPartition[];
}

/** @public */
export interface EndQuorumEpochRequestPartition {
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** Version 0. */
  readonly preferredSuccessors: readonly number[];
  /** Versions 1+. */
  readonly preferredCandidates: readonly EndQuorumEpochRequestCandidate[];
}

/** @public */
export interface EndQuorumEpochRequestCandidate {
  readonly candidateId: number;
  readonly candidateDirectoryId: string;
}

/** @public */
export interface EndQuorumEpochRequestLeaderEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface EndQuorumEpochResponse {
  readonly errorCode: number;
  readonly topics: readonly EndQuorumEpochResponseTopic[];
  /** Versions 1+. */
  readonly nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[];
}

/** @public */
export interface EndQuorumEpochResponseTopic {
  readonly topicName: string;
  readonly partitions: readonly EndQuorumEpochResponsePartition[];
}

/** @public */
export interface EndQuorumEpochResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface EndQuorumEpochResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 2. @public */
export interface DescribeQuorumRequest {
  readonly topics: readonly DescribeQuorumRequestTopic[];
}

/** @public */
export interface DescribeQuorumRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly DescribeQuorumRequestPartition[];
}

/** @public */
export interface DescribeQuorumRequestPartition {
  readonly partitionIndex: number;
}

/** Versions 0 to 2. @public */
export interface DescribeQuorumResponse {
  readonly errorCode: number;
  /** Versions 2+. */
  readonly errorMessage: string | null;
  readonly topics: readonly DescribeQuorumResponseTopic[];
  /** Versions 2+. */
  readonly nodes: readonly DescribeQuorumResponseNode[];
}

/** @public */
export interface DescribeQuorumResponseTopic {
  readonly topicName: string;
  readonly partitions: readonly DescribeQuorumResponsePartition[];
}

/** @public */
export interface DescribeQuorumResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Versions 2+. */
  readonly errorMessage: string | null;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly currentVoters: readonly DescribeQuorumResponseReplicaState[];
  readonly observers: readonly DescribeQuorumResponseReplicaState[];
}

/** @public */
export interface DescribeQuorumResponseReplicaState {
  readonly replicaId: number;
  /** Versions 2+. */
  readonly replicaDirectoryId: string;
  readonly logEndOffset: number;
  /** Versions 1+. */
  readonly lastFetchTimestamp: number;
  /** Versions 1+. */
  readonly lastCaughtUpTimestamp: number;
}

/** @public */
export interface DescribeQuorumResponseNode {
  readonly nodeId: number;
  readonly listeners: readonly DescribeQuorumResponseListener[];
}

/** @public */
export interface DescribeQuorumResponseListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface FetchSnapshotRequest {
  readonly clusterId: string | null;
  readonly replicaId: number;
  readonly maxBytes: number;
  readonly topics: readonly FetchSnapshotRequestTopic[];
}

/** @public */
export interface FetchSnapshotRequestTopic {
  readonly name: string;
  readonly partitions: readonly FetchSnapshotRequestPartition[];
}

/** @public */
export interface FetchSnapshotRequestPartition {
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly snapshotId: FetchSnapshotRequestSnapshotId;
  readonly position: number;
  /** Versions 1+. */
  readonly replicaDirectoryId: string;
}

/** @public */
export interface FetchSnapshotRequestSnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

/** Versions 0 to 1. @public */
export interface FetchSnapshotResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly topics: readonly FetchSnapshotResponseTopic[];
  /** Versions 1+. */
  readonly nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[];
}

/** @public */
export interface FetchSnapshotResponseTopic {
  readonly name: string;
  readonly partitions: readonly FetchSnapshotResponsePartition[];
}

/** @public */
export interface FetchSnapshotResponsePartition {
  readonly index: number;
  readonly errorCode: number;
  readonly snapshotId: FetchSnapshotResponseSnapshotId;
  readonly currentLeader: FetchSnapshotResponseLeader;
  readonly size: number;
  readonly position: number;
  readonly unalignedRecords: Records | null;
}

/** @public */
export interface FetchSnapshotResponseSnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

/** @public */
export interface FetchSnapshotResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @public */
export interface FetchSnapshotResponseNodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface AddRaftVoterRequest {
  readonly clusterId: string | null;
  readonly timeoutMs: number;
  readonly voterId: number;
  readonly voterDirectoryId: string;
  readonly listeners: readonly AddRaftVoterRequestListener[];
  /** Versions 1+. */
  readonly ackWhenCommitted: boolean;
}

/** @public */
export interface AddRaftVoterRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 1. @public */
export interface AddRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface RemoveRaftVoterRequest {
  readonly clusterId: string | null;
  readonly voterId: number;
  readonly voterDirectoryId: string;
}

/** Versions 0. @public */
export interface RemoveRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface UpdateRaftVoterRequest {
  readonly clusterId: string | null;
  readonly currentLeaderEpoch: number;
  readonly voterId: number;
  readonly voterDirectoryId: string;
  readonly listeners: readonly UpdateRaftVoterRequestListener[];
  readonly kRaftVersionFeature: UpdateRaftVoterRequestKRaftVersionFeature;
}

/** @public */
export interface UpdateRaftVoterRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface UpdateRaftVoterRequestKRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 0. @public */
export interface UpdateRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly currentLeader: UpdateRaftVoterResponseLeader;
}

/** @public */
export interface UpdateRaftVoterResponseLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly host: string;
  readonly port: number;
}

/** Versions 0 to 4. @public */
export interface BrokerRegistrationRequest {
  readonly brokerId: number;
  readonly clusterId: string;
  readonly incarnationId: string;
  readonly listeners: readonly BrokerRegistrationRequestListener[];
  readonly features: readonly BrokerRegistrationRequestFeature[];
  readonly rack: string | null;
  /** Versions 1+. */
  readonly isMigratingZkBroker: boolean;
  /** Versions 2+. */
  readonly logDirs: readonly string[];
  /** Versions 3+. */
  readonly previousBrokerEpoch: number;
}

/** @public */
export interface BrokerRegistrationRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
}

/** @public */
export interface BrokerRegistrationRequestFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 0 to 4. @public */
export interface BrokerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly brokerEpoch: number;
}

/** Versions 0 to 2. @public */
export interface BrokerHeartbeatRequest {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly currentMetadataOffset: number;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
  /** Versions 1+. */
  readonly offlineLogDirs: readonly string[];
  /** Versions 2+. */
  readonly cordonedLogDirs: readonly string[] | null;
}

/** Versions 0 to 2. @public */
export interface BrokerHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
}

/** Versions 0. @public */
export interface UnregisterBrokerRequest {
  readonly brokerId: number;
}

/** Versions 0. @public */
export interface UnregisterBrokerResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 0. @public */
export interface ControllerRegistrationRequest {
  readonly controllerId: number;
  readonly incarnationId: string;
  readonly zkMigrationReady: boolean;
  readonly listeners: readonly ControllerRegistrationRequestListener[];
  readonly features: readonly ControllerRegistrationRequestFeature[];
}

/** @public */
export interface ControllerRegistrationRequestListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
}

/** @public */
export interface ControllerRegistrationRequestFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Versions 0. @public */
export interface ControllerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 2 to 3. @public */
export interface AlterPartitionRequest {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly topics: readonly AlterPartitionRequestTopic[];
}

/** @public */
export interface AlterPartitionRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly AlterPartitionRequestPartition[];
}

/** @public */
export interface AlterPartitionRequestPartition {
  readonly partitionIndex: number;
  readonly leaderEpoch: number;
  /** Version 2. */
  readonly newIsr: readonly number[];
  /** Versions 3+. */
  readonly newIsrWithEpochs: readonly AlterPartitionRequestBrokerState[];
  readonly leaderRecoveryState: number;
  readonly partitionEpoch: number;
}

/** @public */
export interface AlterPartitionRequestBrokerState {
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/** Versions 2 to 3. @public */
export interface AlterPartitionResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly topics: readonly AlterPartitionResponseTopic[];
}

/** @public */
export interface AlterPartitionResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly AlterPartitionResponsePartition[];
}

/** @public */
export interface AlterPartitionResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly leaderRecoveryState: number;
  readonly partitionEpoch: number;
}

/** Versions 0. @public */
export interface AssignReplicasToDirsRequest {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly directories: readonly AssignReplicasToDirsRequestDirectory[];
}

/** @public */
export interface AssignReplicasToDirsRequestDirectory {
  readonly id: string;
  readonly topics: readonly AssignReplicasToDirsRequestTopic[];
}

/** @public */
export interface AssignReplicasToDirsRequestTopic {
  readonly topicId: string;
  readonly partitions: readonly AssignReplicasToDirsRequestPartition[];
}

/** @public */
export interface AssignReplicasToDirsRequestPartition {
  readonly partitionIndex: number;
}

/** Versions 0. @public */
export interface AssignReplicasToDirsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly directories: readonly AssignReplicasToDirsResponseDirectory[];
}

/** @public */
export interface AssignReplicasToDirsResponseDirectory {
  readonly id: string;
  readonly topics: readonly AssignReplicasToDirsResponseTopic[];
}

/** @public */
export interface AssignReplicasToDirsResponseTopic {
  readonly topicId: string;
  readonly partitions: readonly AssignReplicasToDirsResponsePartition[];
}

/** @public */
export interface AssignReplicasToDirsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

/** Versions 0. @public */
export interface EnvelopeRequest {
  readonly requestData: Uint8Array;
  readonly requestPrincipal: Uint8Array | null;
  readonly clientHostAddress: Uint8Array;
}

/** Versions 0. @public */
export interface EnvelopeResponse {
  readonly responseData: Uint8Array | null;
  readonly errorCode: number;
}

/** Versions 0 to 1. @public */
export interface SaslHandshakeRequest {
  readonly mechanism: string;
}

/** Versions 0 to 1. @public */
export interface SaslHandshakeResponse {
  readonly errorCode: number;
  readonly mechanisms: readonly string[];
}

/** Versions 0 to 2. @public */
export interface SaslAuthenticateRequest {
  readonly authBytes: Uint8Array;
}

/** Versions 0 to 2. @public */
export interface SaslAuthenticateResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly authBytes: Uint8Array;
  /** Versions 1+. */
  readonly sessionLifetimeMs: number;
}

/** Versions 1 to 3. @public */
export interface DescribeAclsRequest {
  readonly resourceTypeFilter: number;
  readonly resourceNameFilter: string | null;
  readonly patternTypeFilter: number;
  readonly principalFilter: string | null;
  readonly hostFilter: string | null;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 1 to 3. @public */
export interface DescribeAclsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resources: readonly DescribeAclsResponseResource[];
}

/** @public */
export interface DescribeAclsResponseResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly acls: readonly DescribeAclsResponseAcl[];
}

/** @public */
export interface DescribeAclsResponseAcl {
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 1 to 3. @public */
export interface CreateAclsRequest {
  readonly creations: readonly CreateAclsRequestAcl[];
}

/** @public */
export interface CreateAclsRequestAcl {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly resourcePatternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 1 to 3. @public */
export interface CreateAclsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly CreateAclsResponseAcl[];
}

/** @public */
export interface CreateAclsResponseAcl {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 1 to 3. @public */
export interface DeleteAclsRequest {
  readonly filters: readonly DeleteAclsRequestFilter[];
}

/** @public */
export interface DeleteAclsRequestFilter {
  readonly resourceTypeFilter: number;
  readonly resourceNameFilter: string | null;
  readonly patternTypeFilter: number;
  readonly principalFilter: string | null;
  readonly hostFilter: string | null;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 1 to 3. @public */
export interface DeleteAclsResponse {
  readonly throttleTimeMs: number;
  readonly filterResults: readonly DeleteAclsResponseFilter[];
}

/** @public */
export interface DeleteAclsResponseFilter {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly matchingAcls: readonly DeleteAclsResponseAcl[];
}

/** @public */
export interface DeleteAclsResponseAcl {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** Versions 0. @public */
export interface DescribeUserScramCredentialsRequest {
  readonly users: readonly DescribeUserScramCredentialsRequestUser[] | null;
}

/** @public */
export interface DescribeUserScramCredentialsRequestUser {
  readonly name: string;
}

/** Versions 0. @public */
export interface DescribeUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly results: readonly DescribeUserScramCredentialsResponseUser[];
}

/** @public */
export interface DescribeUserScramCredentialsResponseUser {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredential[];
}

/** @public */
export interface DescribeUserScramCredentialsResponseCredential {
  readonly mechanism: number;
  readonly iterations: number;
}

/** Versions 0. @public */
export interface AlterUserScramCredentialsRequest {
  readonly deletions: readonly AlterUserScramCredentialsRequestDeletion[];
  readonly upsertions: readonly AlterUserScramCredentialsRequestUpsertion[];
}

/** @public */
export interface AlterUserScramCredentialsRequestDeletion {
  readonly name: string;
  readonly mechanism: number;
}

/** @public */
export interface AlterUserScramCredentialsRequestUpsertion {
  readonly name: string;
  readonly mechanism: number;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly saltedPassword: Uint8Array;
}

/** Versions 0. @public */
export interface AlterUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterUserScramCredentialsResponseUser[];
}

/** @public */
export interface AlterUserScramCredentialsResponseUser {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** Versions 1 to 3. @public */
export interface CreateDelegationTokenRequest {
  /** Versions 3+. */
  readonly ownerPrincipalType: string | null;
  /** Versions 3+. */
  readonly ownerPrincipalName: string | null;
  readonly renewers: readonly CreateDelegationTokenRequestRenewer[];
  readonly maxLifetimeMs: number;
}

/** @public */
export interface CreateDelegationTokenRequestRenewer {
  readonly principalType: string;
  readonly principalName: string;
}

/** Versions 1 to 3. @public */
export interface CreateDelegationTokenResponse {
  readonly errorCode: number;
  readonly principalType: string;
  readonly principalName: string;
  /** Versions 3+. */
  readonly tokenRequesterPrincipalType: string;
  /** Versions 3+. */
  readonly tokenRequesterPrincipalName: string;
  readonly issueTimestampMs: number;
  readonly expiryTimestampMs: number;
  readonly maxTimestampMs: number;
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly throttleTimeMs: number;
}

/** Versions 1 to 2. @public */
export interface RenewDelegationTokenRequest {
  readonly hmac: Uint8Array;
  readonly renewPeriodMs: number;
}

/** Versions 1 to 2. @public */
export interface RenewDelegationTokenResponse {
  readonly errorCode: number;
  readonly expiryTimestampMs: number;
  readonly throttleTimeMs: number;
}

/** Versions 1 to 2. @public */
export interface ExpireDelegationTokenRequest {
  readonly hmac: Uint8Array;
  readonly expiryTimePeriodMs: number;
}

/** Versions 1 to 2. @public */
export interface ExpireDelegationTokenResponse {
  readonly errorCode: number;
  readonly expiryTimestampMs: number;
  readonly throttleTimeMs: number;
}

/** Versions 1 to 3. @public */
export interface DescribeDelegationTokenRequest {
  readonly owners: readonly DescribeDelegationTokenRequestOwner[] | null;
}

/** @public */
export interface DescribeDelegationTokenRequestOwner {
  readonly principalType: string;
  readonly principalName: string;
}

/** Versions 1 to 3. @public */
export interface DescribeDelegationTokenResponse {
  readonly errorCode: number;
  readonly tokens: readonly DescribeDelegationTokenResponseToken[];
  readonly throttleTimeMs: number;
}

/** @public */
export interface DescribeDelegationTokenResponseToken {
  readonly principalType: string;
  readonly principalName: string;
  /** Versions 3+. */
  readonly tokenRequesterPrincipalType: string;
  /** Versions 3+. */
  readonly tokenRequesterPrincipalName: string;
  readonly issueTimestamp: number;
  readonly expiryTimestamp: number;
  readonly maxTimestamp: number;
  readonly tokenId: string;
  readonly hmac: Uint8Array;
  readonly renewers: readonly DescribeDelegationTokenResponseRenewer[];
}

/** @public */
export interface DescribeDelegationTokenResponseRenewer {
  readonly principalType: string;
  readonly principalName: string;
}

/** Versions 0. @public */
export interface LegacyOffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Versions 0. @public */
export interface LegacyOffsetCommitValue {
  readonly offset: number;
  readonly metadata: string;
  readonly commitTimestamp: number;
}

/** Versions 0. @public */
export interface OffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Versions 0 to 4. @public */
export interface OffsetCommitValue {
  readonly offset: number;
  /** Versions 3+. */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestamp: number;
  /** Version 1. */
  readonly expireTimestamp: number;
  /** Versions 4+. */
  readonly topicId: string;
}

/** Versions 0. @public */
export interface GroupMetadataKey {
  readonly group: string;
}

/** Versions 0 to 4. @public */
export interface GroupMetadataValue {
  readonly protocolType: string;
  readonly generation: number;
  readonly protocol: string | null;
  readonly leader: string | null;
  /** Versions 2+. */
  readonly currentStateTimestamp: number;
  readonly members: readonly GroupMetadataValueMember[];
}

/** @public */
export interface GroupMetadataValueMember {
  readonly memberId: string;
  /** Versions 3+. */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** Versions 1+. */
  readonly rebalanceTimeout: number;
  readonly sessionTimeout: number;
  readonly subscription: Uint8Array;
  readonly assignment: Uint8Array;
}

/** Versions 0. @public */
export interface ConsumerGroupMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: number;
}

/** Versions 0. @public */
export interface ConsumerGroupPartitionMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupPartitionMetadataValue {
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopic[];
}

/** @public */
export interface ConsumerGroupPartitionMetadataValueTopic {
  readonly topicId: string;
  readonly topicName: string;
  readonly numPartitions: number;
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartition[];
}

/** @public */
export interface ConsumerGroupPartitionMetadataValuePartition {
  readonly partition: number;
  readonly racks: readonly string[];
}

/** Versions 0. @public */
export interface ConsumerGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupMemberMetadataValue {
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly subscribedTopicRegex: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly serverAssignor: string | null;
  readonly classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null;
}

/** @public */
export interface ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  readonly sessionTimeoutMs: number;
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueProtocol[];
}

/** @public */
export interface ConsumerGroupMemberMetadataValueProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** Versions 0. @public */
export interface ConsumerGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number;
  readonly assignmentTimestamp: number;
}

/** Versions 0. @public */
export interface ConsumerGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupTargetAssignmentMemberValue {
  readonly topicPartitions:
    | readonly ConsumerGroupTargetAssignmentMemberValueTopicPartitions[]
    | null;
}

/** @public */
export interface ConsumerGroupTargetAssignmentMemberValueTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 0. @public */
export interface ConsumerGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ConsumerGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly assignedPartitions:
    | readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
    | null;
  readonly partitionsPendingRevocation:
    | readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
    | null;
}

/** @public */
export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[] | null;
}

/** Versions 0. @public */
export interface ConsumerGroupRegularExpressionKey {
  readonly groupId: string;
  readonly regularExpression: string;
}

/** Versions 0. @public */
export interface ConsumerGroupRegularExpressionValue {
  readonly topics: readonly string[];
  readonly version: number;
  readonly timestamp: number;
}

/** Versions 0. @public */
export interface ShareGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ShareGroupMemberMetadataValue {
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
}

/** Versions 0. @public */
export interface ShareGroupMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ShareGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: number;
}

/** Versions 0. @public */
export interface ShareGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ShareGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number;
  readonly assignmentTimestamp: number;
}

/** Versions 0. @public */
export interface ShareGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ShareGroupTargetAssignmentMemberValue {
  readonly topicPartitions:
    | readonly ShareGroupTargetAssignmentMemberValueTopicPartitions[]
    | null;
}

/** @public */
export interface ShareGroupTargetAssignmentMemberValueTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 0. @public */
export interface ShareGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface ShareGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly assignedPartitions:
    | readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[]
    | null;
}

/** @public */
export interface ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** Versions 0. @public */
export interface ShareGroupStatePartitionMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface ShareGroupStatePartitionMetadataValue {
  readonly initializingTopics:
    | readonly ShareGroupStatePartitionMetadataValueTopicPartitions[]
    | null;
  readonly initializedTopics:
    | readonly ShareGroupStatePartitionMetadataValueTopicPartitions[]
    | null;
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopic[];
}

/** @public */
export interface ShareGroupStatePartitionMetadataValueTopicPartitions {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}

/** @public */
export interface ShareGroupStatePartitionMetadataValueTopic {
  readonly topicId: string;
  readonly topicName: string;
}

/** Versions 0. @public */
export interface StreamsGroupMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface StreamsGroupMetadataValue {
  readonly epoch: number;
  readonly metadataHash: number;
  readonly validatedTopologyEpoch: number;
  readonly lastAssignmentConfigs: readonly StreamsGroupMetadataValueKeyValue[] | null;
}

/** @public */
export interface StreamsGroupMetadataValueKeyValue {
  readonly key: string;
  readonly value: string;
}

/** Versions 0. @public */
export interface StreamsGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface StreamsGroupMemberMetadataValue {
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly topologyEpoch: number;
  readonly processId: string;
  readonly userEndpoint: StreamsGroupMemberMetadataValueEndpoint | null;
  readonly clientTags: readonly StreamsGroupMemberMetadataValueKeyValue[];
}

/** @public */
export interface StreamsGroupMemberMetadataValueEndpoint {
  readonly host: string;
  readonly port: number;
}

/** @public */
export interface StreamsGroupMemberMetadataValueKeyValue {
  readonly key: string;
  readonly value: string;
}

/** Versions 0. @public */
export interface StreamsGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface StreamsGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number;
  readonly assignmentTimestamp: number;
}

/** Versions 0. @public */
export interface StreamsGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface StreamsGroupTargetAssignmentMemberValue {
  readonly activeTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  readonly standbyTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  readonly warmupTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
}

/** @public */
export interface StreamsGroupTargetAssignmentMemberValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

/** Versions 0. @public */
export interface StreamsGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Versions 0. @public */
export interface StreamsGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: number;
  readonly activeTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly standbyTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly warmupTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly activeTasksPendingRevocation:
    | readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[]
    | null;
  readonly standbyTasksPendingRevocation:
    | readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[]
    | null;
  readonly warmupTasksPendingRevocation:
    | readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[]
    | null;
}

/** @public */
export interface StreamsGroupCurrentMemberAssignmentValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[] | null;
}

/** Versions 0. @public */
export interface StreamsGroupTopologyKey {
  readonly groupId: string;
}

/** Versions 0. @public */
export interface StreamsGroupTopologyValue {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupTopologyValueSubtopology[];
}

/** @public */
export interface StreamsGroupTopologyValueSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly sourceTopicRegex: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  readonly repartitionSinkTopics: readonly string[];
  readonly repartitionSourceTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  readonly copartitionGroups: readonly StreamsGroupTopologyValueCopartitionGroup[];
}

/** @public */
export interface StreamsGroupTopologyValueTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupTopologyValueKeyValue[];
}

/** @public */
export interface StreamsGroupTopologyValueKeyValue {
  readonly key: string;
  readonly value: string;
}

/** @public */
export interface StreamsGroupTopologyValueCopartitionGroup {
  readonly sourceTopics: readonly number[];
  readonly sourceTopicRegex: readonly number[];
  readonly repartitionSourceTopics: readonly number[];
}

/** Every message by its name. */
export interface Messages {
  readonly RequestHeader: RequestHeader;
  readonly ResponseHeader: ResponseHeader;
  readonly ConsumerProtocolSubscription: ConsumerProtocolSubscription;
  readonly ConsumerProtocolAssignment: ConsumerProtocolAssignment;
  readonly RegisterBrokerRecord: RegisterBrokerRecord;
  readonly UnregisterBrokerRecord: UnregisterBrokerRecord;
  readonly TopicRecord: TopicRecord;
  readonly PartitionRecord: PartitionRecord;
  readonly ConfigRecord: ConfigRecord;
  readonly PartitionChangeRecord: PartitionChangeRecord;
  readonly FenceBrokerRecord: FenceBrokerRecord;
  readonly UnfenceBrokerRecord: UnfenceBrokerRecord;
  readonly RemoveTopicRecord: RemoveTopicRecord;
  readonly DelegationTokenRecord: DelegationTokenRecord;
  readonly UserScramCredentialRecord: UserScramCredentialRecord;
  readonly FeatureLevelRecord: FeatureLevelRecord;
  readonly ClientQuotaRecord: ClientQuotaRecord;
  readonly ProducerIdsRecord: ProducerIdsRecord;
  readonly BrokerRegistrationChangeRecord: BrokerRegistrationChangeRecord;
  readonly AccessControlEntryRecord: AccessControlEntryRecord;
  readonly RemoveAccessControlEntryRecord: RemoveAccessControlEntryRecord;
  readonly NoOpRecord: NoOpRecord;
  readonly ZkMigrationStateRecord: ZkMigrationStateRecord;
  readonly RemoveUserScramCredentialRecord: RemoveUserScramCredentialRecord;
  readonly BeginTransactionRecord: BeginTransactionRecord;
  readonly EndTransactionRecord: EndTransactionRecord;
  readonly AbortTransactionRecord: AbortTransactionRecord;
  readonly RemoveDelegationTokenRecord: RemoveDelegationTokenRecord;
  readonly RegisterControllerRecord: RegisterControllerRecord;
  readonly ClearElrRecord: ClearElrRecord;
  readonly TransactionLogKey: TransactionLogKey;
  readonly TransactionLogValue: TransactionLogValue;
  readonly ShareSnapshotKey: ShareSnapshotKey;
  readonly ShareSnapshotValue: ShareSnapshotValue;
  readonly ShareUpdateKey: ShareUpdateKey;
  readonly ShareUpdateValue: ShareUpdateValue;
  readonly LeaderChangeMessage: LeaderChangeMessage;
  readonly SnapshotHeaderRecord: SnapshotHeaderRecord;
  readonly SnapshotFooterRecord: SnapshotFooterRecord;
  readonly KRaftVersionRecord: KRaftVersionRecord;
  readonly VotersRecord: VotersRecord;
  readonly ProduceRequest: ProduceRequest;
  readonly ProduceResponse: ProduceResponse;
  readonly FetchRequest: FetchRequest;
  readonly FetchResponse: FetchResponse;
  readonly ListOffsetsRequest: ListOffsetsRequest;
  readonly ListOffsetsResponse: ListOffsetsResponse;
  readonly OffsetForLeaderEpochRequest: OffsetForLeaderEpochRequest;
  readonly OffsetForLeaderEpochResponse: OffsetForLeaderEpochResponse;
  readonly DeleteRecordsRequest: DeleteRecordsRequest;
  readonly DeleteRecordsResponse: DeleteRecordsResponse;
  readonly ApiVersionsRequest: ApiVersionsRequest;
  readonly ApiVersionsResponse: ApiVersionsResponse;
  readonly MetadataRequest: MetadataRequest;
  readonly MetadataResponse: MetadataResponse;
  readonly DescribeClusterRequest: DescribeClusterRequest;
  readonly DescribeClusterResponse: DescribeClusterResponse;
  readonly DescribeTopicPartitionsRequest: DescribeTopicPartitionsRequest;
  readonly DescribeTopicPartitionsResponse: DescribeTopicPartitionsResponse;
  readonly FindCoordinatorRequest: FindCoordinatorRequest;
  readonly FindCoordinatorResponse: FindCoordinatorResponse;
  readonly DescribeProducersRequest: DescribeProducersRequest;
  readonly DescribeProducersResponse: DescribeProducersResponse;
  readonly CreateTopicsRequest: CreateTopicsRequest;
  readonly CreateTopicsResponse: CreateTopicsResponse;
  readonly DeleteTopicsRequest: DeleteTopicsRequest;
  readonly DeleteTopicsResponse: DeleteTopicsResponse;
  readonly CreatePartitionsRequest: CreatePartitionsRequest;
  readonly CreatePartitionsResponse: CreatePartitionsResponse;
  readonly ElectLeadersRequest: ElectLeadersRequest;
  readonly ElectLeadersResponse: ElectLeadersResponse;
  readonly AlterPartitionReassignmentsRequest: AlterPartitionReassignmentsRequest;
  readonly AlterPartitionReassignmentsResponse: AlterPartitionReassignmentsResponse;
  readonly ListPartitionReassignmentsRequest: ListPartitionReassignmentsRequest;
  readonly ListPartitionReassignmentsResponse: ListPartitionReassignmentsResponse;
  readonly AlterReplicaLogDirsRequest: AlterReplicaLogDirsRequest;
  readonly AlterReplicaLogDirsResponse: AlterReplicaLogDirsResponse;
  readonly DescribeLogDirsRequest: DescribeLogDirsRequest;
  readonly DescribeLogDirsResponse: DescribeLogDirsResponse;
  readonly DescribeConfigsRequest: DescribeConfigsRequest;
  readonly DescribeConfigsResponse: DescribeConfigsResponse;
  readonly AlterConfigsRequest: AlterConfigsRequest;
  readonly AlterConfigsResponse: AlterConfigsResponse;
  readonly IncrementalAlterConfigsRequest: IncrementalAlterConfigsRequest;
  readonly IncrementalAlterConfigsResponse: IncrementalAlterConfigsResponse;
  readonly ListConfigResourcesRequest: ListConfigResourcesRequest;
  readonly ListConfigResourcesResponse: ListConfigResourcesResponse;
  readonly DescribeClientQuotasRequest: DescribeClientQuotasRequest;
  readonly DescribeClientQuotasResponse: DescribeClientQuotasResponse;
  readonly AlterClientQuotasRequest: AlterClientQuotasRequest;
  readonly AlterClientQuotasResponse: AlterClientQuotasResponse;
  readonly UpdateFeaturesRequest: UpdateFeaturesRequest;
  readonly UpdateFeaturesResponse: UpdateFeaturesResponse;
  readonly GetTelemetrySubscriptionsRequest: GetTelemetrySubscriptionsRequest;
  readonly GetTelemetrySubscriptionsResponse: GetTelemetrySubscriptionsResponse;
  readonly PushTelemetryRequest: PushTelemetryRequest;
  readonly PushTelemetryResponse: PushTelemetryResponse;
  readonly JoinGroupRequest: JoinGroupRequest;
  readonly JoinGroupResponse: JoinGroupResponse;
  readonly SyncGroupRequest: SyncGroupRequest;
  readonly SyncGroupResponse: SyncGroupResponse;
  readonly HeartbeatRequest: HeartbeatRequest;
  readonly HeartbeatResponse: HeartbeatResponse;
  readonly LeaveGroupRequest: LeaveGroupRequest;
  readonly LeaveGroupResponse: LeaveGroupResponse;
  readonly DescribeGroupsRequest: DescribeGroupsRequest;
  readonly DescribeGroupsResponse: DescribeGroupsResponse;
  readonly ListGroupsRequest: ListGroupsRequest;
  readonly ListGroupsResponse: ListGroupsResponse;
  readonly DeleteGroupsRequest: DeleteGroupsRequest;
  readonly DeleteGroupsResponse: DeleteGroupsResponse;
  readonly ConsumerGroupHeartbeatRequest: ConsumerGroupHeartbeatRequest;
  readonly ConsumerGroupHeartbeatResponse: ConsumerGroupHeartbeatResponse;
  readonly ConsumerGroupDescribeRequest: ConsumerGroupDescribeRequest;
  readonly ConsumerGroupDescribeResponse: ConsumerGroupDescribeResponse;
  readonly OffsetCommitRequest: OffsetCommitRequest;
  readonly OffsetCommitResponse: OffsetCommitResponse;
  readonly OffsetFetchRequest: OffsetFetchRequest;
  readonly OffsetFetchResponse: OffsetFetchResponse;
  readonly OffsetDeleteRequest: OffsetDeleteRequest;
  readonly OffsetDeleteResponse: OffsetDeleteResponse;
  readonly InitProducerIdRequest: InitProducerIdRequest;
  readonly InitProducerIdResponse: InitProducerIdResponse;
  readonly AddPartitionsToTxnRequest: AddPartitionsToTxnRequest;
  readonly AddPartitionsToTxnResponse: AddPartitionsToTxnResponse;
  readonly AddOffsetsToTxnRequest: AddOffsetsToTxnRequest;
  readonly AddOffsetsToTxnResponse: AddOffsetsToTxnResponse;
  readonly EndTxnRequest: EndTxnRequest;
  readonly EndTxnResponse: EndTxnResponse;
  readonly WriteTxnMarkersRequest: WriteTxnMarkersRequest;
  readonly WriteTxnMarkersResponse: WriteTxnMarkersResponse;
  readonly TxnOffsetCommitRequest: TxnOffsetCommitRequest;
  readonly TxnOffsetCommitResponse: TxnOffsetCommitResponse;
  readonly DescribeTransactionsRequest: DescribeTransactionsRequest;
  readonly DescribeTransactionsResponse: DescribeTransactionsResponse;
  readonly ListTransactionsRequest: ListTransactionsRequest;
  readonly ListTransactionsResponse: ListTransactionsResponse;
  readonly AllocateProducerIdsRequest: AllocateProducerIdsRequest;
  readonly AllocateProducerIdsResponse: AllocateProducerIdsResponse;
  readonly ShareGroupHeartbeatRequest: ShareGroupHeartbeatRequest;
  readonly ShareGroupHeartbeatResponse: ShareGroupHeartbeatResponse;
  readonly ShareGroupDescribeRequest: ShareGroupDescribeRequest;
  readonly ShareGroupDescribeResponse: ShareGroupDescribeResponse;
  readonly ShareFetchRequest: ShareFetchRequest;
  readonly ShareFetchResponse: ShareFetchResponse;
  readonly ShareAcknowledgeRequest: ShareAcknowledgeRequest;
  readonly ShareAcknowledgeResponse: ShareAcknowledgeResponse;
  readonly DescribeShareGroupOffsetsRequest: DescribeShareGroupOffsetsRequest;
  readonly DescribeShareGroupOffsetsResponse: DescribeShareGroupOffsetsResponse;
  readonly AlterShareGroupOffsetsRequest: AlterShareGroupOffsetsRequest;
  readonly AlterShareGroupOffsetsResponse: AlterShareGroupOffsetsResponse;
  readonly DeleteShareGroupOffsetsRequest: DeleteShareGroupOffsetsRequest;
  readonly DeleteShareGroupOffsetsResponse: DeleteShareGroupOffsetsResponse;
  readonly InitializeShareGroupStateRequest: InitializeShareGroupStateRequest;
  readonly InitializeShareGroupStateResponse: InitializeShareGroupStateResponse;
  readonly ReadShareGroupStateRequest: ReadShareGroupStateRequest;
  readonly ReadShareGroupStateResponse: ReadShareGroupStateResponse;
  readonly WriteShareGroupStateRequest: WriteShareGroupStateRequest;
  readonly WriteShareGroupStateResponse: WriteShareGroupStateResponse;
  readonly DeleteShareGroupStateRequest: DeleteShareGroupStateRequest;
  readonly DeleteShareGroupStateResponse: DeleteShareGroupStateResponse;
  readonly ReadShareGroupStateSummaryRequest: ReadShareGroupStateSummaryRequest;
  readonly ReadShareGroupStateSummaryResponse: ReadShareGroupStateSummaryResponse;
  readonly StreamsGroupHeartbeatRequest: StreamsGroupHeartbeatRequest;
  readonly StreamsGroupHeartbeatResponse: StreamsGroupHeartbeatResponse;
  readonly StreamsGroupDescribeRequest: StreamsGroupDescribeRequest;
  readonly StreamsGroupDescribeResponse: StreamsGroupDescribeResponse;
  readonly VoteRequest: VoteRequest;
  readonly VoteResponse: VoteResponse;
  readonly BeginQuorumEpochRequest: BeginQuorumEpochRequest;
  readonly BeginQuorumEpochResponse: BeginQuorumEpochResponse;
  readonly EndQuorumEpochRequest: EndQuorumEpochRequest;
  readonly EndQuorumEpochResponse: EndQuorumEpochResponse;
  readonly DescribeQuorumRequest: DescribeQuorumRequest;
  readonly DescribeQuorumResponse: DescribeQuorumResponse;
  readonly FetchSnapshotRequest: FetchSnapshotRequest;
  readonly FetchSnapshotResponse: FetchSnapshotResponse;
  readonly AddRaftVoterRequest: AddRaftVoterRequest;
  readonly AddRaftVoterResponse: AddRaftVoterResponse;
  readonly RemoveRaftVoterRequest: RemoveRaftVoterRequest;
  readonly RemoveRaftVoterResponse: RemoveRaftVoterResponse;
  readonly UpdateRaftVoterRequest: UpdateRaftVoterRequest;
  readonly UpdateRaftVoterResponse: UpdateRaftVoterResponse;
  readonly BrokerRegistrationRequest: BrokerRegistrationRequest;
  readonly BrokerRegistrationResponse: BrokerRegistrationResponse;
  readonly BrokerHeartbeatRequest: BrokerHeartbeatRequest;
  readonly BrokerHeartbeatResponse: BrokerHeartbeatResponse;
  readonly UnregisterBrokerRequest: UnregisterBrokerRequest;
  readonly UnregisterBrokerResponse: UnregisterBrokerResponse;
  readonly ControllerRegistrationRequest: ControllerRegistrationRequest;
  readonly ControllerRegistrationResponse: ControllerRegistrationResponse;
  readonly AlterPartitionRequest: AlterPartitionRequest;
  readonly AlterPartitionResponse: AlterPartitionResponse;
  readonly AssignReplicasToDirsRequest: AssignReplicasToDirsRequest;
  readonly AssignReplicasToDirsResponse: AssignReplicasToDirsResponse;
  readonly EnvelopeRequest: EnvelopeRequest;
  readonly EnvelopeResponse: EnvelopeResponse;
  readonly SaslHandshakeRequest: SaslHandshakeRequest;
  readonly SaslHandshakeResponse: SaslHandshakeResponse;
  readonly SaslAuthenticateRequest: SaslAuthenticateRequest;
  readonly SaslAuthenticateResponse: SaslAuthenticateResponse;
  readonly DescribeAclsRequest: DescribeAclsRequest;
  readonly DescribeAclsResponse: DescribeAclsResponse;
  readonly CreateAclsRequest: CreateAclsRequest;
  readonly CreateAclsResponse: CreateAclsResponse;
  readonly DeleteAclsRequest: DeleteAclsRequest;
  readonly DeleteAclsResponse: DeleteAclsResponse;
  readonly DescribeUserScramCredentialsRequest: DescribeUserScramCredentialsRequest;
  readonly DescribeUserScramCredentialsResponse: DescribeUserScramCredentialsResponse;
  readonly AlterUserScramCredentialsRequest: AlterUserScramCredentialsRequest;
  readonly AlterUserScramCredentialsResponse: AlterUserScramCredentialsResponse;
  readonly CreateDelegationTokenRequest: CreateDelegationTokenRequest;
  readonly CreateDelegationTokenResponse: CreateDelegationTokenResponse;
  readonly RenewDelegationTokenRequest: RenewDelegationTokenRequest;
  readonly RenewDelegationTokenResponse: RenewDelegationTokenResponse;
  readonly ExpireDelegationTokenRequest: ExpireDelegationTokenRequest;
  readonly ExpireDelegationTokenResponse: ExpireDelegationTokenResponse;
  readonly DescribeDelegationTokenRequest: DescribeDelegationTokenRequest;
  readonly DescribeDelegationTokenResponse: DescribeDelegationTokenResponse;
  readonly LegacyOffsetCommitKey: LegacyOffsetCommitKey;
  readonly LegacyOffsetCommitValue: LegacyOffsetCommitValue;
  readonly OffsetCommitKey: OffsetCommitKey;
  readonly OffsetCommitValue: OffsetCommitValue;
  readonly GroupMetadataKey: GroupMetadataKey;
  readonly GroupMetadataValue: GroupMetadataValue;
  readonly ConsumerGroupMetadataKey: ConsumerGroupMetadataKey;
  readonly ConsumerGroupMetadataValue: ConsumerGroupMetadataValue;
  readonly ConsumerGroupPartitionMetadataKey: ConsumerGroupPartitionMetadataKey;
  readonly ConsumerGroupPartitionMetadataValue: ConsumerGroupPartitionMetadataValue;
  readonly ConsumerGroupMemberMetadataKey: ConsumerGroupMemberMetadataKey;
  readonly ConsumerGroupMemberMetadataValue: ConsumerGroupMemberMetadataValue;
  readonly ConsumerGroupTargetAssignmentMetadataKey: ConsumerGroupTargetAssignmentMetadataKey;
  readonly ConsumerGroupTargetAssignmentMetadataValue: ConsumerGroupTargetAssignmentMetadataValue;
  readonly ConsumerGroupTargetAssignmentMemberKey: ConsumerGroupTargetAssignmentMemberKey;
  readonly ConsumerGroupTargetAssignmentMemberValue: ConsumerGroupTargetAssignmentMemberValue;
  readonly ConsumerGroupCurrentMemberAssignmentKey: ConsumerGroupCurrentMemberAssignmentKey;
  readonly ConsumerGroupCurrentMemberAssignmentValue: ConsumerGroupCurrentMemberAssignmentValue;
  readonly ConsumerGroupRegularExpressionKey: ConsumerGroupRegularExpressionKey;
  readonly ConsumerGroupRegularExpressionValue: ConsumerGroupRegularExpressionValue;
  readonly ShareGroupMemberMetadataKey: ShareGroupMemberMetadataKey;
  readonly ShareGroupMemberMetadataValue: ShareGroupMemberMetadataValue;
  readonly ShareGroupMetadataKey: ShareGroupMetadataKey;
  readonly ShareGroupMetadataValue: ShareGroupMetadataValue;
  readonly ShareGroupTargetAssignmentMetadataKey: ShareGroupTargetAssignmentMetadataKey;
  readonly ShareGroupTargetAssignmentMetadataValue: ShareGroupTargetAssignmentMetadataValue;
  readonly ShareGroupTargetAssignmentMemberKey: ShareGroupTargetAssignmentMemberKey;
  readonly ShareGroupTargetAssignmentMemberValue: ShareGroupTargetAssignmentMemberValue;
  readonly ShareGroupCurrentMemberAssignmentKey: ShareGroupCurrentMemberAssignmentKey;
  readonly ShareGroupCurrentMemberAssignmentValue: ShareGroupCurrentMemberAssignmentValue;
  readonly ShareGroupStatePartitionMetadataKey: ShareGroupStatePartitionMetadataKey;
  readonly ShareGroupStatePartitionMetadataValue: ShareGroupStatePartitionMetadataValue;
  readonly StreamsGroupMetadataKey: StreamsGroupMetadataKey;
  readonly StreamsGroupMetadataValue: StreamsGroupMetadataValue;
  readonly StreamsGroupMemberMetadataKey: StreamsGroupMemberMetadataKey;
  readonly StreamsGroupMemberMetadataValue: StreamsGroupMemberMetadataValue;
  readonly StreamsGroupTargetAssignmentMetadataKey: StreamsGroupTargetAssignmentMetadataKey;
  readonly StreamsGroupTargetAssignmentMetadataValue: StreamsGroupTargetAssignmentMetadataValue;
  readonly StreamsGroupTargetAssignmentMemberKey: StreamsGroupTargetAssignmentMemberKey;
  readonly StreamsGroupTargetAssignmentMemberValue: StreamsGroupTargetAssignmentMemberValue;
  readonly StreamsGroupCurrentMemberAssignmentKey: StreamsGroupCurrentMemberAssignmentKey;
  readonly StreamsGroupCurrentMemberAssignmentValue: StreamsGroupCurrentMemberAssignmentValue;
  readonly StreamsGroupTopologyKey: StreamsGroupTopologyKey;
  readonly StreamsGroupTopologyValue: StreamsGroupTopologyValue;
}

/** Any message's name. */
export type MessageName = keyof Messages;

/** Every request by its API. */
export interface Requests {
  readonly Produce: ProduceRequest;
  readonly Fetch: FetchRequest;
  readonly ListOffsets: ListOffsetsRequest;
  readonly OffsetForLeaderEpoch: OffsetForLeaderEpochRequest;
  readonly DeleteRecords: DeleteRecordsRequest;
  readonly ApiVersions: ApiVersionsRequest;
  readonly Metadata: MetadataRequest;
  readonly DescribeCluster: DescribeClusterRequest;
  readonly DescribeTopicPartitions: DescribeTopicPartitionsRequest;
  readonly FindCoordinator: FindCoordinatorRequest;
  readonly DescribeProducers: DescribeProducersRequest;
  readonly CreateTopics: CreateTopicsRequest;
  readonly DeleteTopics: DeleteTopicsRequest;
  readonly CreatePartitions: CreatePartitionsRequest;
  readonly ElectLeaders: ElectLeadersRequest;
  readonly AlterPartitionReassignments: AlterPartitionReassignmentsRequest;
  readonly ListPartitionReassignments: ListPartitionReassignmentsRequest;
  readonly AlterReplicaLogDirs: AlterReplicaLogDirsRequest;
  readonly DescribeLogDirs: DescribeLogDirsRequest;
  readonly DescribeConfigs: DescribeConfigsRequest;
  readonly AlterConfigs: AlterConfigsRequest;
  readonly IncrementalAlterConfigs: IncrementalAlterConfigsRequest;
  readonly ListConfigResources: ListConfigResourcesRequest;
  readonly DescribeClientQuotas: DescribeClientQuotasRequest;
  readonly AlterClientQuotas: AlterClientQuotasRequest;
  readonly UpdateFeatures: UpdateFeaturesRequest;
  readonly GetTelemetrySubscriptions: GetTelemetrySubscriptionsRequest;
  readonly PushTelemetry: PushTelemetryRequest;
  readonly JoinGroup: JoinGroupRequest;
  readonly SyncGroup: SyncGroupRequest;
  readonly Heartbeat: HeartbeatRequest;
  readonly LeaveGroup: LeaveGroupRequest;
  readonly DescribeGroups: DescribeGroupsRequest;
  readonly ListGroups: ListGroupsRequest;
  readonly DeleteGroups: DeleteGroupsRequest;
  readonly ConsumerGroupHeartbeat: ConsumerGroupHeartbeatRequest;
  readonly ConsumerGroupDescribe: ConsumerGroupDescribeRequest;
  readonly OffsetCommit: OffsetCommitRequest;
  readonly OffsetFetch: OffsetFetchRequest;
  readonly OffsetDelete: OffsetDeleteRequest;
  readonly InitProducerId: InitProducerIdRequest;
  readonly AddPartitionsToTxn: AddPartitionsToTxnRequest;
  readonly AddOffsetsToTxn: AddOffsetsToTxnRequest;
  readonly EndTxn: EndTxnRequest;
  readonly WriteTxnMarkers: WriteTxnMarkersRequest;
  readonly TxnOffsetCommit: TxnOffsetCommitRequest;
  readonly DescribeTransactions: DescribeTransactionsRequest;
  readonly ListTransactions: ListTransactionsRequest;
  readonly AllocateProducerIds: AllocateProducerIdsRequest;
  readonly ShareGroupHeartbeat: ShareGroupHeartbeatRequest;
  readonly ShareGroupDescribe: ShareGroupDescribeRequest;
  readonly ShareFetch: ShareFetchRequest;
  readonly ShareAcknowledge: ShareAcknowledgeRequest;
  readonly DescribeShareGroupOffsets: DescribeShareGroupOffsetsRequest;
  readonly AlterShareGroupOffsets: AlterShareGroupOffsetsRequest;
  readonly DeleteShareGroupOffsets: DeleteShareGroupOffsetsRequest;
  readonly InitializeShareGroupState: InitializeShareGroupStateRequest;
  readonly ReadShareGroupState: ReadShareGroupStateRequest;
  readonly WriteShareGroupState: WriteShareGroupStateRequest;
  readonly DeleteShareGroupState: DeleteShareGroupStateRequest;
  readonly ReadShareGroupStateSummary: ReadShareGroupStateSummaryRequest;
  readonly StreamsGroupHeartbeat: StreamsGroupHeartbeatRequest;
  readonly StreamsGroupDescribe: StreamsGroupDescribeRequest;
  readonly Vote: VoteRequest;
  readonly BeginQuorumEpoch: BeginQuorumEpochRequest;
  readonly EndQuorumEpoch: EndQuorumEpochRequest;
  readonly DescribeQuorum: DescribeQuorumRequest;
  readonly FetchSnapshot: FetchSnapshotRequest;
  readonly AddRaftVoter: AddRaftVoterRequest;
  readonly RemoveRaftVoter: RemoveRaftVoterRequest;
  readonly UpdateRaftVoter: UpdateRaftVoterRequest;
  readonly BrokerRegistration: BrokerRegistrationRequest;
  readonly BrokerHeartbeat: BrokerHeartbeatRequest;
  readonly UnregisterBroker: UnregisterBrokerRequest;
  readonly ControllerRegistration: ControllerRegistrationRequest;
  readonly AlterPartition: AlterPartitionRequest;
  readonly AssignReplicasToDirs: AssignReplicasToDirsRequest;
  readonly Envelope: EnvelopeRequest;
  readonly SaslHandshake: SaslHandshakeRequest;
  readonly SaslAuthenticate: SaslAuthenticateRequest;
  readonly DescribeAcls: DescribeAclsRequest;
  readonly CreateAcls: CreateAclsRequest;
  readonly DeleteAcls: DeleteAclsRequest;
  readonly DescribeUserScramCredentials: DescribeUserScramCredentialsRequest;
  readonly AlterUserScramCredentials: AlterUserScramCredentialsRequest;
  readonly CreateDelegationToken: CreateDelegationTokenRequest;
  readonly RenewDelegationToken: RenewDelegationTokenRequest;
  readonly ExpireDelegationToken: ExpireDelegationTokenRequest;
  readonly DescribeDelegationToken: DescribeDelegationTokenRequest;
}

/** Every response by its API. */
export interface Responses {
  readonly Produce: ProduceResponse;
  readonly Fetch: FetchResponse;
  readonly ListOffsets: ListOffsetsResponse;
  readonly OffsetForLeaderEpoch: OffsetForLeaderEpochResponse;
  readonly DeleteRecords: DeleteRecordsResponse;
  readonly ApiVersions: ApiVersionsResponse;
  readonly Metadata: MetadataResponse;
  readonly DescribeCluster: DescribeClusterResponse;
  readonly DescribeTopicPartitions: DescribeTopicPartitionsResponse;
  readonly FindCoordinator: FindCoordinatorResponse;
  readonly DescribeProducers: DescribeProducersResponse;
  readonly CreateTopics: CreateTopicsResponse;
  readonly DeleteTopics: DeleteTopicsResponse;
  readonly CreatePartitions: CreatePartitionsResponse;
  readonly ElectLeaders: ElectLeadersResponse;
  readonly AlterPartitionReassignments: AlterPartitionReassignmentsResponse;
  readonly ListPartitionReassignments: ListPartitionReassignmentsResponse;
  readonly AlterReplicaLogDirs: AlterReplicaLogDirsResponse;
  readonly DescribeLogDirs: DescribeLogDirsResponse;
  readonly DescribeConfigs: DescribeConfigsResponse;
  readonly AlterConfigs: AlterConfigsResponse;
  readonly IncrementalAlterConfigs: IncrementalAlterConfigsResponse;
  readonly ListConfigResources: ListConfigResourcesResponse;
  readonly DescribeClientQuotas: DescribeClientQuotasResponse;
  readonly AlterClientQuotas: AlterClientQuotasResponse;
  readonly UpdateFeatures: UpdateFeaturesResponse;
  readonly GetTelemetrySubscriptions: GetTelemetrySubscriptionsResponse;
  readonly PushTelemetry: PushTelemetryResponse;
  readonly JoinGroup: JoinGroupResponse;
  readonly SyncGroup: SyncGroupResponse;
  readonly Heartbeat: HeartbeatResponse;
  readonly LeaveGroup: LeaveGroupResponse;
  readonly DescribeGroups: DescribeGroupsResponse;
  readonly ListGroups: ListGroupsResponse;
  readonly DeleteGroups: DeleteGroupsResponse;
  readonly ConsumerGroupHeartbeat: ConsumerGroupHeartbeatResponse;
  readonly ConsumerGroupDescribe: ConsumerGroupDescribeResponse;
  readonly OffsetCommit: OffsetCommitResponse;
  readonly OffsetFetch: OffsetFetchResponse;
  readonly OffsetDelete: OffsetDeleteResponse;
  readonly InitProducerId: InitProducerIdResponse;
  readonly AddPartitionsToTxn: AddPartitionsToTxnResponse;
  readonly AddOffsetsToTxn: AddOffsetsToTxnResponse;
  readonly EndTxn: EndTxnResponse;
  readonly WriteTxnMarkers: WriteTxnMarkersResponse;
  readonly TxnOffsetCommit: TxnOffsetCommitResponse;
  readonly DescribeTransactions: DescribeTransactionsResponse;
  readonly ListTransactions: ListTransactionsResponse;
  readonly AllocateProducerIds: AllocateProducerIdsResponse;
  readonly ShareGroupHeartbeat: ShareGroupHeartbeatResponse;
  readonly ShareGroupDescribe: ShareGroupDescribeResponse;
  readonly ShareFetch: ShareFetchResponse;
  readonly ShareAcknowledge: ShareAcknowledgeResponse;
  readonly DescribeShareGroupOffsets: DescribeShareGroupOffsetsResponse;
  readonly AlterShareGroupOffsets: AlterShareGroupOffsetsResponse;
  readonly DeleteShareGroupOffsets: DeleteShareGroupOffsetsResponse;
  readonly InitializeShareGroupState: InitializeShareGroupStateResponse;
  readonly ReadShareGroupState: ReadShareGroupStateResponse;
  readonly WriteShareGroupState: WriteShareGroupStateResponse;
  readonly DeleteShareGroupState: DeleteShareGroupStateResponse;
  readonly ReadShareGroupStateSummary: ReadShareGroupStateSummaryResponse;
  readonly StreamsGroupHeartbeat: StreamsGroupHeartbeatResponse;
  readonly StreamsGroupDescribe: StreamsGroupDescribeResponse;
  readonly Vote: VoteResponse;
  readonly BeginQuorumEpoch: BeginQuorumEpochResponse;
  readonly EndQuorumEpoch: EndQuorumEpochResponse;
  readonly DescribeQuorum: DescribeQuorumResponse;
  readonly FetchSnapshot: FetchSnapshotResponse;
  readonly AddRaftVoter: AddRaftVoterResponse;
  readonly RemoveRaftVoter: RemoveRaftVoterResponse;
  readonly UpdateRaftVoter: UpdateRaftVoterResponse;
  readonly BrokerRegistration: BrokerRegistrationResponse;
  readonly BrokerHeartbeat: BrokerHeartbeatResponse;
  readonly UnregisterBroker: UnregisterBrokerResponse;
  readonly ControllerRegistration: ControllerRegistrationResponse;
  readonly AlterPartition: AlterPartitionResponse;
  readonly AssignReplicasToDirs: AssignReplicasToDirsResponse;
  readonly Envelope: EnvelopeResponse;
  readonly SaslHandshake: SaslHandshakeResponse;
  readonly SaslAuthenticate: SaslAuthenticateResponse;
  readonly DescribeAcls: DescribeAclsResponse;
  readonly CreateAcls: CreateAclsResponse;
  readonly DeleteAcls: DeleteAclsResponse;
  readonly DescribeUserScramCredentials: DescribeUserScramCredentialsResponse;
  readonly AlterUserScramCredentials: AlterUserScramCredentialsResponse;
  readonly CreateDelegationToken: CreateDelegationTokenResponse;
  readonly RenewDelegationToken: RenewDelegationTokenResponse;
  readonly ExpireDelegationToken: ExpireDelegationTokenResponse;
  readonly DescribeDelegationToken: DescribeDelegationTokenResponse;
}
