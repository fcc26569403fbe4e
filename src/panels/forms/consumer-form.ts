import {
  type ClientConfig,
  defaultConsumerSettings,
} from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { FormSpec } from "./command-form.tsx";
import { configChange, configDraft, configField, configOf } from "./config-fields.ts";
import type { FieldSpec } from "./field.tsx";

function same(value: string): { readonly value: string; readonly label: string } {
  return { value, label: value };
}

const settings: readonly FieldSpec[] = [
  configField("group.id", "Group"),
  configField("auto.offset.reset", "Starts at", {
    kind: "select",
    options: ["earliest", "latest", "none"].map(same),
  }),
  configField("isolation.level", "Reads", {
    kind: "select",
    options: ["read_uncommitted", "read_committed"].map(same),
  }),
  configField("fetch.max.wait.ms", "Leader may wait, ms"),
  configField("fetch.min.bytes", "Until it has bytes"),
  configField("max.partition.fetch.bytes", "Bytes a partition at most", { more: true }),
  configField("client.rack", "Its rack", { more: true }),
];

const shown: ClientConfig = { "isolation.level": "read_uncommitted" };

/** Adds a consumer, or changes one while it runs. */
export function consumerForm(
  topics: readonly string[],
  known: ConsumerView | null,
): FormSpec {
  return {
    title: known === null ? "Add a consumer" : `Settings of ${known.id}`,
    about:
      "With a group it shares the topic's partitions with the group's members; without one it reads all of them.",
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
      topic: known?.positions[0]?.topic ?? topics[0] ?? "",
      ...configDraft(settings, {
        ...shown,
        ...(known?.settings ?? defaultConsumerSettings).config,
      }),
    },
    toCommand: (draft) =>
      known === null
        ? {
            kind: "startConsumer",
            consumer: {
              id: draft["id"] ?? "",
              api: "consumer",
              subscription:
                (draft["group.id"] ?? "") === ""
                  ? { kind: "assign", topic: draft["topic"] ?? "", partitions: null }
                  : { kind: "topics", topics: [draft["topic"] ?? ""] },
              settings: { ...defaultConsumerSettings, config: configOf(settings, draft) },
            },
          }
        : {
            kind: "changeConsumer",
            id: known.id,
            config: configChange(settings, { ...shown, ...known.settings.config }, draft),
          },
  };
}
