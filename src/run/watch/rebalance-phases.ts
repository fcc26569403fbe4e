import {
  type HeardGroup,
  type HeardMember,
  keep,
  membersOf,
  type Phase,
  type RebalanceLog,
  type ToldMember,
  type ToldRebalance,
  touch,
} from "./rebalance-log.ts";
import { forgetFree, tickTo } from "./stop-clock.ts";

/** It processes what it owns. */
export const isActive = ({ status, left }: HeardMember): boolean =>
  status === "running" && !left;

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

/** KIP-848: what it is to own in the end, or null where that is not known. */
const targetOf = (
  group: HeardGroup,
  { memberId }: HeardMember,
): readonly string[] | null =>
  group.protocol === "consumer" ? (group.target[memberId] ?? null) : null;

/** It is there, or had something to lose: who left or died before the group was at rest last has nothing to do with it. */
const takesPart = (member: HeardMember): boolean =>
  member.restedOwned.length > 0 ||
  (!member.left && (member.status === "running" || !member.expelled));

/** What a member does at the moment, in one word. */
function phaseNow(group: HeardGroup, member: HeardMember): Phase {
  if (!isActive(member)) return "gone";
  const target = targetOf(group, member);
  if (target !== null && !same(target, member.owned)) return "reconciling";
  if (member.owned.length > 0) return "processing";
  if (member.joining) return "joining";
  if (group.protocol === "classic" && group.open !== null) {
    if (member.revokedSince) return "revoking";
    if (!member.assignedSince && member.epoch >= 0) return "syncing";
  }
  return "idle";
}

/** Counts the time up to now of a group and of its members. */
export function tickGroup(log: RebalanceLog, group: HeardGroup, nowUs: number): void {
  tickTo(group.clock, nowUs, group.state !== "Empty" && group.state !== "Dead");
  for (const member of membersOf(log, group.id)) {
    const passedUs = Math.max(0, nowUs - member.untilUs);
    member.untilUs = Math.max(member.untilUs, nowUs);
    const owns = member.owned.length > 0;
    const stands = isActive(member) ? !owns && group.open !== null : owns || !member.left;
    if (stands) member.stoppedUs += passedUs;
  }
}

/** The place of a member in the rebalance that goes on; it is added where it is new. */
function toldMember(
  open: ToldRebalance,
  member: HeardMember,
  phase: Phase,
  nowUs: number,
): ToldMember {
  const known = open.members.find(({ clientId }) => clientId === member.clientId);
  if (known !== undefined) return known;
  const since = phase === "gone" && member.status !== "running";
  const made: ToldMember = {
    clientId: member.clientId,
    memberId: member.memberId,
    phases: [{ phase, fromUs: since ? member.statusSinceUs : nowUs, toUs: -1 }],
    before: [...member.restedOwned],
    after: [],
    stoppedUs: 0,
  };
  open.members.push(made);
  return made;
}

/** Writes down what a member does from now on, if that is something else than before. */
export function tellPhase(
  log: RebalanceLog,
  group: HeardGroup,
  member: HeardMember,
  nowUs: number,
): void {
  const { open } = group;
  if (open === null || !takesPart(member)) return;
  const phase = phaseNow(group, member);
  const told = toldMember(open, member, phase, nowUs);
  if (member.memberId !== "") told.memberId = member.memberId;
  touch(log, open);
  change(told, phase, nowUs);
}

function change(told: ToldMember, phase: Phase, nowUs: number): void {
  const last = told.phases.at(-1);
  if (last?.phase === phase) return;
  if (last !== undefined) last.toUs = nowUs;
  // What lasted no time was never seen.
  if (last?.fromUs === nowUs) told.phases.pop();
  const before = told.phases.at(-1);
  if (before?.phase === phase) before.toUs = -1;
  else told.phases.push({ phase, fromUs: nowUs, toUs: -1 });
}

/** The time since its last commit went into giving partitions up. */
export function tellRevoking(
  open: ToldRebalance,
  member: HeardMember,
  nowUs: number,
): void {
  const fromUs = member.commitUs;
  member.commitUs = -1;
  const told = open.members.find(({ clientId }) => clientId === member.clientId);
  const last = told?.phases.at(-1);
  if (told === undefined || last === undefined || fromUs < last.fromUs) return;
  if (last.phase === "gone" || fromUs >= nowUs) return;
  last.toUs = fromUs;
  if (last.fromUs === fromUs) told.phases.pop();
  told.phases.push({ phase: "revoking", fromUs, toUs: nowUs });
  told.phases.push({ phase: last.phase, fromUs: nowUs, toUs: -1 });
}

