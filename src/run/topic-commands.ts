import type { Command, Receipt, RecordByHand } from "../contract/command.ts";
import { epochStartMs } from "../kafka/context.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { apiKeys } from "../kafka/protocol/envelope.ts";
import { batchOfRecords } from "../kafka/protocol/explicit-batch.ts";
import { partitionForKey } from "../kafka/protocol/murmur2.ts";
import { utf8Encode } from "../kafka/protocol/utf8.ts";
import { silentReport } from "../kafka/report.ts";
import { clusterImage } from "./cluster-image.ts";
import { createTopicWish } from "./create-topic-wish.ts";
import { accepted, noBroker, refused } from "./receipt.ts";
import { anyBroker, sendWish, type Wish } from "./requests.ts";
import type { World } from "./world.ts";

export type TopicCommand = Extract<
  Command,
  {
    readonly kind: "createTopic" | "deleteTopic" | "produce" | "electLeaders";
  }
>;

const requestTimeoutMs = 30_000;
const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

const wishOf = (
  command: Exclude<TopicCommand, { kind: "produce" | "createTopic" }>,
): Wish => {
  const base = { purpose: "other" as const, data: null, answered: true };
  switch (command.kind) {
    case "deleteTopic":
      return {
        ...base,
        api: apiKeys.DeleteTopics,
        version: 6,
        body: {
          topics: [{ name: command.topic, topicId: zeroId }],
          topicNames: [],
          timeoutMs: requestTimeoutMs,
        },
        about: `delete topic ${command.topic}`,
      };
    default:
      return {
        ...base,
        api: apiKeys.ElectLeaders,
        version: 2,
        body: {
          electionType: command.election === "preferred" ? 0 : 1,
          topicPartitions: [{ topic: command.topic, partitions: [command.partition] }],
          timeoutMs: requestTimeoutMs,
        },
        about: `${command.election} election of ${command.topic}-${command.partition}`,
      };
  }
};

/** What needs the cluster: topics, elections, configs, one record by hand. Kafka's own errors come later as happenings. */
export function executeTopicCommand(world: World, command: TopicCommand): Receipt {
  const image = clusterImage(world.state);
  const broker = anyBroker(world);
  if (command.kind === "createTopic") {
    if (topicByName(image, command.topic.name) !== undefined)
      return refused("/topic/name", `A topic ${command.topic.name} exists already.`);
    if (broker === undefined) return noBroker();
    sendWish(world, broker, createTopicWish(command.topic));
    return accepted(world);
  }
  if (command.kind === "produce") return produceByHand(world, command.record);
  const topic = topicByName(image, command.topic);
  if (topic === undefined)
    return refused("/topic", `There is no topic ${command.topic}.`);
  if (
    command.kind === "electLeaders" &&
    topic.partitions[command.partition] === undefined
  )
    return refused(
      "/partition",
      `${command.topic} has the partitions 0 to ${topic.partitions.length - 1}.`,
    );
  if (broker === undefined) return noBroker();
  sendWish(world, broker, wishOf(command));
  return accepted(world);
}

const produceVersion = 13;

/** The leader as the metadata has it; where that names none, the first replica that runs says why it cannot. */
function produceByHand(world: World, record: RecordByHand): Receipt {
  const topic = topicByName(clusterImage(world.state), record.topic);
  if (topic === undefined)
    return refused("/record/topic", `There is no topic ${record.topic}.`);
  const count = topic.partitions.length;
  const key = record.key === null ? null : utf8Encode(record.key);
  const partition = record.partition ?? (key === null ? 0 : partitionForKey(key, count));
  const registration = topic.partitions[partition];
  if (registration === undefined)
    return refused(
      "/record/partition",
      `${record.topic} has the partitions 0 to ${count - 1}; ${partition} is none of them.`,
    );
  const node = registration.leader >= 0 ? registration.leader : anyBroker(world);
  if (node === undefined) return noBroker();
  const timestamp = epochStartMs + Math.floor(world.state.sim.nowUs / 1000);
  const value = record.value === null ? null : utf8Encode(record.value);
  const batch = batchOfRecords([{ offsetDelta: 0, timestamp, key, value, headers: [] }]);
  sendWish(world, node, {
    api: apiKeys.Produce,
    version: produceVersion,
    body: {
      transactionalId: null,
      acks: record.acks,
      timeoutMs: requestTimeoutMs,
      topicData: [
        {
          name: record.topic,
          topicId: topic.topicId,
          partitionData: [
            {
              index: partition,
              records: [{ immutable: true, baseOffset: 0, leaderEpoch: -1, batch }],
            },
          ],
        },
      ],
    },
    purpose: "produce",
    about: `your record for ${record.topic}-${partition}`,
    data: {
      topic: record.topic,
      topicId: topic.topicId,
      partition,
      acks: record.acks,
      batch,
    },
    answered: record.acks !== 0,
  });
  world.probe.report({
    ...silentReport,
    kind: "command",
    topic: record.topic,
    partition,
    text: `you sent one record to ${record.topic}-${partition} with acks=${record.acks === -1 ? "all" : record.acks}`,
  });
  return accepted(world);
}
