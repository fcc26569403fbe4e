import type { ConsumerEvent, OwnedPartition } from "../../kafka/client-probe.ts";
import type { GroupEvent } from "../../kafka/group-probe.ts";
import {
  type HeardGroup,
  type HeardMember,
  heardGroup,
  heardMember,
  membersOf,
  type RebalanceLog,
} from "./rebalance-log.ts";
import {
  closeRebalance,
  endSettled,
  isActive,
  lookSettled,
  openRebalance,
  rest,
  tellPhase,
  tellRevoking,
  tickGroup,
} from "./rebalance-phases.ts";
import { forgetFree, own } from "./stop-clock.ts";

/** A consumer's process as the kernel has it. */
export interface ProcessSeen {
  readonly clientId: string;
  readonly status: "running" | "paused" | "down";
  readonly sinceUs: number;
}

const nameOf = ({ topic, partition }: OwnedPartition): string => `${topic}-${partition}`;

/** Counts the time, ends what was at rest, changes something of a member, and looks what that makes. */
function changeMember(
  log: RebalanceLog,
  member: HeardMember,
  nowUs: number,
  act: (group: HeardGroup) => void,
): void {
  const group = heardGroup(log, member.group, nowUs);
  endSettled(log, group, nowUs);
  tickGroup(log, group, nowUs);
  count(group, member, -1);
  act(group);
  count(group, member, 1);
  if (group.open === null && group.clock.free === 0) rest(log, group);
  tellPhase(log, group, member, nowUs);
  lookSettled(log, group, nowUs);
}

function count({ clock }: HeardGroup, member: HeardMember, by: 1 | -1): void {
  if (!isActive(member)) return;
  for (const partition of member.owned) own(clock, partition, by);
}

/** Looks at the processes of the consumers that were heard of: a crash says nothing. */
export function noteProcesses(log: RebalanceLog, seen: readonly ProcessSeen[]): void {
  for (const { clientId, status, sinceUs } of seen) {
    const member = log.members[clientId];
    if (member === undefined || member.status === status) continue;
    changeMember(log, member, sinceUs, () => {
      // Who starts again owns nothing yet.
      if (member.status === "down") {
        member.owned = [];
        member.joining = false;
      }
      member.status = status;
      member.statusSinceUs = sinceUs;
    });
  }
}

/** Takes note of what a consumer did. */
export function noteConsumer(
  log: RebalanceLog,
  nowUs: number,
  clientId: string,
  event: ConsumerEvent,
): void {
  if (event.kind === "polled") {
    const known = log.members[clientId];
    if (known !== undefined) known.commitUs = -1;
    return;
  }
  if (event.kind === "commit") {
    const known = log.members[clientId];
    if (known !== undefined && known.commitUs < 0) known.commitUs = nowUs;
    return;
  }
  if (!isMembership(event)) return;
  const member = heardMember(log, clientId, nowUs);
  if (event.kind === "joining" || event.kind === "joined") member.group = event.group;
  if (member.group === "") return;
  changeMember(log, member, nowUs, (group) => {
    membership(group, member, event, nowUs);
  });
}

type Membership = Extract<
  ConsumerEvent,
  { readonly kind: "joining" | "joined" | "assigned" | "revoked" | "lost" | "left" }
>;

const membershipKinds: readonly ConsumerEvent["kind"][] = [
  "joining",
  "joined",
  "assigned",
  "revoked",
  "lost",
  "left",
];

const isMembership = (event: ConsumerEvent): event is Membership =>
  membershipKinds.includes(event.kind);

