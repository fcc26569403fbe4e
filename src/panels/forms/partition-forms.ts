import type { PartitionView } from "../../contract/frame.ts";
import type { FormSpec } from "./command-form.tsx";

/** Broker ids as they are typed: `1 2 3` or `1,2,3`. */
const idsOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);

/** More partitions for a topic. */
export function partitionsForm(topic: string, partitions: number): FormSpec {
  return {
    title: `Add partitions to ${topic}`,
    about:
      "Partitions can only be added. Keys go to other partitions then, for the default partitioner counts them.",
    button: "Add partitions",
    start: { count: String(partitions + 1) },
    fields: [
      {
        name: "count",
        label: "Partitions it has then",
        kind: "number",
        paths: ["/count"],
        hint: `More than ${partitions}.`,
      },
    ],
    toCommand: (draft) => ({
      kind: "createPartitions",
      topic,
      count: Number(draft["count"]),
    }),
  };
}

/** Another set of replicas for one partition. */
export function reassignForm(view: PartitionView, brokers: readonly number[]): FormSpec {
  const { topic, partition } = view;
  return {
    title: `Reassign ${topic}-${partition}`,
    about:
      "The first is the preferred leader. New replicas copy the whole log and join the ISR; only then do the others go.",
    button: "Reassign",
    start: { replicas: view.replicas.join(" ") },
    fields: [
      {
        name: "replicas",
        label: "Replicas",
        kind: "text",
        paths: ["/replicas"],
        hint: `Brokers are ${brokers.join(", ")}. On the stage a replica can be dragged, or carried with the key m.`,
      },
    ],
    toCommand: (draft) => ({
      kind: "reassign",
      topic,
      partition,
      replicas: idsOf(draft["replicas"] ?? ""),
    }),
  };
}

/** Deletes the records of one partition before an offset. */
export function deleteRecordsForm(view: PartitionView): FormSpec {
  const { topic, partition } = view;
  return {
    title: `Delete records of ${topic}-${partition}`,
    about: "Moves the log start offset on: what lies before it is gone on every replica.",
    button: "Delete records",
    start: { beforeOffset: "-1" },
    fields: [
      {
        name: "beforeOffset",
        label: "Before offset",
        kind: "number",
        paths: ["/beforeOffset"],
        hint: "−1 is the high watermark.",
      },
    ],
    toCommand: (draft) => ({
      kind: "deleteRecords",
      topic,
      partition,
      beforeOffset: Number(draft["beforeOffset"]),
    }),
  };
}
