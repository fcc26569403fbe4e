import { javaHashOrder } from "../java-hash-set.ts";
import { stringHash } from "../protocol/coordinator-partition.ts";

export interface UsableBroker {
  readonly id: number;
  readonly rack: string | null;
  readonly fenced: boolean;
}

export interface Placement {
  readonly kind: "placed";
  /** Replicas of each partition; the first is the preferred leader. */
  readonly partitions: readonly (readonly number[])[];
}

export interface PlacementRefused {
  readonly kind: "refused";
  readonly error: "INVALID_REPLICATION_FACTOR";
  readonly message: string;
}

/** A number from 0 up to `bound`, exclusive. */
export type NextInt = (bound: number) => number;

/** Brokers of one rack that are given out round robin. Kafka: StripedReplicaPlacer.BrokerList. */
interface BrokerRing {
  readonly brokers: number[];
  given: number;
  offset: number;
  round: number;
}

interface Rack {
  readonly name: string | null;
  readonly fenced: BrokerRing;
  readonly unfenced: BrokerRing;
}

interface Racks {
  /** As Java's hash table walks them: the order of the draws. */
  readonly byHash: readonly Rack[];
  /** By name, no rack first; shuffled when all assignments have been used. */
  readonly inOrder: Rack[];
  readonly total: number;
  readonly unfenced: number;
  round: number;
  offset: number;
}

/**
 * Where the replicas of new partitions go: over the racks in turn, within a rack over its brokers, fenced ones last,
 * never as leader. Kafka: StripedReplicaPlacer.place.
 */
export function placeReplicas(
  brokers: readonly UsableBroker[],
  partitions: number,
  replicationFactor: number,
  nextInt: NextInt,
): Placement | PlacementRefused {
  const racks = racksOf(brokers, nextInt);
  const fault = placementFault(racks, replicationFactor);
  if (fault !== undefined) {
    return { kind: "refused", error: "INVALID_REPLICATION_FACTOR", message: fault };
  }
  const placed = Array.from({ length: partitions }, () => {
    // A single unfenced broker would shuffle for ever.
    if (racks.round === racks.unfenced && racks.unfenced > 1) reshuffle(racks, nextInt);
    return placeOne(racks, replicationFactor);
  });
  return { kind: "placed", partitions: placed };
}

function placementFault(racks: Racks, replicationFactor: number): string | undefined {
  if (replicationFactor <= 0) {
    return `Invalid replication factor ${replicationFactor}: the replication factor must be positive.`;
  }
  if (racks.unfenced === 0) return "All brokers are currently fenced.";
  if (replicationFactor > racks.total) {
    return `The target replication factor of ${replicationFactor} cannot be reached because only ${racks.total} broker(s) are registered.`;
  }
  return undefined;
}

function racksOf(brokers: readonly UsableBroker[], nextInt: NextInt): Racks {
  const names = brokers.map((broker) => broker.rack);
  const byHash = javaHashOrder(names, (name) =>
    name === null ? 0 : stringHash(name),
  ).map((name): Rack => rackOf(name, brokers, nextInt));
  const inOrder = byHash.toSorted((a, b) => compareNames(a.name, b.name));
  return {
    byHash,
    inOrder,
    total: brokers.length,
    unfenced: brokers.filter((broker) => !broker.fenced).length,
    round: 0,
    offset: inOrder.length === 0 ? 0 : nextInt(inOrder.length),
  };
}

function rackOf(
  name: string | null,
  brokers: readonly UsableBroker[],
  nextInt: NextInt,
): Rack {
  const here = brokers.filter((broker) => broker.rack === name);
  const ring = (fenced: boolean): BrokerRing => {
    const ids = here.filter((broker) => broker.fenced === fenced).map(({ id }) => id);
    const offset = ids.length === 0 ? 0 : nextInt(ids.length);
    return { brokers: ids.toSorted((a, b) => a - b), given: 0, offset, round: 0 };
  };
  return { name, fenced: ring(true), unfenced: ring(false) };
}

/** Kafka: OptionalStringComparator. */
function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

/** Kafka: StripedReplicaPlacer.RackList.place. */
function placeOne(racks: Racks, replicationFactor: number): readonly number[] {
  const { inOrder, round } = racks;
  const count = inOrder.length;
  if (racks.offset === count) racks.offset = 0;
  let leaderRack = racks.offset;
  let leader = -1;
  for (; leader < 0; leaderRack = (leaderRack + 1) % count) {
    leader = next(inOrder[leaderRack]?.unfenced, round);
    if (leader >= 0) break;
  }
  const replicas = [leader];
  for (
    let at = racks.offset;
    replicas.length < replicationFactor;
    at = (at + 1) % count
  ) {
    const rack = inOrder[at];
    // The leader has taken its rack's turn, once.
    if (at === leaderRack) leaderRack = -1;
    else {
      const unfenced = next(rack?.unfenced, round);
      const replica = unfenced >= 0 ? unfenced : next(rack?.fenced, round);
      if (replica >= 0) replicas.push(replica);
    }
  }
  racks.round++;
  racks.offset++;
  return replicas;
}

/** The next broker of a ring in this round, or -1 when it has given all. Kafka: BrokerList.next. */
function next(ring: BrokerRing | undefined, round: number): number {
  if (ring === undefined || ring.brokers.length === 0) return -1;
  const size = ring.brokers.length;
  if (ring.round !== round) {
    ring.round = round;
    ring.given = 0;
    ring.offset = (ring.offset + 1) % size;
  }
  if (ring.given >= size) return -1;
  return ring.brokers[(ring.given++ + ring.offset) % size] ?? -1;
}

function reshuffle(racks: Racks, nextInt: NextInt): void {
  shuffle(racks.inOrder, nextInt);
  for (const rack of racks.byHash) {
    shuffle(rack.fenced.brokers, nextInt);
    shuffle(rack.unfenced.brokers, nextInt);
  }
  racks.round = 0;
}

/** Java: Collections.shuffle, whose draws go from the end. */
function shuffle(list: unknown[], nextInt: NextInt): void {
  for (let i = list.length - 1; i > 0; i--) {
    const at = nextInt(i + 1);
    const drawn = list[at];
    const last = list[i];
    if (drawn === undefined || last === undefined) continue;
    list[i] = drawn;
    list[at] = last;
  }
}
