import type { Command, Focus, RecordByHand } from "../contract/command.ts";
import type { ConfigTarget } from "../contract/config-row.ts";
import { clientKinds } from "./client-command-reader.ts";
import { configValueReader } from "./config-reader.ts";
import { faultKinds, linkEnd } from "./fault-reader.ts";
import { groupId, groupKinds } from "./group-command-reader.ts";
import { limits } from "./limits.ts";
import { acks, clientId } from "./producer-reader.ts";
import { integer, nullable, oneOf, type Reader, text } from "./reader.ts";
import { list, optional, required, shape, tagged } from "./shape.ts";
import {
  nodeId,
  partitionIndex,
  type TopicDefaults,
  topicName,
  topicReader,
} from "./topic-reader.ts";

const topic = required(topicName);
const partition = required(partitionIndex);
const node = required(nodeId);

const scopeReader: Reader<ConfigTarget> = tagged<ConfigTarget>("whose config it is", {
  topic: { topic },
  broker: { broker: node },
  cluster: {},
  group: { group: required(groupId) },
});
const scope = required(scopeReader);

const focusReader: Reader<Focus> = tagged<Focus>("something to look at", {
  broker: { broker: node },
  controller: { node },
  partition: { topic, partition },
  replica: { topic, partition, broker: node },
  record: {
    topic,
    partition,
    broker: node,
    offset: required(integer(0, Number.MAX_SAFE_INTEGER)),
  },
  client: { id: required(clientId) },
  group: { group: required(groupId) },
  rebalance: { id: required(integer(1, Number.MAX_SAFE_INTEGER)) },
  link: { a: required(linkEnd), b: required(linkEnd) },
  request: { id: required(integer(1, Number.MAX_SAFE_INTEGER)) },
  configs: { scope },
});

const recordReader: Reader<RecordByHand> = shape<RecordByHand>("a record", {
  topic,
  partition: optional(nullable(partitionIndex), null),
  key: optional(nullable(text(limits.key)), null),
  value: required(nullable(text(limits.valueSize))),
  acks: optional(acks, -1),
});

/** Every command by its shape. Whether a node, topic or client exists is asked of the live cluster. */
export function commandReader(defaults: TopicDefaults): Reader<Command> {
  const laterReader: Reader<Command> = {
    allowed: "a command",
    read: (value, at) => reader.read(value, at),
  };
  const reader = tagged<Command>("a command", {
    createTopic: { topic: required(topicReader(defaults)) },
    deleteTopic: { topic },
    ...clientKinds,
    ...groupKinds,
    produce: { record: required(recordReader) },
    ...faultKinds,
    healAll: {},
    schedule: {
      afterUs: required(integer(0, limits.timeUs)),
      command: required(laterReader),
    },
    unschedule: { id: required(integer(1, Number.MAX_SAFE_INTEGER)) },
    electLeaders: {
      election: required(oneOf(["preferred", "unclean"])),
      topic,
      partition,
    },
    alterConfig: {
      scope,
      name: required(text(limits.name, 1)),
      value: required(nullable(configValueReader)),
    },
    createPartitions: { topic, count: required(integer(1, limits.partitions)) },
    reassign: {
      topic,
      partition,
      replicas: required(nullable(list(nodeId, limits.brokers))),
    },
    unregisterBroker: { broker: node },
    updateFeature: {
      feature: required(text(limits.name, 1)),
      level: required(integer(0, limits.featureLevel)),
    },
    deleteRecords: {
      topic,
      partition,
      beforeOffset: required(integer(-1, Number.MAX_SAFE_INTEGER)),
    },
    focus: { on: required(nullable(focusReader)) },
    watch: {
      what: required(list(oneOf(["requests", "guarantees", "groups"] as const), 3)),
    },
  });
  return reader;
}
