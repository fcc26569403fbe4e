/** Producer ids and transactions. */
export const transactionsMessages = `
request InitProducerId
transactionalId: string?
transactionTimeoutMs: int32
producerId: int64 3+ = -1
producerEpoch: int16 3+ = -1
enable2Pc: bool 6+
keepPreparedTxn: bool 6+

response InitProducerId
throttleTimeMs: int32
errorCode: int16
producerId: int64 = -1
producerEpoch: int16
ongoingTxnProducerId: int64 6+ = -1
ongoingTxnProducerEpoch: int16 6+ = -1

request AddPartitionsToTxn
transactions: []Transaction 4+
  transactionalId: string
  producerId: int64
  producerEpoch: int16
  verifyOnly: bool
  topics: []Topic
    name: string
    partitions: []int32
v3AndBelowTransactionalId: string 0-3
v3AndBelowProducerId: int64 0-3
v3AndBelowProducerEpoch: int16 0-3
v3AndBelowTopics: []Topic 0-3

response AddPartitionsToTxn
throttleTimeMs: int32
errorCode: int16 4+
resultsByTransaction: []Transaction 4+
  transactionalId: string
  topicResults: []Topic
    name: string
    resultsByPartition: []Partition
      partitionIndex: int32
      partitionErrorCode: int16
resultsByTopicV3AndBelow: []Topic 0-3

request AddOffsetsToTxn
transactionalId: string
producerId: int64
producerEpoch: int16
groupId: string

response AddOffsetsToTxn
throttleTimeMs: int32
errorCode: int16

request EndTxn
transactionalId: string
producerId: int64
producerEpoch: int16
committed: bool

response EndTxn
throttleTimeMs: int32
errorCode: int16
producerId: int64 5+ = -1
producerEpoch: int16 5+ = -1

request WriteTxnMarkers
markers: []Marker
  producerId: int64
  producerEpoch: int16
  transactionResult: bool
  topics: []Topic
    name: string
    partitionIndexes: []int32
  coordinatorEpoch: int32
  transactionVersion: int8 2+

response WriteTxnMarkers
markers: []Marker
  producerId: int64
  topics: []Topic
    name: string
    partitions: []Partition
      partitionIndex: int32
      errorCode: int16

request TxnOffsetCommit
transactionalId: string
groupId: string
producerId: int64
producerEpoch: int16
generationId: int32 3+ = -1
memberId: string 3+
groupInstanceId: string? 3+ = null
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    committedOffset: int64
    committedLeaderEpoch: int32 2+ = -1
    committedMetadata: string?

response TxnOffsetCommit
throttleTimeMs: int32
topics: []Topic
  name: string
  partitions: []Partition
    partitionIndex: int32
    errorCode: int16

request DescribeTransactions
transactionalIds: []string

response DescribeTransactions
throttleTimeMs: int32
transactionStates: []Transaction
  errorCode: int16
  transactionalId: string
  transactionState: string
  transactionTimeoutMs: int32
  transactionStartTimeMs: int64
  producerId: int64
  producerEpoch: int16
  topics: []Topic
    topic: string
    partitions: []int32

request ListTransactions
stateFilters: []string
producerIdFilters: []int64
durationFilter: int64 1+ = -1
transactionalIdPattern: string? 2+ = null

response ListTransactions
throttleTimeMs: int32
errorCode: int16
unknownStateFilters: []string
transactionStates: []Transaction
  transactionalId: string
  producerId: int64
  transactionState: string

request AllocateProducerIds
brokerId: int32
brokerEpoch: int64 = -1

response AllocateProducerIds
throttleTimeMs: int32
errorCode: int16
producerIdStart: int64
producerIdLen: int32
`;
