import type { TopicPartitions } from "../group-probe.ts";
import { MalformedBytes } from "../protocol/codec/byte-reader.ts";
import { decodeVersioned } from "../protocol/codec/record-frame.ts";
import { silentReport } from "../report.ts";
import { type ClassicGroup, type ClassicMember, membersOf } from "./classic-group.ts";
import { consumerProtocolType } from "./classic-protocols.ts";
import type { GroupTurn } from "./group-state.ts";

/** A rebalance begins; `reason` in Kafka's words. */
export function tellRebalance(
  turn: GroupTurn,
  { groupId, generation }: ClassicGroup,
  reason: string,
): void {
  turn.tell(groupId, { kind: "rebalance", generation, reason });
  turn.report({
    ...silentReport,
    kind: "groupRebalance",
    weight: "notice",
    node: turn.node,
    text: `group ${groupId} prepares to rebalance generation ${generation}: ${reason}`,
    key: `group:${groupId}`,
    because: [`member:${groupId}`],
  });
}

/** A generation has its assignment. */
export function tellStable(
  turn: GroupTurn,
  { groupId, generation, memberCount }: ClassicGroup,
): void {
  turn.report({
    ...silentReport,
    kind: "groupStable",
    node: turn.node,
    text: `group ${groupId} is stable in generation ${generation} with ${memberCount} members`,
    key: `stable:${groupId}`,
    because: [`group:${groupId}`],
  });
}

type Change = "joined" | "rejoined" | "left" | "expired" | "fenced" | "replaced";

/** A member came or went. */
export function tellMember(
  turn: GroupTurn,
  { groupId, generation }: ClassicGroup,
  member: Pick<ClassicMember, "memberId" | "clientId" | "instanceId">,
  change: { readonly what: Change; readonly reason: string },
): void {
  const { what, reason } = change;
  const { memberId, clientId, instanceId } = member;
  const gone = what === "left" || what === "expired" || what === "fenced";
  const epoch = gone ? -1 : generation;
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

/** The group went from one state to another. */
export function tellState(turn: GroupTurn, group: ClassicGroup): void {
  turn.tell(group.groupId, {
    kind: "state",
    from: group.previousState,
    to: group.state,
    generation: group.generation,
  });
}

/** What consumers were given: other protocols' assignments are their own affair. */
export function tellAssignments(turn: GroupTurn, group: ClassicGroup): void {
  const { groupId, generation } = group;
  if (group.protocolType !== consumerProtocolType) return;
  for (const { memberId, assignment } of membersOf(group)) {
    const assigned = assignedIn(assignment);
    if (assigned !== null)
      turn.tell(groupId, {
        kind: "assignment",
        memberId,
        generation,
        assigned,
        revoking: [],
      });
  }
}

/** Null where the bytes are not those of a consumer. Kafka: ConsumerProtocol.deserializeAssignment. */
function assignedIn(assignment: Uint8Array): TopicPartitions[] | null {
  if (assignment.length === 0) return [];
  try {
    const { message } = decodeVersioned("ConsumerProtocolAssignment", assignment);
    return message.assignedPartitions.map(({ topic, partitions }) => ({
      topic,
      partitions,
    }));
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}
