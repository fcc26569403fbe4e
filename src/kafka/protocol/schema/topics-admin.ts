/** Creating, changing and moving topics and partitions. */
export const topicsAdminMessages = `
request CreateTopics
topics: []Topic
  name: string
  numPartitions: int32
  replicationFactor: int16
  assignments: []Assignment
    partitionIndex: int32
    brokerIds: []int32
  configs: []Config
    name: string
    value: string?
timeoutMs: int32 = 60000
validateOnly: bool

response CreateTopics
throttleTimeMs: int32
topics: []Topic
  name: string
  topicId: uuid 7+
  errorCode: int16
  errorMessage: string?
  topicConfigErrorCode: int16 5+ @0
  numPartitions: int32 5+ = -1
  replicationFactor: int16 5+ = -1
  configs: []Config? 5+
    name: string
    value: string?
    readOnly: bool
    configSource: int8 = -1
    isSensitive: bool

request DeleteTopics
topics: []Topic 6+
  name: string? = null
  topicId: uuid
topicNames: []string 1-5
timeoutMs: int32

response DeleteTopics
throttleTimeMs: int32
responses: []Topic
  name: string?6+
  topicId: uuid 6+
  errorCode: int16
  errorMessage: string? 5+ = null

request CreatePartitions
topics: []Topic
  name: string
  count: int32
  assignments: []Assignment?
    brokerIds: []int32
timeoutMs: int32
validateOnly: bool

response CreatePartitions
throttleTimeMs: int32
results: []Topic
  name: string
  errorCode: int16
  errorMessage: string? = null

request ElectLeaders
electionType: int8 1+
topicPartitions: []TopicPartitions?
  topic: string
  partitions: []int32
timeoutMs: int32 = 60000

response ElectLeaders
throttleTimeMs: int32
errorCode: int16 1+
replicaElectionResults: []Topic
  topic: string
  partitionResult: []PartitionResult
    partitionId: int32
    errorCode: int16
    errorMessage: string?

request AlterPartitionReassignments
timeoutMs: int32 = 60000
allowReplicationFactorChange: bool 1+ = true
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    replicas: []int32? = null

response AlterPartitionReassignments
throttleTimeMs: int32
allowReplicationFactorChange: bool 1+ = true
errorCode: int16
errorMessage: string?
responses: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string?

request ListPartitionReassignments
timeoutMs: int32 = 60000
topics: []Topic? = null
  name: string
  partitionIndexes: []int32

response ListPartitionReassignments
throttleTimeMs: int32
errorCode: int16
errorMessage: string?
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    replicas: []int32
    addingReplicas: []int32
    removingReplicas: []int32

request AlterReplicaLogDirs
dirs: []Dir
  path: string
  topics: []Topic
    name: string
    partitions: []int32

response AlterReplicaLogDirs
throttleTimeMs: int32
results: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16

request DescribeLogDirs
topics: []Topic?
  topic: string
  partitions: []int32

response DescribeLogDirs
throttleTimeMs: int32
errorCode: int16 3+
results: []LogDir
  errorCode: int16
  logDir: string
  topics: []Topic
    name: string
    partitions: []Partition
      partitionIndex: int32
      partitionSize: int64
      offsetLag: int64
      isFutureKey: bool
  totalBytes: int64 4+ = -1
  usableBytes: int64 4+ = -1
  isCordoned: bool 5+
`;
