import {
  type Acks,
  defaultProducerSettings,
  type KeyDistribution,
  type ProducerSettings,
} from "../contract/client-settings.ts";
import type { ProducerSpec } from "../contract/scenario.ts";
import { configReader } from "./config-reader.ts";
import { limits } from "./limits.ts";
import { integer, type Reader, refuse, text } from "./reader.ts";
import { type Fields, list, optional, required, shape, some, tagged } from "./shape.ts";
import { topicName } from "./topic-reader.ts";

const keys: Reader<KeyDistribution> = tagged<KeyDistribution>(
  'a key distribution such as {"kind": "uniform", "keys": 8}',
  {
    none: {},
    uniform: { keys: required(integer(1, limits.keys)) },
    zipf: {
      keys: required(integer(1, limits.keys)),
      exponentPercent: optional(integer(0, 1000), 110),
    },
    list: { keys: required(list(text(limits.key), limits.listedKeys)) },
  },
);

const allowedAcks = '0, 1, or -1 (which is "all")';

/** Kafka's `acks`; `"all"` is its word for -1. */
export const acks: Reader<Acks> = {
  allowed: allowedAcks,
  read: (value, at) => {
    if (value === "all") return -1;
    return value === 0 || value === 1 || value === -1
      ? value
      : refuse(value, allowedAcks, at);
  },
};

const standard = defaultProducerSettings;

/** What the application does; what one tab can bear. */
const application: Fields<Omit<ProducerSettings, "config">> = {
  recordsPerSecond: optional(
    integer(0, limits.recordsPerSecond),
    standard.recordsPerSecond,
  ),
  keys: optional(keys, standard.keys),
  valueSize: optional(integer(0, limits.valueSize), standard.valueSize),
  tombstonePercent: optional(integer(0, 100), standard.tombstonePercent),
  compressionPercent: optional(integer(1, 100), standard.compressionPercent),
};

const fields: Fields<ProducerSettings> = {
  ...application,
  config: optional(configReader, standard.config),
};

/** Changes of a producer's application. */
export const producerChanges: Reader<Partial<Omit<ProducerSettings, "config">>> = some(
  "an object of producer settings",
  application,
);

/** A client's `client.id`. */
export const clientId: Reader<string> = text(limits.clientId, 1);

/** A producer; settings that are left out are those of the Java producer. */
export const producerReader: Reader<ProducerSpec> = shape<ProducerSpec>("a producer", {
  id: required(clientId),
  topic: required(topicName),
  settings: optional(shape("an object of producer settings", fields), standard),
});