function membership(
  group: HeardGroup,
  member: HeardMember,
  event: Membership,
  nowUs: number,
): void {
  switch (event.kind) {
    case "joining":
    case "joined":
      member.memberId = event.memberId === "" ? member.memberId : event.memberId;
      member.left = false;
      member.expelled = false;
      if (event.kind === "joining") {
        if (group.open !== null && member.commitUs >= 0)
          tellRevoking(group.open, member, nowUs);
        member.joining = true;
        return;
      }
      member.joining = false;
      member.epoch = event.generation;
      group.epoch = Math.max(group.epoch, event.generation);
      member.assignedSince = false;
      member.revokedSince = false;
      return;
    case "assigned":
      member.owned = [...new Set([...member.owned, ...event.partitions.map(nameOf)])];
      member.assignedSince = true;
      return;
    case "revoked":
    case "lost": {
      if (group.open !== null && member.commitUs >= 0)
        tellRevoking(group.open, member, nowUs);
      const gone = event.partitions.map(nameOf);
      member.owned = member.owned.filter((name) => !gone.includes(name));
      if (gone.length > 0) member.revokedSince = true;
      group.open?.revoked.push(...gone);
      return;
    }
    default:
      member.left = true;
      member.joining = false;
  }
}

/** Takes note of what a coordinator did to a group. */
export function noteGroup(
  log: RebalanceLog,
  nowUs: number,
  groupId: string,
  told: { readonly broker: number; readonly event: GroupEvent },
): void {
  const { broker, event } = told;
  if (event.kind === "committed" || event.kind === "commitRefused") return;
  const group = heardGroup(log, groupId, nowUs);
  endSettled(log, group, nowUs);
  tickGroup(log, group, nowUs);
  if (event.kind === "rebalance") began(log, group, { ...event, broker }, nowUs);
  else if (event.kind === "state") stateIs(log, group, event, nowUs);
  else if (event.kind === "target") aimed(log, group, event, nowUs);
  else if (event.kind === "member") memberIs(log, group, event);
  else if (event.kind === "deleted") closeRebalance(log, group, nowUs, false);
  lookSettled(log, group, nowUs);
}

interface Beginning {
  readonly broker: number;
  readonly reason: string;
  readonly generation: number;
}

/**
 * The second round of a cooperative rebalance goes on with the first, and so does what a new coordinator begins
 * again; everything else is another rebalance.
 */
function began(
  log: RebalanceLog,
  group: HeardGroup,
  { broker, reason, generation }: Beginning,
  nowUs: number,
): void {
  const again = membersOf(log, group.id).some(
    (member) => isActive(member) && member.assignedSince && member.revokedSince,
  );
  const moved = group.broker >= 0 && group.broker !== broker;
  group.broker = broker;
  if (group.open !== null && (again || moved)) return;
  closeRebalance(log, group, nowUs, false);
  openRebalance(log, group, reason, nowUs);
  group.epoch = Math.max(group.epoch, generation);
}

function stateIs(
  log: RebalanceLog,
  group: HeardGroup,
  { to, generation }: Extract<GroupEvent, { kind: "state" }>,
  nowUs: number,
): void {
  group.state = to;
  group.epoch = Math.max(group.epoch, generation);
  if (to === "PreparingRebalance" || to === "CompletingRebalance") {
    group.protocol = "classic";
    group.target = {};
  } else if (to === "Assigning" || to === "Reconciling") group.protocol = "consumer";
  if (to !== "Empty" && to !== "Dead") return;
  closeRebalance(log, group, nowUs, false);
  group.clock.owners = {};
  forgetFree(group.clock);
}

function aimed(
  log: RebalanceLog,
  group: HeardGroup,
  { epoch, members }: Extract<GroupEvent, { kind: "target" }>,
  nowUs: number,
): void {
  group.protocol = "consumer";
  group.epoch = Math.max(group.epoch, epoch);
  group.targetEpoch = epoch;
  group.target = Object.fromEntries(
    members.map(({ memberId, assigned }) => [
      memberId,
      assigned.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => `${topic}-${partition}`),
      ),
    ]),
  );
  for (const member of membersOf(log, group.id)) tellPhase(log, group, member, nowUs);
}

function memberIs(
  log: RebalanceLog,
  group: HeardGroup,
  { what, memberId }: Extract<GroupEvent, { kind: "member" }>,
): void {
  if (what !== "expired" && what !== "fenced" && what !== "left") return;
  for (const member of membersOf(log, group.id))
    if (member.memberId === memberId) member.expelled = true;
}
