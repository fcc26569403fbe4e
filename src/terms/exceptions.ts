import { type ErrorName, type KafkaError, kafkaErrors } from "./errors.ts";

/**
 * The exception where it is not called like the error, and the exception above it where that is neither ApiException
 * nor one that `errors.ts` names; both without the ending "Exception". A dash: there is none.
 */
const table: Partial<Readonly<Record<ErrorName, string>>> = {
  UNKNOWN_SERVER_ERROR: "UnknownServer",
  NONE: "-",
  OFFSET_OUT_OF_RANGE: " InvalidOffset",
  CORRUPT_MESSAGE: "CorruptRecord",
  REQUEST_TIMED_OUT: "Timeout",
  MESSAGE_TOO_LARGE: "RecordTooLarge",
  STALE_CONTROLLER_EPOCH: "ControllerMoved",
  NETWORK_EXCEPTION: "Network",
  INVALID_TOPIC_EXCEPTION: "InvalidTopic InvalidConfiguration",
  RECORD_LIST_TOO_LARGE: "RecordBatchTooLarge InvalidConfiguration",
  INVALID_REQUIRED_ACKS: " InvalidConfiguration",
  ILLEGAL_GENERATION: " ApplicationRecoverable",
  UNKNOWN_MEMBER_ID: " ApplicationRecoverable",
  TOPIC_AUTHORIZATION_FAILED: "TopicAuthorization Authorization",
  GROUP_AUTHORIZATION_FAILED: "GroupAuthorization Authorization",
  CLUSTER_AUTHORIZATION_FAILED: "ClusterAuthorization Authorization",
  UNSUPPORTED_SASL_MECHANISM: " Authentication",
  ILLEGAL_SASL_STATE: " Authentication",
  UNSUPPORTED_VERSION: " InvalidConfiguration",
  TOPIC_ALREADY_EXISTS: "TopicExists",
  INVALID_REPLICATION_FACTOR: " InvalidConfiguration",
  INVALID_CONFIG: "InvalidConfiguration",
  UNSUPPORTED_FOR_MESSAGE_FORMAT: " InvalidConfiguration",
  OUT_OF_ORDER_SEQUENCE_NUMBER: "OutOfOrderSequence",
  DUPLICATE_SEQUENCE_NUMBER: "DuplicateSequence",
  INVALID_PRODUCER_EPOCH: " ApplicationRecoverable",
  INVALID_PRODUCER_ID_MAPPING: "InvalidPidMapping ApplicationRecoverable",
  INVALID_TRANSACTION_TIMEOUT: "InvalidTxnTimeout",
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: "TransactionalIdAuthorization Authorization",
  KAFKA_STORAGE_ERROR: "KafkaStorage",
  SASL_AUTHENTICATION_FAILED: "SaslAuthentication Authentication",
  UNKNOWN_PRODUCER_ID: " OutOfOrderSequence",
  DELEGATION_TOKEN_AUTH_DISABLED: "DelegationTokenDisabled",
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: "UnsupportedByAuthentication",
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: "DelegationTokenAuthorization Authorization",
  NON_EMPTY_GROUP: "GroupNotEmpty",
  FENCED_INSTANCE_ID: " ApplicationRecoverable",
  INVALID_RECORD: " InvalidConfiguration",
  PRODUCER_FENCED: " ApplicationRecoverable",
  PRINCIPAL_DESERIALIZATION_FAILURE: "PrincipalDeserialization",
  FETCH_SESSION_TOPIC_ID_ERROR: "FetchSessionTopicId",
};

/** An error with the exception that Kafka's clients throw for it. Kafka: Errors, org.apache.kafka.common.errors. */
export interface KafkaException extends KafkaError {
  /** The exception of Kafka's clients; null for NONE. */
  readonly exception: string | null;
  /** The exceptions above it below RuntimeException, nearest first. */
  readonly superclasses: readonly string[];
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

const reactionOf = ({
  retriable,
  refreshesMetadata,
  refreshRetriable,
}: KafkaError): string => {
  if (!retriable) return "Api";
  if (refreshesMetadata) return "InvalidMetadata";
  return refreshRetriable ? "RefreshRetriable" : "Retriable";
};

function withException(error: KafkaError): KafkaException {
  const { name } = error;
  const [called = "", parent = reactionOf(error)] = (table[name] ?? "").split(" ");
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
    ...error,
    exception: exception === undefined ? null : full(exception),
    superclasses: chain.map(full),
    abortable: exception === "TransactionAbortable",
    applicationRecoverable: chain.includes("ApplicationRecoverable"),
    marker: marker === undefined ? null : full(marker),
  };
}

/** Every error with its exception, by ascending code. */
export const kafkaExceptions: readonly KafkaException[] = kafkaErrors.map(withException);
