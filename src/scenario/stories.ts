import type { Scenario } from "../contract/scenario.ts";
import { type ScenarioBuilder, scenario } from "./build.ts";
import {
  createdUnheard,
  fastFailover,
  instantRestartEmpty,
  uncleanElection,
  uncleanForbidden,
  underMinIsr,
} from "./window-stories.ts";

const two = scenario()
  .brokers(2)
  .topic("orders", { assignment: [[1, 2]], config: { "min.insync.replicas": "1" } })
  .consumer("billing", "orders");

const three = (minInsyncReplicas: number): ScenarioBuilder =>
  scenario()
    .brokers(3)
    .topic("orders", {
      assignment: [[1, 2, 3]],
      config: { "min.insync.replicas": `${minInsyncReplicas}` },
    })
    .consumer("billing", "orders");

/** Before KIP-101 broker 2 would cut its log to its own high watermark when it follows again, and lose what was acknowledged. */
const truncationToHighWatermark: Scenario = two
  .about(
    "Truncation to the high watermark (KIP-101)",
    "A follower restarts, then its leader dies. Nothing acknowledged may be missing from the new leader.",
  )
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .at(5, { kind: "stop", node: 2 })
  .at(7, { kind: "start", node: 2 })
  .at(12, { kind: "kill", node: 1 })
  .at(25, { kind: "start", node: 1 })
  .build();

/** Before KIP-101 two logs that lost different tails could stay different for ever. */
const powerLossOfBoth: Scenario = two
  .about(
    "Two power losses (KIP-101)",
    "Both replicas lose their power. What is left may be less than was acknowledged, but both logs agree.",
  )
  .features({ "eligible.leader.replicas.version": 0 })
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .at(10, { kind: "powerLoss", node: 1 })
  .at(10.2, { kind: "powerLoss", node: 2 })
  .at(25, { kind: "start", node: 1 })
  .at(25.5, { kind: "start", node: 2 })
  .build();

/** A leader is cut off, acknowledges with acks=1 what no follower has, and dies. */
const acksOneLoss: Scenario = three(1)
  .about(
    "acks=1 and a dead leader",
    "The leader acknowledges what its followers have not fetched, and dies.",
  )
  .producer("checkout", "orders", { acks: "1" }, { recordsPerSecond: 50 })
  .at(5, { kind: "cut", a: 1, b: 2, oneWay: false })
  .at(5, { kind: "cut", a: 1, b: 3, oneWay: false })
  .at(6, { kind: "kill", node: 1 })
  .at(7, { kind: "heal", link: null })
  .at(25, { kind: "start", node: 1 })
  .build();

/** Brokers do not fence themselves: an old leader takes acks=1 until it learns of the new epoch. */
const isolatedLeader: Scenario = three(2)
  .about(
    "An isolated old leader",
    "A leader that nobody but its clients reaches goes on taking acks=1. Nobody ever reads it.",
  )
  .producer("checkout", "orders", { acks: "1" }, { recordsPerSecond: 50 })
  .at(5, { kind: "cut", a: 1, b: 2, oneWay: false })
  .at(5, { kind: "cut", a: 1, b: 3, oneWay: false })
  .at(5, { kind: "cut", a: 1, b: 101, oneWay: false })
  .at(25, { kind: "heal", link: null })
  .build();

/** KIP-966 without what it brought: the last in-sync replica loses its tail and is trusted. */
const lastReplica = three(2)
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .at(10, { kind: "stop", node: 3 })
  .at(14, { kind: "stop", node: 2 })
  .at(20, { kind: "powerLoss", node: 1 })
  .at(32, { kind: "start", node: 1 })
  .at(36, { kind: "start", node: 2 })
  .at(36, { kind: "start", node: 3 })
  .build();

const lastReplicaStanding: Scenario = {
  ...lastReplica,
  name: "Last replica standing",
  about:
    "The last in-sync replica loses its power and what it had not flushed, comes back and is trusted (KIP-966).",
  cluster: {
    ...lastReplica.cluster,
    features: { "eligible.leader.replicas.version": 0 },
  },
};

/** The same with eligible leader replicas: another one that has everything is waited for. */
const lastReplicaWithElr: Scenario = {
  ...lastReplica,
  name: "Last replica standing, with ELR",
  about:
    "The same power loss with eligible leader replicas: one that still has everything is waited for.",
};

const powerLossOfAll: Scenario = three(2)
  .about(
    "All lose their power",
    "Three replicas lose what they had not flushed. acks=all was never a promise against that.",
  )
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .at(10, { kind: "powerLoss", node: 1 })
  .at(10.1, { kind: "powerLoss", node: 2 })
  .at(10.2, { kind: "powerLoss", node: 3 })
  .at(25, { kind: "start", node: 1 })
  .at(25, { kind: "start", node: 2 })
  .at(25, { kind: "start", node: 3 })
  .at(60, { kind: "electLeaders", election: "unclean", topic: "orders", partition: 0 })
  .build();

/** DeleteRecords is in memory for up to a minute before the checkpoint. */
const deletedComesBack: Scenario = scenario()
  .brokers(1)
  .topic("orders", { assignment: [[1]] })
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .about(
    "Deleted records come back",
    "DeleteRecords moves the log start, the process dies before the checkpoint, and the records are back.",
  )
  .at(8, { kind: "deleteRecords", topic: "orders", partition: 0, beforeOffset: 50 })
  .at(10, { kind: "kill", node: 1 })
  .at(11, { kind: "start", node: 1 })
  .build();

/** A killed broker is refused until its last life's session ends, however fast it returns. */
const fasterThanSession: Scenario = three(2)
  .about(
    "Restart faster than the session",
    "A leader is killed and started at once. Its partitions wait for the session to end all the same.",
  )
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .at(5, { kind: "kill", node: 1 })
  .at(7, { kind: "start", node: 1 })
  .build();

/** The new leader's high watermark may lie below the old one's; nobody is told a lower end. */
const monotonicGap: Scenario = three(2)
  .about(
    "A gap after failover",
    "A new leader does not know yet how far was committed, and says so instead of guessing.",
  )
  .producer("checkout", "orders", {}, { recordsPerSecond: 50 })
  .at(8, { kind: "kill", node: 1 })
  .at(25, { kind: "start", node: 1 })
  .build();

/** A follower that is slow but keeps up stays in sync, and every acks=all write waits for it. */
const slowFollower: Scenario = three(2)
  .about(
    "A slow follower",
    "One follower is far away: it stays in sync, and acks=all waits for it.",
  )
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .at(5, {
    kind: "shapeLink",
    a: 1,
    b: 3,
    latencyUs: 400_000,
    jitterUs: null,
    bandwidth: null,
  })
  .build();

/** Famous bugs and windows of loss, as start states; `testing/stories.test.ts` plays each and asserts what must be seen. */
export const stories = {
  truncationToHighWatermark,
  powerLossOfBoth,
  acksOneLoss,
  isolatedLeader,
  lastReplicaStanding,
  lastReplicaWithElr,
  powerLossOfAll,
  deletedComesBack,
  fasterThanSession,
  monotonicGap,
  slowFollower,
  fastFailover,
  uncleanElection,
  uncleanForbidden,
  underMinIsr,
  createdUnheard,
  instantRestartEmpty,
} as const;
