import type { FormSpec } from "./command-form.tsx";

/** Creates a topic by a real CreateTopics request. */
export function topicForm(brokers: number): FormSpec {
  return {
    title: "Create a topic",
    about: "The controller places the replicas and elects the first of each as leader.",
    button: "Create topic",
    start: {
      name: "payments",
      partitions: "2",
      replicationFactor: String(Math.min(3, brokers)),
      minInsync: "2",
      cleanup: "delete",
    },
    fields: [
      { name: "name", label: "Name", kind: "text", paths: ["/topic/name"] },
      {
        name: "partitions",
        label: "Partitions",
        kind: "number",
        paths: ["/topic/partitions"],
      },
      {
        name: "replicationFactor",
        label: "Replication factor",
        kind: "number",
        paths: ["/topic/replicationFactor"],
        hint: `At most ${brokers}, one replica a broker.`,
      },
      {
        name: "minInsync",
        label: "Copies that acks=all asks for",
        kafka: "min.insync.replicas",
        kind: "number",
        paths: ["/topic/config/min.insync.replicas"],
      },
      {
        name: "cleanup",
        label: "Old records",
        kafka: "cleanup.policy",
        kind: "select",
        options: [
          { value: "delete", label: "delete" },
          { value: "compact", label: "compact" },
        ],
        paths: ["/topic/config/cleanup.policy"],
      },
    ],
    toCommand: (draft) => ({
      kind: "createTopic",
      topic: {
        name: draft["name"] ?? "",
        partitions: Number(draft["partitions"]),
        replicationFactor: Number(draft["replicationFactor"]),
        assignment: null,
        config: {
          "min.insync.replicas": draft["minInsync"] ?? "1",
          ...(draft["cleanup"] === "compact" ? { "cleanup.policy": "compact" } : {}),
        },
      },
    }),
  };
}
