/** Share groups (KIP-932): members, fetching, acknowledging, offsets. */
export const shareGroupsMessages = `
request ShareGroupHeartbeat
groupId: string
memberId: string
memberEpoch: int32
rackId: string? = null
subscribedTopicNames: []string? = null

response ShareGroupHeartbeat
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
memberId: string? = null
memberEpoch: int32
heartbeatIntervalMs: int32
assignment: Assignment? = null
  topicPartitions: []TopicPartitions
    topicId: uuid
    partitions: []int32

request ShareGroupDescribe
groupIds: []string
includeAuthorizedOperations: bool

response ShareGroupDescribe
throttleTimeMs: int32
groups: []Group
  errorCode: int16
  errorMessage: string? = null
  groupId: string
  groupState: string
  groupEpoch: int32
  assignmentEpoch: int32
  assignorName: string
  members: []Member
    memberId: string
    rackId: string? = null
    memberEpoch: int32
    clientId: string
    clientHost: string
    subscribedTopicNames: []string
    assignment: Assignment
      topicPartitions: []TopicPartitions
        topicId: uuid
        topicName: string
        partitions: []int32
  authorizedOperations: int32 = -2147483648

request ShareFetch
groupId: string? = null
memberId: string?
shareSessionEpoch: int32
maxWaitMs: int32
minBytes: int32
maxBytes: int32 = 2147483647
maxRecords: int32
batchSize: int32
shareAcquireMode: int8 2+
isRenewAck: bool 2+
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    acknowledgementBatches: []AcknowledgementBatch
      firstOffset: int64
      lastOffset: int64
      acknowledgeTypes: []int8
forgottenTopicsData: []ForgottenTopic
  topicId: uuid
  partitions: []int32

response ShareFetch
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
acquisitionLockTimeoutMs: int32
responses: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string? = null
    acknowledgeErrorCode: int16
    acknowledgeErrorMessage: string? = null
    currentLeader: Leader
      leaderId: int32
      leaderEpoch: int32
    records: records?
    acquiredRecords: []AcquiredRecords
      firstOffset: int64
      lastOffset: int64
      deliveryCount: int16
nodeEndpoints: []NodeEndpoint
  nodeId: int32
  host: string
  port: int32
  rack: string? = null

request ShareAcknowledge
groupId: string? = null
memberId: string?
shareSessionEpoch: int32
isRenewAck: bool 2+
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    acknowledgementBatches: []AcknowledgementBatch
      firstOffset: int64
      lastOffset: int64
      acknowledgeTypes: []int8

response ShareAcknowledge
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
acquisitionLockTimeoutMs: int32 2+
responses: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string? = null
    currentLeader: Leader
      leaderId: int32
      leaderEpoch: int32
nodeEndpoints: []NodeEndpoint
  nodeId: int32
  host: string
  port: int32
  rack: string? = null

request DescribeShareGroupOffsets
groups: []Group
  groupId: string
  topics: []Topic? = null
    topicName: string
    partitions: []int32

response DescribeShareGroupOffsets
throttleTimeMs: int32
groups: []Group
  groupId: string
  topics: []Topic
    topicName: string
    topicId: uuid
    partitions: []Partition
      partitionIndex: int32
      startOffset: int64
      leaderEpoch: int32
      lag: int64 1+ = -1
      errorCode: int16
      errorMessage: string? = null
  errorCode: int16
  errorMessage: string? = null

request AlterShareGroupOffsets
groupId: string
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    startOffset: int64

response AlterShareGroupOffsets
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
responses: []Topic
  topicName: string
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string? = null

request DeleteShareGroupOffsets
groupId: string
topics: []Topic
  topicName: string

response DeleteShareGroupOffsets
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
responses: []Topic
  topicName: string
  topicId: uuid
  errorCode: int16
  errorMessage: string? = null
`;
