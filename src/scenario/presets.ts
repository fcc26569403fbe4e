import type { Scenario } from "../contract/scenario.ts";
import { type ScenarioBuilder, scenario } from "./build.ts";

const threeRacks = scenario().brokers(3, ["a", "b", "c"]);

/**
 * acks=1 and one cut link lose acknowledged records. Broker 1 leads orders-0 and loses its link to the controller,
 * not to its clients: it is fenced after broker.session.timeout.ms and another broker takes over, while the producer
 * still writes to broker 1, which cannot know. When the link is healed, broker 1 follows the new leader and truncates
 * what it alone had. With acks=all the same cut loses nothing, because broker 1 never gets its followers' word.
 */
const acks1CutLink: Scenario = threeRacks
  .about(
    "acks=1 and a cut link",
    "A leader that lost its controller goes on acknowledging what nobody will ever read.",
  )
  .topic("orders", { assignment: [[1, 2, 3]], config: { "min.insync.replicas": "2" } })
  .producer("checkout", "orders", { acks: "1" }, { recordsPerSecond: 20 })
  .consumer("billing", "orders")
  .at(5, { kind: "cut", a: 1, b: 101, oneWay: false })
  .at(25, { kind: "heal", link: null })
  .build();

/**
 * min.insync.replicas=2 stands on the side of what was acknowledged: with one of three replicas left, writes with
 * acks=all are refused with NOT_ENOUGH_REPLICAS, reads go on, and nothing is lost. One broker back is enough.
 */
const minIsr: Scenario = threeRacks
  .about(
    "Not enough replicas",
    "Two of three brokers die. The last one refuses acks=all until another is back in sync.",
  )
  .topic("orders", { assignment: [[1, 2, 3]], config: { "min.insync.replicas": "2" } })
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .consumer("billing", "orders")
  .at(5, { kind: "kill", node: 3 })
  .at(8, { kind: "kill", node: 2 })
  .at(40, { kind: "start", node: 2 })
  .build();

/**
 * An unclean election chooses to be available and loses records. Broker 2 dies, broker 1 goes on alone and dies too.
 * Only broker 2 comes back, which is not in the in-sync replica set: the partition stays without leader until somebody
 * decides to elect it all the same. What broker 1 had acknowledged meanwhile is truncated when it returns.
 */
const uncleanElection: Scenario = threeRacks
  .about(
    "Unclean election",
    "The only replica that had everything is gone, and an old one is made leader by hand.",
  )
  .topic("orders", { assignment: [[1, 2]] })
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .consumer("billing", "orders")
  .at(5, { kind: "kill", node: 2 })
  .at(25, { kind: "kill", node: 1 })
  .at(40, { kind: "start", node: 2 })
  .at(50, { kind: "electLeaders", election: "unclean", topic: "orders", partition: 0 })
  .at(60, { kind: "start", node: 1 })
  .build();

/**
 * A long pause, such as a garbage collection, is not a death: broker 1 is fenced and loses its partitions, wakes up
 * believing that it leads, is refused with its old epoch, and follows.
 */
const longPause: Scenario = threeRacks
  .about(
    "A long pause",
    "A leader sleeps for 20 seconds and wakes up in a cluster that went on.",
  )
  .topic("orders", {
    assignment: [
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ],
    config: { "min.insync.replicas": "2" },
  })
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .consumer("billing", "orders")
  .at(5, { kind: "pause", node: 1 })
  .at(25, { kind: "resume", node: 1 })
  .build();

const racksOfFive = Array.from(
  { length: 50 },
  (_, i) => "abcde"[Math.floor(i / 10)] ?? "a",
);

/**
 * A cluster as large as a page can show: 6,000 replicas on 50 brokers in five racks. From afar each replica is a
 * square in the column of its broker; a broker that dies takes 120 of them along.
 */
const largeCluster: Scenario = Array.from({ length: 20 })
  .reduce<ScenarioBuilder>(
    (built, _, i) =>
      built.topic(`topic-${String(i + 1).padStart(2, "0")}`, {
        partitions: 100,
        replicationFactor: 3,
        config: { "min.insync.replicas": "2" },
      }),
    scenario().brokers(50, racksOfFive),
  )
  .about(
    "A large cluster",
    "50 brokers in five racks with 2,000 partitions. See all of it, come nearer, filter what is in trouble.",
  )
  .producer("checkout", "topic-01", {}, { recordsPerSecond: 200 })
  .consumer("billing", "topic-01")
  .build();

/** Worlds worth seeing, by name; what each shows stands above it. */
export const presets = {
  acks1CutLink,
  minIsr,
  uncleanElection,
  longPause,
  largeCluster,
} as const;
