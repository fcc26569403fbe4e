/** Records of __consumer_offsets for offsets, classic groups and consumer groups. */
export const groupRecords = `
group-key LegacyOffsetCommitKey type 0 versions 0
group: string
topic: string
partition: int32

group-value LegacyOffsetCommitValue type 0 versions 0
offset: int64
metadata: string
commitTimestamp: int64

group-key OffsetCommitKey type 1 versions 0
group: string
topic: string
partition: int32

group-value OffsetCommitValue type 1 versions 0-4 flexible 4+
offset: int64
leaderEpoch: int32 3+ = -1
metadata: string
commitTimestamp: int64
expireTimestamp: int64 1 = -1
topicId: uuid 4+ @0

group-key GroupMetadataKey type 2 versions 0
group: string

group-value GroupMetadataValue type 2 versions 0-4 flexible 4+
protocolType: string
generation: int32
protocol: string?
leader: string?
currentStateTimestamp: int64 2+ = -1
members: []Member
  memberId: string
  groupInstanceId: string? 3+ = null
  clientId: string
  clientHost: string
  rebalanceTimeout: int32 1+ = -1
  sessionTimeout: int32
  subscription: bytes
  assignment: bytes

group-key ConsumerGroupMetadataKey type 3 versions 0
groupId: string

group-value ConsumerGroupMetadataValue type 3 versions 0 flexible 0+
epoch: int32
metadataHash: int64 @0

group-key ConsumerGroupPartitionMetadataKey type 4 versions 0
groupId: string

group-value ConsumerGroupPartitionMetadataValue type 4 versions 0 flexible 0+
topics: []Topic
  topicId: uuid
  topicName: string
  numPartitions: int32
  partitionMetadata: []Partition
    partition: int32
    racks: []string

group-key ConsumerGroupMemberMetadataKey type 5 versions 0
groupId: string
memberId: string

group-value ConsumerGroupMemberMetadataValue type 5 versions 0 flexible 0+
instanceId: string?
rackId: string?
clientId: string
clientHost: string
subscribedTopicNames: []string
subscribedTopicRegex: string?
rebalanceTimeoutMs: int32 = -1
serverAssignor: string?
classicMemberMetadata: ClassicMemberMetadata? @0 = null
  sessionTimeoutMs: int32
  supportedProtocols: []Protocol
    name: string
    metadata: bytes

group-key ConsumerGroupTargetAssignmentMetadataKey type 6 versions 0
groupId: string

group-value ConsumerGroupTargetAssignmentMetadataValue type 6 versions 0 flexible 0+
assignmentEpoch: int32
assignmentTimestamp: int64 @0

group-key ConsumerGroupTargetAssignmentMemberKey type 7 versions 0
groupId: string
memberId: string

group-value ConsumerGroupTargetAssignmentMemberValue type 7 versions 0 flexible 0+
topicPartitions: []TopicPartitions
  topicId: uuid
  partitions: []int32

group-key ConsumerGroupCurrentMemberAssignmentKey type 8 versions 0
groupId: string
memberId: string

group-value ConsumerGroupCurrentMemberAssignmentValue type 8 versions 0 flexible 0+
memberEpoch: int32
previousMemberEpoch: int32
state: int8
assignedPartitions: []TopicPartitions
  topicId: uuid
  partitions: []int32
  assignmentEpochs: []int32? @0
partitionsPendingRevocation: []TopicPartitions

group-key ConsumerGroupRegularExpressionKey type 16 versions 0
groupId: string
regularExpression: string

group-value ConsumerGroupRegularExpressionValue type 16 versions 0 flexible 0+
topics: []string
version: int64
timestamp: int64
`;
