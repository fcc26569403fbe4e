import type { ConsumerView, ProducerView } from "../../contract/client-view.ts";
import type { Command } from "../../contract/command.ts";
import type { ExperimentSpec, SweepParameter } from "../../contract/experiment.ts";

/** What can be swept, with values that show the way. */
export const sweepDefaults: Readonly<Record<SweepParameter, string>> = {
  "linger.ms": "0, 5, 20, 50, 100",
  "batch.size": "1024, 4096, 16384, 65536",
  acks: "0, 1, all",
  "compression.type": "none, lz4, zstd, gzip",
  "max.in.flight.requests.per.connection": "1, 2, 5",
  partitions: "1, 2, 3, 6, 12",
};

export const sweepParameters = Object.keys(sweepDefaults) as readonly SweepParameter[];

/** What can be done to a group; `member` is the one that it is done to. */
export const groupDeeds = {
  join: "one more member joins",
  leave: "a member leaves cleanly",
  crash: "a member crashes",
  pause: "a member’s process stands still for a minute",
  partitions: "the topic gets three more partitions",
} as const;

export type GroupDeed = keyof typeof groupDeeds;

/** The form as it was filled. */
export interface ExperimentDraft {
  readonly kind: ExperimentSpec["kind"];
  readonly parameter: SweepParameter;
  readonly values: string;
  readonly producer: string;
  readonly recordsPerSecond: string;
  readonly group: string;
  readonly deed: GroupDeed;
  /** Of either kind. */
  readonly seconds: string;
}

/** The form as it is offered. */
export const firstDraft: ExperimentDraft = {
  kind: "sweep",
  parameter: "linger.ms",
  values: sweepDefaults["linger.ms"],
  producer: "",
  recordsPerSecond: "1000",
  group: "",
  deed: "join",
  seconds: "5",
};

/** Groups that somebody is in, by name. */
export function groupsOf(consumers: readonly ConsumerView[]): readonly string[] {
  const names = consumers.flatMap(({ api, settings }) => {
    const group = settings.config["group.id"];
    return api === "consumer" && group !== undefined ? [group] : [];
  });
  return [...new Set(names)].toSorted();
}

const memberOf = (
  consumers: readonly ConsumerView[],
  group: string,
): readonly ConsumerView[] =>
  consumers.filter(({ settings }) => settings.config["group.id"] === group);

function topicOf({ subscription, positions }: ConsumerView): string {
  if (subscription.kind === "topics") return subscription.topics[0] ?? "";
  return subscription.kind === "assign"
    ? subscription.topic
    : (positions[0]?.topic ?? "");
}

/** A client id that nobody has. */
function freeId(consumers: readonly ConsumerView[], like: string): string {
  const taken = new Set(consumers.map(({ id }) => id));
  let number = 2;
  while (taken.has(`${like}-${number}`)) number += 1;
  return `${like}-${number}`;
}

/** The deed as a command; null where there is nobody whom it could be done to. */
function commandOf(
  { group, deed }: ExperimentDraft,
  world: ExperimentWorld,
): Command | null {
  const [first] = memberOf(world.consumers, group);
  if (first === undefined) return null;
  const { id, settings } = first;
  switch (deed) {
    case "leave":
      return { kind: "closeClient", id };
    case "crash":
      return { kind: "killClient", id };
    case "pause":
      return { kind: "pauseClient", id, what: "process", forUs: 60_000_000 };
    case "partitions": {
      const topic = topicOf(first);
      const now = world.partitions[topic] ?? 1;
      return { kind: "createPartitions", topic, count: now + 3 };
    }
    default: {
      const { "group.instance.id": _mine, ...config } = settings.config;
      const { api, subscription } = first;
      return {
        kind: "startConsumer",
        consumer: {
          id: freeId(world.consumers, id),
          api,
          subscription,
          settings: { ...settings, config },
        },
      };
    }
  }
}

/** What the form is about. */
export interface ExperimentWorld {
  readonly producers: readonly ProducerView[];
  readonly consumers: readonly ConsumerView[];
  /** By topic. */
  readonly partitions: Readonly<Record<string, number>>;
}

/** What is to be run, or a sentence that says what is missing. */
export function specOf(
  draft: ExperimentDraft,
  world: ExperimentWorld,
): ExperimentSpec | string {
  const seconds = Number(draft.seconds);
  if (!(seconds > 0 && seconds <= 600)) return "Measure between 0 and 600 seconds.";
  const forUs = Math.round(seconds * 1_000_000);
  if (draft.kind === "protocols") {
    const command = commandOf(draft, world);
    return command === null
      ? "No consumer is in a group; add one with a group.id first."
      : { kind: "protocols", group: draft.group, command, forUs };
  }
  const values = draft.values.split(",").flatMap((value) => value.trim() || []);
  if (values.length === 0 || values.length > 20) return "Name one to twenty values.";
  const recordsPerSecond = Number(draft.recordsPerSecond);
  if (!(recordsPerSecond > 0)) return "Offer more than 0 records a second.";
  if (draft.producer === "") return "There is no producer; add one first.";
  const { parameter, producer } = draft;
  return { kind: "sweep", parameter, values, producer, recordsPerSecond, forUs };
}

/** The draft with names that exist: the first of what there is, where nothing was chosen or it is gone. */
export function filled(draft: ExperimentDraft, world: ExperimentWorld): ExperimentDraft {
  const producers = world.producers.map(({ id }) => id);
  const groups = groupsOf(world.consumers);
  return {
    ...draft,
    producer: producers.includes(draft.producer) ? draft.producer : (producers[0] ?? ""),
    group: groups.includes(draft.group) ? draft.group : (groups[0] ?? ""),
  };
}

/** What one would type to measure it on a real cluster. */
export function sweepLine(draft: ExperimentDraft, topic: string): string {
  const at = "--bootstrap-server localhost:9092";
  const values = draft.values.replaceAll(",", " ").replaceAll(/ +/g, " ");
  const run = `kafka-producer-perf-test.sh ${at} --topic ${topic} \\\n    --num-records 100000 --record-size 100 --throughput ${draft.recordsPerSecond}`;
  if (draft.parameter === "partitions")
    return `for n in ${values}; do\n  kafka-topics.sh ${at} --create --topic ${topic}-$n --partitions $n\n  ${run.replace(`--topic ${topic}`, `--topic ${topic}-$n`)}\ndone`;
  return `for v in ${values}; do\n  ${run} \\\n    --command-property ${draft.parameter}=$v\ndone`;
}
