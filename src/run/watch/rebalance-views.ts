import type { RebalanceView } from "../../contract/group-view.ts";
import type { HeardGroup, RebalanceLog, ToldRebalance } from "./rebalance-log.ts";
import { endSettled, figure, tickGroup } from "./rebalance-phases.ts";

/** Who owned each partition, by name. */
function ownersOf(
  { members }: ToldRebalance,
  when: "before" | "after",
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    members.flatMap((member) =>
      member[when].map((partition): [string, string] => [partition, member.clientId]),
    ),
  );
}

/** Partitions that have another owner than before. */
function movedIn(told: ToldRebalance): string[] {
  const before = ownersOf(told, "before");
  const after = ownersOf(told, "after");
  return Object.keys(after).filter(
    (partition) =>
      before[partition] !== undefined && before[partition] !== after[partition],
  );
}

function viewOf(told: ToldRebalance): RebalanceView {
  const { members, revoked, ...rest } = told;
  return {
    ...rest,
    members: members
      .map((member) => ({
        ...member,
        phases: member.phases.map((phase) => ({ ...phase })),
      }))
      .toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1)),
    revoked: [...new Set(revoked)],
    moved: movedIn(told),
  };
}

/** Counts the time of all groups up to now. */
function bringUp(log: RebalanceLog, nowUs: number): void {
  for (const group of Object.values(log.groups)) {
    endSettled(log, group, nowUs);
    if (group.open === null) continue;
    tickGroup(log, group, nowUs);
    figure(log, group);
    changedNow(log, group);
  }
}

function changedNow(log: RebalanceLog, { open }: HeardGroup): void {
  if (open !== null && !log.changed.includes(open.id)) log.changed.push(open.id);
}

/** What is new or goes on since it was asked last, oldest first. */
export function rebalanceViews(log: RebalanceLog, nowUs: number): RebalanceView[] {
  bringUp(log, nowUs);
  const told = log.list.filter(({ id }) => log.changed.includes(id));
  log.changed = [];
  return told.map(viewOf);
}

/** One rebalance as it is now. */
export function rebalanceById(
  log: RebalanceLog,
  id: number,
  nowUs: number,
): RebalanceView | null {
  bringUp(log, nowUs);
  const told = log.list.find((one) => one.id === id);
  return told === undefined ? null : viewOf(told);
}

/** Somebody begins to look: everything is new. */
export function tellAll(log: RebalanceLog): void {
  log.changed = log.list.map(({ id }) => id);
}
