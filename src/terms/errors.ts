/** Name to code, exception and, where it is not ApiException, the exception above it, all without the ending "Exception". */
const table = {
  UNKNOWN_SERVER_ERROR: "-1 UnknownServer",
  NONE: "0",
  OFFSET_OUT_OF_RANGE: "1 OffsetOutOfRange InvalidOffset",
  CORRUPT_MESSAGE: "2 CorruptRecord Retriable",
  UNKNOWN_TOPIC_OR_PARTITION: "3 UnknownTopicOrPartition InvalidMetadata",
  INVALID_FETCH_SIZE: "4 InvalidFetchSize",
  LEADER_NOT_AVAILABLE: "5 LeaderNotAvailable InvalidMetadata",
  NOT_LEADER_OR_FOLLOWER: "6 NotLeaderOrFollower InvalidMetadata",
  REQUEST_TIMED_OUT: "7 Timeout Retriable",
  BROKER_NOT_AVAILABLE: "8 BrokerNotAvailable",
  REPLICA_NOT_AVAILABLE: "9 ReplicaNotAvailable InvalidMetadata",
  MESSAGE_TOO_LARGE: "10 RecordTooLarge",
  STALE_CONTROLLER_EPOCH: "11 ControllerMoved",
  OFFSET_METADATA_TOO_LARGE: "12 OffsetMetadataTooLarge",
  NETWORK_EXCEPTION: "13 Network InvalidMetadata",
  COORDINATOR_LOAD_IN_PROGRESS: "14 CoordinatorLoadInProgress Retriable",
  COORDINATOR_NOT_AVAILABLE: "15 CoordinatorNotAvailable RefreshRetriable",
  NOT_COORDINATOR: "16 NotCoordinator RefreshRetriable",
  INVALID_TOPIC_EXCEPTION: "17 InvalidTopic InvalidConfiguration",
  RECORD_LIST_TOO_LARGE: "18 RecordBatchTooLarge InvalidConfiguration",
  NOT_ENOUGH_REPLICAS: "19 NotEnoughReplicas Retriable",
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: "20 NotEnoughReplicasAfterAppend Retriable",
  INVALID_REQUIRED_ACKS: "21 InvalidRequiredAcks InvalidConfiguration",
  ILLEGAL_GENERATION: "22 IllegalGeneration ApplicationRecoverable",
  INCONSISTENT_GROUP_PROTOCOL: "23 InconsistentGroupProtocol",
  INVALID_GROUP_ID: "24 InvalidGroupId",
  UNKNOWN_MEMBER_ID: "25 UnknownMemberId ApplicationRecoverable",
  INVALID_SESSION_TIMEOUT: "26 InvalidSessionTimeout",
  REBALANCE_IN_PROGRESS: "27 RebalanceInProgress",
  INVALID_COMMIT_OFFSET_SIZE: "28 InvalidCommitOffsetSize",
  TOPIC_AUTHORIZATION_FAILED: "29 TopicAuthorization Authorization",
  GROUP_AUTHORIZATION_FAILED: "30 GroupAuthorization Authorization",
  CLUSTER_AUTHORIZATION_FAILED: "31 ClusterAuthorization Authorization",
  INVALID_TIMESTAMP: "32 InvalidTimestamp",
  UNSUPPORTED_SASL_MECHANISM: "33 UnsupportedSaslMechanism Authentication",
  ILLEGAL_SASL_STATE: "34 IllegalSaslState Authentication",
  UNSUPPORTED_VERSION: "35 UnsupportedVersion InvalidConfiguration",
  TOPIC_ALREADY_EXISTS: "36 TopicExists",
  INVALID_PARTITIONS: "37 InvalidPartitions",
  INVALID_REPLICATION_FACTOR: "38 InvalidReplicationFactor InvalidConfiguration",
  INVALID_REPLICA_ASSIGNMENT: "39 InvalidReplicaAssignment",
  INVALID_CONFIG: "40 InvalidConfiguration",
  NOT_CONTROLLER: "41 NotController Retriable",
  INVALID_REQUEST: "42 InvalidRequest",
  UNSUPPORTED_FOR_MESSAGE_FORMAT: "43 UnsupportedForMessageFormat InvalidConfiguration",
  POLICY_VIOLATION: "44 PolicyViolation",
  OUT_OF_ORDER_SEQUENCE_NUMBER: "45 OutOfOrderSequence",
  DUPLICATE_SEQUENCE_NUMBER: "46 DuplicateSequence",
  INVALID_PRODUCER_EPOCH: "47 InvalidProducerEpoch ApplicationRecoverable",
  INVALID_TXN_STATE: "48 InvalidTxnState",
  INVALID_PRODUCER_ID_MAPPING: "49 InvalidPidMapping ApplicationRecoverable",
  INVALID_TRANSACTION_TIMEOUT: "50 InvalidTxnTimeout",
  CONCURRENT_TRANSACTIONS: "51 ConcurrentTransactions Retriable",
  TRANSACTION_COORDINATOR_FENCED: "52 TransactionCoordinatorFenced",
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: "53 TransactionalIdAuthorization Authorization",
  SECURITY_DISABLED: "54 SecurityDisabled",
  OPERATION_NOT_ATTEMPTED: "55 OperationNotAttempted",
  KAFKA_STORAGE_ERROR: "56 KafkaStorage InvalidMetadata",
  LOG_DIR_NOT_FOUND: "57 LogDirNotFound",
  SASL_AUTHENTICATION_FAILED: "58 SaslAuthentication Authentication",
  UNKNOWN_PRODUCER_ID: "59 UnknownProducerId OutOfOrderSequence",
  REASSIGNMENT_IN_PROGRESS: "60 ReassignmentInProgress",
  DELEGATION_TOKEN_AUTH_DISABLED: "61 DelegationTokenDisabled",
  DELEGATION_TOKEN_NOT_FOUND: "62 DelegationTokenNotFound",
  DELEGATION_TOKEN_OWNER_MISMATCH: "63 DelegationTokenOwnerMismatch",
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: "64 UnsupportedByAuthentication",
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: "65 DelegationTokenAuthorization Authorization",
  DELEGATION_TOKEN_EXPIRED: "66 DelegationTokenExpired",
  INVALID_PRINCIPAL_TYPE: "67 InvalidPrincipalType",
  NON_EMPTY_GROUP: "68 GroupNotEmpty",
  GROUP_ID_NOT_FOUND: "69 GroupIdNotFound",
  FETCH_SESSION_ID_NOT_FOUND: "70 FetchSessionIdNotFound Retriable",
  INVALID_FETCH_SESSION_EPOCH: "71 InvalidFetchSessionEpoch Retriable",
  LISTENER_NOT_FOUND: "72 ListenerNotFound InvalidMetadata",
  TOPIC_DELETION_DISABLED: "73 TopicDeletionDisabled",
  FENCED_LEADER_EPOCH: "74 FencedLeaderEpoch InvalidMetadata",
  UNKNOWN_LEADER_EPOCH: "75 UnknownLeaderEpoch Retriable",
  UNSUPPORTED_COMPRESSION_TYPE: "76 UnsupportedCompressionType",
  STALE_BROKER_EPOCH: "77 StaleBrokerEpoch",
  OFFSET_NOT_AVAILABLE: "78 OffsetNotAvailable Retriable",
  MEMBER_ID_REQUIRED: "79 MemberIdRequired",
  PREFERRED_LEADER_NOT_AVAILABLE: "80 PreferredLeaderNotAvailable InvalidMetadata",
  GROUP_MAX_SIZE_REACHED: "81 GroupMaxSizeReached",
  FENCED_INSTANCE_ID: "82 FencedInstanceId ApplicationRecoverable",
  ELIGIBLE_LEADERS_NOT_AVAILABLE: "83 EligibleLeadersNotAvailable InvalidMetadata",
  ELECTION_NOT_NEEDED: "84 ElectionNotNeeded InvalidMetadata",
  NO_REASSIGNMENT_IN_PROGRESS: "85 NoReassignmentInProgress",
  GROUP_SUBSCRIBED_TO_TOPIC: "86 GroupSubscribedToTopic",
  INVALID_RECORD: "87 InvalidRecord InvalidConfiguration",
  UNSTABLE_OFFSET_COMMIT: "88 UnstableOffsetCommit Retriable",
  THROTTLING_QUOTA_EXCEEDED: "89 ThrottlingQuotaExceeded Retriable",
  PRODUCER_FENCED: "90 ProducerFenced ApplicationRecoverable",
  RESOURCE_NOT_FOUND: "91 ResourceNotFound",
  DUPLICATE_RESOURCE: "92 DuplicateResource",
  UNACCEPTABLE_CREDENTIAL: "93 UnacceptableCredential",
  INCONSISTENT_VOTER_SET: "94 InconsistentVoterSet",
  INVALID_UPDATE_VERSION: "95 InvalidUpdateVersion",
  FEATURE_UPDATE_FAILED: "96 FeatureUpdateFailed",
  PRINCIPAL_DESERIALIZATION_FAILURE: "97 PrincipalDeserialization",
  SNAPSHOT_NOT_FOUND: "98 SnapshotNotFound",
  POSITION_OUT_OF_RANGE: "99 PositionOutOfRange",
  UNKNOWN_TOPIC_ID: "100 UnknownTopicId InvalidMetadata",
  DUPLICATE_BROKER_REGISTRATION: "101 DuplicateBrokerRegistration",
  BROKER_ID_NOT_REGISTERED: "102 BrokerIdNotRegistered",
  INCONSISTENT_TOPIC_ID: "103 InconsistentTopicId InvalidMetadata",
  INCONSISTENT_CLUSTER_ID: "104 InconsistentClusterId",
  TRANSACTIONAL_ID_NOT_FOUND: "105 TransactionalIdNotFound",
  FETCH_SESSION_TOPIC_ID_ERROR: "106 FetchSessionTopicId Retriable",
  INELIGIBLE_REPLICA: "107 IneligibleReplica",
  NEW_LEADER_ELECTED: "108 NewLeaderElected",
  OFFSET_MOVED_TO_TIERED_STORAGE: "109 OffsetMovedToTieredStorage",
  FENCED_MEMBER_EPOCH: "110 FencedMemberEpoch",
  UNRELEASED_INSTANCE_ID: "111 UnreleasedInstanceId",
  UNSUPPORTED_ASSIGNOR: "112 UnsupportedAssignor",
  STALE_MEMBER_EPOCH: "113 StaleMemberEpoch",
  MISMATCHED_ENDPOINT_TYPE: "114 MismatchedEndpointType",
  UNSUPPORTED_ENDPOINT_TYPE: "115 UnsupportedEndpointType",
  UNKNOWN_CONTROLLER_ID: "116 UnknownControllerId",
  UNKNOWN_SUBSCRIPTION_ID: "117 UnknownSubscriptionId",
  TELEMETRY_TOO_LARGE: "118 TelemetryTooLarge",
  INVALID_REGISTRATION: "119 InvalidRegistration",
  TRANSACTION_ABORTABLE: "120 TransactionAbortable",
  INVALID_RECORD_STATE: "121 InvalidRecordState",
  SHARE_SESSION_NOT_FOUND: "122 ShareSessionNotFound Retriable",
  INVALID_SHARE_SESSION_EPOCH: "123 InvalidShareSessionEpoch Retriable",
  FENCED_STATE_EPOCH: "124 FencedStateEpoch",
  INVALID_VOTER_KEY: "125 InvalidVoterKey",
  DUPLICATE_VOTER: "126 DuplicateVoter",
  VOTER_NOT_FOUND: "127 VoterNotFound",
  INVALID_REGULAR_EXPRESSION: "128 InvalidRegularExpression",
  REBOOTSTRAP_REQUIRED: "129 RebootstrapRequired",
  STREAMS_INVALID_TOPOLOGY: "130 StreamsInvalidTopology",
  STREAMS_INVALID_TOPOLOGY_EPOCH: "131 StreamsInvalidTopologyEpoch",
  STREAMS_TOPOLOGY_FENCED: "132 StreamsTopologyFenced",
  SHARE_SESSION_LIMIT_REACHED: "133 ShareSessionLimitReached Retriable",
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

function readRow(name: ErrorName): KafkaError {
  const [code, exception, parent = "Api"] = table[name].split(" ");
  const chain: string[] = [];
  for (let above = exception === undefined ? undefined : parent; above !== undefined; ) {
    chain.push(above);
    above = parents[above];
  }
  const full = (short: string): string =>
    withoutEnding.has(short) ? short : `${short}Exception`;
  const marker = [exception ?? "", ...chain].find((short) => markers.has(short));
  return {
    code: Number(code),
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
