import type { RebalancePhase } from "../../contract/group-view.ts";
import { type StopClock, stopClock } from "./stop-clock.ts";

/** Where a member stands at the moment. */
export type Phase = RebalancePhase["phase"];

/** A consumer as far as it was heard of. */
export interface HeardMember {
  readonly clientId: string;
  group: string;
  memberId: string;
  /** Of its process; one that is paused or down processes nothing. */
  status: "running" | "paused" | "down";
  /** Since when, µs. */
  statusSinceUs: number;
  /** It said goodbye, by `close` or because it did not poll, and has not joined since. */
  left: boolean;
  /** Its coordinator has put it out, which it need not know yet. */
  expelled: boolean;
  /** Generation or member epoch; -1 none. */
  epoch: number;
  owned: string[];
  /** What it owned when the group was at rest last. */
  restedOwned: string[];
  /** JoinGroup, or the first heartbeat of KIP-848, is sent and not answered. */
  joining: boolean;
  /** Callbacks since its present generation began. */
  assignedSince: boolean;
  revokedSince: boolean;
  /** The commit before it gives partitions up, as far as it looks so; -1 none, µs. */
  commitUs: number;
  /** Time in which it processed nothing and might have, µs, counted up to `untilUs`; at the end of the last rebalance. */
  stoppedUs: number;
  untilUs: number;
  restedUs: number;
}

/** A member in a rebalance that is told. */
export interface ToldMember {
  readonly clientId: string;
  memberId: string;
  phases: { readonly phase: Phase; readonly fromUs: number; toUs: number }[];
  readonly before: readonly string[];
  after: readonly string[];
  /** Zero for one that has nothing to process before and after. */
  stoppedUs: number;
}

/** A rebalance as it is told. */
export interface ToldRebalance {
  readonly id: number;
  readonly group: string;
  readonly beganUs: number;
  endedUs: number;
  readonly reason: string;
  readonly fromEpoch: number;
  toEpoch: number;
  members: ToldMember[];
  revoked: string[];
  allStoppedUs: number;
  partitionStoppedUs: number;
}

/** A group as far as it was heard of. */
export interface HeardGroup {
  readonly id: string;
  /** Empty until it is known. */
  protocol: "" | "classic" | "consumer";
  /** Kafka's word of the coordinator. */
  state: string;
  /** Rebalances so far, those that are not kept any more too. */
  begun: number;
  /** Coordinator that began a rebalance last. */
  broker: number;
  /** Highest generation or epoch that was heard of. */
  epoch: number;
  /** Epoch when all was at rest last. */
  restedEpoch: number;
  /** KIP-848: what each member is to own in the end, by member id. */
  target: Record<string, readonly string[]>;
  /** Group epoch for which that was worked out. */
  targetEpoch: number;
  readonly clock: StopClock;
  /** What the clock stood at when the last rebalance ended, µs. */
  allAtUs: number;
  partitionAtUs: number;
  /** The rebalance that goes on. */
  open: ToldRebalance | null;
  /** Since when it looks as if it were over; -1: it does not. */
  settledUs: number;
}

/** Rebalances of all groups, from what coordinators and consumers told. Plain data. */
export interface RebalanceLog {
  nextId: number;
  members: Record<string, HeardMember>;
  groups: Record<string, HeardGroup>;
  /** Oldest first. */
  list: ToldRebalance[];
  /** Ids of those that are new or changed since somebody looked. */
  changed: number[];
}

/** Rebalances that are kept; the oldest goes first. */
const kept = 50;

export const rebalanceLog = (): RebalanceLog => ({
  nextId: 1,
  members: {},
  groups: {},
  list: [],
  changed: [],
});

/** A group by its id, known from now on. */
export function heardGroup(log: RebalanceLog, id: string, nowUs: number): HeardGroup {
  const known = log.groups[id];
  if (known !== undefined) return known;
  const made: HeardGroup = {
    id,
    protocol: "",
    state: "Empty",
    begun: 0,
    broker: -1,
    epoch: 0,
    restedEpoch: 0,
    target: {},
    targetEpoch: 0,
    clock: stopClock(nowUs),
    allAtUs: 0,
    partitionAtUs: 0,
    open: null,
    settledUs: -1,
  };
  log.groups[id] = made;
  return made;
}

/** A consumer by its client id, known from now on. */
export function heardMember(
  log: RebalanceLog,
  clientId: string,
  nowUs: number,
): HeardMember {
  const known = log.members[clientId];
  if (known !== undefined) return known;
  const made: HeardMember = {
    clientId,
    group: "",
    memberId: "",
    status: "running",
    statusSinceUs: nowUs,
    left: false,
    expelled: false,
    epoch: -1,
    owned: [],
    restedOwned: [],
    joining: false,
    assignedSince: false,
    revokedSince: false,
    commitUs: -1,
    stoppedUs: 0,
    untilUs: nowUs,
    restedUs: 0,
  };
  log.members[clientId] = made;
  return made;
}

/** Those who belong to a group, or belonged to it until they left or died. */
export const membersOf = (log: RebalanceLog, group: string): HeardMember[] =>
  Object.values(log.members).filter((member) => member.group === group);

/** Keeps a rebalance that begins. */
export function keep(log: RebalanceLog, told: ToldRebalance): void {
  log.list.push(told);
  if (log.list.length > kept) log.list.shift();
}

/** Somebody who looks has to be told of this one again. */
export function touch(log: RebalanceLog, told: ToldRebalance): void {
  if (!log.changed.includes(told.id)) log.changed.push(told.id);
}
