import { acksField } from "./acks-field.ts";
import type { FormSpec } from "./command-form.tsx";
import type { FieldSpec } from "./field.tsx";

const others: readonly FieldSpec[] = [
  {
    name: "key",
    label: "Key",
    kind: "text",
    paths: ["/record/key"],
    hint: "Empty: no key.",
  },
  { name: "value", label: "Value", kind: "text", paths: ["/record/value"] },
  {
    name: "tombstone",
    label: "Tombstone",
    kind: "select",
    options: [
      { value: "no", label: "no, write the value" },
      { value: "yes", label: "yes, a null value" },
    ],
    paths: [],
  },
  acksField("/record/acks"),
  {
    name: "partition",
    label: "Partition",
    kind: "text",
    paths: ["/record/partition"],
    hint: "Empty: chosen by the key.",
    more: true,
  },
];

/** One record by hand. */
export function recordForm(topics: readonly string[], topic: string): FormSpec {
  return {
    title: "Produce one record",
    about:
      "Written once, with no producer around it. The key chooses the partition, as the default partitioner does.",
    button: "Produce",
    fields: [
      {
        name: "topic",
        label: "Topic",
        kind: "select",
        options: topics.map((name) => ({ value: name, label: name })),
        paths: ["/record/topic"],
      },
      ...others,
    ],
    start: {
      topic,
      key: "my-key",
      value: "hello",
      tombstone: "no",
      acks: "-1",
      partition: "",
    },
    toCommand: (draft) => ({
      kind: "produce",
      record: {
        topic: draft["topic"] ?? "",
        partition: draft["partition"] === "" ? null : Number(draft["partition"]),
        key: draft["key"] === "" ? null : (draft["key"] ?? null),
        value: draft["tombstone"] === "yes" ? null : (draft["value"] ?? ""),
        acks: draft["acks"] === "0" ? 0 : draft["acks"] === "1" ? 1 : -1,
      },
    }),
  };
}
