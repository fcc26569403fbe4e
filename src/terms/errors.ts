/** By ascending code without a gap, from -1: the class that says how a client reacts, without the ending "Exception". */
const table = {
  UNKNOWN_SERVER_ERROR: "",
  NONE: "",
  OFFSET_OUT_OF_RANGE: "",
  CORRUPT_MESSAGE: "Retriable",
  UNKNOWN_TOPIC_OR_PARTITION: "InvalidMetadata",
  INVALID_FETCH_SIZE: "",
  LEADER_NOT_AVAILABLE: "InvalidMetadata",
  NOT_LEADER_OR_FOLLOWER: "InvalidMetadata",
  REQUEST_TIMED_OUT: "Retriable",
  BROKER_NOT_AVAILABLE: "",
  REPLICA_NOT_AVAILABLE: "InvalidMetadata",
  MESSAGE_TOO_LARGE: "",
  STALE_CONTROLLER_EPOCH: "",
  OFFSET_METADATA_TOO_LARGE: "",
  NETWORK_EXCEPTION: "InvalidMetadata",
  COORDINATOR_LOAD_IN_PROGRESS: "Retriable",
  COORDINATOR_NOT_AVAILABLE: "RefreshRetriable",
  NOT_COORDINATOR: "RefreshRetriable",
  INVALID_TOPIC_EXCEPTION: "",
  RECORD_LIST_TOO_LARGE: "",
  NOT_ENOUGH_REPLICAS: "Retriable",
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: "Retriable",
  INVALID_REQUIRED_ACKS: "",
  ILLEGAL_GENERATION: "",
  INCONSISTENT_GROUP_PROTOCOL: "",
  INVALID_GROUP_ID: "",
  UNKNOWN_MEMBER_ID: "",
  INVALID_SESSION_TIMEOUT: "",
  REBALANCE_IN_PROGRESS: "",
  INVALID_COMMIT_OFFSET_SIZE: "",
  TOPIC_AUTHORIZATION_FAILED: "",
  GROUP_AUTHORIZATION_FAILED: "",
  CLUSTER_AUTHORIZATION_FAILED: "",
  INVALID_TIMESTAMP: "",
  UNSUPPORTED_SASL_MECHANISM: "",
  ILLEGAL_SASL_STATE: "",
  UNSUPPORTED_VERSION: "",
  TOPIC_ALREADY_EXISTS: "",
  INVALID_PARTITIONS: "",
  INVALID_REPLICATION_FACTOR: "",
  INVALID_REPLICA_ASSIGNMENT: "",
  INVALID_CONFIG: "",
  NOT_CONTROLLER: "Retriable",
  INVALID_REQUEST: "",
  UNSUPPORTED_FOR_MESSAGE_FORMAT: "",
  POLICY_VIOLATION: "",
  OUT_OF_ORDER_SEQUENCE_NUMBER: "",
  DUPLICATE_SEQUENCE_NUMBER: "",
  INVALID_PRODUCER_EPOCH: "",
  INVALID_TXN_STATE: "",
  INVALID_PRODUCER_ID_MAPPING: "",
  INVALID_TRANSACTION_TIMEOUT: "",
  CONCURRENT_TRANSACTIONS: "Retriable",
  TRANSACTION_COORDINATOR_FENCED: "",
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: "",
  SECURITY_DISABLED: "",
  OPERATION_NOT_ATTEMPTED: "",
  KAFKA_STORAGE_ERROR: "InvalidMetadata",
  LOG_DIR_NOT_FOUND: "",
  SASL_AUTHENTICATION_FAILED: "",
  UNKNOWN_PRODUCER_ID: "",
  REASSIGNMENT_IN_PROGRESS: "",
  DELEGATION_TOKEN_AUTH_DISABLED: "",
  DELEGATION_TOKEN_NOT_FOUND: "",
  DELEGATION_TOKEN_OWNER_MISMATCH: "",
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: "",
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: "",
  DELEGATION_TOKEN_EXPIRED: "",
  INVALID_PRINCIPAL_TYPE: "",
  NON_EMPTY_GROUP: "",
  GROUP_ID_NOT_FOUND: "",
  FETCH_SESSION_ID_NOT_FOUND: "Retriable",
  INVALID_FETCH_SESSION_EPOCH: "Retriable",
  LISTENER_NOT_FOUND: "InvalidMetadata",
  TOPIC_DELETION_DISABLED: "",
  FENCED_LEADER_EPOCH: "InvalidMetadata",
  UNKNOWN_LEADER_EPOCH: "Retriable",
  UNSUPPORTED_COMPRESSION_TYPE: "",
  STALE_BROKER_EPOCH: "",
  OFFSET_NOT_AVAILABLE: "Retriable",
  MEMBER_ID_REQUIRED: "",
  PREFERRED_LEADER_NOT_AVAILABLE: "InvalidMetadata",
  GROUP_MAX_SIZE_REACHED: "",
  FENCED_INSTANCE_ID: "",
  ELIGIBLE_LEADERS_NOT_AVAILABLE: "InvalidMetadata",
  ELECTION_NOT_NEEDED: "InvalidMetadata",
  NO_REASSIGNMENT_IN_PROGRESS: "",
  GROUP_SUBSCRIBED_TO_TOPIC: "",
  INVALID_RECORD: "",
  UNSTABLE_OFFSET_COMMIT: "Retriable",
  THROTTLING_QUOTA_EXCEEDED: "Retriable",
  PRODUCER_FENCED: "",
  RESOURCE_NOT_FOUND: "",
  DUPLICATE_RESOURCE: "",
  UNACCEPTABLE_CREDENTIAL: "",
  INCONSISTENT_VOTER_SET: "",
  INVALID_UPDATE_VERSION: "",
  FEATURE_UPDATE_FAILED: "",
  PRINCIPAL_DESERIALIZATION_FAILURE: "",
  SNAPSHOT_NOT_FOUND: "",
  POSITION_OUT_OF_RANGE: "",
  UNKNOWN_TOPIC_ID: "InvalidMetadata",
  DUPLICATE_BROKER_REGISTRATION: "",
  BROKER_ID_NOT_REGISTERED: "",
  INCONSISTENT_TOPIC_ID: "InvalidMetadata",
  INCONSISTENT_CLUSTER_ID: "",
  TRANSACTIONAL_ID_NOT_FOUND: "",
  FETCH_SESSION_TOPIC_ID_ERROR: "Retriable",
  INELIGIBLE_REPLICA: "",
  NEW_LEADER_ELECTED: "",
  OFFSET_MOVED_TO_TIERED_STORAGE: "",
  FENCED_MEMBER_EPOCH: "",
  UNRELEASED_INSTANCE_ID: "",
  UNSUPPORTED_ASSIGNOR: "",
  STALE_MEMBER_EPOCH: "",
  MISMATCHED_ENDPOINT_TYPE: "",
  UNSUPPORTED_ENDPOINT_TYPE: "",
  UNKNOWN_CONTROLLER_ID: "",
  UNKNOWN_SUBSCRIPTION_ID: "",
  TELEMETRY_TOO_LARGE: "",
  INVALID_REGISTRATION: "",
  TRANSACTION_ABORTABLE: "",
  INVALID_RECORD_STATE: "",
  SHARE_SESSION_NOT_FOUND: "Retriable",
  INVALID_SHARE_SESSION_EPOCH: "Retriable",
  FENCED_STATE_EPOCH: "",
  INVALID_VOTER_KEY: "",
  DUPLICATE_VOTER: "",
  VOTER_NOT_FOUND: "",
  INVALID_REGULAR_EXPRESSION: "",
  REBOOTSTRAP_REQUIRED: "",
  STREAMS_INVALID_TOPOLOGY: "",
  STREAMS_INVALID_TOPOLOGY_EPOCH: "",
  STREAMS_TOPOLOGY_FENCED: "",
  SHARE_SESSION_LIMIT_REACHED: "Retriable",
} as const satisfies Record<
  string,
  "" | "Retriable" | "RefreshRetriable" | "InvalidMetadata"
