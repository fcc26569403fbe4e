import { errorCode } from "../../terms/errors.ts";
import { javaHashOrder } from "../java-hash-set.ts";
import { stringHash } from "../protocol/coordinator-partition.ts";
import type { IncrementalAlterConfigsRequestConfig } from "../protocol/messages.ts";
import { type ConfigResource, type Configs, configsError } from "./config-resource.ts";
import { brokerConfigDefinition, topicConfigDefinition } from "./config-schema.ts";
import { type ApiError, apiError } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  elrEnabled,
  TOPIC_RESOURCE,
} from "./metadata-image.ts";
import type { ConfigRecord, MetadataRecord } from "./metadata-record.ts";

export const MIN_INSYNC_REPLICAS = "min.insync.replicas";

/** AlterConfigOp.OpType. */
export const SET = 0;
export const DELETE = 1;
const APPEND = 2;
export const SUBTRACT = 3;

/** One change of one setting. */
export type ConfigOperation = IncrementalAlterConfigsRequestConfig;

/** Records of one resource, or why none. */
export type ConfigOutcome =
  | { readonly kind: "accepted"; readonly records: readonly MetadataRecord[] }
  | { readonly kind: "refused"; readonly error: ApiError };

/** No records, and why. */
export function refused(error: ApiError): ConfigOutcome {
  return { kind: "refused", error };
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

/** What comes of these records, if every value is allowed. */
export function checkedOutcome(
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

/** One setting of a resource. */
export function configRecord(
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
