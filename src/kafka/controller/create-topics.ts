import { errorCode } from "../../terms/errors.ts";
import type {
  CreateTopicsRequest,
  CreateTopicsRequestTopic,
  CreateTopicsResponse,
  CreateTopicsResponseTopic,
} from "../protocol/messages.ts";
import { clearElrRecords, incrementalOutcome, SET } from "./config-outcome.ts";
import {
  type ApiError,
  apiError,
  type ControllerContext,
  type ControllerResult,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  type MetadataImage,
  TOPIC_RESOURCE,
  topicByName,
  topicsOf,
} from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import {
  type Assignment,
  activeReplicas,
  manualAssignmentError,
  newPartitionRecord,
  placedAssignment,
} from "./replica-assignment.ts";
import { effectiveTopicConfigs } from "./topic-config.ts";
import {
  CLUSTER_METADATA_TOPIC,
  collidingName,
  hasCollisionCharacters,
  topicNameError,
} from "./topic-name.ts";

const ZERO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

/** The first version whose answers tell what was made (KIP-525). */
const FIRST_VERSION_WITH_CONFIGS = 5;

type Creation =
  | {
      readonly kind: "created";
      readonly records: readonly MetadataRecord[];
      readonly result: CreateTopicsResponseTopic;
    }
  | { readonly kind: "refused"; readonly error: ApiError };

/** Kafka: ControllerApis.createTopics, then ReplicationControlManager.createTopics. */
export function createTopics(
  state: ControllerState,
  request: CreateTopicsRequest,
  context: ControllerContext,
): ControllerResult<CreateTopicsResponse> {
  const names = request.topics.map((topic) => topic.name);
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const reserved =
    names.includes(CLUSTER_METADATA_TOPIC) && !repeated.has(CLUSTER_METADATA_TOPIC);
  const records: MetadataRecord[] = [];
  const topics: CreateTopicsResponseTopic[] = [];
  if (partitionsIn(state, request) > MAX_PARTITIONS_PER_REQUEST)
    return {
      records,
      response: {
        throttleTimeMs: 0,
        topics: names.map((name) => refusal(name, excessive)),
      },
      because: "createTopics",
    };
  for (const topic of request.topics) {
    if (repeated.has(topic.name) || topic.name === CLUSTER_METADATA_TOPIC) continue;
    const creation = create(state, topic, context);
    if (creation.kind === "created") records.push(...creation.records);
    topics.push(
      creation.kind === "created" ? creation.result : refusal(topic.name, creation.error),
    );
  }
  for (const name of repeated) topics.push(refusal(name, duplicateName));
  if (reserved) topics.push(refusal(CLUSTER_METADATA_TOPIC, reservedName));
  return {
    records: request.validateOnly ? [] : records,
    response: { throttleTimeMs: 0, topics },
    because: "createTopics",
  };
}

/** Kafka: ReplicationControlManager.MAX_PARTITIONS_PER_BATCH. */
const MAX_PARTITIONS_PER_REQUEST = 10_000;
const excessive = apiError(
  errorCode("POLICY_VIOLATION"),
  "Excessively large number of partitions per request.",
);

/** Kafka: ReplicationControlManager.validateTotalNumberOfPartitions. */
function partitionsIn({ config }: ControllerState, request: CreateTopicsRequest): number {
  return request.topics.reduce((sum, { assignments, numPartitions }) => {
    if (assignments.length > 0) return sum + assignments.length;
    return (
      sum + (numPartitions === -1 ? config.numPartitions : Math.max(0, numPartitions))
    );
  }, 0);
}

const duplicateName = apiError(errorCode("INVALID_REQUEST"), "Duplicate topic name.");
const reservedName = apiError(
  errorCode("INVALID_REQUEST"),
  `Creation of internal topic ${CLUSTER_METADATA_TOPIC} is prohibited.`,
);

function create(
  state: ControllerState,
  topic: CreateTopicsRequestTopic,
  context: ControllerContext,
): Creation {
  const unfit = newNameError(state.image, topic.name) ?? nullConfigsError(topic);
  if (unfit !== null) return { kind: "refused", error: unfit };
  const configs = incrementalOutcome(
    state,
    { resourceType: TOPIC_RESOURCE, resourceName: topic.name },
    topic.configs.map((config) => ({ ...config, configOperation: SET })),
    true,
  );
  if (configs.kind === "refused") return configs;
  const assignment = assign(state, topic, context);
  if (assignment.kind === "refused") return assignment;
  const topicId = context.newTopicId();
  return {
    kind: "created",
    records: [
      { type: "TOPIC_RECORD", name: topic.name, topicId },
      ...configs.records,
      ...clearElrRecords(state, configs.records),
      ...assignment.replicas.map((replicas, partition) =>
        newPartitionRecord(state.image, topicId, partition, replicas),
      ),
    ],
    result: success(state, topic, topicId, {
      replicas: assignment.replicas,
      requestVersion: context.requestVersion,
    }),
  };
}

