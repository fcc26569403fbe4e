import { defaultConsumerSettings, withConfig } from "../src/contract/client-settings.ts";
import type { ConsumerSpec, Scenario, Subscription } from "../src/contract/scenario.ts";
import { silentProbe } from "../src/kafka/probe.ts";
import { clientViews } from "../src/run/frame/clients.ts";
import { groupViews } from "../src/run/frame/groups.ts";
import { runWorld, stepWorld } from "../src/run/step.ts";
import { workLog } from "../src/run/watch/work-log.ts";
import { openWorld, startNodes, type World } from "../src/run/world.ts";
import { scenario } from "../src/scenario/build.ts";
import type { Figure } from "./figure.ts";
import { threadMs } from "./thread-clock.ts";

const second = 1_000_000;
/** Virtual time after which a group that has not settled never will, µs. */
const settleLimitUs = 120 * second;

const topics = 50;
const partitionsOfEach = 10;
const membersOfEach = 20;

/** Kafka's configs of the members. */
interface Kind {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
}

const kinds: readonly Kind[] = [
  { name: "classic, range", config: {} },
  {
    name: "classic, cooperative-sticky",
    config: {
      "partition.assignment.strategy":
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
    },
  },
  { name: "consumer protocol", config: { "group.protocol": "consumer" } },
];

const topicName = (i: number): string => `t${i}`;
const everyTopic = Array.from({ length: topics }, (_, i) => topicName(i));

function member(
  id: string,
  config: Readonly<Record<string, string>>,
  subscription: Subscription,
): ConsumerSpec {
  const settings = withConfig(defaultConsumerSettings, config);
  return { id, api: "consumer", subscription, settings };
}

/** 50 groups of 20 members, each subscribed to all 500 partitions. */
const groupsOf = ({ config }: Kind): ConsumerSpec[] =>
  Array.from({ length: 50 * membersOfEach }, (_, i) => {
    const group = `g${Math.floor(i / membersOfEach)}`;
    const subscription: Subscription = { kind: "topics", topics: everyTopic };
    return member(`c${i}`, { ...config, "group.id": group }, subscription);
  });

function cluster(consumers: readonly ConsumerSpec[], recordsPerSecond: number): Scenario {
  let built = scenario().brokers(3).network({ latencyUs: 200, jitterUs: 0 });
  for (const name of everyTopic)
    built = built.topic(name, { partitions: partitionsOfEach, replicationFactor: 3 });
  if (recordsPerSecond > 0)
    for (const name of everyTopic.slice(0, 10))
      built = built.producer(
        `p-${name}`,
        name,
        { "linger.ms": "0" },
        { recordsPerSecond: recordsPerSecond / 10 },
      );
  return { ...built.build(), consumers };
}

/** A world whose clients have just started. */
function started(spec: Scenario): World {
  const world = openWorld(spec, silentProbe);
  startNodes(world);
  while (!world.state.setup.clientsStarted) stepWorld(world, Number.POSITIVE_INFINITY);
  return world;
}

/** Every group is Stable at its coordinator, and its members own all partitions between them. */
function settled({ state }: World): boolean {
  if (groupViews(state, workLog(), null).some((group) => group.state !== "Stable"))
    return false;
  const owned = new Map<string, number>();
  for (const { group, positions } of clientViews(state).consumers)
    owned.set(group, (owned.get(group) ?? 0) + positions.length);
  return [...owned.values()].every((count) => count === topics * partitionsOfEach);
}

function joinFigure(kind: Kind, index: number): Figure {
  const world = started(cluster(groupsOf(kind), 0));
  const fromUs = world.state.sim.nowUs;
  let ms = 0;
  let isSettled = false;
  while (!isSettled && world.state.sim.nowUs < fromUs + settleLimitUs) {
    const before = threadMs();
    runWorld(world, world.state.sim.nowUs + 500_000, Number.POSITIVE_INFINITY);
    ms += threadMs() - before;
    isSettled = settled(world);
  }
  const virtualSeconds = (world.state.sim.nowUs - fromUs) / second;
  return {
    id: `G1${"abc"[index] ?? ""}`,
    name: `50 groups x 20 members, each group on 500 partitions, ${kind.name}: CPU until all is owned (${virtualSeconds.toFixed(1)} s virtual)`,
    value: isSettled ? ms : Number.NaN,
    unit: "ms",
    ratio: null,
    target: "<= 2000",
  };
}

/** Events of some seconds in a steady cluster. */
function steadyEvents(consumers: readonly ConsumerSpec[]): number {
  const world = started(cluster(consumers, 6000));
  runWorld(world, world.state.sim.nowUs + 15 * second, Number.POSITIVE_INFINITY);
  const before = world.state.sim.events;
  runWorld(world, world.state.sim.nowUs + 6 * second, Number.POSITIVE_INFINITY);
  return world.state.sim.events - before;
}

/** What membership adds to the events of 1,000 consumers that read the same without groups. */
function steadyFigure(kind: Kind, index: number): Figure {
  const total = topics * partitionsOfEach;
  const inGroups = Array.from({ length: 1000 }, (_, i) => {
    const topic = topicName(i % topics);
    const config = { ...kind.config, "group.id": `g${i % topics}` };
    return member(`c${i}`, config, { kind: "topics", topics: [topic] });
  });
  const alone = Array.from({ length: 1000 }, (_, i) => {
    const partitions = i < total ? [Math.floor(i / topics)] : [];
    return member(
      `c${i}`,
      {},
      { kind: "assign", topic: topicName(i % topics), partitions },
    );
  });
  const events = steadyEvents(inGroups);
  return {
    id: `G2${"abc"[index] ?? ""}`,
    name: `share of the events of a steady cluster (6,000 records/s) that 1,000 members in 50 groups add, ${kind.name}`,
    value: (1 - steadyEvents(alone) / events) * 100,
    unit: "%",
    ratio: null,
    target: "<= 20",
  };
}

/** What groups cost. */
export const groupFigures = (only: readonly string[]): Figure[] => [
  ...(only.length === 0 || only.includes("G1") ? kinds.map(joinFigure) : []),
  ...(only.length === 0 || only.includes("G2")
    ? [kinds[0], kinds[2]].flatMap((kind, i) =>
        kind === undefined ? [] : [steadyFigure(kind, i)],
      )
    : []),
];
