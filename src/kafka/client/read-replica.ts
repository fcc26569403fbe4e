import {
  type Address,
  type ClusterView,
  leaderAddress,
  metadataMaxAgeUs,
} from "./cluster-view.ts";
import type { Position } from "./consumer.ts";

/** A replica that the leader has named, and how long it is kept. Kafka: SubscriptionState.updatePreferredReadReplica. */
export interface ReadReplica {
  readonly node: number;
  /** Epoch of the leader that named it: another leader may know better. */
  readonly leaderEpoch: number;
  readonly untilUs: number;
}

/** Where a position is read: from the replica that the leader has named as long as that is known, else from the leader. Kafka: AbstractFetch.selectReadReplica. */
export function readAddress(
  view: ClusterView,
  position: Position,
  nowUs: number,
): Address | undefined {
  const { readReplica } = position;
  if (readReplica === null) return leaderAddress(view, position.partition);
  const valid =
    nowUs < readReplica.untilUs &&
    readReplica.leaderEpoch === epochOf(view, position) &&
    view.alive.includes(readReplica.node);
  const found = valid ? addressOf(view, readReplica.node) : undefined;
  if (found !== undefined) return found;
  position.readReplica = null;
  return leaderAddress(view, position.partition);
}

/** The leader has sent the consumer to another replica, for `metadata.max.age.ms`. */
export function readFrom(
  view: ClusterView,
  position: Position,
  node: number,
  nowUs: number,
): void {
  const leaderEpoch = epochOf(view, position);
  position.readReplica = { node, leaderEpoch, untilUs: nowUs + metadataMaxAgeUs };
}

/** The address of a broker, or undefined. */
export function addressOf({ addresses }: ClusterView, node: number): Address | undefined {
  for (const address of addresses) if (address.nodeId === node) return address;
  return undefined;
}

const epochOf = (view: ClusterView, { partition }: Position): number =>
  view.partitions[partition]?.leaderEpoch ?? -1;
