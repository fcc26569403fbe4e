/** Records of __consumer_offsets for share groups and streams groups. */
export const otherGroupRecords = `
group-key ShareGroupMemberMetadataKey type 10 versions 0
groupId: string
memberId: string

group-value ShareGroupMemberMetadataValue type 10 versions 0 flexible 0+
rackId: string?
clientId: string
clientHost: string
subscribedTopicNames: []string

group-key ShareGroupMetadataKey type 11 versions 0
groupId: string

group-value ShareGroupMetadataValue type 11 versions 0 flexible 0+
epoch: int32
metadataHash: int64

group-key ShareGroupTargetAssignmentMetadataKey type 12 versions 0
groupId: string

group-value ShareGroupTargetAssignmentMetadataValue type 12 versions 0 flexible 0+
assignmentEpoch: int32
assignmentTimestamp: int64 @0

group-key ShareGroupTargetAssignmentMemberKey type 13 versions 0
groupId: string
memberId: string

group-value ShareGroupTargetAssignmentMemberValue type 13 versions 0 flexible 0+
topicPartitions: []TopicPartitions
  topicId: uuid
  partitions: []int32

group-key ShareGroupCurrentMemberAssignmentKey type 14 versions 0
groupId: string
memberId: string

group-value ShareGroupCurrentMemberAssignmentValue type 14 versions 0 flexible 0+
memberEpoch: int32
previousMemberEpoch: int32
state: int8
assignedPartitions: []TopicPartitions
  topicId: uuid
  partitions: []int32

group-key ShareGroupStatePartitionMetadataKey type 15 versions 0
groupId: string

group-value ShareGroupStatePartitionMetadataValue type 15 versions 0 flexible 0+
initializingTopics: []TopicPartitions
  topicId: uuid
  topicName: string
  partitions: []int32
initializedTopics: []TopicPartitions
deletingTopics: []Topic
  topicId: uuid
  topicName: string

group-key StreamsGroupMetadataKey type 17 versions 0
groupId: string

group-value StreamsGroupMetadataValue type 17 versions 0 flexible 0+
epoch: int32
metadataHash: int64
validatedTopologyEpoch: int32 @0 = -1
lastAssignmentConfigs: []KeyValue? @1
  key: string
  value: string

group-key StreamsGroupMemberMetadataKey type 19 versions 0
groupId: string
memberId: string

group-value StreamsGroupMemberMetadataValue type 19 versions 0 flexible 0+
instanceId: string?
rackId: string?
clientId: string
clientHost: string
rebalanceTimeoutMs: int32 = -1
topologyEpoch: int32
processId: string
userEndpoint: Endpoint? = null
  host: string
  port: uint16
clientTags: []KeyValue
  key: string
  value: string

group-key StreamsGroupTargetAssignmentMetadataKey type 20 versions 0
groupId: string

group-value StreamsGroupTargetAssignmentMetadataValue type 20 versions 0 flexible 0+
assignmentEpoch: int32
assignmentTimestamp: int64 @0

group-key StreamsGroupTargetAssignmentMemberKey type 21 versions 0
groupId: string
memberId: string

group-value StreamsGroupTargetAssignmentMemberValue type 21 versions 0 flexible 0+
activeTasks: []TaskIds
  subtopologyId: string
  partitions: []int32
standbyTasks: []TaskIds
warmupTasks: []TaskIds

group-key StreamsGroupCurrentMemberAssignmentKey type 22 versions 0
groupId: string
memberId: string

group-value StreamsGroupCurrentMemberAssignmentValue type 22 versions 0 flexible 0+
memberEpoch: int32
previousMemberEpoch: int32
state: int8
activeTasks: []TaskIds
  subtopologyId: string
  partitions: []int32
  assignmentEpochs: []int32? @0
standbyTasks: []TaskIds
warmupTasks: []TaskIds
activeTasksPendingRevocation: []TaskIds
standbyTasksPendingRevocation: []TaskIds
warmupTasksPendingRevocation: []TaskIds

group-key StreamsGroupTopologyKey type 23 versions 0
groupId: string

group-value StreamsGroupTopologyValue type 23 versions 0 flexible 0+
epoch: int32
subtopologies: []Subtopology
  subtopologyId: string
  sourceTopics: []string
  sourceTopicRegex: []string
  stateChangelogTopics: []TopicInfo
    name: string
    partitions: int32
    replicationFactor: int16
    topicConfigs: []KeyValue
      key: string
      value: string
  repartitionSinkTopics: []string
  repartitionSourceTopics: []TopicInfo
  copartitionGroups: []CopartitionGroup
    sourceTopics: []int16
    sourceTopicRegex: []int16
    repartitionSourceTopics: []int16
`;
