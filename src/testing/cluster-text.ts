import { present } from "../base/assert.ts";
import type { Command } from "../contract/command.ts";
import type { Scenario } from "../contract/scenario.ts";
import { replicaKey } from "../kafka/broker/broker.ts";
import { takeAnswer } from "../kafka/client/admin.ts";
import { processOf } from "../kafka/cluster.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import type { PartitionRegistration } from "../kafka/controller/partition-registration.ts";
import type { PartitionLog } from "../kafka/log/partition-log.ts";
import { readEntries } from "../kafka/log/read.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { type Report, silentProbe } from "../kafka/probe.ts";
import { apiKeys } from "../kafka/protocol/envelope.ts";
import type { Responses } from "../kafka/protocol/messages.ts";
import { recordsOf } from "../kafka/protocol/record-batch.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { executeCommand } from "../run/execute.ts";
import { sendWish } from "../run/requests.ts";
import { isSetUp } from "../run/setup.ts";
import { runWorld } from "../run/step.ts";
import { adminOf, openWorld, startNodes, type World } from "../run/world.ts";
import {
  type DrawnPartition,
  type DrawnRecord,
  type DrawnReplica,
  readDrawing,
  writeDrawing,
} from "./cluster-drawing.ts";
import { putState } from "./put-state.ts";

/** What a drawing does not say. */
export interface ClusterSettings {
  /** Of every node, by Kafka's name. */
  readonly config?: Readonly<Record<string, string>>;
  /** Of every topic. */
  readonly topic?: Readonly<Record<string, string>>;
  readonly elr?: boolean;
  /** `broker.rack` of each broker in the order of their ids; none without it. */
  readonly racks?: readonly string[];
}

/** Sooner than Kafka's defaults, so that a test settles sooner. */
const quickConfig = {
  "broker.session.timeout.ms": "3000",
  "broker.heartbeat.interval.ms": "500",
  "replica.lag.time.max.ms": "4000",
};
/** Longer than a session and one and a half times the lag, µs: a cluster that stands so long stands. */
const quietUs = 8_000_000;

function scenarioOf(
  drawn: readonly DrawnPartition[],
  settings: ClusterSettings,
): Scenario {
  const ids = drawn.flatMap(({ replicas }) => replicas.map(({ broker }) => broker));
  const brokers = [...new Set(ids)].toSorted((a, b) => a - b);
  const topics = [...new Set(drawn.map(({ topic }) => topic))];
  return {
    format: 2,
    name: "drawn",
    about: "",
    seed: 1,
    cluster: {
      brokers: brokers.map((id, i) => ({
        id,
        rack: settings.racks?.[i] ?? null,
        config: {},
      })),
      controllers: [{ id: 101, rack: null, config: {} }],
      config: { ...quickConfig, ...settings.config },
      features: settings.elr === true ? {} : { "eligible.leader.replicas.version": 0 },
    },
    network: { latencyUs: 1000, jitterUs: 0, bandwidth: null },
    topics: topics.map((name) => ({
      name,
      partitions: 1,
      replicationFactor: 1,
      assignment: drawn
        .filter(({ topic }) => topic === name)
        .map(({ replicas }) => replicas.map(({ broker }) => broker)),
      config: settings.topic ?? {},
    })),
    producers: [],
    consumers: [],
    plan: [],
  };
}

/** A running simulated cluster that was drawn, and can be drawn again. */
export class TextCluster {
  readonly world: World;
  /** What was told since the drawing was put in place. */
  readonly reports: Report[] = [];
  private readonly drawn: readonly DrawnPartition[];

  constructor(text: string, settings: ClusterSettings) {
    this.drawn = readDrawing(text);
    this.world = openWorld(scenarioOf(this.drawn, settings), {
      ...silentProbe,
      report: (report) => this.reports.push(report),
    });
    startNodes(this.world);
    while (!isSetUp(this.world)) this.run(100_000);
    this.run(1_000_000);
    putState(this.world, this.drawn, (us) => this.run(us));
    this.reports.length = 0;
  }

  /** Goes on for so many virtual microseconds. */
  run(us: number): this {
    runWorld(this.world, this.world.state.sim.nowUs + us, Number.POSITIVE_INFINITY);
    return this;
  }

