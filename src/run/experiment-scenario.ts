import { type ClientConfig, withConfig } from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { RunFile } from "../contract/engine-api.ts";
import type { ExperimentSpec, ProtocolCost } from "../contract/experiment.ts";
import type { ConsumerSpec, Scenario } from "../contract/scenario.ts";

type Sweep = Extract<ExperimentSpec, { readonly kind: "sweep" }>;
export type Protocol = ProtocolCost["protocol"];

type Cast = Pick<Scenario, "topics" | "producers" | "consumers">;

/** Topics and clients after a command; what it does to anything else is left out. */
function afterCommand(cast: Cast, command: Command): Cast {
  const { topics, producers, consumers } = cast;
  switch (command.kind) {
    case "createTopic":
      return { ...cast, topics: [...topics, command.topic] };
    case "startProducer":
      return { ...cast, producers: [...producers, command.producer] };
    case "startConsumer":
      return { ...cast, consumers: [...consumers, command.consumer] };
    case "removeClient":
      return {
        ...cast,
        producers: producers.filter(({ id }) => id !== command.id),
        consumers: consumers.filter(({ id }) => id !== command.id),
      };
    case "deleteTopic":
      return {
        topics: topics.filter(({ name }) => name !== command.topic),
        producers: producers.filter(({ topic }) => topic !== command.topic),
        consumers,
      };
    case "changeProducer":
      return {
        ...cast,
        producers: producers.map((one) =>
          one.id === command.id ? changed(one, command) : one,
        ),
      };
    case "changeConsumer":
      return {
        ...cast,
        consumers: consumers.map((one) =>
          one.id === command.id ? changed(one, command) : one,
        ),
      };
    default:
      return cast;
  }
}

function changed<T extends { readonly settings: { readonly config: ClientConfig } }>(
  client: T,
  change: {
    readonly settings?: object;
    readonly config?: Readonly<Record<string, string | null>>;
  },
): T {
  const settings = withConfig(
    { ...client.settings, ...change.settings },
    change.config ?? {},
  );
  return { ...client, settings };
}

/**
 * The scenario with the topics and clients of now from its start, and without what was planned or done to the cluster:
 * what is measured shall not depend on when somebody asked.
 */
export function scenarioOfNow({ scenario, commands, atUs }: RunFile): Scenario {
  const planned = scenario.plan.filter((one) => one.atUs <= atUs);
  const done = [...planned, ...commands].toSorted((a, b) => a.atUs - b.atUs);
  const { topics, producers, consumers } = scenario;
  const cast = done.reduce<Cast>((now, { command }) => afterCommand(now, command), {
    topics,
    producers,
    consumers,
  });
  return { ...scenario, ...cast, plan: [] };
}

/** The scenario with one value of a sweep; null when its producer is not there. */
export function withSwept(
  scenario: Scenario,
  sweep: Sweep,
  value: string,
): Scenario | null {
  const { parameter, recordsPerSecond } = sweep;
  const measured = scenario.producers.find(({ id }) => id === sweep.producer);
  if (measured === undefined) return null;
  const config = parameter === "partitions" ? {} : { [parameter]: value };
  const settings = withConfig({ ...measured.settings, recordsPerSecond }, config);
  const partitions = Number(value);
  return {
    ...scenario,
    producers: scenario.producers.map((one) =>
      one === measured ? { ...one, settings } : one,
    ),
    topics: scenario.topics.map((topic) =>
      parameter === "partitions" && topic.name === measured.topic
        ? { ...topic, partitions, assignment: null }
        : topic,
    ),
  };
}

/** Configs that make a member one of each way of sharing partitions; null takes away what that way does not know. */
const protocolConfigs: Readonly<
  Record<Protocol, Readonly<Record<string, string | null>>>
> = {
  eager: {
    "group.protocol": "classic",
    "partition.assignment.strategy": "org.apache.kafka.clients.consumer.RangeAssignor",
    "group.remote.assignor": null,
  },
  cooperative: {
    "group.protocol": "classic",
    "partition.assignment.strategy":
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
    "group.remote.assignor": null,
  },
  consumer: {
    "group.protocol": "consumer",
    "partition.assignment.strategy": null,
    "session.timeout.ms": null,
    "heartbeat.interval.ms": null,
  },
};

/** All of Kafka's protocols, in the order in which they came. */
export const protocols: readonly Protocol[] = ["eager", "cooperative", "consumer"];

const isMember = ({ api, settings }: ConsumerSpec, group: string): boolean =>
  api === "consumer" && settings.config["group.id"] === group;

/** A consumer as it would be with this protocol; one of another group stays as it is. */
function speaking(
  consumer: ConsumerSpec,
  group: string,
  protocol: Protocol,
): ConsumerSpec {
  if (!isMember(consumer, group)) return consumer;
  const { subscription } = consumer;
  // What the coordinator matches, a classic client matches by itself.
  const matched =
    protocol !== "consumer" && subscription.kind === "serverPattern"
      ? ({ kind: "pattern", pattern: subscription.pattern } as const)
      : subscription;
  const settings = withConfig(consumer.settings, protocolConfigs[protocol]);
  return { ...consumer, subscription: matched, settings };
}

/** The scenario with a group that speaks this protocol; null when nobody is in the group. */
export function withProtocol(
  scenario: Scenario,
  group: string,
  protocol: Protocol,
): Scenario | null {
  if (!scenario.consumers.some((one) => isMember(one, group))) return null;
  return {
    ...scenario,
    consumers: scenario.consumers.map((one) => speaking(one, group, protocol)),
  };
}

/** A command of which the same holds: a member that it starts speaks as the others do. */
export function commandWith(
  command: Command,
  group: string,
  protocol: Protocol,
): Command {
  return command.kind === "startConsumer"
    ? { ...command, consumer: speaking(command.consumer, group, protocol) }
    : command;
}
