/**
 * By ascending code without a gap, from -1: the exception where it is not called like the error, and the exception
 * above it where that is not ApiException; both without the ending "Exception". A dash: there is none.
 */
const table = {
  UNKNOWN_SERVER_ERROR: "UnknownServer",
  NONE: "-",
  OFFSET_OUT_OF_RANGE: " InvalidOffset",
  CORRUPT_MESSAGE: "CorruptRecord Retriable",
  UNKNOWN_TOPIC_OR_PARTITION: " InvalidMetadata",
  INVALID_FETCH_SIZE: "",
  LEADER_NOT_AVAILABLE: " InvalidMetadata",
  NOT_LEADER_OR_FOLLOWER: " InvalidMetadata",
  REQUEST_TIMED_OUT: "Timeout Retriable",
  BROKER_NOT_AVAILABLE: "",
  REPLICA_NOT_AVAILABLE: " InvalidMetadata",
  MESSAGE_TOO_LARGE: "RecordTooLarge",
  STALE_CONTROLLER_EPOCH: "ControllerMoved",
  OFFSET_METADATA_TOO_LARGE: "",
  NETWORK_EXCEPTION: "Network InvalidMetadata",
  COORDINATOR_LOAD_IN_PROGRESS: " Retriable",
  COORDINATOR_NOT_AVAILABLE: " RefreshRetriable",
  NOT_COORDINATOR: " RefreshRetriable",
  INVALID_TOPIC_EXCEPTION: "InvalidTopic InvalidConfiguration",
  RECORD_LIST_TOO_LARGE: "RecordBatchTooLarge InvalidConfiguration",
  NOT_ENOUGH_REPLICAS: " Retriable",
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: " Retriable",
  INVALID_REQUIRED_ACKS: " InvalidConfiguration",
  ILLEGAL_GENERATION: " ApplicationRecoverable",
  INCONSISTENT_GROUP_PROTOCOL: "",
  INVALID_GROUP_ID: "",
  UNKNOWN_MEMBER_ID: " ApplicationRecoverable",
  INVALID_SESSION_TIMEOUT: "",
  REBALANCE_IN_PROGRESS: "",
  INVALID_COMMIT_OFFSET_SIZE: "",
  TOPIC_AUTHORIZATION_FAILED: "TopicAuthorization Authorization",
  GROUP_AUTHORIZATION_FAILED: "GroupAuthorization Authorization",
  CLUSTER_AUTHORIZATION_FAILED: "ClusterAuthorization Authorization",
  INVALID_TIMESTAMP: "",
  UNSUPPORTED_SASL_MECHANISM: " Authentication",
  ILLEGAL_SASL_STATE: " Authentication",
  UNSUPPORTED_VERSION: " InvalidConfiguration",
  TOPIC_ALREADY_EXISTS: "TopicExists",
  INVALID_PARTITIONS: "",
  INVALID_REPLICATION_FACTOR: " InvalidConfiguration",
  INVALID_REPLICA_ASSIGNMENT: "",
  INVALID_CONFIG: "InvalidConfiguration",
  NOT_CONTROLLER: " Retriable",
  INVALID_REQUEST: "",
  UNSUPPORTED_FOR_MESSAGE_FORMAT: " InvalidConfiguration",
  POLICY_VIOLATION: "",
  OUT_OF_ORDER_SEQUENCE_NUMBER: "OutOfOrderSequence",
  DUPLICATE_SEQUENCE_NUMBER: "DuplicateSequence",
  INVALID_PRODUCER_EPOCH: " ApplicationRecoverable",
  INVALID_TXN_STATE: "",
  INVALID_PRODUCER_ID_MAPPING: "InvalidPidMapping ApplicationRecoverable",
  INVALID_TRANSACTION_TIMEOUT: "InvalidTxnTimeout",
  CONCURRENT_TRANSACTIONS: " Retriable",
  TRANSACTION_COORDINATOR_FENCED: "",
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: "TransactionalIdAuthorization Authorization",
  SECURITY_DISABLED: "",
  OPERATION_NOT_ATTEMPTED: "",
  KAFKA_STORAGE_ERROR: "KafkaStorage InvalidMetadata",
  LOG_DIR_NOT_FOUND: "",
  SASL_AUTHENTICATION_FAILED: "SaslAuthentication Authentication",
  UNKNOWN_PRODUCER_ID: " OutOfOrderSequence",
  REASSIGNMENT_IN_PROGRESS: "",
  DELEGATION_TOKEN_AUTH_DISABLED: "DelegationTokenDisabled",
  DELEGATION_TOKEN_NOT_FOUND: "",
  DELEGATION_TOKEN_OWNER_MISMATCH: "",
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: "UnsupportedByAuthentication",
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: "DelegationTokenAuthorization Authorization",
  DELEGATION_TOKEN_EXPIRED: "",
  INVALID_PRINCIPAL_TYPE: "",
  NON_EMPTY_GROUP: "GroupNotEmpty",
  GROUP_ID_NOT_FOUND: "",
  FETCH_SESSION_ID_NOT_FOUND: " Retriable",
  INVALID_FETCH_SESSION_EPOCH: " Retriable",
  LISTENER_NOT_FOUND: " InvalidMetadata",
  TOPIC_DELETION_DISABLED: "",
  FENCED_LEADER_EPOCH: " InvalidMetadata",
  UNKNOWN_LEADER_EPOCH: " Retriable",
  UNSUPPORTED_COMPRESSION_TYPE: "",
  STALE_BROKER_EPOCH: "",
  OFFSET_NOT_AVAILABLE: " Retriable",
  MEMBER_ID_REQUIRED: "",
  PREFERRED_LEADER_NOT_AVAILABLE: " InvalidMetadata",
  GROUP_MAX_SIZE_REACHED: "",
  FENCED_INSTANCE_ID: " ApplicationRecoverable",
  ELIGIBLE_LEADERS_NOT_AVAILABLE: " InvalidMetadata",
  ELECTION_NOT_NEEDED: " InvalidMetadata",
  NO_REASSIGNMENT_IN_PROGRESS: "",
  GROUP_SUBSCRIBED_TO_TOPIC: "",
  INVALID_RECORD: " InvalidConfiguration",
  UNSTABLE_OFFSET_COMMIT: " Retriable",
  THROTTLING_QUOTA_EXCEEDED: " Retriable",
  PRODUCER_FENCED: " ApplicationRecoverable",
  RESOURCE_NOT_FOUND: "",
  DUPLICATE_RESOURCE: "",
  UNACCEPTABLE_CREDENTIAL: "",
  INCONSISTENT_VOTER_SET: "",
  INVALID_UPDATE_VERSION: "",
  FEATURE_UPDATE_FAILED: "",
  PRINCIPAL_DESERIALIZATION_FAILURE: "PrincipalDeserialization",
  SNAPSHOT_NOT_FOUND: "",
  POSITION_OUT_OF_RANGE: "",
  UNKNOWN_TOPIC_ID: " InvalidMetadata",
  DUPLICATE_BROKER_REGISTRATION: "",
  BROKER_ID_NOT_REGISTERED: "",
  INCONSISTENT_TOPIC_ID: " InvalidMetadata",
  INCONSISTENT_CLUSTER_ID: "",
  TRANSACTIONAL_ID_NOT_FOUND: "",
  FETCH_SESSION_TOPIC_ID_ERROR: "FetchSessionTopicId Retriable",
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
  SHARE_SESSION_NOT_FOUND: " Retriable",
  INVALID_SHARE_SESSION_EPOCH: " Retriable",
  FENCED_STATE_EPOCH: "",
  INVALID_VOTER_KEY: "",
  DUPLICATE_VOTER: "",
  VOTER_NOT_FOUND: "",
  INVALID_REGULAR_EXPRESSION: "",
  REBOOTSTRAP_REQUIRED: "",
  STREAMS_INVALID_TOPOLOGY: "",
  STREAMS_INVALID_TOPOLOGY_EPOCH: "",
  STREAMS_TOPOLOGY_FENCED: "",
  SHARE_SESSION_LIMIT_REACHED: " Retriable",
} as const satisfies Record<string, string>;

