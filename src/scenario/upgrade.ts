/*
 * Files of format 1 had a field of their own for each setting of a client, and consumers that read assigned partitions.
 * Whatever cannot be understood stays as it is: the reader says what is wrong with it.
 */

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Format 1's names of settings, by Kafka's. */
const configNames: Readonly<Record<string, string>> = {
  acks: "acks",
  batchSize: "batch.size",
  lingerMs: "linger.ms",
  retries: "retries",
  requestTimeoutMs: "request.timeout.ms",
  deliveryTimeoutMs: "delivery.timeout.ms",
  maxInFlight: "max.in.flight.requests.per.connection",
  minBytes: "fetch.min.bytes",
  maxWaitMs: "fetch.max.wait.ms",
  maxPartitionFetchBytes: "max.partition.fetch.bytes",
  isolation: "isolation.level",
  offsetReset: "auto.offset.reset",
  clientRack: "client.rack",
};

const configValue = (name: string, value: unknown): unknown =>
  name === "acks" && value === -1 ? "all" : value;

/** Settings split into what the application does and Kafka's configs. */
function split(settings: Json): { readonly rest: Json; readonly config: Json } {
  const rest: Record<string, unknown> = {};
  const config: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    const kafka = Object.hasOwn(configNames, name) ? configNames[name] : undefined;
    if (kafka === undefined) rest[name] = value;
    else config[kafka] = configValue(name, value);
  }
  return { rest, config };
}

function settingsUpgraded(settings: unknown, standard: Json): unknown {
  if (settings === undefined) return { config: standard };
  if (!isJson(settings)) return settings;
  const { rest, config } = split(settings);
  return { ...rest, config: { ...standard, ...config } };
}

/** Producers of format 1 had no idempotence. */
const producerStandard: Json = { "enable.idempotence": "false" };
const consumerStandard: Json = { "auto.offset.reset": "earliest" };

function producerUpgraded(producer: unknown): unknown {
  if (!isJson(producer)) return producer;
  return {
    ...producer,
    settings: settingsUpgraded(producer["settings"], producerStandard),
  };
}

function consumerUpgraded(consumer: unknown): unknown {
  if (!isJson(consumer)) return consumer;
  const { topic, partitions = null, settings, ...others } = consumer;
  return {
    ...others,
    subscription: { kind: "assign", topic, partitions },
    settings: settingsUpgraded(settings, consumerStandard),
  };
}

/** A command of format 1 as this one has it. */
function commandUpgraded(command: unknown): unknown {
  if (!isJson(command)) return command;
  switch (command["kind"]) {
    case "startProducer":
      return { ...command, producer: producerUpgraded(command["producer"]) };
    case "startConsumer":
      return { ...command, consumer: consumerUpgraded(command["consumer"]) };
    case "changeProducer":
    case "changeConsumer": {
      const { settings } = command;
      if (!isJson(settings)) return command;
      const { rest, config } = split(settings);
      return { ...command, settings: rest, config };
    }
    case "stopClient":
      return { ...command, kind: "removeClient" };
    case "schedule":
      return { ...command, command: commandUpgraded(command["command"]) };
    default:
      return command;
  }
}

function each(list: unknown, change: (element: unknown) => unknown): unknown {
  return Array.isArray(list) ? list.map(change) : list;
}

/** A logged or planned command of a file of some format, in the present one. */
export const loggedUpgraded = (logged: unknown, format: unknown): unknown =>
  isJson(logged) && format === 1
    ? { ...logged, command: commandUpgraded(logged["command"]) }
    : logged;

/** A scenario of format 1 in the present one; every other value as it is. */
export function upgraded(value: unknown): unknown {
  if (!isJson(value) || value["format"] !== 1) return value;
  const { producers, consumers, plan, ...others } = value;
  return {
    ...others,
    format: 2,
    ...(producers === undefined ? {} : { producers: each(producers, producerUpgraded) }),
    ...(consumers === undefined ? {} : { consumers: each(consumers, consumerUpgraded) }),
    ...(plan === undefined
      ? {}
      : {
          plan: each(plan, (planned) => loggedUpgraded(planned, 1)),
        }),
  };
}
