import {
  type ConsumerSettings,
  defaultConsumerSettings,
  type Isolation,
  type OffsetReset,
} from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/frame.ts";
import type { Draft, FormSpec } from "./command-form.tsx";
import type { FieldSpec } from "./field.tsx";

const resets: readonly OffsetReset[] = ["earliest", "latest", "none"];
const isolations: readonly Isolation[] = ["read_uncommitted", "read_committed"];

function same(value: string): { readonly value: string; readonly label: string } {
  return { value, label: value };
}

const settings: readonly FieldSpec[] = [
  {
    name: "offsetReset",
    label: "Starts at",
    kafka: "auto.offset.reset",
    kind: "select",
    options: resets.map(same),
    paths: ["/settings/offsetReset"],
  },
  {
    name: "isolation",
    label: "Reads",
    kafka: "isolation.level",
    kind: "select",
    options: isolations.map(same),
    paths: ["/settings/isolation"],
  },
  {
    name: "maxWaitMs",
    label: "Leader may wait, ms",
    kafka: "fetch.max.wait.ms",
    kind: "number",
    paths: ["/settings/maxWaitMs"],
  },
  {
    name: "minBytes",
    label: "Until it has bytes",
    kafka: "fetch.min.bytes",
    kind: "number",
    paths: ["/settings/minBytes"],
  },
  {
    name: "maxPartitionFetchBytes",
    label: "Bytes a partition at most",
    kafka: "max.partition.fetch.bytes",
    kind: "number",
    paths: ["/settings/maxPartitionFetchBytes"],
    more: true,
  },
  {
    name: "clientRack",
    label: "Its rack",
    kafka: "client.rack",
    kind: "text",
    paths: ["/settings/clientRack"],
    more: true,
  },
];

function draftOf(from: ConsumerSettings): Draft {
  return {
    offsetReset: from.offsetReset,
    isolation: from.isolation,
    maxWaitMs: String(from.maxWaitMs),
    minBytes: String(from.minBytes),
    maxPartitionFetchBytes: String(from.maxPartitionFetchBytes),
    clientRack: from.clientRack,
  };
}

function settingsOf(draft: Draft): ConsumerSettings {
  return {
    offsetReset: resets.find((one) => one === draft["offsetReset"]) ?? "earliest",
    isolation: isolations.find((one) => one === draft["isolation"]) ?? "read_uncommitted",
    maxWaitMs: Number(draft["maxWaitMs"]),
    minBytes: Number(draft["minBytes"]),
    maxPartitionFetchBytes: Number(draft["maxPartitionFetchBytes"]),
    clientRack: draft["clientRack"] ?? "",
  };
}

/** Adds a consumer, or changes one while it runs. */
export function consumerForm(
  topics: readonly string[],
  known: ConsumerView | null,
): FormSpec {
  return {
    title: known === null ? "Add a consumer" : `Settings of ${known.id}`,
    about:
      "It is assigned all partitions of its topic and reads up to the high watermark.",
    button: known === null ? "Add consumer" : "Apply",
    fields: [
      {
        name: "id",
        label: "Name",
        kafka: "client.id",
        kind: "text",
        paths: ["/consumer/id", "/id"],
        fixed: known !== null,
      },
      {
        name: "topic",
        label: "Topic",
        kind: "select",
        options: topics.map(same),
        paths: ["/consumer/topic"],
        fixed: known !== null,
      },
      ...settings,
    ],
    start: {
      id: known?.id ?? "my-consumer",
      topic: known?.topic ?? topics[0] ?? "",
      ...draftOf(known?.settings ?? defaultConsumerSettings),
    },
    toCommand: (draft) =>
      known === null
        ? {
            kind: "startConsumer",
            consumer: {
              id: draft["id"] ?? "",
              topic: draft["topic"] ?? "",
              partitions: null,
              settings: settingsOf(draft),
            },
          }
        : { kind: "changeConsumer", id: known.id, settings: settingsOf(draft) },
  };
}
