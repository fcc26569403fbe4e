import {
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { PlannedCommand, Scenario, Subscription } from "../contract/scenario.ts";
import { type Failure, type Played, playScenario } from "./play-scenario.ts";
import { seedTimes } from "./seed-chance.ts";

/** The most runs that one failure is worth. */
const runLimit = 300;
/** And the most events of all of them: some twenty seconds. */
const eventLimit = 4_000_000;

/** A failure made small. */
export interface Shrunk {
  readonly scenario: Scenario;
  readonly failure: Failure;
  readonly runs: number;
}

/** The same thing went wrong: the invariant, and of an assertion its words. */
const isSame = (a: Failure, b: Failure | null): boolean =>
  b !== null &&
  a.invariant === b.invariant &&
  (a.invariant !== "D10" || a.text.split("\n")[0] === b.text.split("\n")[0]);

/** A failing scenario while it is made smaller: each change counts only when the same still fails. */
class Shrinking {
  scenario: Scenario;
  failure: Failure;
  runs = 0;
  private events = 0;
  private readonly core: readonly number[];
  private atUs: number;

  constructor({ scenario, failure, core, atUs }: Played) {
    if (failure === null) throw new Error("there is nothing to shrink");
    this.scenario = scenario;
    this.failure = failure;
    this.core = core;
    this.atUs = atUs;
  }

  private isOver(): boolean {
    return this.runs >= runLimit || this.events >= eventLimit;
  }

  /** Keeps a smaller scenario if it fails as well; whether it does. */
  keeps(scenario: Scenario): boolean {
    if (this.isOver()) return false;
    this.runs++;
    const { brokers, controllers } = scenario.cluster;
    const nodes = [...brokers, ...controllers].map(({ id }) => id);
    const core = this.core.filter((id) => nodes.includes(id));
    const played = playScenario(scenario, { recover: false, core });
    this.events += played.events;
    if (played.failure === null || !isSame(this.failure, played.failure)) return false;
    this.scenario = scenario;
    this.failure = played.failure;
    this.atUs = played.atUs;
    return true;
  }

  /** What a cluster that never recovers was healed by is no part of the fault. */
  private heals({ atUs }: PlannedCommand): boolean {
    return this.failure.invariant.startsWith("V") && atUs > seedTimes.healUs;
  }

  /** What comes behind the failure did not lead to it. */
  cut(): void {
    const plan = this.scenario.plan.filter(({ atUs }) => atUs <= this.atUs);
    if (plan.length < this.scenario.plan.length) this.keeps({ ...this.scenario, plan });
  }

  /** Leaves out runs of commands, long ones first. Zeller: ddmin. */
  leaveOutCommands(): void {
    let size = Math.ceil(this.scenario.plan.length / 2);
    while (size >= 1 && !this.isOver()) {
      let shorter = false;
      for (let at = 0; at < this.scenario.plan.length; ) {
        const plan = this.scenario.plan.filter(
          (each, i) => i < at || i >= at + size || this.heals(each),
        );
        if (this.keeps({ ...this.scenario, plan })) shorter = true;
        else at += size;
      }
      if (size === 1 && !shorter) return;
      size = size === 1 ? 1 : Math.ceil(size / 2);
    }
  }

  /** Tries each of several changes, as long as there are any that count. */
  tryAll(changes: (scenario: Scenario) => readonly Scenario[]): void {
    for (const _ of [1, 2, 3]) {
      let changed = false;
      const count = changes(this.scenario).length;
      for (let i = count - 1; i >= 0; i--) {
        const candidate = changes(this.scenario)[i];
        if (candidate !== undefined && this.keeps(candidate)) changed = true;
      }
      if (!changed) return;
    }
  }
}

const without = <T>(list: readonly T[], index: number): T[] =>
  list.filter((_, i) => i !== index);

const withPlan = (
  scenario: Scenario,
  keep: (command: Command) => boolean,
): PlannedCommand[] => scenario.plan.filter(({ command }) => keep(command));

const clientsLeftOut = (scenario: Scenario): Scenario[] => [
  ...scenario.producers.map(({ id }, i) => ({
    ...scenario,
    producers: without(scenario.producers, i),
    plan: withPlan(scenario, (each) => each.kind !== "removeClient" || each.id !== id),
  })),
  ...scenario.consumers.map((_, i) => ({
    ...scenario,
    consumers: without(scenario.consumers, i),
  })),
];

/** Whether a subscription names a topic. */
function readsFrom(subscription: Subscription, topic: string): boolean {
  if (subscription.kind === "topics") return subscription.topics.includes(topic);
  return subscription.kind === "assign" && subscription.topic === topic;
}

/** Whether a command is about a topic. */
function isAbout(command: Command, topic: string): boolean {
  if ("topic" in command)
    return (
      (typeof command.topic === "string" ? command.topic : command.topic.name) === topic
    );
  if (command.kind === "alterConfig")
    return command.scope.kind === "topic" && command.scope.topic === topic;
  return (
    command.kind === "startConsumer" && readsFrom(command.consumer.subscription, topic)
  );
}

const topicsLeftOut = (scenario: Scenario): Scenario[] =>
  scenario.topics.map(({ name }, i) => ({
    ...scenario,
    topics: without(scenario.topics, i),
    producers: scenario.producers.filter(({ topic }) => topic !== name),
    consumers: scenario.consumers.filter(
      ({ subscription }) => !readsFrom(subscription, name),
    ),
    plan: withPlan(scenario, (command) => !isAbout(command, name)),
  }));

const fewerPartitions = (scenario: Scenario): Scenario[] =>
  scenario.topics
    .filter(({ partitions }) => partitions > 1)
    .map((topic) => ({
      ...scenario,
      topics: scenario.topics.map((each) =>
        each === topic ? { ...topic, partitions: topic.partitions - 1 } : each,
      ),
      plan: withPlan(
        scenario,
        (command) =>
          !("partition" in command) ||
          command.topic !== topic.name ||
          (command.partition ?? 0) < topic.partitions - 1,
      ),
    }));

/** The last broker goes, with what was done to it; no topic has more replicas than there are brokers. */
function lastBrokerLeftOut(scenario: Scenario): Scenario[] {
  const { brokers } = scenario.cluster;
  const last = brokers.at(-1)?.id;
  if (last === undefined || brokers.length < 2) return [];
  const concerns = (command: Command): boolean => {
    if (command.kind === "reassign") return command.replicas?.includes(last) === true;
    if (command.kind === "heal")
      return command.link?.a === last || command.link?.b === last;
    if ("node" in command) return command.node === last;
    return command.kind === "cut" && (command.a === last || command.b === last);
  };
  const topics = scenario.topics.map((topic) => ({
    ...topic,
    replicationFactor: Math.min(topic.replicationFactor, brokers.length - 1),
  }));
  return [
    {
      ...scenario,
      cluster: { ...scenario.cluster, brokers: brokers.slice(0, -1) },
      topics,
      plan: withPlan(scenario, (command) => !concerns(command)),
    },
  ];
}

const omit = (
  record: Readonly<Record<string, string>>,
  name: string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

const defaultConfigs = (scenario: Scenario): Scenario[] => [
  ...Object.keys(scenario.cluster.config).map((name) => ({
    ...scenario,
    cluster: { ...scenario.cluster, config: omit(scenario.cluster.config, name) },
  })),
  ...scenario.topics.flatMap((topic) =>
    Object.keys(topic.config).map((name) => ({
      ...scenario,
      topics: scenario.topics.map((each) =>
        each === topic ? { ...topic, config: omit(topic.config, name) } : each,
      ),
    })),
  ),
];

const defaultNetwork = { latencyUs: 500, jitterUs: 0, bandwidth: null };

const defaultParameters = (scenario: Scenario): Scenario[] => [
  { ...scenario, network: defaultNetwork },
  {
    ...scenario,
    cluster: {
      ...scenario.cluster,
      brokers: scenario.cluster.brokers.map((node) => ({ ...node, rack: null })),
    },
  },
  ...scenario.producers.map(({ id, settings }) => ({
    ...scenario,
    producers: scenario.producers.map((each) =>
      each.id === id
        ? {
            ...each,
            settings: {
              ...defaultProducerSettings,
              config: { acks: settings.config["acks"] ?? "all" },
            },
          }
        : each,
    ),
  })),
  ...scenario.consumers.map(({ id }) => ({
    ...scenario,
    consumers: scenario.consumers.map((each) =>
      each.id === id ? { ...each, settings: defaultConsumerSettings } : each,
    ),
  })),
];

const halvedParameters = (scenario: Scenario): Scenario[] => [
  ...scenario.producers
    .filter(({ settings }) => settings.recordsPerSecond > 1)
    .map((producer) => ({
      ...scenario,
      producers: scenario.producers.map((each) =>
        each === producer
          ? {
              ...each,
              settings: {
                ...each.settings,
                recordsPerSecond: Math.ceil(each.settings.recordsPerSecond / 2),
              },
            }
          : each,
      ),
    })),
  ...(scenario.network.latencyUs > 1
    ? [
        {
          ...scenario,
          network: {
            ...scenario.network,
            latencyUs: Math.ceil(scenario.network.latencyUs / 2),
          },
        },
      ]
    : []),
];

/** Makes the scenario of a failure as small as it gets while the same invariant fails (reliability 4.5). */
export function shrink(played: Played): Shrunk {
  const shrinking = new Shrinking(played);
  shrinking.cut();
  shrinking.leaveOutCommands();
  shrinking.tryAll(clientsLeftOut);
  shrinking.tryAll(topicsLeftOut);
  shrinking.tryAll(fewerPartitions);
  for (let i = 0; i < 6; i++) shrinking.tryAll(lastBrokerLeftOut);
  shrinking.tryAll(defaultConfigs);
  shrinking.tryAll(defaultParameters);
  shrinking.tryAll(halvedParameters);
  shrinking.leaveOutCommands();
  const { failure, runs } = shrinking;
  const scenario = {
    ...shrinking.scenario,
    name: `${shrinking.scenario.name}, shrunk: ${failure.invariant}`,
    about: failure.text.split("\n")[0] ?? "",
  };
  return { scenario, failure, runs };
}
