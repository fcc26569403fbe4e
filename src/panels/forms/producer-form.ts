import {
  type Acks,
  defaultProducerSettings,
  type KeyDistribution,
  type ProducerSettings,
} from "../../contract/client-settings.ts";
import type { ProducerView } from "../../contract/frame.ts";
import { acksField } from "./acks-field.ts";
import type { Draft, FormSpec } from "./command-form.tsx";
import type { FieldSpec } from "./field.tsx";

type NumberName = Exclude<keyof ProducerSettings, "keys" | "acks">;

function setting(name: NumberName, label: string, kafka?: string): FieldSpec {
  const paths = [`/settings/${name}`];
  const more = name !== "recordsPerSecond" && name !== "lingerMs";
  return {
    name,
    label,
    kind: "number",
    paths,
    more,
    ...(kafka === undefined ? {} : { kafka }),
  };
}

const settings: readonly FieldSpec[] = [
  setting("recordsPerSecond", "Records a second"),
  acksField("/settings/acks"),
  {
    name: "keys",
    label: "Keys",
    kind: "select",
    options: [
      { value: "uniform", label: "evenly drawn" },
      { value: "zipf", label: "some much more often (zipf)" },
      { value: "list", label: "from my list" },
      { value: "none", label: "none" },
    ],
    paths: ["/settings/keys/kind"],
  },
  {
    name: "keyCount",
    label: "Different keys, or the list",
    kind: "text",
    paths: ["/settings/keys/keys", "/settings/keys"],
    hint: "A number, or names with commas between them.",
  },
  setting("lingerMs", "Waits to fill a batch, ms", "linger.ms"),
  setting("valueSize", "Bytes a value"),
  setting("tombstonePercent", "Tombstones, percent"),
  setting("batchSize", "Batch, bytes", "batch.size"),
  setting("retries", "Retries", "retries"),
  setting("requestTimeoutMs", "Request timeout, ms", "request.timeout.ms"),
  setting("deliveryTimeoutMs", "Gives a record up after, ms", "delivery.timeout.ms"),
  setting("maxInFlight", "Requests in flight", "max.in.flight.requests.per.connection"),
];

function draftOf(from: ProducerSettings): Draft {
  const { keys } = from;
  const count =
    keys.kind === "none"
      ? "8"
      : keys.kind === "list"
        ? keys.keys.join(", ")
        : String(keys.keys);
  const numbers = settings
    .filter((field) => field.kind === "number")
    .map((field) => [field.name, String(from[field.name as NumberName])]);
  return {
    ...Object.fromEntries(numbers),
    acks: String(from.acks),
    keys: keys.kind,
    keyCount: count,
  };
}

function keysOf(draft: Draft): KeyDistribution {
  const typed = draft["keyCount"] ?? "";
  switch (draft["keys"]) {
    case "uniform":
      return { kind: "uniform", keys: Number(typed) };
    case "zipf":
      return { kind: "zipf", keys: Number(typed), exponentPercent: 110 };
    case "list":
      return { kind: "list", keys: typed.split(",").map((key) => key.trim()) };
    default:
      return { kind: "none" };
  }
}

function settingsOf(draft: Draft): ProducerSettings {
  const at = (name: NumberName): number => Number(draft[name]);
  const acks: Acks = draft["acks"] === "0" ? 0 : draft["acks"] === "1" ? 1 : -1;
  return {
    recordsPerSecond: at("recordsPerSecond"),
    keys: keysOf(draft),
    valueSize: at("valueSize"),
    tombstonePercent: at("tombstonePercent"),
    acks,
    batchSize: at("batchSize"),
    lingerMs: at("lingerMs"),
    retries: at("retries"),
    requestTimeoutMs: at("requestTimeoutMs"),
    deliveryTimeoutMs: at("deliveryTimeoutMs"),
    maxInFlight: at("maxInFlight"),
  };
}

/** Only what differs crosses the thread and stands in the log. */
function changes(
  before: ProducerSettings,
  after: ProducerSettings,
): Partial<ProducerSettings> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name)),
    ),
  );
}

/** Adds a producer, or changes one while it runs. */
export function producerForm(
  topics: readonly string[],
  known: ProducerView | null,
): FormSpec {
  const topic: FieldSpec = {
    name: "topic",
    label: "Topic",
    kind: "select",
    options: topics.map((name) => ({ value: name, label: name })),
    paths: ["/producer/topic"],
    fixed: known !== null,
  };
  const id: FieldSpec = {
    name: "id",
    label: "Name",
    kafka: "client.id",
    kind: "text",
    paths: ["/producer/id", "/id"],
    fixed: known !== null,
  };
  return {
    title: known === null ? "Add a producer" : `Settings of ${known.id}`,
    about: known === null ? "It starts at once." : "It runs on with the new settings.",
    button: known === null ? "Add producer" : "Apply",
    fields: [id, topic, ...settings],
    start: {
      id: known?.id ?? "my-producer",
      topic: known?.topic ?? topics[0] ?? "",
      ...draftOf(known?.settings ?? defaultProducerSettings),
    },
    toCommand: (draft) =>
      known === null
        ? {
            kind: "startProducer",
            producer: {
              id: draft["id"] ?? "",
              topic: draft["topic"] ?? "",
              settings: settingsOf(draft),
            },
          }
        : {
            kind: "changeProducer",
            id: known.id,
            settings: changes(known.settings, settingsOf(draft)),
          },
  };
}
