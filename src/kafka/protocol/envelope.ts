/** A request on its way: the header's fields and the body in the shape of Kafka's schema. Never changed once sent. */
export interface RequestMessage {
  readonly kind: "request";
  /** Copies of state share messages in flight. */
  readonly immutable: true;
  /** Kafka's API key. */
  readonly api: number;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string;
  readonly body: object;
}

/** The answer to a request of the same connection and correlation id. */
export interface ResponseMessage {
  readonly kind: "response";
  readonly immutable: true;
  readonly api: number;
  readonly version: number;
  readonly correlationId: number;
  readonly body: object;
}

/** What an answer repeats of its request. */
interface Asked {
  readonly api: number;
  readonly version: number;
  readonly correlationId: number;
}

/** The answer to a request. */
export function responseTo(asked: Asked, body: object): ResponseMessage {
  const { api, version, correlationId } = asked;
  return { kind: "response", immutable: true, api, version, correlationId, body };
}

export type WireMessage = RequestMessage | ResponseMessage;

/** API keys that the engine itself speaks. Kafka: ApiKeys. */
export const apiKeys = {
  Produce: 0,
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  ApiVersions: 18,
  CreateTopics: 19,
  DeleteTopics: 20,
  DeleteRecords: 21,
  InitProducerId: 22,
  OffsetForLeaderEpoch: 23,
  DescribeConfigs: 32,
  AlterConfigs: 33,
  DescribeLogDirs: 35,
  CreatePartitions: 37,
  ElectLeaders: 43,
  IncrementalAlterConfigs: 44,
  AlterPartitionReassignments: 45,
  ListPartitionReassignments: 46,
  DescribeClientQuotas: 48,
  AlterClientQuotas: 49,
  Vote: 52,
  BeginQuorumEpoch: 53,
  EndQuorumEpoch: 54,
  DescribeQuorum: 55,
  AlterPartition: 56,
  UpdateFeatures: 57,
  Envelope: 58,
  FetchSnapshot: 59,
  DescribeCluster: 60,
  DescribeProducers: 61,
  BrokerRegistration: 62,
  BrokerHeartbeat: 63,
  UnregisterBroker: 64,
  AllocateProducerIds: 67,
  ControllerRegistration: 70,
  AssignReplicasToDirs: 73,
  ListConfigResources: 74,
  DescribeTopicPartitions: 75,
  UpdateRaftVoter: 82,
} as const;

/** Bytes of everything in a message but its records: enough for a link whose bandwidth is limited. */
export const messageOverheadBytes = 150;
