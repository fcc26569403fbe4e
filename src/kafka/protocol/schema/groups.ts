/** The classic group protocol, the consumer group protocol of KIP-848, and what is said of any group. */
export const groupsMessages = `
request JoinGroup
groupId: string
sessionTimeoutMs: int32
rebalanceTimeoutMs: int32 1+ = -1
memberId: string
groupInstanceId: string? 5+ = null
protocolType: string
protocols: []Protocol
  name: string
  metadata: bytes
reason: string? 8+ = null

response JoinGroup
throttleTimeMs: int32 2+
errorCode: int16
generationId: int32 = -1
protocolType: string? 7+ = null
protocolName: string?7+
leader: string
skipAssignment: bool 9+
memberId: string
members: []Member
  memberId: string
  groupInstanceId: string? 5+ = null
  metadata: bytes

request SyncGroup
groupId: string
generationId: int32
memberId: string
groupInstanceId: string? 3+ = null
protocolType: string? 5+ = null
protocolName: string? 5+ = null
assignments: []Assignment
  memberId: string
  assignment: bytes

response SyncGroup
throttleTimeMs: int32 1+
errorCode: int16
protocolType: string? 5+ = null
protocolName: string? 5+ = null
assignment: bytes

request Heartbeat
groupId: string
generationId: int32
memberId: string
groupInstanceId: string? 3+ = null

response Heartbeat
throttleTimeMs: int32 1+
errorCode: int16

request LeaveGroup
groupId: string
memberId: string 0-2
members: []Member 3+
  memberId: string
  groupInstanceId: string? = null
  reason: string? 5+ = null

response LeaveGroup
throttleTimeMs: int32 1+
errorCode: int16
members: []Member 3+
  memberId: string
  groupInstanceId: string?
  errorCode: int16

request DescribeGroups
groups: []string
includeAuthorizedOperations: bool 3+

response DescribeGroups
throttleTimeMs: int32 1+
groups: []Group
  errorCode: int16
  errorMessage: string? 6+ = null
  groupId: string
  groupState: string
  protocolType: string
  protocolData: string
  members: []Member
    memberId: string
    groupInstanceId: string? 4+ = null
    clientId: string
    clientHost: string
    memberMetadata: bytes
    memberAssignment: bytes
  authorizedOperations: int32 3+ = -2147483648

request ListGroups
statesFilter: []string 4+
typesFilter: []string 5+

response ListGroups
throttleTimeMs: int32 1+
errorCode: int16
groups: []Group
  groupId: string
  protocolType: string
  groupState: string 4+
  groupType: string 5+

request DeleteGroups
groupsNames: []string

response DeleteGroups
throttleTimeMs: int32
results: []Group
  groupId: string
  errorCode: int16

request ConsumerGroupHeartbeat
groupId: string
memberId: string
memberEpoch: int32
instanceId: string? = null
rackId: string? = null
rebalanceTimeoutMs: int32 = -1
subscribedTopicNames: []string? = null
subscribedTopicRegex: string? 1+ = null
serverAssignor: string? = null
topicPartitions: []TopicPartitions? = null
  topicId: uuid
  partitions: []int32

response ConsumerGroupHeartbeat
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

request ConsumerGroupDescribe
groupIds: []string
includeAuthorizedOperations: bool

response ConsumerGroupDescribe
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
    instanceId: string? = null
    rackId: string? = null
    memberEpoch: int32
    clientId: string
    clientHost: string
    subscribedTopicNames: []string
    subscribedTopicRegex: string? = null
    assignment: Assignment
      topicPartitions: []TopicPartitions
        topicId: uuid
        topicName: string
        partitions: []int32
    targetAssignment: Assignment
    memberType: int8 1+ = -1
  authorizedOperations: int32 = -2147483648
`;
