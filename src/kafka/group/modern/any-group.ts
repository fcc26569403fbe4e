import type { Outcome } from "../../coordinator/coordinator-result.ts";
import type { HeartbeatRequest, LeaveGroupRequest } from "../../protocol/messages.ts";
import { heartbeatClassicGroup, leaveClassicGroup } from "../classic-heartbeat.ts";
import { joinClassicGroup } from "../classic-join.ts";
import { type SyncAsked, syncClassicGroup } from "../classic-sync.ts";
import { unknownMemberId } from "../classic-validate.ts";
import { type GroupTurn, groupOf, removeGroup } from "../group-state.ts";
import type { JoinAsked } from "../join-asked.ts";
import {
  heartbeatConsumerGroup,
  leaveConsumerGroup,
  syncConsumerGroup,
} from "./classic-members.ts";
import { consumerGroupTombstones } from "./group-tombstones.ts";
import { joinConsumerGroup } from "./join-consumer-group.ts";

/** JoinGroup to a group of either type; an empty consumer group gives way. Kafka: GroupMetadataManager.classicGroupJoin. */
export function joinGroup(turn: GroupTurn, asked: JoinAsked): Outcome {
  const group = groupOf(turn, asked.body.groupId);
  if (group?.type !== "consumer") return joinClassicGroup(turn, asked);
  if (group.numbers.members > 0) return joinConsumerGroup(turn, group, asked);
  // Only a member without an id makes a new group.
  if (asked.body.memberId !== unknownMemberId) return joinClassicGroup(turn, asked);
  const tombstones = consumerGroupTombstones(group);
  removeGroup(turn, group.groupId);
  const outcome = joinClassicGroup(turn, asked);
  return { ...outcome, records: [...tombstones, ...outcome.records], replay: false };
}

/** Kafka: GroupMetadataManager.classicGroupSync. */
export function syncGroup(turn: GroupTurn, asked: SyncAsked): Outcome {
  const group = groupOf(turn, asked.body.groupId);
  return group?.type === "consumer" && group.numbers.members > 0
    ? syncConsumerGroup(turn, group, asked.body)
    : syncClassicGroup(turn, asked);
}

/** Kafka: GroupMetadataManager.classicGroupHeartbeat. */
export function heartbeatGroup(turn: GroupTurn, body: HeartbeatRequest): Outcome {
  const group = groupOf(turn, body.groupId);
  return group?.type === "consumer"
    ? heartbeatConsumerGroup(turn, group, body)
    : heartbeatClassicGroup(turn, body);
}

/** Kafka: GroupMetadataManager.classicGroupLeave. */
export function leaveGroup(turn: GroupTurn, body: LeaveGroupRequest): Outcome {
  const group = groupOf(turn, body.groupId);
  return group?.type === "consumer"
    ? leaveConsumerGroup(turn, group, body)
    : leaveClassicGroup(turn, body);
}
