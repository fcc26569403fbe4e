/** Records of __transaction_state and __share_group_state, and KRaft's control records. */
export const logRecords = `
transaction-key TransactionLogKey type 0 versions 0
transactionalId: string

transaction-value TransactionLogValue type 0 versions 0-1 flexible 1+
producerId: int64
previousProducerId: int64 1+ @0 = -1
nextProducerId: int64 1+ @1 = -1
producerEpoch: int16
nextProducerEpoch: int16 1+ @3 = -1
transactionTimeoutMs: int32
transactionStatus: int8
transactionPartitions: []TopicPartitions?
  topic: string
  partitionIds: []int32
transactionLastUpdateTimestampMs: int64
transactionStartTimestampMs: int64
clientTransactionVersion: int16 1+ @2

share-key ShareSnapshotKey type 0 versions 0
groupId: string
topicId: uuid
partition: int32

share-value ShareSnapshotValue type 0 versions 0 flexible 0+
snapshotEpoch: int32
stateEpoch: int32
leaderEpoch: int32
startOffset: int64
deliveryCompleteCount: int32 @0 = -1
createTimestamp: int64
writeTimestamp: int64
stateBatches: []StateBatch
  firstOffset: int64
  lastOffset: int64
  deliveryState: int8
  deliveryCount: int16

share-key ShareUpdateKey type 1 versions 0
groupId: string
topicId: uuid
partition: int32

share-value ShareUpdateValue type 1 versions 0 flexible 0+
snapshotEpoch: int32
leaderEpoch: int32
startOffset: int64
deliveryCompleteCount: int32 @0 = -1
stateBatches: []StateBatch
  firstOffset: int64
  lastOffset: int64
  deliveryState: int8
  deliveryCount: int16

control LeaderChangeMessage versions 0-1 flexible 0+
version: int16
leaderId: int32
voters: []Voter
  voterId: int32
  voterDirectoryId: uuid 1+
grantingVoters: []Voter

control SnapshotHeaderRecord versions 0 flexible 0+
version: int16
lastContainedLogTimestamp: int64

control SnapshotFooterRecord versions 0 flexible 0+
version: int16

control KRaftVersionRecord versions 0 flexible 0+
version: int16
kRaftVersion: int16

control VotersRecord versions 0 flexible 0+
version: int16
voters: []Voter
  voterId: int32
  voterDirectoryId: uuid
  endpoints: []Endpoint
    name: string
    host: string
    port: uint16
  kRaftVersionFeature: KRaftVersionFeature
    minSupportedVersion: int16
    maxSupportedVersion: int16
`;
