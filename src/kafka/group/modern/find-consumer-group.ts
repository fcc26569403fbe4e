import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import { groupTombstone } from "../group-records.ts";
import { type GroupTurn, groupOf } from "../group-state.ts";
import { type ConsumerGroup, consumerGroup } from "./consumer-group.ts";
import { canUpgrade, upgradeGroup } from "./upgrade.ts";

/** A consumer group, with the records that make it one. */
export interface FoundGroup {
  readonly kind: "found";
  readonly group: ConsumerGroup;
  readonly records: readonly CoordinatorRecord[];
}

const found = (
  group: ConsumerGroup,
  records: readonly CoordinatorRecord[] = [],
): FoundGroup => ({ kind: "found", group, records });

/** Kafka: GroupMetadataManager.getOrMaybeCreateConsumerGroup. */
export function getOrMaybeCreateConsumerGroup(
  turn: GroupTurn,
  groupId: string,
  create: boolean,
): FoundGroup | CoordinatorFailure {
  const known = groupOf(turn, groupId);
  if (known === undefined)
    return create
      ? found(consumerGroup(groupId))
      : failure(errors.GROUP_ID_NOT_FOUND, `Consumer group ${groupId} not found.`);
  if (known.type === "consumer") return found(known);
  if (create && known.type === "classic" && known.state === "Empty")
    return found(consumerGroup(groupId), [groupTombstone(groupId)]);
  if (create && known.type === "classic" && canUpgrade(turn, known)) {
    const upgraded = upgradeGroup(turn, known);
    return upgraded.kind === "failure"
      ? upgraded
      : found(upgraded.group, upgraded.records);
  }
  return failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} is not a consumer group.`);
}
