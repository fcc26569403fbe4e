import type { Address } from "../address.ts";

/** The id of a topic that is not known. */
export const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

/** A topic that the producer has sent to. */
export interface KnownTopic {
  readonly name: string;
  /** Zeros before it is known. */
  id: string;
  /** Its partitions are known: its queues have their leaders. */
  known: boolean;
}

/**
 * What a producer knows of the cluster besides the leaders, which stand with the partitions' queues. Kafka:
 * ProducerMetadata.
 */
export interface ProducerMetadata {
  /** `bootstrap.servers`, and where each broker listens. */
  readonly addresses: readonly Address[];
  topics: KnownTopic[];
  /** Node ids that the last answer listed. */
  alive: number[];
  /** An update is wanted as soon as it may be asked for. */
  wanted: boolean;
  refreshing: boolean;
  lastRefreshUs: number;
  /** Answers in a row that were lost or of no use; each makes the next wait longer. */
  fruitless: number;
  /** Timer for the next request, µs; 0 for none. */
  timerUs: number;
}

export const producerMetadata = (addresses: readonly Address[]): ProducerMetadata => ({
  addresses,
  topics: [],
  alive: [],
  wanted: false,
  refreshing: false,
  lastRefreshUs: 0,
  fruitless: 0,
  timerUs: 0,
});

/** The topic as the producer knows it, asked for at first use. Kafka: ProducerMetadata.add. */
export function knownTopic(metadata: ProducerMetadata, name: string): KnownTopic {
  for (const topic of metadata.topics) if (topic.name === name) return topic;
  const topic = { name, id: zeroId, known: false };
  metadata.topics.push(topic);
  metadata.wanted = true;
  return topic;
}
