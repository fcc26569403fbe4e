import type { TopicSpec } from "../contract/scenario.ts";
import { configReader } from "./config-reader.ts";
import { quote } from "./found.ts";
import { limits } from "./limits.ts";
import { report } from "./place.ts";
import { type Draft, integer, nullable, type Reader, refuse } from "./reader.ts";
import { list, optional, required, shape } from "./shape.ts";

const longestName = 249;
const rule = `1 to ${longestName} of the characters a-z, A-Z, 0-9, ".", "_" and "-", not "." or ".."`;

/** Kafka: Topic.validate, and ControllerApis, which keeps the metadata log for itself. */
export const topicName: Reader<string> = {
  allowed: `a topic name: ${rule}`,
  read: (value, at) => {
    if (typeof value !== "string" || value.length > longestName)
      return refuse(value, `a topic name: ${rule}`, at);
    if (!/^[\w.-]+$/.test(value) || value === "." || value === "..")
      report(at, `found ${quote(value)}; allowed in a topic's name is ${rule}`);
    else if (value === "__cluster_metadata")
      report(at, `${quote(value)} is the cluster's own log; choose another name`);
    else return value;
    return undefined;
  },
};

/** Counts from 0. */
export const partitionIndex: Reader<number> = integer(0, limits.partitions - 1);

/** Kafka's `node.id`. */
export const nodeId: Reader<number> = integer(0, limits.int);

/** What a topic has when it does not say: `num.partitions` and `default.replication.factor`. */
export interface TopicDefaults {
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** Kafka's own defaults. */
export const kafkaTopicDefaults: TopicDefaults = { partitions: 1, replicationFactor: 1 };

/** A topic. With an assignment both counts follow from it. */
export function topicReader(defaults: TopicDefaults): Reader<TopicSpec> {
  const replicas = list(nodeId, limits.brokers);
  const assignment = nullable(list(replicas, limits.partitions));
  const withDefaults = (
    partitions: number,
    replicationFactor: number,
  ): Reader<TopicSpec> =>
    shape<TopicSpec>("a topic", {
      name: required(topicName),
      partitions: optional(integer(1, limits.partitions), partitions),
      replicationFactor: optional(integer(1, limits.brokers), replicationFactor),
      assignment: optional(assignment, null),
      config: optional(configReader, {}),
    });
  const usual = withDefaults(defaults.partitions, defaults.replicationFactor);
  return {
    allowed: usual.allowed,
    read: (value, at): Draft<TopicSpec> | undefined => {
      const given = assignmentOf(value);
      const first = given?.[0];
      if (given === undefined || !Array.isArray(first)) return usual.read(value, at);
      return withDefaults(given.length, first.length).read(value, at);
    },
  };
}

function assignmentOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("assignment" in value)) return undefined;
  return Array.isArray(value.assignment) ? value.assignment : undefined;
}
