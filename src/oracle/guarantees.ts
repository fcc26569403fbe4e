import type { GuaranteesView, GuaranteeView, RiskView } from "../contract/guarantee.ts";
import { allGhosts, type GhostPartition, type OracleState } from "./ghost.ts";
import { heldUpTo } from "./lineage.ts";

/** Whether a broker's process runs. */
type Runs = (broker: number) => boolean;

/** What is promised and kept of one range, and how far each replica has it. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly acks: number;
  readonly held: Readonly<Record<number, number>>;
}

function keptOf(ghost: GhostPartition): Kept[] {
  const replicas = Object.values(ghost.replicas);
  return ghost.promises
    .filter(({ from, kept }) => kept > from)
    .map(({ from, kept: to, epoch, acks }) => ({
      from,
      to,
      acks,
      held: Object.fromEntries(
        replicas.map(({ broker, log }) => [broker, heldUpTo(log, { epoch, from, to })]),
      ),
    }));
}

/** Records by the number of running brokers that have them. */
function spreadOf(kept: readonly Kept[], runs: Runs): number[] {
  const spread: number[] = [];
  const add = (copies: number, records: number): void => {
    while (spread.length <= copies) spread.push(0);
    spread[copies] = (spread[copies] ?? 0) + records;
  };
  for (const { from, to, held } of kept) {
    const ends = Object.entries(held)
      .filter(([broker]) => runs(Number(broker)))
      .map(([, end]) => Math.max(from, Math.min(to, end)))
      .toSorted((a, b) => b - a);
    let above = to;
    for (const [copies, end] of [...ends, from].entries()) {
      add(copies, above - end);
      above = end;
    }
  }
  return spread;
}

/**
 * Who would lead without a broker: the first of the assignment that is in sync and alive, else an eligible one; -1 when
 * nobody may. Kafka: PartitionChangeBuilder.electLeader, without an unclean election.
 */
function leaderWithout(ghost: GhostPartition, broker: number, runs: Runs): number {
  const { registration } = ghost;
  if (registration === null) return -1;
  const { leader, replicas, isr, elr } = registration;
  if (leader >= 0 && leader !== broker) return leader;
  const able = (id: number): boolean => id !== broker && runs(id);
  return (
    replicas.find((id) => isr.includes(id) && able(id)) ??
    replicas.find((id) => elr.includes(id) && able(id)) ??
    -1
  );
}

/** What is promised and not in the log of the replica that would lead; with -1 everything. */
function missingAt(
  kept: readonly Kept[],
  leader: number,
  at: Pick<RiskView, "fault" | "broker">,
): RiskView[] {
  let records = 0;
  let byAcksAll = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { from, to, acks, held } of kept) {
    const start = Math.max(from, held[leader] ?? from);
    if (start >= to) continue;
    records += to - start;
    if (acks === -1) byAcksAll += to - start;
    first = Math.min(first, start);
    last = Math.max(last, to);
  }
  return records === 0 ? [] : [{ ...at, records, from: first, to: last, byAcksAll }];
}

/** Single faults that would take acknowledged records away, without an unclean election. */
function risksOf(ghost: GhostPartition, kept: readonly Kept[], runs: Runs): RiskView[] {
  const { registration } = ghost;
  if (registration === null || kept.length === 0) return [];
  const { leader, isr } = registration;
  const risks: RiskView[] = [];
  for (const broker of registration.replicas) {
    const next = leaderWithout(ghost, broker, runs);
    if (broker === leader && runs(broker) && next >= 0)
      risks.push(...missingAt(kept, next, { fault: "dies", broker }));
    else if (next < 0 && isr.includes(broker) && isr.length === 1)
      risks.push(...missingAt(kept, -1, { fault: "losesDisk", broker }));
  }
  return risks;
}

function guaranteeOf(ghost: GhostPartition, runs: Runs): GuaranteeView {
  const kept = keptOf(ghost);
  return {
    topic: ghost.topic,
    partition: ghost.index,
    acked: ghost.acked,
    lost: ghost.lost,
    spread: spreadOf(kept, runs),
    risks: risksOf(ghost, kept, runs),
  };
}

/** The ledger up close: where promised records live, which next fault would take them, and what was found. */
export function guarantees(state: OracleState, runs: Runs): GuaranteesView {
  const partitions = allGhosts(state)
    .filter(({ acked }) => acked > 0)
    .map((ghost) => guaranteeOf(ghost, runs))
    .toSorted((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    );
  const findings = state.findings.map(
    ({ id, invariant, verdict, partition, records, reference, text }) => ({
      id,
      invariant,
      verdict,
      partition,
      records,
      reference,
      text,
    }),
  );
  return { partitions, findings };
}
