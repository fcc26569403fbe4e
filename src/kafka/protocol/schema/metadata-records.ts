/** Records of __cluster_metadata, numbered as in MetadataRecordType. */
export const metadataRecords = `
metadata RegisterBrokerRecord type 0 versions 0-4 flexible 0+
brokerId: int32
isMigratingZkBroker: bool 2+
incarnationId: uuid
brokerEpoch: int64
endPoints: []Endpoint
  name: string
  host: string
  port: uint16
  securityProtocol: int16
features: []Feature
  name: string
  minSupportedVersion: int16
  maxSupportedVersion: int16
rack: string?
fenced: bool = true
inControlledShutdown: bool 1+
logDirs: []uuid 3+ @0
cordonedLogDirs: []uuid? 4+ @1 = null

metadata UnregisterBrokerRecord type 1 versions 0 flexible 0+
brokerId: int32
brokerEpoch: int64

metadata TopicRecord type 2 versions 0 flexible 0+
name: string
topicId: uuid

metadata PartitionRecord type 3 versions 0-2 flexible 0+
partitionId: int32 = -1
topicId: uuid
replicas: []int32
isr: []int32
removingReplicas: []int32
addingReplicas: []int32
leader: int32 = -1
leaderRecoveryState: int8 @0
leaderEpoch: int32 = -1
partitionEpoch: int32 = -1
directories: []uuid 1+
eligibleLeaderReplicas: []int32? 2+ @1 = null
lastKnownElr: []int32? 2+ @2 = null

metadata ConfigRecord type 4 versions 0 flexible 0+
resourceType: int8
resourceName: string
name: string
value: string?

metadata PartitionChangeRecord type 5 versions 0-2 flexible 0+
partitionId: int32 = -1
topicId: uuid
isr: []int32? @0 = null
leader: int32 @1 = -2
replicas: []int32? @2 = null
removingReplicas: []int32? @3 = null
addingReplicas: []int32? @4 = null
leaderRecoveryState: int8 @5 = -1
directories: []uuid? 1+ @8 = null
eligibleLeaderReplicas: []int32? 2+ @6 = null
lastKnownElr: []int32? 2+ @7 = null

metadata FenceBrokerRecord type 7 versions 0 flexible 0+
id: int32
epoch: int64

metadata UnfenceBrokerRecord type 8 versions 0 flexible 0+
id: int32
epoch: int64

metadata RemoveTopicRecord type 9 versions 0 flexible 0+
topicId: uuid

metadata DelegationTokenRecord type 10 versions 0 flexible 0+
owner: string
requester: string
renewers: []string
issueTimestamp: int64
maxTimestamp: int64
expirationTimestamp: int64
tokenId: string

metadata UserScramCredentialRecord type 11 versions 0 flexible 0+
name: string
mechanism: int8
salt: bytes
storedKey: bytes
serverKey: bytes
iterations: int32

metadata FeatureLevelRecord type 12 versions 0 flexible 0+
name: string
featureLevel: int16

metadata ClientQuotaRecord type 14 versions 0 flexible 0+
entity: []Entity
  entityType: string
  entityName: string?
key: string
value: float64
remove: bool

metadata ProducerIdsRecord type 15 versions 0 flexible 0+
brokerId: int32
brokerEpoch: int64 = -1
nextProducerId: int64

metadata BrokerRegistrationChangeRecord type 17 versions 0-3 flexible 0+
brokerId: int32
brokerEpoch: int64
fenced: int8 @0
inControlledShutdown: int8 1+ @1
logDirs: []uuid 2+ @2
cordonedLogDirs: []uuid? 3+ @3 = null

metadata AccessControlEntryRecord type 18 versions 0 flexible 0+
id: uuid
resourceType: int8
resourceName: string
patternType: int8
principal: string
host: string
operation: int8
permissionType: int8

metadata RemoveAccessControlEntryRecord type 19 versions 0 flexible 0+
id: uuid

metadata NoOpRecord type 20 versions 0 flexible 0+

metadata ZkMigrationStateRecord type 21 versions 0 flexible 0+
zkMigrationState: int8

metadata RemoveUserScramCredentialRecord type 22 versions 0 flexible 0+
name: string
mechanism: int8

metadata BeginTransactionRecord type 23 versions 0 flexible 0+
name: string? @0 = null

metadata EndTransactionRecord type 24 versions 0 flexible 0+

metadata AbortTransactionRecord type 25 versions 0 flexible 0+
reason: string? @0 = null

metadata RemoveDelegationTokenRecord type 26 versions 0 flexible 0+
tokenId: string

metadata RegisterControllerRecord type 27 versions 0 flexible 0+
controllerId: int32
incarnationId: uuid
zkMigrationReady: bool
endPoints: []Endpoint
  name: string
  host: string
  port: uint16
  securityProtocol: int16
features: []Feature
  name: string
  minSupportedVersion: int16
  maxSupportedVersion: int16

metadata ClearElrRecord type 28 versions 0 flexible 0+
topicName: string
`;
