import {
  type ConsumerSettings,
  defaultConsumerSettings,
  type ProcessingTime,
} from "../contract/client-settings.ts";
import type { ConsumerSpec, Subscription } from "../contract/scenario.ts";
import { configReader } from "./config-reader.ts";
import { limits } from "./limits.ts";
import { clientId } from "./producer-reader.ts";
import { integer, nullable, oneOf, type Reader, text } from "./reader.ts";
import { type Fields, list, optional, required, shape, some, tagged } from "./shape.ts";
import { partitionIndex, topicName } from "./topic-reader.ts";

const standard = defaultConsumerSettings;
const time = integer(0, limits.processingUs);

const processing: Reader<ProcessingTime> = tagged<ProcessingTime>(
  'a time for one record such as {"kind": "constant", "us": 100}',
  {
    constant: { us: required(time) },
    uniform: { fromUs: required(time), toUs: required(time) },
  },
);

const application: Fields<Omit<ConsumerSettings, "config">> = {
  processing: optional(processing, standard.processing),
  failuresPerTenThousand: optional(integer(0, 10_000), standard.failuresPerTenThousand),
  poisonKey: optional(nullable(text(limits.key)), standard.poisonKey),
  onFailure: optional(oneOf(["crash", "retry", "skip"]), standard.onFailure),
  commit: optional(
    oneOf(["none", "syncAfter", "asyncAfter", "syncBefore", "asyncBefore"]),
    standard.commit,
  ),
};

const fields: Fields<ConsumerSettings> = {
  ...application,
  config: optional(configReader, standard.config),
};

/** Changes of a consumer's application. */
export const consumerChanges: Reader<Partial<Omit<ConsumerSettings, "config">>> = some(
  "an object of consumer settings",
  application,
);

const pattern = required(text(limits.pattern, 1));

/** What a consumer reads. */
export const subscriptionReader: Reader<Subscription> = tagged<Subscription>(
  'a subscription such as {"kind": "topics", "topics": ["orders"]}',
  {
    topics: { topics: required(list(topicName, limits.subscribed)) },
    pattern: { pattern },
    serverPattern: { pattern },
    assign: {
      topic: required(topicName),
      partitions: optional(nullable(list(partitionIndex, limits.partitions)), null),
    },
  },
);

/** A consumer; settings that are left out are those of the Java consumer, but that it reads from the start. */
export const consumerReader: Reader<ConsumerSpec> = shape<ConsumerSpec>("a consumer", {
  id: required(clientId),
  api: optional(oneOf(["consumer", "share"]), "consumer"),
  subscription: required(subscriptionReader),
  settings: optional(shape("an object of consumer settings", fields), standard),
});
