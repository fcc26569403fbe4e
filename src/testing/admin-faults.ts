import type { Command } from "../contract/command.ts";
import type { PlannedCommand, TopicSpec } from "../contract/scenario.ts";
import { after, type FaultDraw, type FaultMaker, oneOf } from "./fault-draw.ts";
import { shuffled } from "./seed-chance.ts";

const topicConfig = (topic: TopicSpec, name: string, value: string | null): Command => ({
  kind: "alterConfig",
  scope: { kind: "topic", topic: topic.name },
  name,
  value,
});

const topicOf = (draw: FaultDraw): TopicSpec => oneOf(draw, 0, draw.topics);

const elect =
  (election: "preferred" | "unclean"): FaultMaker =>
  (draw) => {
    const topic = topicOf(draw);
    const partition = draw.below(1, topic.partitions);
    return [
      after(draw, 0, { kind: "electLeaders", election, topic: topic.name, partition }),
    ];
  };

/** Records by hand, some of each acks. */
const handWritten = (draw: FaultDraw, topic: string, fromUs: number): PlannedCommand[] =>
  Array.from({ length: 4 }, (_, i) =>
    after(draw, fromUs + i * 60_000, {
      kind: "produce",
      record: { topic, partition: 0, key: null, value: "x", acks: i % 2 === 0 ? -1 : 1 },
    }),
  );

/** What operators do, by the number of the catalogue (reliability 4.1). */
export const adminFaults: Readonly<Record<string, FaultMaker>> = {
  /** F36. */
  elect: elect("preferred"),
  /** F36. */
  uncleanElect: elect("unclean"),
  /** F37: other replicas, and as many more or less as chance has it; some are cancelled. */
  reassign: (draw) => {
    const topic = topicOf(draw);
    const partition = draw.below(1, topic.partitions);
    const count = 1 + draw.below(2, draw.brokers.length);
    const replicas = shuffled(draw.brokers, (i, bound) => draw.below(10 + i, bound));
    const at = { kind: "reassign" as const, topic: topic.name, partition };
    const begun = after(draw, 0, { ...at, replicas: replicas.slice(0, count) });
    if (draw.below(3, 4) > 0) return [begun];
    return [begun, after(draw, draw.lengthUs / 2, { ...at, replicas: null })];
  },
  /** F38. */
  minIsr: (draw) => {
    const topic = topicOf(draw);
    const value = String(1 + draw.below(1, topic.replicationFactor));
    return [after(draw, 0, topicConfig(topic, "min.insync.replicas", value))];
  },
  /** F38. */
  uncleanConfig: (draw) => {
    const topic = topicOf(draw);
    const name = "unclean.leader.election.enable";
    return [
      after(draw, 0, topicConfig(topic, name, "true")),
      after(draw, draw.lengthUs, topicConfig(topic, name, null)),
    ];
  },
  /** F38. */
  retention: (draw) => {
    const topic = topicOf(draw);
    return [
      after(draw, 0, topicConfig(topic, "segment.bytes", "1048576")),
      after(draw, 1000, topicConfig(topic, "retention.ms", "3000")),
      after(draw, draw.lengthUs, topicConfig(topic, "retention.ms", null)),
    ];
  },
  deleteRecords: (draw) => {
    const topic = topicOf(draw);
    const partition = draw.below(1, topic.partitions);
    const beforeOffset = draw.below(2, 3) === 0 ? -1 : draw.below(3, 60);
    return [
      after(draw, 0, {
        kind: "deleteRecords",
        topic: topic.name,
        partition,
        beforeOffset,
      }),
    ];
  },
  /** F39: a topic of its own is made, written to, deleted and made again. */
  recreate: (draw) => {
    const name = `x${draw.atUs % 97}`;
    const replicationFactor = 1 + draw.below(0, draw.brokers.length);
    const topic = {
      name,
      partitions: 1 + draw.below(1, 3),
      replicationFactor,
      assignment: null,
      config: {},
    };
    return [
      after(draw, 0, { kind: "createTopic", topic }),
      ...handWritten(draw, name, 400_000),
      after(draw, 900_000, { kind: "deleteTopic", topic: name }),
      after(draw, 1_500_000, { kind: "createTopic", topic }),
      ...handWritten(draw, name, 1_900_000),
    ];
  },
  /** F39. */
  addPartitions: (draw) => {
    const topic = topicOf(draw);
    const count = topic.partitions + 1 + draw.below(1, 2);
    return [after(draw, 0, { kind: "createPartitions", topic: topic.name, count })];
  },
};