/** A rebalance begins, with everybody where they stand. */
export function openRebalance(
  log: RebalanceLog,
  group: HeardGroup,
  reason: string,
  nowUs: number,
): void {
  const open: ToldRebalance = {
    id: log.nextId++,
    group: group.id,
    beganUs: nowUs,
    endedUs: -1,
    reason,
    fromEpoch: group.restedEpoch,
    toEpoch: -1,
    members: [],
    revoked: [],
    allStoppedUs: 0,
    partitionStoppedUs: 0,
  };
  group.open = open;
  group.begun++;
  group.settledUs = -1;
  keep(log, open);
  touch(log, open);
  for (const member of membersOf(log, group.id)) tellPhase(log, group, member, nowUs);
}

/** Brings the figures of a rebalance that goes on up to what was counted. */
export function figure(log: RebalanceLog, group: HeardGroup): void {
  const { open, clock } = group;
  if (open === null) return;
  open.allStoppedUs = clock.allUs - group.allAtUs;
  open.partitionStoppedUs = clock.partitionUs - group.partitionAtUs;
  open.toEpoch = group.epoch > open.fromEpoch ? group.epoch : -1;
  for (const told of open.members) {
    const member = log.members[told.clientId];
    if (member === undefined) continue;
    told.after = isActive(member) ? [...member.owned] : [];
    const had = told.before.length + told.after.length > 0;
    told.stoppedUs = had ? member.stoppedUs - member.restedUs : 0;
  }
}

/** From here on the time counts for the next rebalance. */
export function rest(log: RebalanceLog, group: HeardGroup): void {
  group.allAtUs = group.clock.allUs;
  group.partitionAtUs = group.clock.partitionUs;
  for (const member of membersOf(log, group.id)) {
    member.restedUs = member.stoppedUs;
    member.restedOwned = isActive(member) ? [...member.owned] : [];
  }
}

/** A rebalance is over; `settled`: because all own what they are to own, and not because another one began. */
export function closeRebalance(
  log: RebalanceLog,
  group: HeardGroup,
  endUs: number,
  settled: boolean,
): void {
  const { open } = group;
  if (open === null) return;
  figure(log, group);
  open.endedUs = endUs;
  for (const { phases } of open.members) {
    const last = phases.at(-1);
    if (last === undefined) continue;
    last.toUs = Math.max(last.fromUs, endUs);
    // What it does after the end is not part of it.
    if (last.fromUs === last.toUs && phases.length > 1) phases.pop();
  }
  touch(log, open);
  group.open = null;
  group.settledUs = -1;
  group.restedEpoch = group.epoch;
  if (settled) forgetFree(group.clock);
  rest(log, group);
}

/** True when this member owns what it is to own. */
function isSettled(group: HeardGroup, member: HeardMember): boolean {
  const target = targetOf(group, member);
  if (target !== null) return same(target, member.owned);
  if (member.joining || !member.assignedSince) return false;
  // A classic member that gave partitions up after its generation began will join once more.
  return (
    group.protocol !== "classic" || (member.epoch === group.epoch && !member.revokedSince)
  );
}

/** Looks whether all is at rest; that it stays so is seen later, when something else happens. */
export function lookSettled(log: RebalanceLog, group: HeardGroup, nowUs: number): void {
  if (group.open === null) return;
  const there = membersOf(log, group.id).filter(
    (member) => isActive(member) && !member.expelled,
  );
  const settled =
    group.state === "Stable" &&
    (group.protocol !== "consumer" || group.targetEpoch === group.epoch) &&
    there.length > 0 &&
    there.every((member) => isSettled(group, member));
  if (!settled) group.settledUs = -1;
  else if (group.settledUs < 0) group.settledUs = nowUs;
}

/** Ends a rebalance that was at rest before now. */
export function endSettled(log: RebalanceLog, group: HeardGroup, nowUs: number): void {
  const { settledUs } = group;
  if (settledUs >= 0 && settledUs < nowUs) closeRebalance(log, group, settledUs, true);
}
