import {
  defaultProducerSettings,
  type KeyDistribution,
  type ProducerSettings,
} from "../../contract/client-settings.ts";
import type { ProducerView } from "../../contract/client-view.ts";
import type { Draft, FormSpec } from "./command-form.tsx";
import { draftChange, draftConfig } from "./config-draft.ts";
import { configField } from "./config-field.ts";
import type { FieldSpec } from "./field.tsx";

const numbers = [
  "recordsPerSecond",
  "valueSize",
  "tombstonePercent",
  "compressionPercent",
] as const;
type NumberName = (typeof numbers)[number];

function setting(name: NumberName, label: string): FieldSpec {
  const paths = [`/settings/${name}`];
  return { name, label, kind: "number", paths, more: name !== "recordsPerSecond" };
}

const settings: readonly FieldSpec[] = [
  setting("recordsPerSecond", "Records a second"),
  configField("acks", "Waits for", {
    kind: "select",
    options: [
      { value: "", label: "all in-sync replicas (all)" },
      { value: "1", label: "the leader only (1)" },
      { value: "0", label: "nobody (0)" },
    ],
  }),
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
  configField("linger.ms", "Waits to fill a batch, ms", { hint: "5 unless set" }),
  setting("valueSize", "Bytes a value"),
  setting("tombstonePercent", "Tombstones, percent"),
  setting("compressionPercent", "Compressed to, percent"),
  ...[
    configField("batch.size", "Batch, bytes"),
    configField("compression.type", "Compression", {
      kind: "select",
      options: ["", "gzip", "snappy", "lz4", "zstd"].map((value) => ({
        value,
        label: value || "none",
      })),
    }),
    configField("enable.idempotence", "Idempotence"),
    configField("retries", "Retries"),
    configField("request.timeout.ms", "Request timeout, ms"),
    configField("delivery.timeout.ms", "Gives a record up after, ms"),
    configField("max.in.flight.requests.per.connection", "Requests in flight"),
    configField("buffer.memory", "Buffer, bytes"),
    configField("max.block.ms", "Send blocks at most, ms"),
  ].map((field) => ({ ...field, more: true })),
];

function draftOf(from: ProducerSettings): Draft {
  const { keys } = from;
  const count =
    keys.kind === "none"
      ? "8"
      : keys.kind === "list"
        ? keys.keys.join(", ")
        : String(keys.keys);
  return {
    ...Object.fromEntries(numbers.map((name) => [name, String(from[name])])),
    ...Object.fromEntries(
      settings.flatMap(({ name, kafka }) => (name === kafka ? [[name, ""]] : [])),
    ),
    ...from.config,
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

function applicationOf(draft: Draft): Omit<ProducerSettings, "config"> {
  const at = (name: NumberName): number => Number(draft[name]);
  return {
    recordsPerSecond: at("recordsPerSecond"),
    keys: keysOf(draft),
    valueSize: at("valueSize"),
    tombstonePercent: at("tombstonePercent"),
    compressionPercent: at("compressionPercent"),
  };
}

/** Only what differs crosses the thread and stands in the log. */
function changes(
  before: ProducerSettings,
  after: Omit<ProducerSettings, "config">,
): Partial<Omit<ProducerSettings, "config">> {
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
    about:
      known === null
        ? "It starts at once."
        : "What the application does changes at once; another config restarts the producer.",
    button: known === null ? "Add producer" : "Apply",
    configs: "producer",
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
              settings: {
                ...applicationOf(draft),
                config: draftConfig("producer", draft),
              },
            },
          }
        : {
            kind: "changeProducer",
            id: known.id,
            settings: changes(known.settings, applicationOf(draft)),
            config: draftChange("producer", known.settings.config, draft),
          },
  };
}
