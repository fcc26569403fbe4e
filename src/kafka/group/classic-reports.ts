import { silentReport } from "../report.ts";
import type { ClassicGroup, ClassicMember } from "./classic-group.ts";
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
  member: Pick<ClassicMember, "memberId" | "clientId">,
  change: { readonly what: Change; readonly reason: string },
): void {
  const { what, reason } = change;
  const { memberId, clientId } = member;
  const gone = what === "left" || what === "expired" || what === "fenced";
  const epoch = gone ? -1 : generation;
  turn.tell(groupId, { kind: "member", memberId, clientId, what, reason, epoch });
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
