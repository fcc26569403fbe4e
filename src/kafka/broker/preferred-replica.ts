import { brokerOf } from "../controller/metadata-image.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { DelayedFetch, FetchAsk } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";

/** The only selector that comes with Kafka besides the leader's own. */
const rackAware = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

/** Whether a consumer of this fetch may be sent to a replica in its rack. */
export const choosesByRack = (broker: Broker, fetch: DelayedFetch): boolean =>
  fetch.replica < 0 && fetch.rack !== "" && broker.config.replicaSelector === rackAware;

interface Candidate {
  readonly broker: number;
  readonly logEndOffset: number;
  readonly lastCaughtUpMs: number;
}

/**
 * The replica in the consumer's rack that it shall read from instead, or -1 for this leader: of the in-sync followers
 * that have the offset the one that is furthest, then the one that was level last, then the one with the highest id.
 * Kafka: ReplicaManager.findPreferredReadReplica with RackAwareReplicaSelector.
 */
export function preferredReadReplica(
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
  partition: HostedPartition,
): number {
  if (partition.role !== "leader" || !choosesByRack(broker, fetch)) return -1;
  if (broker.config.rack === fetch.rack) return -1;
  let best: Candidate | undefined;
  for (const follower of partition.followers) {
    const fits =
      partition.isr.includes(follower.broker) &&
      follower.logEndOffset >= ask.fetchOffset &&
      follower.logStartOffset <= ask.fetchOffset &&
      rackOf(broker, follower.broker) === fetch.rack;
    if (fits && (best === undefined || isAhead(follower, best))) best = follower;
  }
  return best?.broker ?? -1;
}

/** The rack of a broker that can be read from: a fenced one has no endpoint. */
function rackOf(broker: Broker, id: number): string | null {
  const registration = brokerOf(broker.image, id);
  return registration === undefined || registration.fenced ? null : registration.rack;
}

/** Kafka: ReplicaView.comparator. */
function isAhead(one: Candidate, other: Candidate): boolean {
  if (one.logEndOffset !== other.logEndOffset)
    return one.logEndOffset > other.logEndOffset;
  if (one.lastCaughtUpMs !== other.lastCaughtUpMs)
    return one.lastCaughtUpMs > other.lastCaughtUpMs;
  return one.broker > other.broker;
}
