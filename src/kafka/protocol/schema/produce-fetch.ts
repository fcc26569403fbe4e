/** Writing to, reading from and searching partitions. */
export const produceFetchMessages = `
request Produce
transactionalId: string? = null
acks: int16
timeoutMs: int32
topicData: []TopicData
  name: string 3-12
  topicId: uuid 13+
  partitionData: []PartitionData
    index: int32
    records: records?

response Produce
responses: []Topic
  name: string 3-12
  topicId: uuid 13+
  partitionResponses: []Partition
    index: int32
    errorCode: int16
    baseOffset: int64
    logAppendTimeMs: int64 = -1
    logStartOffset: int64 5+ = -1
    recordErrors: []RecordError 8+
      batchIndex: int32
      batchIndexErrorMessage: string? = null
    errorMessage: string? 8+ = null
    currentLeader: Leader 10+ @0
      leaderId: int32 = -1
      leaderEpoch: int32 = -1
throttleTimeMs: int32
nodeEndpoints: []NodeEndpoint 10+ @0
  nodeId: int32
  host: string
  port: int32
  rack: string? = null

request Fetch
clusterId: string? 12+ @0 = null
replicaId: int32 4-14 = -1
replicaState: ReplicaState 15+ @1
  replicaId: int32 = -1
  replicaEpoch: int64 = -1
maxWaitMs: int32
minBytes: int32
maxBytes: int32 = 2147483647
isolationLevel: int8
sessionId: int32 7+
sessionEpoch: int32 7+ = -1
topics: []Topic
  topic: string 4-12
  topicId: uuid 13+
  partitions: []Partition
    partition: int32
    currentLeaderEpoch: int32 9+ = -1
    fetchOffset: int64
    lastFetchedEpoch: int32 12+ = -1
    logStartOffset: int64 5+ = -1
    partitionMaxBytes: int32
    replicaDirectoryId: uuid 17+ @0
    highWatermark: int64 18+ @1 = 9223372036854775807
forgottenTopicsData: []ForgottenTopic 7+
  topic: string 7-12
  topicId: uuid 13+
  partitions: []int32
rackId: string 11+

response Fetch
throttleTimeMs: int32
errorCode: int16 7+
sessionId: int32 7+
responses: []Topic
  topic: string 4-12
  topicId: uuid 13+
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    highWatermark: int64
    lastStableOffset: int64 = -1
    logStartOffset: int64 5+ = -1
    divergingEpoch: EpochEndOffset 12+ @0
      epoch: int32 = -1
      endOffset: int64 = -1
    currentLeader: Leader 12+ @1
      leaderId: int32 = -1
      leaderEpoch: int32 = -1
    snapshotId: SnapshotId 12+ @2
      endOffset: int64 = -1
      epoch: int32 = -1
    abortedTransactions: []AbortedTransaction?
      producerId: int64
      firstOffset: int64
    preferredReadReplica: int32 11+ = -1
    records: records?
nodeEndpoints: []NodeEndpoint 16+ @0
  nodeId: int32
  host: string
  port: int32
  rack: string? = null

request ListOffsets
replicaId: int32
isolationLevel: int8 2+
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    currentLeaderEpoch: int32 4+ = -1
    timestamp: int64
timeoutMs: int32 10+

response ListOffsets
throttleTimeMs: int32 2+
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    timestamp: int64 = -1
    offset: int64 = -1
    leaderEpoch: int32 4+ = -1

request OffsetForLeaderEpoch
replicaId: int32 3+ = -2
topics: []Topic
  topic: string
  partitions: []Partition
    partition: int32
    currentLeaderEpoch: int32 = -1
    leaderEpoch: int32

response OffsetForLeaderEpoch
throttleTimeMs: int32
topics: []Topic
  topic: string
  partitions: []Partition
    errorCode: int16
    partition: int32
    leaderEpoch: int32 = -1
    endOffset: int64 = -1

request DeleteRecords
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    offset: int64
timeoutMs: int32

response DeleteRecords
throttleTimeMs: int32
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    lowWatermark: int64
    errorCode: int16
`;