/** Every error that Kafka's protocol knows, by the name in Kafka's `Errors`. */
export type ErrorName = keyof typeof table;

/** What a client makes of an error. Kafka: Errors and the exception it stands for. */
export interface KafkaError {
  /** On the wire; 0 for NONE, -1 for what nobody foresaw. */
  readonly code: number;
  readonly name: ErrorName;
  /** The exception of Kafka's clients; null for NONE. */
  readonly exception: string | null;
  /** The exceptions above it below RuntimeException, nearest first. */
  readonly superclasses: readonly string[];
  /** A client may send the same again. Kafka: RetriableException. */
  readonly retriable: boolean;
  /** A client asks for metadata before it tries again. Kafka: InvalidMetadataException. */
  readonly refreshesMetadata: boolean;
  /** Kafka: RefreshRetriableException. */
  readonly refreshRetriable: boolean;
  /** The producer has to abort its transaction. Kafka: TransactionAbortableException. */
  readonly abortable: boolean;
  /** The application has to restart its client. Kafka: ApplicationRecoverableException. */
  readonly applicationRecoverable: boolean;
  /** The nearest of the classes that say how to react, itself included. */
  readonly marker: string | null;
}

const parents: Readonly<Record<string, string>> = {
  Retriable: "Api",
  RefreshRetriable: "Retriable",
  InvalidMetadata: "RefreshRetriable",
  InvalidConfiguration: "Api",
  Authorization: "InvalidConfiguration",
  Authentication: "InvalidConfiguration",
  ApplicationRecoverable: "Api",
  InvalidOffset: "Api",
  OutOfOrderSequence: "Api",
  Api: "Kafka",
};
/** Exceptions whose names lack the ending in Kafka too. */
const withoutEnding: ReadonlySet<string> = new Set([
  "OffsetMetadataTooLarge",
  "InvalidRegularExpression",
]);