/** Kafka: validateNewTopicNames, then the topics that exist already. */
function newNameError(image: MetadataImage, name: string): ApiError | null {
  if (topicByName(image, name) !== undefined)
    return apiError(errorCode("TOPIC_ALREADY_EXISTS"), `Topic '${name}' already exists.`);
  const invalid = topicNameError(name);
  if (invalid !== null) return apiError(errorCode("INVALID_TOPIC_EXCEPTION"), invalid);
  if (!hasCollisionCharacters(name)) return null;
  const other = topicsOf(image).find(
    (topic) => collidingName(topic.name) === collidingName(name),
  );
  return other === undefined
    ? null
    : apiError(
        errorCode("INVALID_TOPIC_EXCEPTION"),
        `Topic '${name}' collides with existing topic: ${other.name}`,
      );
}

function nullConfigsError(topic: CreateTopicsRequestTopic): ApiError | null {
  const nulls = topic.configs.filter(({ value }) => value === null);
  if (nulls.length === 0) return null;
  return apiError(
    errorCode("INVALID_CONFIG"),
    `Null value not supported for topic configs: ${nulls.map(({ name }) => name).join(",")}`,
  );
}

function assign(
  state: ControllerState,
  topic: CreateTopicsRequestTopic,
  context: ControllerContext,
): Assignment {
  if (topic.assignments.length > 0) return assignedByHand(state.image, topic);
  const { numPartitions, replicationFactor } = topic;
  if (replicationFactor < -1 || replicationFactor === 0)
    return refuse(
      "INVALID_REPLICATION_FACTOR",
      "Replication factor must be larger than 0, or -1 to use the default value.",
    );
  if (numPartitions < -1 || numPartitions === 0)
    return refuse(
      "INVALID_PARTITIONS",
      "Number of partitions was set to an invalid non-positive value.",
    );
  const { config } = state;
  return placedAssignment(state, context, {
    partitions: numPartitions === -1 ? config.numPartitions : numPartitions,
    replicationFactor:
      replicationFactor === -1 ? config.defaultReplicationFactor : replicationFactor,
  });
}

function assignedByHand(
  image: MetadataImage,
  topic: CreateTopicsRequestTopic,
): Assignment {
  if (topic.replicationFactor !== -1 || topic.numPartitions !== -1)
    return refuse(
      "INVALID_REQUEST",
      `A manual partition assignment was specified, but ${topic.replicationFactor === -1 ? "numPartitions" : "replication factor"} was not set to -1.`,
    );
  const replicas: (readonly number[])[] = [];
  let replicationFactor: number | undefined;
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    const error = handAssignmentError(image, partitionIndex, brokerIds, {
      taken: replicas[partitionIndex] !== undefined,
      replicationFactor,
    });
    if (error !== null) return { kind: "refused", error };
    replicationFactor = brokerIds.length;
    replicas[partitionIndex] = brokerIds;
  }
  return Object.keys(replicas).length === replicas.length &&
    replicas.length === topic.assignments.length
    ? { kind: "placed", replicas }
    : refuse(
        "INVALID_REPLICA_ASSIGNMENT",
        "partitions should be a consecutive 0-based integer sequence",
      );
}

function handAssignmentError(
  image: MetadataImage,
  partition: number,
  brokerIds: readonly number[],
  before: { readonly taken: boolean; readonly replicationFactor: number | undefined },
): ApiError | null {
  if (before.taken)
    return apiError(
      errorCode("INVALID_REPLICA_ASSIGNMENT"),
      `Found multiple manual partition assignments for partition ${partition}`,
    );
  const invalid = manualAssignmentError(image, brokerIds, before.replicationFactor);
  if (invalid !== null) return invalid;
  if (activeReplicas(image, brokerIds).length > 0) return null;
  return apiError(
    errorCode("INVALID_REPLICA_ASSIGNMENT"),
    `All brokers specified in the manual partition assignment for partition ${partition} are fenced or in controlled shutdown.`,
  );
}

function refuse(name: Parameters<typeof errorCode>[0], words: string): Assignment {
  return { kind: "refused", error: apiError(errorCode(name), words) };
}

function refusal(name: string, error: ApiError): CreateTopicsResponseTopic {
  return {
    name,
    topicId: ZERO_ID,
    ...error,
    topicConfigErrorCode: 0,
    numPartitions: -1,
    replicationFactor: -1,
    configs: [],
  };
}

function success(
  state: ControllerState,
  topic: CreateTopicsRequestTopic,
  topicId: string,
  made: {
    readonly replicas: readonly (readonly number[])[];
    readonly requestVersion: number | undefined;
  },
): CreateTopicsResponseTopic {
  const bare = { ...refusal(topic.name, apiError(errorCode("NONE"))), topicId };
  const { requestVersion = FIRST_VERSION_WITH_CONFIGS, replicas } = made;
  if (requestVersion < FIRST_VERSION_WITH_CONFIGS) return bare;
  const overrides = Object.fromEntries(
    topic.configs.map(({ name, value }) => [name, value ?? ""]),
  );
  return {
    ...bare,
    numPartitions: replicas.length,
    replicationFactor: replicas[0]?.length ?? -1,
    configs: effectiveTopicConfigs(state.image, state.config, overrides).map(
      ({ name, value, source }) => ({
        name,
        value,
        readOnly: false,
        configSource: source,
        isSensitive: false,
      }),
    ),
  };
}
