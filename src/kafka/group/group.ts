import type { ClassicGroup } from "./classic-group.ts";
import type { ConsumerGroup } from "./modern/consumer-group.ts";
import type { ShareGroup } from "./share/share-group.ts";

/** Any group; told apart by `type`. Kafka: Group. */
export type Group = ClassicGroup | ConsumerGroup | ShareGroup;

/** Kafka: Group.GroupType. */
export type GroupType = Group["type"];