const markers: ReadonlySet<string> = new Set([
  "Retriable",
  "RefreshRetriable",
  "InvalidMetadata",
  "InvalidConfiguration",
  "Authorization",
  "Authentication",
  "ApplicationRecoverable",
  "TransactionAbortable",
]);

/** `NOT_CONTROLLER` → `NotController`. */
const camelCase = (name: string): string =>
  name
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

function readRow(name: ErrorName, index: number): KafkaError {
  const [called = "", parent = "Api"] = table[name].split(" ");
  const exception = called === "-" ? undefined : called || camelCase(name);
  const chain: string[] = [];
  for (let above = exception === undefined ? undefined : parent; above !== undefined; ) {
    chain.push(above);
    above = parents[above];
  }
  const full = (short: string): string =>
    withoutEnding.has(short) ? short : `${short}Exception`;
  const marker = [exception ?? "", ...chain].find((short) => markers.has(short));
  return {
    code: index - 1,
    name,
    exception: exception === undefined ? null : full(exception),
    superclasses: chain.map(full),
    retriable: chain.includes("Retriable"),
    refreshesMetadata: chain.includes("InvalidMetadata"),
    refreshRetriable: chain.includes("RefreshRetriable"),
    abortable: exception === "TransactionAbortable",
    applicationRecoverable: chain.includes("ApplicationRecoverable"),
    marker: marker === undefined ? null : full(marker),
  };
}

/** Every error, by ascending code. */
export const kafkaErrors: readonly KafkaError[] = (Object.keys(table) as ErrorName[]).map(
  readRow,
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
