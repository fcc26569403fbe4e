/** Committed offsets of groups. */
export const offsetsMessages = `
request OffsetCommit
groupId: string
generationIdOrMemberEpoch: int32 = -1
memberId: string
groupInstanceId: string? 7+ = null
retentionTimeMs: int64 2-4 = -1
topics: []Topic
  name: string 2-9
  topicId: uuid 10+
  partitions: []Partition
    partitionIndex: int32
    committedOffset: int64
    committedLeaderEpoch: int32 6+ = -1
    committedMetadata: string?

response OffsetCommit
throttleTimeMs: int32 3+
topics: []Topic
  name: string 2-9
  topicId: uuid 10+
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16

request OffsetFetch
groupId: string 1-7
topics: []Topic?2+ 1-7
  name: string
  partitionIndexes: []int32
groups: []Group 8+
  groupId: string
  memberId: string? 9+ = null
  memberEpoch: int32 9+ = -1
  topics: []GroupTopic?
    name: string 8-9
    topicId: uuid 10+
    partitionIndexes: []int32
requireStable: bool 7+

response OffsetFetch
throttleTimeMs: int32 3+
topics: []Topic 1-7
  name: string
  partitions: []Partition
    partitionIndex: int32
    committedOffset: int64
    committedLeaderEpoch: int32 5-7 = -1
    metadata: string?
    errorCode: int16
errorCode: int16 2-7
groups: []Group 8+
  groupId: string
  topics: []GroupTopic
    name: string 8-9
    topicId: uuid 10+
    partitions: []GroupPartition
      partitionIndex: int32
      committedOffset: int64
      committedLeaderEpoch: int32 = -1
      metadata: string?
      errorCode: int16
  errorCode: int16

request OffsetDelete
groupId: string
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32

response OffsetDelete
errorCode: int16
throttleTimeMs: int32
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
`;
