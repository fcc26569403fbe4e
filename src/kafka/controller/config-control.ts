import { errorCode } from "../../terms/errors.ts";
import { stringHash } from "../protocol/coordinator-partition.ts";
import type {
  AlterConfigsRequest,
  AlterConfigsResponse,
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsRequestConfig,
  IncrementalAlterConfigsResponse,
} from "../protocol/messages.ts";
import { type ConfigResource, type Configs, configsError } from "./config-resource.ts";
import { brokerConfigDefinition, topicConfigDefinition } from "./config-schema.ts";
import { type ApiError, apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { javaHashOrder } from "./java-hash-set.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  elrEnabled,
  TOPIC_RESOURCE,
} from "./metadata-image.ts";
import type { ConfigRecord, MetadataRecord } from "./metadata-record.ts";
import { timelineMapOrder } from "./timeline-map-order.ts";

const MIN_INSYNC_REPLICAS = "min.insync.replicas";

/** AlterConfigOp.OpType. */
export const SET = 0;
const DELETE = 1;
const APPEND = 2;
const SUBTRACT = 3;

/** One change of one setting. */
export type ConfigOperation = IncrementalAlterConfigsRequestConfig;

/** Records of one resource, or why none. */
export type ConfigOutcome =
  | { readonly kind: "accepted"; readonly records: readonly MetadataRecord[] }
  | { readonly kind: "refused"; readonly error: ApiError };

/** Kafka: ConfigAdminManager.preprocess, then ConfigurationControlManager.incrementalAlterConfigs. */
export function incrementalAlterConfigs(
  state: ControllerState,
  request: IncrementalAlterConfigsRequest,
): ControllerResult<IncrementalAlterConfigsResponse> {
  return alterAll(state, request, "incrementalAlterConfigs", (resource) => {
    const unfit = operationsError(resource.configs);
    if (unfit !== null) return refused(unfit);
    return incrementalOutcome(state, resource, resource.configs, false);
  });
}

/** The legacy request replaces all settings of a resource. Kafka: legacyAlterConfigs. */
export function alterConfigs(
  state: ControllerState,
  request: AlterConfigsRequest,
): ControllerResult<AlterConfigsResponse> {
  return alterAll(state, request, "alterConfigs", (resource) => {
    const unfit = operationsError(
      resource.configs.map((config) => ({ ...config, configOperation: SET })),
    );
    if (unfit !== null) return refused(unfit);
    return replacementOutcome(state, resource, resource.configs);
  });
}

interface ResourcesRequest<Resource> {
  readonly resources: readonly Resource[];
  readonly validateOnly: boolean;
}

function alterAll<Resource extends ConfigResource>(
  state: ControllerState,
  request: ResourcesRequest<Resource>,
  because: string,
  outcomeOf: (resource: Resource) => ConfigOutcome,
): ControllerResult<IncrementalAlterConfigsResponse> {
  const outcomes = request.resources.map((resource) =>
    isRepeated(request.resources, resource)
      ? refused(
          apiError(
            errorCode("INVALID_REQUEST"),
            "Each resource must appear at most once.",
          ),
        )
      : outcomeOf(resource),
  );
  const accepted = outcomes.flatMap((outcome) =>
    outcome.kind === "accepted" ? outcome.records : [],
  );
  const records = [...accepted, ...clearElrRecords(state, accepted)];
  const responses = request.resources.map((resource, index) => {
    const outcome = outcomes[index];
    const error =
      outcome?.kind === "refused" ? outcome.error : apiError(errorCode("NONE"));
    const { resourceType, resourceName } = resource;
    return { ...error, resourceType, resourceName };
  });
  return {
    records: request.validateOnly ? [] : records,
    response: { throttleTimeMs: 0, responses },
    because,
  };
}

function isRepeated(all: readonly ConfigResource[], one: ConfigResource): boolean {
  return (
    all.filter(
      ({ resourceType, resourceName }) =>
        resourceType === one.resourceType && resourceName === one.resourceName,
    ).length > 1
  );
}

