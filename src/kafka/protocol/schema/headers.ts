/** What comes before every request and response, and the consumers' own messages inside the classic group protocol. */
export const headerMessages = `
header RequestHeader versions 0-2 flexible 2+
requestApiKey: int16
requestApiVersion: int16
correlationId: int32
clientId: string? 1+ inflexible

header ResponseHeader versions 0-1 flexible 1+
correlationId: int32

consumer ConsumerProtocolSubscription versions 0-3
topics: []string
userData: bytes? = null
ownedPartitions: []TopicPartitions 1+
  topic: string
  partitions: []int32
generationId: int32 2+ = -1
rackId: string? 3+ = null

consumer ConsumerProtocolAssignment versions 0-3
assignedPartitions: []TopicPartitions
  topic: string
  partitions: []int32
userData: bytes? = null
`;
