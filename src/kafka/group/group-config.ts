import type { GroupTurn } from "./group-state.ts";

/** A number among the broker's settings. Kafka: GroupCoordinatorConfig. */
export const groupNumber = (turn: GroupTurn, name: string): number =>
  Number(turn.cluster.config(name));
