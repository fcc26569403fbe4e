/** The Raft quorum of the controllers (KIP-595, KIP-630, KIP-853). */
export const quorumMessages = `
request Vote
clusterId: string? = null
voterId: int32 1+ = -1
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    replicaEpoch: int32
    replicaId: int32
    replicaDirectoryId: uuid 1+
    voterDirectoryId: uuid 1+
    lastOffsetEpoch: int32
    lastOffset: int64
    preVote: bool 2+

response Vote
errorCode: int16
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    leaderId: int32
    leaderEpoch: int32
    voteGranted: bool
nodeEndpoints: []NodeEndpoint 1+ @0
  nodeId: int32
  host: string
  port: uint16

request BeginQuorumEpoch
clusterId: string? = null
voterId: int32 1+ = -1
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    voterDirectoryId: uuid 1+
    leaderId: int32
    leaderEpoch: int32
leaderEndpoints: []LeaderEndpoint 1+
  name: string
  host: string
  port: uint16

response BeginQuorumEpoch
errorCode: int16
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    leaderId: int32
    leaderEpoch: int32
nodeEndpoints: []NodeEndpoint 1+ @0
  nodeId: int32
  host: string
  port: uint16

request EndQuorumEpoch
clusterId: string? = null
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    leaderId: int32
    leaderEpoch: int32
    preferredSuccessors: []int32 0
    preferredCandidates: []Candidate 1+
      candidateId: int32
      candidateDirectoryId: uuid
leaderEndpoints: []LeaderEndpoint 1+
  name: string
  host: string
  port: uint16

response EndQuorumEpoch
errorCode: int16
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    leaderId: int32
    leaderEpoch: int32
nodeEndpoints: []NodeEndpoint 1+ @0
  nodeId: int32
  host: string
  port: uint16

request DescribeQuorum
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32

response DescribeQuorum
errorCode: int16
errorMessage: string? 2+
topics: []Topic
  topicName: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16
    errorMessage: string? 2+
    leaderId: int32
    leaderEpoch: int32
    highWatermark: int64
    currentVoters: []ReplicaState
      replicaId: int32
      replicaDirectoryId: uuid 2+
      logEndOffset: int64
      lastFetchTimestamp: int64 1+ = -1
      lastCaughtUpTimestamp: int64 1+ = -1
    observers: []ReplicaState
nodes: []Node 2+
  nodeId: int32
  listeners: []Listener
    name: string
    host: string
    port: uint16

request FetchSnapshot
clusterId: string? @0 = null
replicaId: int32 = -1
maxBytes: int32 = 2147483647
topics: []Topic
  name: string
  partitions: []Partition
    partition: int32
    currentLeaderEpoch: int32
    snapshotId: SnapshotId
      endOffset: int64
      epoch: int32
    position: int64
    replicaDirectoryId: uuid 1+ @0

response FetchSnapshot
throttleTimeMs: int32
errorCode: int16
topics: []Topic
  name: string
  partitions: []Partition
    index: int32
    errorCode: int16
    snapshotId: SnapshotId
      endOffset: int64
      epoch: int32
    currentLeader: Leader @0
      leaderId: int32
      leaderEpoch: int32
    size: int64
    position: int64
    unalignedRecords: records
nodeEndpoints: []NodeEndpoint 1+ @0
  nodeId: int32
  host: string
  port: uint16

request AddRaftVoter
clusterId: string?
timeoutMs: int32
voterId: int32
voterDirectoryId: uuid
listeners: []Listener
  name: string
  host: string
  port: uint16
ackWhenCommitted: bool 1+ = true

response AddRaftVoter
throttleTimeMs: int32
errorCode: int16
errorMessage: string?

request RemoveRaftVoter
clusterId: string?
voterId: int32
voterDirectoryId: uuid

response RemoveRaftVoter
throttleTimeMs: int32
errorCode: int16
errorMessage: string?

request UpdateRaftVoter
clusterId: string?
currentLeaderEpoch: int32
voterId: int32
voterDirectoryId: uuid
listeners: []Listener
  name: string
  host: string
  port: uint16
kRaftVersionFeature: KRaftVersionFeature
  minSupportedVersion: int16
  maxSupportedVersion: int16

response UpdateRaftVoter
throttleTimeMs: int32
errorCode: int16
currentLeader: Leader @0
  leaderId: int32 = -1
  leaderEpoch: int32 = -1
  host: string
  port: int32
`;
