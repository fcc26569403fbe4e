import type {
  GroupEvent,
  TopicPartitions as NamedPartitions,
} from "../../group-probe.ts";
import { silentReport } from "../../report.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { GroupTurn } from "../group-state.ts";
import {
  type ConsumerGroup,
  type ConsumerGroupState,
  consumerGroupState,
} from "./consumer-group.ts";
import { type ConsumerMember, isReconciledTo } from "./consumer-member.ts";
import { partitionsByTopic } from "./partition-epochs.ts";
import { type MemberChange, membersAfter } from "./subscriptions.ts";

const named = (turn: GroupTurn, partitions: TopicPartitions): NamedPartitions[] =>
  Object.entries(partitions).flatMap(([topicId, those]) => {
    const topic = turn.cluster.topicById(topicId)?.name;
    return topic === undefined ? [] : [{ topic, partitions: those }];
  });

/** The group epoch was raised: members will get other partitions. */
export function tellRebalance(
  turn: GroupTurn,
  groupId: string,
  generation: number,
  reason: string,
): void {
  turn.tell(groupId, { kind: "rebalance", generation, reason });
  turn.report({
    ...silentReport,
    kind: "groupRebalance",
    weight: "notice",
    node: turn.node,
    text: `group ${groupId} raises its group epoch to ${generation}: ${reason}`,
    key: `group:${groupId}`,
    because: [`member:${groupId}`],
  });
}

/** A target was computed. */
export function tellTarget(
  turn: GroupTurn,
  groupId: string,
  epoch: number,
  {
    assignor,
    target,
  }: {
    readonly assignor: string;
    readonly target: ReadonlyMap<string, TopicPartitions>;
  },
): void {
  const members = [...target].map(([memberId, partitions]) => ({
    memberId,
    assigned: named(turn, partitions),
  }));
  turn.tell(groupId, { kind: "target", epoch, assignor, members });
}

/** A member has other partitions, or has to give some up. */
export const tellAssignment = (
  turn: GroupTurn,
  groupId: string,
  member: ConsumerMember,
): void =>
  turn.tell(groupId, {
    kind: "assignment",
    memberId: member.memberId,
    generation: member.memberEpoch,
    assigned: named(turn, partitionsByTopic(member.assigned)),
    revoking: named(turn, partitionsByTopic(member.pendingRevocation)),
  });

type What = Extract<GroupEvent, { kind: "member" }>["what"];

/** A member came or went. */
export function tellConsumerMember(
  turn: GroupTurn,
  groupId: string,
  { memberId, instanceId, clientId, memberEpoch }: ConsumerMember,
  { what, reason }: { readonly what: What; readonly reason: string },
): void {
  const isGone = what === "left" || what === "expired" || what === "fenced";
  const epoch = isGone ? -1 : memberEpoch;
  const who = { memberId, instanceId, clientId };
  turn.tell(groupId, { kind: "member", ...who, what, reason, epoch });
  if (what === "rejoined") return;
  turn.report({
    ...silentReport,
    kind: "groupMember",
    weight: what === "expired" || what === "fenced" ? "warning" : "quiet",
    node: turn.node,
    text: `member ${memberId} of group ${groupId} ${what}${reason === "" ? "" : `: ${reason}`}`,
    key: `member:${groupId}`,
    because: [],
  });
}

/** The epochs that a group will have. */
export interface EpochsAfter {
  readonly groupEpoch: number;
  readonly targetEpoch: number;
}

/** The state that a change brings, if it is another one. It is told before the records are replayed. */
export function tellStateAfter(
  turn: GroupTurn,
  group: ConsumerGroup,
  change: MemberChange,
  epochs: EpochsAfter,
): void {
  const members = membersAfter(group, change);
  const from = consumerGroupState(group);
  const to = stateAfter(members, epochs);
  if (from === to) return;
  const { groupId } = group;
  turn.tell(groupId, { kind: "state", from, to, generation: epochs.groupEpoch });
  if (to !== "Stable") return;
  turn.report({
    ...silentReport,
    kind: "groupStable",
    node: turn.node,
    text: `group ${groupId} is stable in epoch ${epochs.targetEpoch} with ${members.length} members`,
    key: `stable:${groupId}`,
    because: [`group:${groupId}`],
  });
}

function stateAfter(
  members: readonly ConsumerMember[],
  { groupEpoch, targetEpoch }: EpochsAfter,
): ConsumerGroupState {
  if (members.length === 0) return "Empty";
  if (groupEpoch > targetEpoch) return "Assigning";
  return members.every((member) => isReconciledTo(member, targetEpoch))
    ? "Stable"
    : "Reconciling";
}
