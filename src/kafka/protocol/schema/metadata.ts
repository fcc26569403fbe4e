/** Who is there, who leads what, and which versions are spoken. */
export const metadataMessages = `
request ApiVersions
clientSoftwareName: string 3+
clientSoftwareVersion: string 3+

response ApiVersions
errorCode: int16
apiKeys: []ApiVersion
  apiKey: int16
  minVersion: int16
  maxVersion: int16
throttleTimeMs: int32 1+
supportedFeatures: []SupportedFeature 3+ @0
  name: string
  minVersion: int16
  maxVersion: int16
finalizedFeaturesEpoch: int64 3+ @1 = -1
finalizedFeatures: []FinalizedFeature 3+ @2
  name: string
  maxVersionLevel: int16
  minVersionLevel: int16
zkMigrationReady: bool 3+ @3

request Metadata
topics: []Topic?1+
  topicId: uuid 10+
  name: string?10+
allowAutoTopicCreation: bool 4+ = true
includeClusterAuthorizedOperations: bool 8-10
includeTopicAuthorizedOperations: bool 8+

response Metadata
throttleTimeMs: int32 3+
brokers: []Broker
  nodeId: int32
  host: string
  port: int32
  rack: string? 1+ = null
clusterId: string? 2+ = null
controllerId: int32 1+ = -1
topics: []Topic
  errorCode: int16
  name: string?12+
  topicId: uuid 10+
  isInternal: bool 1+
  partitions: []Partition
    errorCode: int16
    partitionIndex: int32
    leaderId: int32
    leaderEpoch: int32 7+ = -1
    replicaNodes: []int32
    isrNodes: []int32
    offlineReplicas: []int32 5+
  topicAuthorizedOperations: int32 8+ = -2147483648
clusterAuthorizedOperations: int32 8-10 = -2147483648
errorCode: int16 13+

request DescribeCluster
includeClusterAuthorizedOperations: bool
endpointType: int8 1+ = 1
includeFencedBrokers: bool 2+

response DescribeCluster
throttleTimeMs: int32
errorCode: int16
errorMessage: string? = null
endpointType: int8 1+ = 1
clusterId: string
controllerId: int32 = -1
brokers: []Broker
  brokerId: int32
  host: string
  port: int32
  rack: string? = null
  isFenced: bool 2+
clusterAuthorizedOperations: int32 = -2147483648

request DescribeTopicPartitions
topics: []Topic
  name: string
responsePartitionLimit: int32 = 2000
cursor: Cursor? = null
  topicName: string
  partitionIndex: int32

response DescribeTopicPartitions
throttleTimeMs: int32
topics: []Topic
  errorCode: int16
  name: string?
  topicId: uuid
  isInternal: bool
  partitions: []Partition
    errorCode: int16
    partitionIndex: int32
    leaderId: int32
    leaderEpoch: int32 = -1
    replicaNodes: []int32
    isrNodes: []int32
    eligibleLeaderReplicas: []int32? = null
    lastKnownElr: []int32? = null
    offlineReplicas: []int32
  topicAuthorizedOperations: int32 = -2147483648
nextCursor: Cursor? = null
  topicName: string
  partitionIndex: int32

request FindCoordinator
key: string 0-3
keyType: int8 1+
coordinatorKeys: []string 4+

response FindCoordinator
throttleTimeMs: int32 1+
errorCode: int16 0-3
errorMessage: string? 1-3
nodeId: int32 0-3
host: string 0-3
port: int32 0-3
coordinators: []Coordinator 4+
  key: string
  nodeId: int32
  host: string
  port: int32
  errorCode: int16
  errorMessage: string?

request DescribeProducers
topics: []Topic
  name: string
  partitionIndexes: []int32

response DescribeProducers
throttleTimeMs: int32
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string? = null
    activeProducers: []ProducerState
      producerId: int64
      producerEpoch: int32
      lastSequence: int32 = -1
      lastTimestamp: int64 = -1
      coordinatorEpoch: int32
      currentTxnStartOffset: int64 = -1
`;
