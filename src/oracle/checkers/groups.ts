import type { GroupEvent, TopicPartitions } from "../../kafka/group-probe.ts";
import { violated, type Watch } from "../findings.ts";
import {
  forgetMembers,
  type GhostGroup,
  type GhostMember,
  groupGhost,
  offsetsPartitionOf,
} from "../group-ghost.ts";
import { commitTaken } from "./commits.ts";
import { targetTold } from "./targets.ts";

type Told<Kind extends GroupEvent["kind"]> = Extract<GroupEvent, { kind: Kind }>;

/** States of a classic group with those that may come before. Kafka: ClassicGroupState.validPreviousStates. */
const before: Readonly<Record<string, readonly string[]>> = {
  Empty: ["PreparingRebalance"],
  PreparingRebalance: ["Stable", "CompletingRebalance", "Empty"],
  CompletingRebalance: ["PreparingRebalance"],
  Stable: ["CompletingRebalance"],
};

/** States that only a classic group has: the others are those of both protocols. */
const classicStates: readonly string[] = ["PreparingRebalance", "CompletingRebalance"];

const modernStates: readonly string[] = ["Assigning", "Reconciling"];

const namesOf = (topics: readonly TopicPartitions[]): string[] =>
  topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => `${topic}-${partition}`),
  );

function wrong(watch: Watch, invariant: string, text: string): void {
  violated(watch, null, invariant, text);
}

/** G9: from one state only to some others; a group of the consumer protocol has the state that its members come to. */
function checkState(watch: Watch, group: GhostGroup, { from, to }: Told<"state">): void {
  if (group.classic === true && group.state !== "" && group.state !== from)
    wrong(
      watch,
      "G9",
      `group ${group.id} left state ${from} for ${to}, it was ${group.state}`,
    );
  const classic = classicStates.includes(from) || classicStates.includes(to);
  const legal =
    from !== "Dead" && (!classic || to === "Dead" || before[to]?.includes(from) === true);
  if (!legal) wrong(watch, "G9", `group ${group.id} went from ${from} to ${to}`);
}

/** G15: a generation begins when every member has joined or is out; static ones may be missing. */
function checkBarrier(watch: Watch, group: GhostGroup, generation: number): void {
  for (const member of Object.values(group.members)) {
    const { instanceId, memberId } = member;
    if (!member.joining && instanceId === null)
      wrong(
        watch,
        "G15",
        `generation ${generation} of group ${group.id} began without ${memberId}, which had neither joined nor been removed`,
      );
    // It is answered now.
    member.joining = false;
  }
}

/**
 * G7: when a group is stable each member has what the target gives it, and nothing more to give up. The state is told
 * before the assignments that bring it about, so this is looked at when something else is told.
 */
function checkStable(watch: Watch, group: GhostGroup): void {
  const { id, target, members } = group;
  group.becameStable = false;
  if (target === null) return;
  for (const { memberId, revoking, assigned } of Object.values(members)) {
    const due = target.members[memberId];
    if (due === undefined) continue;
    const has =
      assigned.length === due.length && due.every((name) => assigned.includes(name));
    if (has && revoking.length === 0) continue;
    wrong(
      watch,
      "G7",
      `group ${id} is stable while ${memberId} holds ${assigned.join(", ")} and the target of epoch ${target.epoch} gives it ${due.join(", ")}`,
    );
  }
}

function stateTold(watch: Watch, group: GhostGroup, event: Told<"state">): void {
  const { to, generation } = event;
  checkState(watch, group, event);
  if (generation < group.generation)
    wrong(
      watch,
      "G5",
      `group ${group.id} went back from generation ${group.generation} to ${generation}`,
    );
  if (to === "CompletingRebalance") checkBarrier(watch, group, generation);
  group.becameStable = to === "Stable";
  group.state = to;
  group.generation = generation;
  if (classicStates.includes(to) || classicStates.includes(event.from))
    group.classic = true;
  else if (modernStates.includes(to)) group.classic = false;
}

const newMember = (memberId: string, instanceId: string | null): GhostMember => ({
  memberId,
  instanceId,
  epoch: -1,
  assignedEpoch: -1,
  assigned: [],
  revoking: [],
  joining: false,
});

/** What a member owned is nobody's. */
function disown(group: GhostGroup, { memberId, assigned, revoking }: GhostMember): void {
  for (const name of [...assigned, ...revoking])
    if (group.owners[name] === memberId) delete group.owners[name];
}

