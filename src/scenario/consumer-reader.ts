import {
  type ConsumerSettings,
  defaultConsumerSettings,
} from "../contract/client-settings.ts";
import type { ConsumerSpec } from "../contract/scenario.ts";
import { limits } from "./limits.ts";
import { clientId } from "./producer-reader.ts";
import { integer, nullable, oneOf, type Reader, text } from "./reader.ts";
import { type Fields, list, optional, required, shape, some } from "./shape.ts";
import { partitionIndex, topicName } from "./topic-reader.ts";

const standard = defaultConsumerSettings;
const count = integer(0, limits.int);

/** Ranges are those of Kafka's ConsumerConfig. */
const fields: Fields<ConsumerSettings> = {
  minBytes: optional(count, standard.minBytes),
  maxWaitMs: optional(count, standard.maxWaitMs),
  maxPartitionFetchBytes: optional(count, standard.maxPartitionFetchBytes),
  isolation: optional(oneOf(["read_uncommitted", "read_committed"]), standard.isolation),
  offsetReset: optional(oneOf(["earliest", "latest", "none"]), standard.offsetReset),
  clientRack: optional(text(limits.name), standard.clientRack),
};

/** Changes of a consumer that runs. */
export const consumerChanges: Reader<Partial<ConsumerSettings>> = some(
  "an object of consumer settings",
  fields,
);

/** A consumer; left out, it reads every partition with the Java consumer's settings from the start. */
export const consumerReader: Reader<ConsumerSpec> = shape<ConsumerSpec>("a consumer", {
  id: required(clientId),
  topic: required(topicName),
  partitions: optional(nullable(list(partitionIndex, limits.partitions)), null),
  settings: optional(shape("an object of consumer settings", fields), standard),
});
