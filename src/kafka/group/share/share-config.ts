import { groupNumber } from "../group-config.ts";
import type { GroupTurn } from "../group-state.ts";

/** A group's own setting, else the broker's. Kafka: GroupConfigManager, GroupCoordinatorConfig. */
export function shareNumber(turn: GroupTurn, groupId: string, name: string): number {
  const own = turn.cluster.groupConfig(groupId, `share.${name}`);
  return own === undefined ? groupNumber(turn, `group.share.${name}`) : Number(own);
}
