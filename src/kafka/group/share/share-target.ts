import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import { javaIntegerSet, javaStringSet } from "../../java-hash-set.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { assignSimple } from "../assignors/simple.ts";
import { type GroupTurn, keyOf } from "../group-state.ts";
import { samePartitions } from "../modern/partition-epochs.ts";
import type { ShareGroup, ShareMember } from "./share-group.ts";
import { shareTargetEpochRecord, shareTargetRecord } from "./share-group-records.ts";

/** Kafka keeps an assignment in sets, and lists it as they walk. */
const inSetOrder = (assigned: TopicPartitions): TopicPartitions =>
  Object.fromEntries(
    Object.entries(assigned).map(([topicId, those]) => [topicId, javaIntegerSet(those)]),
  );

/** Members after a heartbeat of one of them. */
export function shareMembersAfter(group: ShareGroup, put: ShareMember): ShareMember[] {
  const others = Object.values(group.members).filter(
    ({ memberId }) => memberId !== put.memberId,
  );
  return [...others, put];
}

/** A new target over the partitions whose state is initialized. Kafka: TargetAssignmentBuilder.ShareTargetAssignmentBuilder. */
export function newShareTarget(
  turn: GroupTurn,
  group: ShareGroup,
  groupEpoch: number,
  put: ShareMember,
): {
  readonly records: readonly CoordinatorRecord[];
  readonly target: ReadonlyMap<string, TopicPartitions>;
} {
  const memberOf = new Map(
    shareMembersAfter(group, put).map((each) => [each.memberId, each]),
  );
  const members = javaStringSet(memberOf.keys()).flatMap((id) => memberOf.get(id) ?? []);
  const { initialized } = group.topics.now;
  const names = members.map(({ topicNames }) => [...topicNames].toSorted().join("\n"));
  const outcome = assignSimple({
    members: members.map(({ memberId, topicNames }) => ({
      memberId,
      instanceId: null,
      topicIds: topicNames.flatMap(
        (name) => turn.cluster.topicByName(name)?.topicId ?? [],
      ),
      assigned: group.target[keyOf(memberId)] ?? {},
    })),
    homogeneous: names.every((each) => each === names[0]),
    assignable: (topicId) => initialized[topicId]?.partitions ?? [],
  });
  const { groupId } = group;
  const records: CoordinatorRecord[] = [];
  const target = new Map<string, TopicPartitions>();
  for (const { memberId } of members) {
    const after = inSetOrder(outcome.get(memberId) ?? {});
    target.set(memberId, after);
    const before = group.target[keyOf(memberId)];
    if (before === undefined || !samePartitions(before, after))
      records.push(shareTargetRecord(groupId, memberId, after));
  }
  records.push(shareTargetEpochRecord(groupId, groupEpoch, turn.nowMs));
  return { records, target };
}
