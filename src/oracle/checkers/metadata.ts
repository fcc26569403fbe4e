import type { PartitionRegistration } from "../../kafka/controller/partition-registration.ts";
import { RECOVERING } from "../../kafka/controller/partition-registration.ts";
import type { CommittedChange } from "../../kafka/probe.ts";
import { excuseFor, lossyDisks } from "../excuse.ts";
import { find, violated, type Watch } from "../findings.ts";
import type { GhostPartition } from "../ghost.ts";
import { agreement, epochAt } from "../lineage.ts";
import { checkElection } from "./election.ts";

const name = ({ topic, index }: GhostPartition): string => `${topic}-${index}`;
const list = (ids: readonly number[]): string => ids.join(",") || "none";

/** R2: each change raises the partition epoch by one, and the leader epoch never falls. */
function checkEpochs(
  watch: Watch,
  ghost: GhostPartition,
  after: PartitionRegistration,
): void {
  const before = ghost.registration;
  if (before === null) return;
  const rise = after.leaderEpoch - before.leaderEpoch;
  if (after.partitionEpoch !== before.partitionEpoch + 1 || rise < 0 || rise > 1)
    violated(
      watch,
      ghost,
      "R2",
      `${name(ghost)} went from partition epoch ${before.partitionEpoch}, leader epoch ${before.leaderEpoch} to ${after.partitionEpoch}, ${after.leaderEpoch}`,
    );
  if (before.leader !== after.leader && rise !== 1)
    violated(watch, ghost, "R2", `${name(ghost)} has a new leader without a new epoch`);
}

/**
 * Who leaves the replicas stays in the ELR, and with it what was too few before: PartitionChangeBuilder looks at neither
 * the new replicas nor their number. Such a member is never elected, since leaders are sought among the replicas.
 */
function tellOutlivedElr(
  watch: Watch,
  ghost: GhostPartition,
  after: PartitionRegistration,
): void {
  const before = ghost.registration;
  const left = before?.replicas.some((id) => !after.replicas.includes(id)) === true;
  if (ghost.elrOutlived || !left) return;
  ghost.elrOutlived = true;
  find(watch, ghost, {
    invariant: "R19",
    verdict: "hazard",
    from: -1,
    to: -1,
    records: 0,
    reference: "KIP-966",
    text: `R19: ${name(ghost)} keeps ELR ${list(after.elr)} after a reassignment to ${list(after.replicas)} with ISR ${list(after.isr)}`,
  });
}

/** R19 to R21: the shape of the sets. */
function checkShape(
  watch: Watch,
  ghost: GhostPartition,
  after: PartitionRegistration,
): void {
  const { isr, elr, replicas, leader } = after;
  const members = [...isr, ...elr];
  const wrong =
    isr.some((id) => !replicas.includes(id)) || new Set(members).size !== members.length;
  const wrongElr =
    elr.some((id) => !replicas.includes(id)) ||
    (isr.length >= ghost.minInsyncReplicas && elr.length > 0);
  if (wrongElr) tellOutlivedElr(watch, ghost, after);
  if (wrong || (wrongElr && !ghost.elrOutlived))
    violated(
      watch,
      ghost,
      "R19",
      `${name(ghost)} has ISR ${list(isr)}, ELR ${list(elr)} of replicas ${list(replicas)} with min.insync.replicas ${ghost.minInsyncReplicas}`,
    );
  if (leader >= 0 && !isr.includes(leader))
    violated(
      watch,
      ghost,
      "R20",
      `leader ${leader} of ${name(ghost)} is not in its ISR ${list(isr)}`,
    );
  if (isr.length === 0 && !ghost.elrEnabled)
    violated(watch, ghost, "R21", `the ISR of ${name(ghost)} is empty without ELR`);
}

/** R22 and R23: who is fenced or stopping is in no ISR that could do without it, and nobody joins so. */
export function checkMembers(watch: Watch, ghost: GhostPartition): void {
  const { registration, elrEnabled } = ghost;
  if (registration === null) return;
  const { isr } = registration;
  for (const id of isr) {
    const broker = watch.state.brokers[id];
    if (broker?.fenced !== true || (isr.length === 1 && !elrEnabled)) continue;
    violated(
      watch,
      ghost,
      "R22",
      `fenced broker ${id} is in the ISR ${list(isr)} of ${name(ghost)}`,
    );
  }
}

function checkJoining(
  watch: Watch,
  ghost: GhostPartition,
  after: PartitionRegistration,
): void {
  const before = ghost.registration;
  // An election may take anybody whom a heartbeat has just unfenced; only AlterPartition asks more.
  if (before === null || before.leaderEpoch !== after.leaderEpoch) return;
  for (const id of after.isr) {
    if (before.isr.includes(id)) continue;
    const broker = watch.state.brokers[id];
    if (broker === undefined || broker.fenced || broker.shuttingDown)
      violated(
        watch,
        ghost,
        "R23",
        `broker ${id} joined the ISR of ${name(ghost)} while it was ${broker?.fenced === false ? "stopping" : "fenced"}`,
      );
  }
}

