import { present } from "../base/assert.ts";
import {
  type ConsumerSettings,
  defaultConsumerSettings,
} from "../contract/client-settings.ts";
import type { Subscription } from "../contract/scenario.ts";
import type { ClientMemory } from "../kafka/client/client-process.ts";
import type { Consumer } from "../kafka/client/consumer/consumer.ts";
import type { Note } from "../kafka/client/consumer/note.ts";
import { clusterFromText, type TextCluster } from "./cluster-text.ts";

const drawing = `
  orders-0  leader 1  epoch 0  isr 1 2 3
    broker 1 | a b c d e f |  hw 6
    broker 2 | a b c d e f |  hw 6
    broker 3 | a b c d e f |  hw 6
  orders-1  leader 2  epoch 0  isr 1 2 3
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
    broker 3 | a b |  hw 2
`;

const config = {
  "offsets.topic.num.partitions": "1",
  "group.initial.rebalance.delay.ms": "0",
  "group.min.session.timeout.ms": "1000",
  "group.consumer.heartbeat.interval.ms": "5000",
};

/** Names of Kafka's configs that make a member of group `g` of the classic protocol. */
export const classicMember: Readonly<Record<string, string>> = {
  "group.id": "g",
  "auto.offset.reset": "earliest",
  "enable.auto.commit": "false",
  "heartbeat.interval.ms": "300",
  "session.timeout.ms": "6000",
  "partition.assignment.strategy": "org.apache.kafka.clients.consumer.RangeAssignor",
};

/** The same by the consumer protocol. */
export const modernMember: Readonly<Record<string, string>> = {
  "group.id": "g",
  "auto.offset.reset": "earliest",
  "enable.auto.commit": "false",
  "group.protocol": "consumer",
};

/** What of a consumer's application is not as it mostly is in a test. */
export interface ReaderSettings extends Partial<Omit<ConsumerSettings, "config">> {
  readonly config: Readonly<Record<string, string>>;
  readonly subscription?: Subscription;
}

/** Three brokers, a topic of two partitions with six and two records, and consumers of it. */
export class ReadingGroup {
  readonly cluster: TextCluster;

  constructor(more: Readonly<Record<string, string>> = {}) {
    this.cluster = clusterFromText(drawing, { config: { ...config, ...more } });
  }

  /** Starts a consumer; what happens at it is written down from then on. */
  start(id: string, { subscription, ...settings }: ReaderSettings): Consumer {
    this.cluster.submit({
      kind: "startConsumer",
      consumer: {
        id,
        api: "consumer",
        subscription: subscription ?? { kind: "topics", topics: ["orders"] },
        settings: {
          ...defaultConsumerSettings,
          processing: { kind: "constant", us: 0 },
          ...settings,
        },
      },
    });
    return this.watch(id);
  }

  /** The consumer of a client that runs, its happenings written down. */
  watch(id: string): Consumer {
    const consumer = present(this.consumer(id), `consumer ${id}`);
    consumer.notes = [];
    return consumer;
  }

  /** Undefined while its process does not run. */
  consumer(id: string): Consumer | undefined {
    const { clients, sim } = this.cluster.world.state;
    const entry = present(
      clients.find((client) => client.id === id),
      `client ${id}`,
    );
    const memory = sim.processes[entry.process]?.memory as ClientMemory | null;
    return memory?.kind === "consumer" ? memory.consumer : undefined;
  }

  run(ms: number): this {
    this.cluster.run(ms * 1000);
    return this;
  }
}

/** Happenings as text, one a line: `assigned orders-0 orders-1`, `records orders-0 0-5`. */
export function told(consumer: Consumer): string[] {
  const notes = consumer.notes ?? [];
  consumer.notes = [];
  return notes.map(textOf);
}

function textOf(note: Note): string {
  switch (note.kind) {
    case "records":
      return Object.entries(note.ranges)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([name, ranges]) =>
            `records ${name} ${ranges.map(([a, b]) => `${a}-${b}`).join(" ")}`,
        )
        .join(", ");
    case "thrown":
      return `thrown ${note.thrown.exception}`;
    case "commitCallback":
      return `commitCallback ${note.error || "ok"}`;
    case "commitInCallback":
      return `commitInCallback ${note.outcome || "ok"}`;
    default:
      return [note.kind, ...note.names].join(" ");
  }
}
