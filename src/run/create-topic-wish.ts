import type { TopicSpec } from "../contract/scenario.ts";
import { apiKeys } from "../kafka/protocol/envelope.ts";
import type { Wish } from "./requests.ts";

const requestTimeoutMs = 30_000;

/** The CreateTopics request that a topic of a scenario or a form becomes. */
export const createTopicWish = (topic: TopicSpec): Wish => ({
  api: apiKeys.CreateTopics,
  version: 7,
  body: {
    topics: [
      {
        name: topic.name,
        numPartitions: topic.assignment === null ? topic.partitions : -1,
        replicationFactor: topic.assignment === null ? topic.replicationFactor : -1,
        assignments: (topic.assignment ?? []).map((brokerIds, partitionIndex) => ({
          partitionIndex,
          brokerIds,
        })),
        configs: Object.entries(topic.config).map(([name, value]) => ({ name, value })),
      },
    ],
    timeoutMs: requestTimeoutMs,
    validateOnly: false,
  },
  purpose: "createTopic",
  about: `create topic ${topic.name}`,
  data: null,
  answered: true,
});
