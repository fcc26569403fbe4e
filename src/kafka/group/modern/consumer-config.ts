import { groupNumber } from "../group-config.ts";
import type { GroupTurn } from "../group-state.ts";

/** A group's own setting, else the broker's. Kafka: GroupConfigManager, GroupCoordinatorConfig. */
const numberFor = (turn: GroupTurn, groupId: string, name: string): number => {
  const own = turn.cluster.groupConfig(groupId, name);
  return own === undefined ? groupNumber(turn, `group.${name}`) : Number(own);
};

export const sessionTimeoutMs = (turn: GroupTurn, groupId: string): number =>
  numberFor(turn, groupId, "consumer.session.timeout.ms");

export const heartbeatIntervalMs = (turn: GroupTurn, groupId: string): number =>
  numberFor(turn, groupId, "consumer.heartbeat.interval.ms");

/** At most once in so long a target is computed, since 4.3. */
export const assignmentIntervalMs = (turn: GroupTurn, groupId: string): number =>
  numberFor(turn, groupId, "consumer.assignment.interval.ms");

export const consumerGroupMaxSize = (turn: GroupTurn): number =>
  groupNumber(turn, "group.consumer.max.size");

/** Names of the assignors that a member may ask for; the classes of Kafka's own are named, too. */
export const configuredAssignors = (config: (name: string) => string): string[] =>
  config("group.consumer.assignors")
    .split(",")
    .map((text) => classNames[text.trim()] ?? text.trim())
    .filter((name) => name !== "");

const classNames: Readonly<Record<string, string>> = {
  "org.apache.kafka.coordinator.group.assignor.UniformAssignor": "uniform",
  "org.apache.kafka.coordinator.group.assignor.RangeAssignor": "range",
};

/** Kafka: ConsumerGroupMigrationPolicy. */
export function migrationPolicy(turn: GroupTurn): {
  readonly upgrade: boolean;
  readonly downgrade: boolean;
} {
  const policy = turn.cluster.config("group.consumer.migration.policy").toLowerCase();
  const both = policy === "bidirectional";
  return {
    upgrade: both || policy === "upgrade",
    downgrade: both || policy === "downgrade",
  };
}
