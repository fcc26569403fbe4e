import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import { nameOf } from "../group-state.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import {
  currentTombstone,
  epochTombstone,
  memberTombstone,
  regexTombstone,
  targetEpochTombstone,
  targetTombstone,
} from "./consumer-records.ts";

/** Ends a consumer group; a member that has just taken another's place is ended with it. Kafka: ConsumerGroup.createGroupTombstoneRecords. */
export function consumerGroupTombstones(
  group: ConsumerGroup,
  { joining }: { readonly joining: ConsumerMember | null } = { joining: null },
): CoordinatorRecord[] {
  const { groupId } = group;
  const members = Object.values(group.members);
  const ids = members.map(({ memberId, instanceId }) =>
    joining !== null && instanceId !== null && instanceId === joining.instanceId
      ? joining.memberId
      : memberId,
  );
  return [
    ...ids.map((memberId) => currentTombstone(groupId, memberId)),
    ...ids.map((memberId) => targetTombstone(groupId, memberId)),
    targetEpochTombstone(groupId),
    ...ids.map((memberId) => memberTombstone(groupId, memberId)),
    ...Object.keys(group.resolved).map((key) => regexTombstone(groupId, nameOf(key))),
    epochTombstone(groupId),
  ];
}
