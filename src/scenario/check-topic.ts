import type { TopicSpec } from "../contract/scenario.ts";
import { checkTopicConfig } from "./config-check.ts";
import { quote } from "./found.ts";
import { limits } from "./limits.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";
import { needBroker, type Standing } from "./standing.ts";

/** What is wrong with a topic beyond its shape; from here on it stands. */
export function checkTopic(at: Place, topic: Draft<TopicSpec>, standing: Standing): void {
  const { name, partitions, replicationFactor } = topic;
  if (name !== undefined) checkName(below(at, "name"), name, standing);
  const { size } = standing.brokers;
  if (replicationFactor !== undefined && size > 0 && replicationFactor > size)
    report(
      below(at, "replicationFactor"),
      `found ${replicationFactor}; a cluster of ${size} ${size === 1 ? "broker" : "brokers"} holds at most ${size} replicas of a partition`,
    );
  checkAssignment(below(at, "assignment"), topic, standing);
  checkTopicConfig(below(at, "config"), topic.config);
  if (name !== undefined) standing.topics.set(name, partitions ?? 1);
}

/** Kafka: ReplicationControlManager.validateNewTopicNames. */
function checkName(at: Place, name: string, { topics }: Standing): void {
  if (topics.has(name)) {
    report(at, `topic ${quote(name)} exists already; names of topics are unique`);
    return;
  }
  const unified = name.replaceAll(".", "_");
  for (const other of topics.keys())
    if (other.replaceAll(".", "_") === unified)
      report(
        at,
        `${quote(name)} collides with topic ${quote(other)}: in names of metrics "." and "_" are the same`,
      );
}

/** Kafka: ReplicationControlManager.validateManualPartitionAssignment. */
function checkAssignment(at: Place, topic: Draft<TopicSpec>, standing: Standing): void {
  const { assignment, partitions, replicationFactor } = topic;
  if (assignment === null || assignment === undefined) return;
  if (assignment.length === 0)
    report(
      at,
      "found an empty list; allowed is one list of broker ids a partition, or null",
    );
  else if (partitions !== undefined && assignment.length !== partitions)
    report(
      at,
      `found ${assignment.length} partitions where \`partitions\` is ${partitions}; leave one of both out`,
    );
  for (const [index, replicas] of assignment.entries()) {
    if (replicas === undefined) continue;
    const where = below(at, index);
    if (replicas.length !== replicationFactor && replicationFactor !== undefined)
      report(
        where,
        `found ${replicas.length} replicas; every partition of this topic has ${replicationFactor}`,
      );
    checkReplicas(where, replicas, standing);
  }
}

/** Brokers that exist, each once. */
export function checkReplicas(
  at: Place,
  replicas: readonly (number | undefined)[],
  standing: Standing,
): void {
  for (const [index, id] of replicas.entries()) {
    needBroker(below(at, index), id, standing);
    if (id !== undefined && replicas.indexOf(id) !== index)
      report(below(at, index), `broker ${id} is in this list twice`);
  }
}

/** Partitions and replicas of all topics together. */
export function checkTotals(
  at: Place,
  topics: readonly (Draft<TopicSpec> | undefined)[],
): void {
  let partitions = 0;
  let replicas = 0;
  for (const topic of topics) {
    partitions += topic?.partitions ?? 0;
    replicas += (topic?.partitions ?? 0) * (topic?.replicationFactor ?? 0);
  }
  if (partitions > limits.partitions)
    report(at, `found ${partitions} partitions in all; allowed are ${limits.partitions}`);
  if (replicas > limits.replicas)
    report(at, `found ${replicas} replicas in all; allowed are ${limits.replicas}`);
}
