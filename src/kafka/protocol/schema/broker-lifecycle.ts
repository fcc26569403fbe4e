/** What brokers and controllers tell the active controller about themselves and their replicas. */
export const brokerLifecycleMessages = `
request BrokerRegistration
brokerId: int32
clusterId: string
incarnationId: uuid
listeners: []Listener
  name: string
  host: string
  port: uint16
  securityProtocol: int16
features: []Feature
  name: string
  minSupportedVersion: int16
  maxSupportedVersion: int16
rack: string?
isMigratingZkBroker: bool 1+
logDirs: []uuid 2+
previousBrokerEpoch: int64 3+ = -1

response BrokerRegistration
throttleTimeMs: int32
errorCode: int16
brokerEpoch: int64 = -1

request BrokerHeartbeat
brokerId: int32
brokerEpoch: int64 = -1
currentMetadataOffset: int64
wantFence: bool
wantShutDown: bool
offlineLogDirs: []uuid 1+ @0
cordonedLogDirs: []uuid? 2+ @1 = null

response BrokerHeartbeat
throttleTimeMs: int32
errorCode: int16
isCaughtUp: bool
isFenced: bool = true
shouldShutDown: bool

request UnregisterBroker
brokerId: int32

response UnregisterBroker
throttleTimeMs: int32
errorCode: int16
errorMessage: string?

request ControllerRegistration
controllerId: int32
incarnationId: uuid
zkMigrationReady: bool
listeners: []Listener
  name: string
  host: string
  port: uint16
  securityProtocol: int16
features: []Feature
  name: string
  minSupportedVersion: int16
  maxSupportedVersion: int16

response ControllerRegistration
throttleTimeMs: int32
errorCode: int16
errorMessage: string?

request AlterPartition
brokerId: int32
brokerEpoch: int64 = -1
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    leaderEpoch: int32
    newIsr: []int32 2
    newIsrWithEpochs: []BrokerState 3+
      brokerId: int32
      brokerEpoch: int64 = -1
    leaderRecoveryState: int8
    partitionEpoch: int32

response AlterPartition
throttleTimeMs: int32
errorCode: int16
topics: []Topic
  topicId: uuid
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    leaderId: int32
    leaderEpoch: int32
    isr: []int32
    leaderRecoveryState: int8
    partitionEpoch: int32

request AssignReplicasToDirs
brokerId: int32
brokerEpoch: int64 = -1
directories: []Directory
  id: uuid
  topics: []Topic
    topicId: uuid
    partitions: []Partition
      partitionIndex: int32

response AssignReplicasToDirs
throttleTimeMs: int32
errorCode: int16
directories: []Directory
  id: uuid
  topics: []Topic
    topicId: uuid
    partitions: []Partition
      partitionIndex: int32
      errorCode: int16

request Envelope
requestData: bytes
requestPrincipal: bytes?
clientHostAddress: bytes

response Envelope
responseData: bytes? = null
errorCode: int16
`;
