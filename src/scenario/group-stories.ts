import type { ClientConfig } from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { Scenario } from "../contract/scenario.ts";
import { type ScenarioBuilder, scenario } from "./build.ts";

const billing = { group: "billing", topics: ["orders"] } as const;

/** Three brokers in three racks with a topic of so many partitions, and a checkout that writes to it. */
const shop = (partitions: number, recordsPerSecond: number): ScenarioBuilder =>
  scenario()
    .brokers(3, ["a", "b", "c"])
    .topic("orders", {
      partitions,
      replicationFactor: 3,
      config: { "min.insync.replicas": "2" },
    })
    .producer("checkout", "orders", {}, { recordsPerSecond });

const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => i + 1);

/** Members `billing-1` and on. */
const members = (
  built: ScenarioBuilder,
  count: number,
  config: (n: number) => ClientConfig,
): ScenarioBuilder =>
  numbers(count).reduce(
    (made, n) => made.member(`billing-${n}`, billing, config(n)),
    built,
  );

/** One member after another is ended and started again, as a deployment does. */
const rollingRestart = (built: ScenarioBuilder, count: number): ScenarioBuilder =>
  numbers(count).reduce((made, n) => {
    const id = `billing-${n}`;
    const stop: Command = { kind: "closeClient", id };
    return made.at(8 + 12 * n, stop).at(13 + 12 * n, { kind: "startClient", id });
  }, built);

/**
 * Every restart of a dynamic member is a leave and a join, and with an eager assignor each of them takes all partitions
 * away from everybody: four restarts stop the whole group eight times. Away for less than a heartbeat.interval.ms, a member
 * would be back before the others have heard of it, and both would be one rebalance.
 */
const rebalanceStorm: Scenario = rollingRestart(
  members(shop(6, 30), 4, () => ({
    "partition.assignment.strategy": "org.apache.kafka.clients.consumer.RangeAssignor",
  })),
  4,
)
  .about(
    "A rebalance storm",
    "A deployment restarts four members one by one. Watch every one of them lose its partitions, twice a restart.",
  )
  .build();

/** A static member that is away for less than its session keeps its partitions (KIP-345). */
const staticMembers: Scenario = rollingRestart(
  members(shop(6, 30), 4, (n) => ({
    "partition.assignment.strategy": "org.apache.kafka.clients.consumer.RangeAssignor",
    "group.instance.id": `shop-${n}`,
  })),
  4,
)
  .about(
    "Static members and a rolling restart",
    "The same deployment with group.instance.id. Watch the generation: it stays, and only the partitions of the one that restarts wait.",
  )
  .build();

/** A record that cannot be processed is read again and again; what lies behind it in its partition waits for ever. */
const poisonRecord: Scenario = shop(3, 30)
  .about(
    "A poison record",
    "One record fails each time, and its consumer seeks back to it. Watch one partition's lag grow while the others are read.",
  )
  .member(
    "billing-1",
    billing,
    {},
    { poisonKey: "poison", onFailure: "retry", commit: "syncAfter" },
  )
  .at(20, {
    kind: "produce",
    record: { topic: "orders", partition: 1, key: "poison", value: "?", acks: -1 },
  })
  .build();

/** Two records arrive in the time that one takes. */
const slowConsumer: Scenario = shop(2, 80)
  .about(
    "Slow consumer, growing lag",
    "80 records a second come, and one consumer processes 40. Watch the lag; add a member, then a third one, and see which of them helps.",
  )
  .member("billing-1", billing, {}, { processing: { kind: "constant", us: 25_000 } })
  .build();

/** What one poll returns takes longer than the application may be away. */
const slowPoll: Scenario = shop(2, 60)
  .about(
    "Too long between two polls",
    "A poll returns up to 500 records, they take longer than max.poll.interval.ms, and the member is out. Watch it come back and read the same again.",
  )
  .member(
    "billing-1",
    billing,
    { "max.poll.interval.ms": "10000", "enable.auto.commit": "false" },
    { processing: { kind: "constant", us: 30_000 }, commit: "syncAfter" },
  )
  .build();

/** A partition belongs to one member of a group at a time. */
const onePartition: Scenario = members(shop(1, 30), 10, () => ({}))
  .about(
    "Exactly one partition and ten consumers",
    "A partition has one owner in a group. Watch nine of ten consumers wait; add partitions and they get to work.",
  )
  .build();

/**
 * The key decides the partition, whoever writes it; who was first decides the order. A producer learns of new partitions
 * after metadata.max.age.ms, five minutes: one that is restarted knows them at once, and the key is in two partitions.
 */
const sameKey: Scenario = scenario()
  .brokers(3, ["a", "b", "c"])
  .topic("orders", { partitions: 4, replicationFactor: 3 })
  .producer(
    "web",
    "orders",
    {},
    { recordsPerSecond: 8, keys: { kind: "list", keys: ["cart-7"] } },
  )
  .producer(
    "app",
    "orders",
    {},
    { recordsPerSecond: 8, keys: { kind: "list", keys: ["cart-7"] } },
  )
  .member("billing-1", billing)
  .about(
    "Same key, two producers",
    "Both write the key cart-7. Watch all of it go to one partition; then partitions are added, one of the producers is restarted, and the key goes to two.",
  )
  .at(30, { kind: "createPartitions", topic: "orders", count: 6 })
  .at(34, { kind: "closeClient", id: "app" })
  .at(36, { kind: "startClient", id: "app" })
  .build();

/** What was processed after the last commit is read again by whoever comes next. */
const duplicateByCrash: Scenario = shop(2, 30)
  .about(
    "Processed twice",
    "enable.auto.commit commits every five seconds, and the consumer is killed in between. Watch how many records are processed again.",
  )
  .member("billing-1", billing, {
    "session.timeout.ms": "6000",
    "heartbeat.interval.ms": "2000",
  })
  .at(19, { kind: "killClient", id: "billing-1" })
  .at(20, { kind: "startClient", id: "billing-1" })
  .build();

/** What goes wrong, and right, between a group and its members; `testing/group-stories.test.ts` plays each. */
export const groupStories = {
  rebalanceStorm,
  staticMembers,
  poisonRecord,
  slowConsumer,
  slowPoll,
  onePartition,
  sameKey,
  duplicateByCrash,
} as const;
