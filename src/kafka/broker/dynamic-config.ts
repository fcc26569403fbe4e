import type { MetadataChange } from "../controller/metadata-change.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  TOPIC_RESOURCE,
  topicByName,
} from "../controller/metadata-image.ts";
import { type ConfigNode, topicConfig } from "../controller/topic-config.ts";
import type { LogConfig } from "../log/log-config.ts";
import { type Broker, hostedReplica, hostedReplicas } from "./broker.ts";

const longMax = "9223372036854775807";

/** Whose layers of settings count here. */
export const nodeOf = (broker: Broker): ConfigNode => ({
  nodeId: broker.id,
  staticConfig: broker.config.given,
});

/** The log settings of a topic as this broker sees them: the topic's own, else its synonyms. Kafka: LogConfig.fromProps. */
export function topicLogConfig(broker: Broker, topic: string): LogConfig {
  const node = nodeOf(broker);
  const text = (name: string): string =>
    topicConfig(broker.image, node, topic, name) ?? "";
  const number = (name: string): number => {
    const value = text(name);
    return value === longMax ? Number.POSITIVE_INFINITY : Number(value);
  };
  const policy = text("cleanup.policy").split(",");
  const internalBytes = topicConfig(broker.image, node, topic, "internal.segment.bytes");
  return {
    immutable: true,
    segmentBytes:
      internalBytes === null || internalBytes === ""
        ? number("segment.bytes")
        : Number(internalBytes),
    segmentMs: number("segment.ms"),
    segmentJitterMs: number("segment.jitter.ms"),
    segmentIndexBytes: number("segment.index.bytes"),
    indexIntervalBytes: number("index.interval.bytes"),
    maxMessageBytes: number("max.message.bytes"),
    retentionMs: number("retention.ms"),
    retentionBytes: number("retention.bytes"),
    deletes: policy.includes("delete"),
    compacts: policy.includes("compact"),
    messageTimestampType:
      text("message.timestamp.type") === "LogAppendTime" ? "LogAppendTime" : "CreateTime",
    messageTimestampBeforeMaxMs: number("message.timestamp.before.max.ms"),
    messageTimestampAfterMaxMs: number("message.timestamp.after.max.ms"),
    flushMessages: number("flush.messages"),
  };
}

/** `min.insync.replicas` of a topic. */
export const minInsyncReplicas = (broker: Broker, topic: string): number =>
  Number(topicConfig(broker.image, nodeOf(broker), topic, "min.insync.replicas"));

type ConfigChanged = Extract<MetadataChange, { kind: "configChanged" }>;

/** A dynamic config changed. Kafka: TopicConfigHandler, BrokerConfigHandler. */
export function applyConfigChange(broker: Broker, change: ConfigChanged): void {
  if (change.resourceType === TOPIC_RESOURCE) applyTopicConfig(broker, change);
  else if (change.resourceType === BROKER_RESOURCE) applyBrokerConfig(broker, change);
}

function applyTopicConfig(broker: Broker, change: ConfigChanged): void {
  const topic = topicByName(broker.image, change.resourceName);
  if (topic === undefined) return;
  const { name, topicId } = topic;
  const setList = (lists: Record<string, string>): void => {
    if (change.value === null || change.value === "") delete lists[name];
    else lists[name] = change.value;
  };
  if (change.name === "leader.replication.throttled.replicas")
    setList(broker.leaderThrottled);
  if (change.name === "follower.replication.throttled.replicas")
    setList(broker.followerThrottled);
  const config = topicLogConfig(broker, name);
  const minimum = minInsyncReplicas(broker, name);
  topic.partitions.forEach((_, index) => {
    const partition = hostedReplica(broker, topicId, index);
    if (partition === undefined) return;
    partition.log.config = config;
    partition.minInsyncReplicas = minimum;
  });
}

const throttleNames = {
  leader: "leader.replication.throttled.rate",
  follower: "follower.replication.throttled.rate",
} as const;

function applyBrokerConfig(broker: Broker, change: ConfigChanged): void {
  if (change.resourceName !== "" && Number(change.resourceName) !== broker.id) return;
  for (const side of ["leader", "follower"] as const)
    broker.throttles[side].bytesPerSecond = dynamicRate(broker, throttleNames[side]);
  for (const partition of hostedReplicas(broker)) {
    partition.log.config = topicLogConfig(broker, partition.topic);
    partition.minInsyncReplicas = minInsyncReplicas(broker, partition.topic);
  }
}

/** The broker's own rate, else that of all brokers, else none. Kafka: BrokerConfigHandler. */
function dynamicRate(broker: Broker, name: string): number {
  const own = configsOf(broker.image, BROKER_RESOURCE, String(broker.id));
  const all = configsOf(broker.image, BROKER_RESOURCE, CLUSTER_DEFAULT);
  return Number(configValue(own, name) ?? configValue(all, name) ?? -1);
}

/** The lists of throttled replicas go with their topic. */
export function forgetTopicConfig(broker: Broker, topic: string): void {
  delete broker.leaderThrottled[topic];
  delete broker.followerThrottled[topic];
}