function refused(error: ApiError): ConfigOutcome {
  return { kind: "refused", error };
}

/** What is wrong with the operations before any value is looked at. */
function operationsError(operations: readonly ConfigOperation[]): ApiError | null {
  const names = operations.map(({ name }) => name);
  if (new Set(names).size < names.length)
    return apiError(errorCode("INVALID_REQUEST"), "Error due to duplicate config keys");
  const nulls = operations
    .filter(({ configOperation, value }) => configOperation !== DELETE && value === null)
    .map(({ name }) => name);
  if (nulls.length > 0)
    return apiError(
      errorCode("INVALID_REQUEST"),
      `Null value not supported for : ${nulls.join(", ")}`,
    );
  const known = operations.every(
    ({ configOperation }) => configOperation >= SET && configOperation <= SUBTRACT,
  );
  return known ? null : apiError(errorCode("UNKNOWN_SERVER_ERROR"));
}

/** CONFIG_RECORDs of one resource, for the settings that change. Kafka: incrementalAlterConfigResource. */
export function incrementalOutcome(
  state: ControllerState,
  resource: ConfigResource,
  operations: readonly ConfigOperation[],
  newlyCreated: boolean,
): ConfigOutcome {
  const current = configsOf(state.image, resource.resourceType, resource.resourceName);
  const records: ConfigRecord[] = [];
  const names = operations.map((operation) => operation.name);
  for (const name of javaHashOrder(names, stringHash)) {
    const operation = operations.findLast((one) => one.name === name);
    const before = configValue(current, name) ?? null;
    if (operation === undefined) continue;
    const value = valueAfter(resource, operation, before);
    if (value === undefined)
      return refused(
        apiError(
          errorCode("INVALID_CONFIG"),
          `Can't ${operation.configOperation === APPEND ? "APPEND" : "SUBTRACT"} to key ${name} because its type is not LIST.`,
        ),
      );
    if (value !== before || resource.resourceType === BROKER_RESOURCE)
      records.push(configRecord(resource, name, value));
  }
  return checkedOutcome(state, resource, records, newlyCreated);
}

function replacementOutcome(
  state: ControllerState,
  resource: ConfigResource,
  configs: AlterConfigsRequest["resources"][number]["configs"],
): ConfigOutcome {
  const current = configsOf(state.image, resource.resourceType, resource.resourceName);
  const wanted = new Map(configs.map(({ name, value }) => [name, value]));
  const altered = javaHashOrder(wanted.keys(), stringHash)
    .map((name) => configRecord(resource, name, wanted.get(name) ?? null))
    .filter(
      ({ name, value }) =>
        value !== (configValue(current, name) ?? null) ||
        resource.resourceType === BROKER_RESOURCE,
    );
  const dropped = timelineMapOrder(Object.keys(current))
    .filter((name) => !wanted.has(name))
    .map((name) => configRecord(resource, name, null));
  return checkedOutcome(state, resource, [...altered, ...dropped], false);
}

function checkedOutcome(
  state: ControllerState,
  resource: ConfigResource,
  records: readonly ConfigRecord[],
  newlyCreated: boolean,
): ConfigOutcome {
  const forbidden = elrEnabled(state.image) ? minIsrTransitionError(records) : null;
  if (forbidden !== null) return refused(forbidden);
  const current = configsOf(state.image, resource.resourceType, resource.resourceName);
  const configs = withChanges(current, records);
  const invalid = configsError(state, resource, configs, newlyCreated);
  return invalid === null ? { kind: "accepted", records } : refused(invalid);
}

function withChanges(current: Configs, records: readonly ConfigRecord[]): Configs {
  const values = new Map(Object.entries(current));
  for (const { name, value } of records)
    if (value === null) values.delete(name);
    else values.set(name, value);
  return Object.fromEntries(values);
}