  /** Submits a command; one that is refused fails the test. */
  submit(command: Command): this {
    const receipt = executeCommand(this.world, command);
    if (receipt.kind === "refused") throw new Error(receipt.reason);
    return this;
  }

  kill = (node: number): this => this.submit({ kind: "kill", node });
  start = (node: number): this => this.submit({ kind: "start", node });

  cut(a: number, b: number): this {
    return this.submit({ kind: "cut", a, b, oneWay: false });
  }

  /** Sends any request to a node and waits for its answer; the time that this took comes with it, ms. */
  ask<Api extends keyof typeof apiKeys>(
    node: number,
    api: Api,
    version: number,
    body: object,
  ): { readonly answer: Responses[Api]; readonly ms: number } {
    const startUs = this.world.state.sim.nowUs;
    const tag = sendWish(this.world, node, {
      api: apiKeys[api],
      version,
      body,
      purpose: "other",
      about: api,
      data: null,
      answered: true,
    });
    const { pending } = this.world.state;
    this.world.state.pending = pending.filter((each) => each.tag !== tag);
    const admin = present(adminOf(this.world.state), "admin client");
    for (;;) {
      const found = takeAnswer(admin, tag);
      if (found !== undefined)
        return {
          answer: present(found.body, `answer to ${api}`) as Responses[Api],
          ms: Math.round((found.atUs - startUs) / 1000),
        };
      this.run(1000);
    }
  }

  /** Writes one record, a letter, to the first partition drawn. */
  produce(letter: string, acks: 0 | 1 | -1): this {
    const { topic, index } = present(this.drawn[0], "partition");
    const record = { topic, partition: index, key: null, value: letter, acks };
    return this.submit({ kind: "produce", record });
  }

  /** Goes on until nothing has changed for a while. */
  settle(): this {
    let before = "";
    for (let rounds = 0; rounds < 20; rounds++) {
      this.run(quietUs);
      const now = this.toText();
      if (now === before) return this;
      before = now;
    }
    return this;
  }

  /** Texts of what was told of a kind, such as `clientError`. */
  told(kind: Report["kind"]): string[] {
    return this.reports.filter((report) => report.kind === kind).map(({ text }) => text);
  }

  /** What the records of a partition's replica say, and whether its process is there. */
  private draw(topicId: string, index: number, broker: number): DrawnReplica {
    const { sim, topology } = this.world.state;
    const process = present(sim.processes[processOf(topology, broker)], "process");
    const disk = (process.disk as NodeDisk).broker;
    const log = disk?.logs[replicaKey(topicId, index)]?.log;
    return {
      broker,
      records: log === undefined ? [] : recordsIn(log),
      highWatermark: log?.highWatermark ?? 0,
      down: process.status === "down",
    };
  }

  registration(topic: string, index: number): PartitionRegistration {
    const image = topicByName(clusterImage(this.world.state), topic);
    return present(image?.partitions[index], "partition");
  }

  topicId(topic: string): string {
    return present(topicByName(clusterImage(this.world.state), topic), "topic").topicId;
  }

  toText(): string {
    const image = clusterImage(this.world.state);
    return writeDrawing(
      this.drawn.map(({ topic, index, replicas }) => {
        const { topicId } = present(topicByName(image, topic), "topic");
        const { leader, leaderEpoch, isr } = this.registration(topic, index);
        return {
          topic,
          index,
          leader,
          epoch: leaderEpoch,
          isr: isr.toSorted((a, b) => a - b),
          replicas: replicas.map(({ broker }) => this.draw(topicId, index, broker)),
        };
      }),
    );
  }
}

function recordsIn(log: PartitionLog): DrawnRecord[] {
  const decoder = new TextDecoder();
  return readEntries(log, log.logStartOffset, log.logEndOffset).flatMap(
    ({ batch, leaderEpoch }) =>
      recordsOf(batch).map(({ value }) => ({
        letter: value === null ? "-" : decoder.decode(value),
        epoch: leaderEpoch,
      })),
  );
}

/** A running cluster in the state that is drawn. */
export const clusterFromText = (
  text: string,
  settings: ClusterSettings = {},
): TextCluster => new TextCluster(text, settings);
