import { type ConfigDefinition, readConfigs } from "./config-definitions.ts";
import { configValueError } from "./config-value.ts";
import { clientConfigs } from "./configs/client.ts";
import { consumerConfigs } from "./configs/consumer.ts";
import { producerConfigs } from "./configs/producer.ts";

type Config = Readonly<Record<string, string>>;

/** Why a client does not start: the config that is to blame and the exception's own words. */
export interface StartError {
  readonly name: string;
  readonly message: string;
}

type Definitions = ReadonlyMap<string, ConfigDefinition>;

const tables = (scope: "producer" | "consumer", own: string): Definitions =>
  new Map(
    [clientConfigs, own].flatMap((table) =>
      readConfigs(scope, table).map((one) => [one.name, one] as const),
    ),
  );

/** Every config that a client takes, by name. Kafka: ProducerConfig, ConsumerConfig. */
export const clientDefinitions: Readonly<Record<"producer" | "consumer", Definitions>> = {
  producer: tables("producer", producerConfigs),
  consumer: tables("consumer", consumerConfigs),
};

/** In effect: set, or Kafka's default. */
function valueOf(kind: "producer" | "consumer", config: Config, name: string): string {
  return config[name] ?? clientDefinitions[kind].get(name)?.default ?? "";
}

/** Values that no client takes, one a config. Kafka: ConfigDef.parse, which ignores names that it does not know. */
function valueErrors(kind: "producer" | "consumer", config: Config): StartError[] {
  return Object.entries(config).flatMap(([name, value]) => {
    const definition = clientDefinitions[kind].get(name);
    const message = definition === undefined ? null : configValueError(definition, value);
    return message === null ? [] : [{ name, message }];
  });
}

/** Kafka: ProducerConfig.postProcessAndValidateIdempotenceConfigs, KafkaProducer.configureDeliveryTimeout. */
function producerConflicts(config: Config): StartError[] {
  const number = (name: string): number => Number(valueOf("producer", config, name));
  const wanted = config["enable.idempotence"]?.toLowerCase() === "true";
  const off = config["enable.idempotence"]?.toLowerCase() === "false";
  const conflicts: StartError[] = [];
  const say = (name: string, message: string): void => {
    conflicts.push({ name, message });
  };
  const acks = valueOf("producer", config, "acks");
  if (wanted && number("retries") === 0)
    say("retries", "Must set retries to non-zero when using the idempotent producer.");
  if (wanted && acks !== "all" && acks !== "-1")
    say(
      "acks",
      "Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.",
    );
  if (wanted && number("max.in.flight.requests.per.connection") > 5)
    say(
      "max.in.flight.requests.per.connection",
      "Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.",
    );
  // Without being set idempotence gives way to other configs, and transactions need it.
  const gaveWay =
    number("retries") === 0 ||
    (acks !== "all" && acks !== "-1") ||
    number("max.in.flight.requests.per.connection") > 5;
  if ((off || (gaveWay && !wanted)) && config["transactional.id"] !== undefined)
    say(
      "transactional.id",
      "Cannot set a transactional.id without also enabling idempotence.",
    );
  const least = Math.min(2147483647, number("linger.ms") + number("request.timeout.ms"));
  if (
    config["delivery.timeout.ms"] !== undefined &&
    number("delivery.timeout.ms") < least
  )
    say(
      "delivery.timeout.ms",
      "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms",
    );
  return conflicts;
}

const classicOnly = [
  "partition.assignment.strategy",
  "heartbeat.interval.ms",
  "session.timeout.ms",
];

/** Kafka: ConsumerConfig.checkUnsupportedConfigsPostProcess, maybeOverrideEnableAutoCommit, and the client's own constructors. */
function consumerConflicts(config: Config): StartError[] {
  const conflicts: StartError[] = [];
  const modern = config["group.protocol"]?.toLowerCase() === "consumer";
  const forbidden = modern ? classicOnly : ["group.remote.assignor"];
  for (const name of forbidden)
    if (config[name] !== undefined)
      conflicts.push({
        name,
        message: `${name} cannot be set when group.protocol=${modern ? "CONSUMER" : "CLASSIC"}`,
      });
  const number = (name: string): number => Number(valueOf("consumer", config, name));
  if (!modern && number("heartbeat.interval.ms") >= number("session.timeout.ms"))
    conflicts.push({
      name: "heartbeat.interval.ms",
      message: "Heartbeat must be set lower than the session timeout",
    });
  if (
    config["group.id"] === undefined &&
    config["enable.auto.commit"]?.toLowerCase() === "true"
  )
    conflicts.push({
      name: "enable.auto.commit",
      message:
        "enable.auto.commit cannot be set to true when default group id (null) is used.",
    });
  return conflicts;
}

/** All reasons for which a client with these configs would not start, values first; none when it starts. */
export function startErrors(kind: "producer" | "consumer", config: Config): StartError[] {
  const values = valueErrors(kind, config);
  if (values.length > 0) return values;
  return kind === "producer" ? producerConflicts(config) : consumerConflicts(config);
}
