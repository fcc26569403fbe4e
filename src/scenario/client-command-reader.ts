import type {
  ClientCommand,
  ConfigChange,
  PartitionName,
  SeekTarget,
} from "../contract/client-command.ts";
import { configValueReader } from "./config-reader.ts";
import {
  consumerChanges,
  consumerReader,
  subscriptionReader,
} from "./consumer-reader.ts";
import { limits } from "./limits.ts";
import { clientId, producerChanges, producerReader } from "./producer-reader.ts";
import { integer, nullable, oneOf, type Reader } from "./reader.ts";
import { byName, type Kinds, list, optional, required, shape, tagged } from "./shape.ts";
import { partitionIndex, topicName } from "./topic-reader.ts";

const id = required(clientId);

/** One partition by topic and number. */
export const partitionNameReader: Reader<PartitionName> = shape<PartitionName>(
  "a partition",
  { topic: required(topicName), partition: required(partitionIndex) },
);

const configChanges: Reader<ConfigChange> = byName(
  nullable(configValueReader),
  limits.configs,
);

const seekTarget: Reader<SeekTarget> = tagged<SeekTarget>("a place to read from", {
  offset: { offset: required(integer(0, Number.MAX_SAFE_INTEGER)) },
  earliest: {},
  latest: {},
});

const partitions = required(list(partitionNameReader, limits.named));

/** What is done to clients, by its shape. */
export const clientKinds: Kinds<ClientCommand> = {
  startProducer: { producer: required(producerReader) },
  changeProducer: {
    id,
    settings: optional(producerChanges, {}),
    config: optional(configChanges, {}),
  },
  startConsumer: { consumer: required(consumerReader) },
  changeConsumer: {
    id,
    settings: optional(consumerChanges, {}),
    config: optional(configChanges, {}),
  },
  closeClient: { id },
  killClient: { id },
  startClient: { id },
  removeClient: { id },
  pauseClient: {
    id,
    what: required(oneOf(["polling", "process"])),
    forUs: optional(nullable(integer(0, limits.timeUs)), null),
  },
  resumeClient: { id },
  seek: {
    id,
    topic: required(topicName),
    partition: required(partitionIndex),
    to: required(seekTarget),
  },
  pausePartitions: { id, partitions },
  resumePartitions: { id, partitions },
  commitOffsets: { id, how: required(oneOf(["sync", "async"])) },
  changeSubscription: { id, subscription: required(nullable(subscriptionReader)) },
  enforceRebalance: { id },
  flush: { id },
};
