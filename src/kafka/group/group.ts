import type { ClassicGroup } from "./classic-group.ts";
import type { ConsumerGroup } from "./modern/consumer-group.ts";

/** Any group; told apart by `type`. Kafka: Group. */
export type Group = ClassicGroup | ConsumerGroup;

/** Kafka: Group.GroupType. */
export type GroupType = Group["type"];
