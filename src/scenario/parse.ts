import type { Problem } from "../contract/engine-api.ts";
import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import { checkConsumer, checkProducer } from "./check-client.ts";
import { checkCluster } from "./check-cluster.ts";
import { checkPlan } from "./check-plan.ts";
import { checkTopic, checkTotals } from "./check-topic.ts";
import {
  clusterReader,
  defaultCluster,
  defaultNetwork,
  networkReader,
} from "./cluster-reader.ts";
import { commandReader } from "./command-reader.ts";
import { consumerReader } from "./consumer-reader.ts";
import { limits } from "./limits.ts";
import { below, type Place, report } from "./place.ts";
import { producerReader } from "./producer-reader.ts";
import { type Draft, integer, oneOf, type Reader, text } from "./reader.ts";
import { list, optional, required, shape } from "./shape.ts";
import { standingNodes } from "./standing.ts";
import { kafkaTopicDefaults, type TopicDefaults, topicReader } from "./topic-reader.ts";
import { upgraded } from "./upgrade.ts";

/** A scenario with every default filled in, or every problem that it has. */
export type ParsedScenario =
  | { readonly kind: "scenario"; readonly scenario: Scenario }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/**
 * Reads a scenario from JSON that anybody may have written: a file, a link, a lesson. Only what is named in the
 * contract comes out of it. Parts with a problem are left out of the checks that follow, and the others are checked
 * all the same, so that one look shows everything that is to be mended.
 */
export function parseScenario(value: unknown): ParsedScenario {
  const problems: Problem[] = [];
  const at: Place = { path: "", problems };
  const scenario = readerFor(topicDefaults(value)).read(upgraded(value), at);
  if (scenario !== undefined) check(at, scenario);
  return problems.length > 0
    ? { kind: "problems", problems }
    : { kind: "scenario", scenario: scenario as Scenario };
}

function readerFor(defaults: TopicDefaults): Reader<Scenario> {
  const planned = shape<PlannedCommand>("a planned command", {
    atUs: required(integer(0, limits.timeUs)),
    command: required(commandReader(defaults)),
  });
  return shape<Scenario>("a scenario: an object", {
    format: optional(oneOf([2]), 2),
    name: optional(text(limits.name), "Untitled"),
    about: optional(text(limits.about), ""),
    seed: optional(integer(0, 2 ** 32 - 1), 1),
    cluster: optional(clusterReader, defaultCluster),
    network: optional(networkReader, defaultNetwork),
    topics: optional(list(topicReader(defaults), limits.topics), []),
    producers: optional(list(producerReader, limits.clients), []),
    consumers: optional(list(consumerReader, limits.clients), []),
    plan: optional(list(planned, limits.planned), []),
  });
}

/** What the scenario's own brokers give a topic that does not say; whatever is wrong with them is reported later. */
function topicDefaults(value: unknown): TopicDefaults {
  const cluster = fieldOf(value, "cluster");
  const configured = (name: string, fallback: number): number => {
    const number = Number(fieldOf(fieldOf(cluster, "config"), name) ?? fallback);
    return Number.isSafeInteger(number) && number > 0 ? number : fallback;
  };
  return {
    partitions: configured("num.partitions", kafkaTopicDefaults.partitions),
    replicationFactor: configured(
      "default.replication.factor",
      kafkaTopicDefaults.replicationFactor,
    ),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function check(at: Place, scenario: Draft<Scenario>): void {
  const { cluster, topics = [], producers = [], consumers = [], plan = [] } = scenario;
  const standing = standingNodes(scenario);
  if (cluster !== undefined) checkCluster(below(at, "cluster"), cluster);
  for (const [index, topic] of topics.entries())
    if (topic !== undefined) checkTopic(below(at, "topics", index), topic, standing);
  checkTotals(below(at, "topics"), topics);
  for (const [index, producer] of producers.entries())
    if (producer !== undefined)
      checkProducer(below(at, "producers", index), producer, standing);
  for (const [index, consumer] of consumers.entries())
    if (consumer !== undefined)
      checkConsumer(below(at, "consumers", index), consumer, standing);
  const clients = producers.length + consumers.length;
  if (clients > limits.clients)
    report(at, `found ${clients} producers and consumers; allowed are ${limits.clients}`);
  checkPlan(below(at, "plan"), plan, standing);
}