/** The setting's value after one operation; undefined when it is no list that could grow or shrink. */
function valueAfter(
  resource: ConfigResource,
  operation: ConfigOperation,
  before: string | null,
): string | null | undefined {
  const { name, configOperation, value } = operation;
  if (configOperation === SET) return value;
  if (configOperation === DELETE) return null;
  const definition =
    resource.resourceType === TOPIC_RESOURCE
      ? topicConfigDefinition(name)
      : brokerConfigDefinition(name);
  if (definition?.type !== "LIST") return undefined;
  const parts = (before ?? definition.default ?? "").split(",").filter(Boolean);
  const named = (value ?? "").split(",");
  const after =
    configOperation === APPEND
      ? [
          ...parts,
          ...named.filter(
            (part, index) => !parts.includes(part) && named.indexOf(part) === index,
          ),
        ]
      : parts.filter((part) => !named.includes(part));
  return after.join(",");
}

function configRecord(
  { resourceType, resourceName }: ConfigResource,
  name: string,
  value: string | null,
): ConfigRecord {
  return { type: "CONFIG_RECORD", resourceType, resourceName, name, value };
}

/** With ELR on, min.insync.replicas is the cluster's and must stay set there (KIP-966). */
function minIsrTransitionError(records: readonly ConfigRecord[]): ApiError | null {
  for (const { resourceType, resourceName, name, value } of records) {
    if (name !== MIN_INSYNC_REPLICAS || resourceType !== BROKER_RESOURCE) continue;
    if (resourceName !== CLUSTER_DEFAULT)
      return apiError(
        errorCode("INVALID_CONFIG"),
        `Broker-level ${MIN_INSYNC_REPLICAS} cannot be altered while ELR is enabled.`,
      );
    if (value === null)
      return apiError(
        errorCode("INVALID_CONFIG"),
        `Cluster-level ${MIN_INSYNC_REPLICAS} cannot be removed while ELR is enabled.`,
      );
  }
  return null;
}

/**
 * Before ELRs are kept, the cluster must say its min.insync.replicas, and no broker may say another.
 * Kafka: ConfigurationControlManager.maybeGenerateElrSafetyRecords.
 */
export function elrSafetyRecords({ image, config }: ControllerState): MetadataRecord[] {
  const clusterWide: ConfigResource = {
    resourceType: BROKER_RESOURCE,
    resourceName: CLUSTER_DEFAULT,
  };
  const set = configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT);
  const given =
    configValue(config.staticConfig, MIN_INSYNC_REPLICAS) ??
    brokerConfigDefinition(MIN_INSYNC_REPLICAS)?.default ??
    "1";
  const prefix = `${BROKER_RESOURCE}/`;
  const brokers = Object.keys(image.configs)
    .filter((key) => key.startsWith(prefix) && key !== prefix)
    .map((key) => key.slice(prefix.length))
    .filter(
      (name) =>
        configValue(configsOf(image, BROKER_RESOURCE, name), MIN_INSYNC_REPLICAS) !==
        undefined,
    );
  return [
    ...(configValue(set, MIN_INSYNC_REPLICAS) === undefined
      ? [configRecord(clusterWide, MIN_INSYNC_REPLICAS, given)]
      : []),
    ...brokers.map((resourceName) =>
      configRecord(
        { resourceType: BROKER_RESOURCE, resourceName },
        MIN_INSYNC_REPLICAS,
        null,
      ),
    ),
  ];
}

/** Every change of min.insync.replicas forgets the ELRs that it was the measure of. Kafka: createClearElrRecordsAsNeeded. */
export function clearElrRecords(
  state: ControllerState,
  records: readonly MetadataRecord[],
): MetadataRecord[] {
  if (!elrEnabled(state.image)) return [];
  return records
    .filter((record) => record.type === "CONFIG_RECORD")
    .filter((record) => record.name === MIN_INSYNC_REPLICAS)
    .map((record) => ({
      type: "CLEAR_ELR_RECORD",
      topicName: record.resourceType === TOPIC_RESOURCE ? record.resourceName : "",
    }));
}
