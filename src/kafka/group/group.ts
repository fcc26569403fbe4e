import type { ClassicGroup } from "./classic-group.ts";

/** Any group; told apart by `type`. Kafka: Group. */
export type Group = ClassicGroup;

/** Kafka: Group.GroupType. */
export type GroupType = Group["type"];