/** R7: who may be elected, and runs, holds everything committed. */
export function checkCandidates(watch: Watch, ghost: GhostPartition): void {
  const { registration, committed, replicas } = ghost;
  if (registration === null) return;
  for (const id of [...registration.isr, ...registration.elr]) {
    const broker = watch.state.brokers[id];
    const replica = replicas[id];
    // A broker that died is looked at when it has opened its log again.
    if (broker === undefined || replica === undefined || broker.died) continue;
    if (replica.lostPower || !registration.replicas.includes(id)) continue;
    const same = agreement(replica.log, committed);
    if (same >= committed.end) continue;
    if (excuseFor(ghost, { epoch: epochAt(committed, same), offset: same }) === null)
      violated(
        watch,
        ghost,
        "R7",
        `broker ${id} may lead ${name(ghost)} and holds what was committed only up to ${same}, not to ${committed.end}`,
      );
  }
}

/** An unclean election begins a new history; so says the record that makes it. */
function noteUnclean(ghost: GhostPartition, after: PartitionRegistration): void {
  const before = ghost.registration;
  if (before === null || after.leader < 0 || after.leaderEpoch === before.leaderEpoch)
    return;
  const clean =
    after.leaderRecoveryState !== RECOVERING ||
    (before.leaderRecoveryState === RECOVERING && before.isr.includes(after.leader));
  if (clean) return;
  const last =
    before.isr.length === 0 &&
    before.elr.length === 0 &&
    before.lastKnownElr.length === 1 &&
    before.lastKnownElr[0] === after.leader;
  ghost.rebase = {
    epoch: after.leaderEpoch,
    excuse: last
      ? {
          verdict: "hazard",
          words: `broker ${after.leader} was elected uncleanly in epoch ${after.leaderEpoch} as the last known leader, when no in-sync or eligible replica was left`,
          reference: "KIP-966",
        }
      : {
          verdict: "expected",
          words: `broker ${after.leader} was elected uncleanly in epoch ${after.leaderEpoch}, and what only others held is given up`,
          reference: "",
        },
  };
}

/**
 * A broker deletes the logs of partitions that it is no replica of. One that stayed eligible meanwhile may lead with an
 * empty log when it is made a replica again; the same change may elect it.
 */
function noteDropped(ghost: GhostPartition, after: PartitionRegistration): void {
  const wasEligible = ghost.registration?.elr ?? [];
  for (const replica of Object.values(ghost.replicas)) {
    const { broker } = replica;
    const elected = wasEligible.includes(broker) && after.isr.includes(broker);
    if (!after.replicas.includes(broker)) replica.dropped = true;
    else if (replica.dropped && (elected || after.elr.includes(broker)))
      ghost.strays.push(broker);
  }
}

/** A disk that holds again all that was committed is as good as any. */
function noteRecovery(ghost: GhostPartition): void {
  const { committed, replicas } = ghost;
  if (ghost.lossy.length > 0)
    ghost.lossy = ghost.lossy.filter((id) => {
      const log = replicas[id]?.log;
      return log === undefined || agreement(log, committed) < committed.end;
    });
  if (ghost.lossy.length === 0) ghost.lastReplicaLost = false;
}

/** The only in-sync replica has lost committed records, and nobody else may lead (KIP-966). */
export function noteLastReplica(ghost: GhostPartition): void {
  const [only, ...others] = ghost.registration?.isr ?? [];
  if (only === undefined || others.length > 0 || ghost.elrEnabled) return;
  if (lossyDisks(ghost).includes(only)) ghost.lastReplicaLost = true;
}

/** The quorum committed a partition's change: R2, R7, R19 to R23. */
export function partitionCommitted(
  watch: Watch,
  ghost: GhostPartition,
  committed: CommittedChange,
  after: PartitionRegistration,
): void {
  ghost.minInsyncReplicas = committed.minInsyncReplicas;
  ghost.elrEnabled = committed.elrEnabled;
  ghost.uncleanElection = committed.uncleanElection;
  checkEpochs(watch, ghost, after);
  checkShape(watch, ghost, after);
  if (after.elr.length === 0) ghost.elrOutlived = false;
  checkJoining(watch, ghost, after);
  checkElection(watch, ghost, after);
  noteUnclean(ghost, after);
  noteDropped(ghost, after);
  noteRecovery(ghost);
  ghost.registration = after;
  noteLastReplica(ghost);
  checkMembers(watch, ghost);
  checkCandidates(watch, ghost);
}
