import { defaultProducerSettings } from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { Scenario } from "../contract/scenario.ts";
import { type ScenarioBuilder, scenario } from "./build.ts";

const written = (value: string, acks: -1 | 1): Command => ({
  kind: "produce",
  record: { topic: "orders", partition: 0, key: null, value, acks },
});

/** Two leaders in a row wrote different records at the same offsets: the later one's log decides. */
export const fastFailover: Scenario = scenario()
  .brokers(2)
  .topic("orders", { assignment: [[2, 1]], config: { "min.insync.replicas": "1" } })
  .about(
    "Fast failover (KIP-279)",
    "Two leaders in a row have not seen each other's last records. Both logs must agree in the end.",
  )
  .producer("checkout", "orders", { acks: "1" }, { recordsPerSecond: 50 })
  .at(5, { kind: "stop", node: 2 })
  .at(8, { kind: "start", node: 2 })
  .at(35, { kind: "cut", a: 1, b: 2, oneWay: false })
  .at(35.1, {
    kind: "electLeaders",
    election: "preferred",
    topic: "orders",
    partition: 0,
  })
  .at(35.6, { kind: "kill", node: 2 })
  .at(36, { kind: "heal", link: null })
  .at(60, { kind: "start", node: 2 })
  .build();

const lastLeaves = (unclean: boolean): ScenarioBuilder =>
  scenario()
    .brokers(2)
    .topic("orders", {
      assignment: [[1, 2]],
      config: {
        "min.insync.replicas": "1",
        "unclean.leader.election.enable": `${unclean}`,
      },
    })
    .at(3, written("first", -1))
    .at(5, { kind: "stop", node: 2 })
    .at(8, written("second", -1))
    .at(10, { kind: "stop", node: 1 })
    .at(14, { kind: "start", node: 2 });

/** Who was not in sync leads all the same, and what only the other had goes. */
export const uncleanElection: Scenario = lastLeaves(true)
  .about(
    "Unclean leader election",
    "The last in-sync replica leaves, one that missed a record is elected, and the record is gone.",
  )
  .at(22, written("third", -1))
  .at(26, { kind: "start", node: 1 })
  .build();

/** The same without leave to elect: everything waits. */
export const uncleanForbidden: Scenario = lastLeaves(false)
  .about(
    "No unclean leader election",
    "The last in-sync replica leaves, and the partition waits until it is back.",
  )
  .at(26, { kind: "start", node: 1 })
  .build();

/** With too few in sync the high watermark stands still, whatever is written. */
export const underMinIsr: Scenario = scenario()
  .brokers(3)
  .topic("orders", { assignment: [[1, 2, 3]], config: { "min.insync.replicas": "2" } })
  .consumer("billing", "orders")
  .about(
    "Below min.insync.replicas",
    "Both followers hang. acks=1 is taken and nobody can read it until one is back.",
  )
  .at(3, written("seen", -1))
  .at(8, { kind: "pause", node: 2 })
  .at(8, { kind: "pause", node: 3 })
  .at(25, written("unseen", 1))
  .at(45, { kind: "resume", node: 2 })
  .build();

/** A topic that exists is not known yet by everybody. */
export const createdUnheard: Scenario = scenario()
  .brokers(2)
  .about(
    "A topic that its leader has not heard of",
    "CreateTopics is answered when it is committed. A broker far from the controllers refuses what it has not heard of, and the client tries again.",
  )
  .at(5, {
    kind: "shapeLink",
    a: 2,
    b: 101,
    latencyUs: 600_000,
    jitterUs: null,
    bandwidth: null,
  })
  .at(9, {
    kind: "createTopic",
    topic: {
      name: "orders",
      partitions: 1,
      replicationFactor: 1,
      assignment: [[2]],
      config: {},
    },
  })
  .at(9.1, {
    kind: "startProducer",
    producer: {
      id: "checkout",
      topic: "orders",
      settings: { ...defaultProducerSettings, recordsPerSecond: 10 },
    },
  })
  .build();

/**
 * A follower's fetch hangs on its way while the follower leaves and comes back with an empty disk. Without broker
 * epochs in AlterPartition the late fetch would bring an empty log into the ISR (KIP-903).
 */
export const instantRestartEmpty: Scenario = scenario()
  .about(
    "Back with an empty disk (KIP-903)",
    "A follower's last fetch arrives late, when it is already back with an empty disk. The fetch speaks for a life that is over, and counts for nothing.",
  )
  .brokers(2)
  .config({ "broker.session.timeout.ms": "3000" })
  .topic("orders", { assignment: [[1, 2]], config: { "min.insync.replicas": "2" } })
  .consumer("billing", "orders")
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .at(6, { kind: "stall", a: 2, b: 1, oneWay: true })
  .at(6.7, { kind: "stop", node: 2 })
  .at(9, { kind: "wipe", node: 2 })
  .at(9.1, { kind: "start", node: 2 })
  .at(11.5, { kind: "heal", link: { a: 1, b: 2 } })
  .build();
