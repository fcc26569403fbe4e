import { errorCode } from "../../terms/errors.ts";
import { javaHashOrder } from "../java-hash-set.ts";
import { stringHash } from "../protocol/coordinator-partition.ts";
import type {
  AlterConfigsRequest,
  AlterConfigsResponse,
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from "../protocol/messages.ts";
import { timelineMapOrder } from "../timeline-map-order.ts";
import {
  type ConfigOperation,
  type ConfigOutcome,
  checkedOutcome,
  clearElrRecords,
  configRecord,
  DELETE,
  incrementalOutcome,
  MIN_INSYNC_REPLICAS,
  refused,
  SET,
  SUBTRACT,
} from "./config-outcome.ts";
import type { ConfigResource } from "./config-resource.ts";
import { brokerConfigDefinition } from "./config-schema.ts";
import { type ApiError, apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
} from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";

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