>;

/** Every error that Kafka's protocol knows, by the name in Kafka's `Errors`. */
export type ErrorName = keyof typeof table;

/** What a client makes of an error. Kafka: Errors; `exceptions.ts` has the exception that it stands for. */
export interface KafkaError {
  /** On the wire; 0 for NONE, -1 for what nobody foresaw. */
  readonly code: number;
  readonly name: ErrorName;
  /** A client may send the same again. Kafka: RetriableException. */
  readonly retriable: boolean;
  /** A client asks for metadata before it tries again. Kafka: InvalidMetadataException. */
  readonly refreshesMetadata: boolean;
  /** Kafka: RefreshRetriableException. */
  readonly refreshRetriable: boolean;
}

/** Every error, by ascending code. */
export const kafkaErrors: readonly KafkaError[] = (Object.keys(table) as ErrorName[]).map(
  (name, index) => {
    const reaction = table[name];
    return {
      code: index - 1,
      name,
      retriable: reaction !== "",
      refreshesMetadata: reaction === "InvalidMetadata",
      refreshRetriable: reaction === "RefreshRetriable" || reaction === "InvalidMetadata",
    };
  },
);
const byName: ReadonlyMap<string, KafkaError> = new Map(
  kafkaErrors.map((error) => [error.name, error]),
);
const byCode: ReadonlyMap<number, KafkaError> = new Map(
  kafkaErrors.map((error) => [error.code, error]),
);

/** The row of the table. */
export function errorNamed(name: ErrorName): KafkaError {
  return byName.get(name) as KafkaError;
}

/** The code on the wire. */
export function errorCode(name: ErrorName): number {
  return errorNamed(name).code;
}

/** The error with this code; UNKNOWN_SERVER_ERROR for a code that the table lacks. Kafka: Errors.forCode. */
export function errorOfCode(code: number): KafkaError {
  return byCode.get(code) ?? errorNamed("UNKNOWN_SERVER_ERROR");
}

/** The name of the error with this code; UNKNOWN_SERVER_ERROR for a code that the table lacks. */
export function errorName(code: number): ErrorName {
  return errorOfCode(code).name;
}

/** Whether this text names an error. */
export function isErrorName(text: string): text is ErrorName {
  return byName.has(text);
}
