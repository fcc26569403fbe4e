import type { NodeFault } from "../../kafka/probe.ts";
import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { violated, type Watch } from "../findings.ts";
import { allGhosts, type GhostPartition, ghostBroker, replicaOf } from "../ghost.ts";
import { settle } from "../ledger.ts";
import { agreement, cut, lineage } from "../lineage.ts";
import { checkBounds } from "./high-watermark.ts";
import { checkCandidates, noteLastReplica } from "./metadata.ts";

/** Remembers that a replica lost committed records (reliability 2.1, BUD). */
function noteLoss(ghost: GhostPartition, broker: number): void {
  if (!ghost.lossy.includes(broker)) ghost.lossy.push(broker);
  noteLastReplica(ghost);
}

/** A command acts on a node. */
export function nodeFaulted(watch: Watch, node: number, fault: NodeFault): void {
  const broker = ghostBroker(watch.state, node);
  if (fault === "kill" || fault === "powerLoss" || fault === "wipe") broker.died = true;
  if (fault === "start") broker.returned = broker.died;
  if (fault !== "wipe" && fault !== "powerLoss") return;
  for (const ghost of allGhosts(watch.state)) {
    const replica = ghost.replicas[node];
    if (replica === undefined) continue;
    if (fault === "powerLoss") {
      replica.lostPower = true;
      noteLastReplica(ghost);
      continue;
    }
    const held = agreement(replica.log, ghost.committed);
    const lost = replica.log.runs.length > 0 && held > replica.log.start;
    delete ghost.replicas[node];
    if (lost) noteLoss(ghost, node);
    settle(watch, ghost, ` when the disk of broker ${node} was wiped`, [`fault:${node}`]);
  }
}

/** A broker opened a log after a start: only a power loss or a wiped disk may have made it shorter. */
export function replicaOpened(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const { log } = partition;
  const replica = replicaOf(ghost, broker);
  if (replica.dropped && log.logEndOffset === 0) replica.log = lineage();
  replica.dropped = false;
  const { lostPower } = replica;
  const end = log.logEndOffset;
  replica.comparedEpoch = -1;
  replica.ledEpoch = -1;
  replica.highWatermark = log.highWatermark;
  replica.logStartOffset = log.logStartOffset;
  replica.lostPower = false;
  checkBounds(watch, ghost, broker, partition);
  if (end > replica.log.end || (end < replica.log.end && !lostPower))
    violated(
      watch,
      ghost,
      "R17",
      `broker ${broker} opened ${ghost.topic}-${ghost.index} with ${end} records after it had closed it with ${replica.log.end}`,
    );
  const held = agreement(replica.log, ghost.committed);
  if (end > replica.log.end) replica.log = lineage(end);
  else if (end < replica.log.end) cut(replica.log, end);
  if (end < held) noteLoss(ghost, broker);
  checkCandidates(watch, ghost);
  if (lostPower)
    settle(
      watch,
      ghost,
      ` when broker ${broker} came back without what it had not flushed`,
      [`fault:${broker}`],
    );
}