function memberTold(watch: Watch, group: GhostGroup, event: Told<"member">): void {
  const { memberId, what, epoch, instanceId = null } = event;
  const known = group.members[memberId];
  if (what === "left" || what === "expired" || what === "fenced") {
    if (known === undefined) return;
    disown(group, known);
    delete group.members[memberId];
    return;
  }
  const member = (group.members[memberId] ??= newMember(memberId, instanceId));
  member.joining = true;
  // Its assignment may have been told before.
  if (instanceId !== null) member.instanceId = instanceId;
  if (what === "replaced") replaced(watch, group, member, epoch);
  member.epoch = epoch;
}

/** G10: a static member that comes back takes its predecessor's place, in the same generation. */
function replaced(
  watch: Watch,
  group: GhostGroup,
  member: GhostMember,
  epoch: number,
): void {
  const { instanceId, memberId } = member;
  const old = Object.values(group.members).find(
    (one) => one.instanceId === instanceId && one.memberId !== memberId,
  );
  if (group.state === "Stable" && group.generation >= 0 && epoch > group.generation)
    wrong(
      watch,
      "G10",
      `instance ${instanceId} came back to group ${group.id} and began generation ${epoch} by that`,
    );
  if (old === undefined) return;
  member.assigned = old.assigned;
  member.revoking = old.revoking;
  member.assignedEpoch = old.assignedEpoch;
  for (const name of [...old.assigned, ...old.revoking])
    if (group.owners[name] === old.memberId) group.owners[name] = memberId;
  delete group.members[old.memberId];
}

/** G1 and G3: who holds a partition holds it alone. A classic generation assigns everything anew. */
function assignmentTold(
  watch: Watch,
  group: GhostGroup,
  event: Told<"assignment">,
): void {
  const { memberId, generation } = event;
  const classic = group.classic === true;
  const member = (group.members[memberId] ??= newMember(memberId, null));
  if (generation < member.assignedEpoch)
    wrong(
      watch,
      "G5",
      `member ${memberId} of group ${group.id} went back from epoch ${member.assignedEpoch} to ${generation}`,
    );
  if (classic && generation !== group.ownersEpoch) {
    group.owners = {};
    group.ownersEpoch = generation;
  }
  disown(group, member);
  member.assigned = namesOf(event.assigned);
  member.revoking = namesOf(event.revoking);
  member.assignedEpoch = generation;
  member.epoch = Math.max(member.epoch, generation);
  for (const name of [...member.assigned, ...member.revoking]) {
    const other = group.owners[name];
    if (other !== undefined && other !== memberId)
      wrong(
        watch,
        classic ? "G1" : "G3",
        `group ${group.id} gave ${name} to ${memberId} in epoch ${generation} while ${other} has it`,
      );
    group.owners[name] = memberId;
  }
  checkTarget(watch, group, member);
}

/** G6: who has reached the target's epoch holds nothing that the target gives to another. */
function checkTarget(
  watch: Watch,
  { id, target }: GhostGroup,
  { memberId, assigned, assignedEpoch }: GhostMember,
): void {
  if (target === null || assignedEpoch !== target.epoch) return;
  const own = target.members[memberId];
  if (own === undefined) return;
  const foreign = assigned.filter((name) => !own.includes(name));
  if (foreign.length > 0)
    wrong(
      watch,
      "G6",
      `member ${memberId} of group ${id} is in epoch ${assignedEpoch} and still holds ${foreign.join(", ")}, which that target gives to others`,
    );
}

/** A coordinator did something to a group: G1, G3, G5, G6, G9 to G12, G15. */
export function groupDid(
  watch: Watch,
  broker: number,
  id: string,
  event: GroupEvent,
): void {
  const { groups } = watch.state;
  const tenure = groups.tenures[offsetsPartitionOf(groups, id)];
  // A coordinator that another one followed does not know it yet; nothing of what it does will be replicated.
  if (tenure !== undefined && tenure.broker !== broker) return;
  const group = groupGhost(groups, id);
  if (group.becameStable && event.kind !== "assignment") checkStable(watch, group);
  switch (event.kind) {
    case "state":
      stateTold(watch, group, event);
      break;
    case "member":
      memberTold(watch, group, event);
      break;
    case "assignment":
      assignmentTold(watch, group, event);
      break;
    case "target":
      targetTold(watch, group, event);
      break;
    case "committed":
      commitTaken(watch, group, event);
      break;
    case "offsetsExpired":
    case "offsetsDeleted":
      for (const name of Object.keys(group.offsets)) delete group.offsets[name];
      break;
    case "deleted":
      forgetMembers(group);
      for (const name of Object.keys(group.offsets)) delete group.offsets[name];
      break;
    default:
      break;
  }
}
