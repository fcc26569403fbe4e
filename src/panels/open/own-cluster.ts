import type { FieldSpec } from "../forms/field.tsx";

/** What was typed, by field. */
export type ClusterDraft = Readonly<Record<string, string>>;

/** A cluster as it is offered at first. */
export const firstDraft: ClusterDraft = {
  brokers: "3",
  racks: "3",
  controllers: "3",
  roles: "isolated",
  partitions: "3",
  replicationFactor: "3",
  minInsync: "2",
  disks: "1",
  elr: "1",
};

/** The fields that make a cluster, each with the paths of a scenario that it decides. */
export const clusterFields: readonly FieldSpec[] = [
  {
    name: "brokers",
    label: "Brokers",
    kind: "number",
    paths: ["/cluster/brokers", "/cluster/combined"],
    hint: "1 to 50.",
  },
  {
    name: "racks",
    label: "Racks",
    kafka: "broker.rack",
    kind: "number",
    paths: [],
    hint: "Brokers are spread over them; 0 is none.",
  },
  {
    name: "controllers",
    label: "Controllers",
    kafka: "controller.quorum.voters",
    kind: "select",
    options: ["1", "3", "5"].map((value) => ({ value, label: value })),
    paths: ["/cluster/controllers"],
  },
  {
    name: "roles",
    label: "They are",
    kafka: "process.roles",
    kind: "select",
    options: [
      { value: "isolated", label: "nodes of their own" },
      { value: "combined", label: "brokers too" },
    ],
    paths: [],
  },
  {
    name: "partitions",
    label: "Partitions of orders",
    kind: "number",
    paths: ["/topics/0/partitions", "/topics"],
  },
  {
    name: "replicationFactor",
    label: "Replication factor",
    kind: "number",
    paths: ["/topics/0/replicationFactor"],
  },
  {
    name: "minInsync",
    label: "Copies that acks=all asks for",
    kafka: "min.insync.replicas",
    kind: "number",
    paths: ["/topics/0/config/min.insync.replicas"],
  },
  {
    name: "disks",
    label: "Disks of a broker",
    kafka: "log.dirs",
    kind: "select",
    options: ["1", "2", "3"].map((value) => ({ value, label: value })),
    paths: ["/cluster/config/log.dirs"],
    hint: "The first has the metadata too: a broker halts without it.",
  },
  {
    name: "elr",
    label: "Eligible leader replicas",
    kafka: "KIP-966",
    kind: "select",
    options: [
      { value: "1", label: "on, as in a new cluster" },
      { value: "0", label: "off" },
    ],
    paths: ["/cluster/features"],
  },
];

const rackName = (index: number): string => String.fromCodePoint(97 + (index % 26));

/** A list of nodes where there are so many that they may be; else what was typed, which the reader names. */
function brokersOf(draft: ClusterDraft): unknown {
  const count = Number(draft["brokers"]);
  const racks = Number(draft["racks"]);
  if (!Number.isInteger(count) || count < 1 || count > 50) return count;
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    rack: racks >= 1 ? rackName(Math.floor((i * Math.min(racks, count)) / count)) : null,
  }));
}

/** The scenario that the fields describe, for the reader of scenarios to judge. */
export function ownCluster(draft: ClusterDraft): object {
  const controllers = Number(draft["controllers"]);
  const combined = draft["roles"] === "combined";
  const disks = Array.from(
    { length: Number(draft["disks"]) },
    (_, i) => `/var/lib/kafka/${i + 1}`,
  );
  return {
    name: "My cluster",
    about: `${draft["brokers"]} brokers and ${controllers} controllers.`,
    cluster: {
      brokers: brokersOf(draft),
      ...(combined ? { controllers: [], combined: controllers } : { controllers }),
      config: { "broker.session.timeout.ms": "9000", "log.dirs": disks.join(",") },
      features: { "eligible.leader.replicas.version": Number(draft["elr"]) },
    },
    network: { latencyUs: 15_000, jitterUs: 5_000 },
    topics: [
      {
        name: "orders",
        partitions: Number(draft["partitions"]),
        replicationFactor: Number(draft["replicationFactor"]),
        config: { "min.insync.replicas": draft["minInsync"] ?? "" },
      },
    ],
    producers: [
      {
        id: "checkout",
        topic: "orders",
        settings: { recordsPerSecond: 20, keys: { kind: "uniform", keys: 8 } },
      },
    ],
    consumers: [{ id: "billing", subscription: { kind: "assign", topic: "orders" } }],
  };
}
