/** What a share partition's leader says to the share coordinator (KIP-932). */
export const shareStateMessages = `
request InitializeShareGroupState
groupId: string
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    stateEpoch: int32
    startOffset: int64

response InitializeShareGroupState
results: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    errorCode: int16
    errorMessage: string? = null

request ReadShareGroupState
groupId: string
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    leaderEpoch: int32

response ReadShareGroupState
results: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    errorCode: int16
    errorMessage: string? = null
    stateEpoch: int32
    startOffset: int64
    stateBatches: []StateBatch
      firstOffset: int64
      lastOffset: int64
      deliveryState: int8
      deliveryCount: int16

request WriteShareGroupState
groupId: string
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    stateEpoch: int32
    leaderEpoch: int32
    startOffset: int64
    deliveryCompleteCount: int32 1+ = -1
    stateBatches: []StateBatch
      firstOffset: int64
      lastOffset: int64
      deliveryState: int8
      deliveryCount: int16

response WriteShareGroupState
results: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    errorCode: int16
    errorMessage: string? = null

request DeleteShareGroupState
groupId: string
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32

response DeleteShareGroupState
results: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    errorCode: int16
    errorMessage: string? = null

request ReadShareGroupStateSummary
groupId: string
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    leaderEpoch: int32

response ReadShareGroupStateSummary
results: []Topic
  topicId: uuid
  partitions: []Partition
    partition: int32
    errorCode: int16
    errorMessage: string? = null
    stateEpoch: int32
    leaderEpoch: int32
    startOffset: int64
    deliveryCompleteCount: int32 1+ = -1
`;
