import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import { javaHashOrder, javaIntegerSet, javaStringSet } from "../../java-hash-set.ts";
import type { GroupSpec, TopicPartitions } from "../assignors/group-spec.ts";
import { serverAssignors } from "../assignors/server-assignors.ts";
import { type GroupTurn, keyOf } from "../group-state.ts";
import { uuidHash } from "../uuid-order.ts";
import { configuredAssignors } from "./consumer-config.ts";
import { type ConsumerGroup, targetOf } from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import { targetEpochRecord, targetRecord } from "./consumer-records.ts";
import { samePartitions } from "./partition-epochs.ts";
import { preferredAssignor } from "./preferred-assignor.ts";
import {
  existingTopicIds,
  type MemberChange,
  membersAfter,
  subscribedNames,
} from "./subscriptions.ts";

/** A new target with its records. */
export interface NewTarget {
  readonly kind: "target";
  readonly records: readonly CoordinatorRecord[];
  readonly target: ReadonlyMap<string, TopicPartitions>;
  /** The assignor's name. */
  readonly assignor: string;
}

/** Kafka: GroupMetadataManager.updateTargetAssignment, TargetAssignmentBuilder. */
export function newTarget(
  turn: GroupTurn,
  group: ConsumerGroup,
  {
    groupEpoch,
    homogeneous,
  }: { readonly groupEpoch: number; readonly homogeneous: boolean },
  change: MemberChange,
): NewTarget | CoordinatorFailure {
  const assignor =
    preferredAssignor(group, change) ??
    configuredAssignors(turn.cluster.config)[0] ??
    "uniform";
  const assign = serverAssignors[assignor];
  const memberOf = new Map(
    membersAfter(group, change).map((each) => [each.memberId, each]),
  );
  const members = javaStringSet(memberOf.keys()).flatMap((id) => memberOf.get(id) ?? []);
  const spec = groupSpec(turn, group, members, homogeneous);
  const outcome = assign?.(spec) ?? {
    kind: "failed",
    message: `no assignor ${assignor}`,
  };
  if (outcome.kind === "failed")
    return failure(
      errors.UNKNOWN_SERVER_ERROR,
      `Failed to compute a new target assignment for epoch ${groupEpoch}: ${outcome.message}`,
    );
  const { groupId } = group;
  const records: CoordinatorRecord[] = [];
  const target = new Map<string, TopicPartitions>();
  for (const { memberId } of members) {
    const after = outcome.members.get(memberId) ?? {};
    target.set(memberId, after);
    const before = group.target[keyOf(memberId)];
    if (before === undefined || !samePartitions(before, after))
      records.push(targetRecord(groupId, memberId, after));
  }
  records.push(targetEpochRecord(groupId, groupEpoch, turn.nowMs));
  return { kind: "target", records, target, assignor };
}

function groupSpec(
  turn: GroupTurn,
  group: ConsumerGroup,
  members: readonly ConsumerMember[],
  homogeneous: boolean,
): GroupSpec {
  const targeted = targetedPartitions(group);
  const hashes = new Map<string, number>();
  return {
    members: members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      topicIds: existingTopicIds(turn, subscribedNames(group, member)),
      assigned: targetBefore(group, member, hashes),
    })),
    homogeneous,
    partitionsOf: (topicId) => turn.cluster.topicById(topicId)?.partitions.length ?? -1,
    isAssigned: (topicId, partition) => targeted.get(topicId)?.has(partition) === true,
  };
}

/** What the target so far gives to anybody, by topic id. */
function targetedPartitions(group: ConsumerGroup): Map<string, Set<number>> {
  const targeted = new Map<string, Set<number>>();
  for (const target of Object.values(group.target))
    for (const [topicId, partitions] of Object.entries(target)) {
      const those = targeted.get(topicId) ?? new Set();
      targeted.set(topicId, those);
      for (const partition of partitions) those.add(partition);
    }
  return targeted;
}

/** A static member that takes another's place has its target. In the order of Java's maps and sets. */
function targetBefore(
  group: ConsumerGroup,
  member: ConsumerMember,
  hashes: Map<string, number>,
): TopicPartitions {
  const { memberId, instanceId } = member;
  const holder = instanceId === null ? undefined : group.staticMembers[keyOf(instanceId)];
  const target =
    holder === undefined
      ? (group.target[keyOf(memberId)] ?? {})
      : targetOf(group, memberId, instanceId);
  const topicIds = javaHashOrder(Object.keys(target), (topicId) => {
    const hash = hashes.get(topicId) ?? uuidHash(topicId);
    hashes.set(topicId, hash);
    return hash;
  });
  return Object.fromEntries(
    topicIds.map((topicId) => [topicId, javaIntegerSet(target[topicId] ?? [])]),
  );
}
