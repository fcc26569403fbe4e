import { stringHash } from "../../protocol/coordinator-partition.ts";

/** A set that keeps what Java's HashSet of TopicPartition of one topic would give first. */
interface MovedSet {
  /** As inserted. */
  readonly partitions: number[];
  /** The table doubles as it grows and never shrinks. */
  capacity: number;
}

/** Which partitions moved from whom to whom while balancing. Kafka: AbstractStickyAssignor.PartitionMovements. */
export interface PartitionMovements {
  /** By partition: from, to. */
  readonly moves: Map<number, readonly [from: number, to: number]>;
  /** By topic, then `from>to`. */
  readonly byTopic: Map<number, Map<string, MovedSet>>;
}

/** Where a moved partition lies: its topic's number and name, and its number within it. */
export interface MovedPartition {
  readonly id: number;
  readonly topic: number;
}

export function partitionMovements(): PartitionMovements {
  return { moves: new Map(), byTopic: new Map() };
}

/** A partition that moves back to where it came from has not moved. Kafka: PartitionMovements.movePartition. */
export function recordMove(
  movements: PartitionMovements,
  { id, topic }: MovedPartition,
  from: number,
  to: number,
): void {
  const earlier = movements.moves.get(id);
  if (earlier === undefined) {
    addRecord(movements, { id, topic }, [from, to]);
    return;
  }
  removeRecord(movements, { id, topic }, earlier);
  if (earlier[0] !== to) addRecord(movements, { id, topic }, [earlier[0], to]);
}

/**
 * If another partition of the topic moved the other way, it is the one that moves back: so less is moved in all.
 * Kafka: PartitionMovements.getTheActualPartitionToBeMoved.
 */
export function partitionToMove(
  movements: PartitionMovements,
  { id, topic }: MovedPartition,
  pair: readonly [from: number, to: number],
  place: { readonly name: string; readonly first: number },
): number {
  const those = movements.byTopic.get(topic);
  if (those === undefined) return id;
  const from = movements.moves.get(id)?.[0] ?? pair[0];
  const reverse = those.get(`${pair[1]}>${from}`);
  return reverse === undefined ? id : firstInHashOrder(reverse, place);
}

/** Kafka: TopicPartition.hashCode. */
function firstInHashOrder(
  set: MovedSet,
  { name, first }: { readonly name: string; readonly first: number },
): number {
  const topicHash = stringHash(name);
  const bucketOf = (id: number): number => {
    const hash = (Math.imul(31, 31 + (id - first)) + topicHash) | 0;
    return (hash ^ (hash >>> 16)) & (set.capacity - 1);
  };
  return set.partitions.reduce((best, id) => (bucketOf(id) < bucketOf(best) ? id : best));
}

function addRecord(
  movements: PartitionMovements,
  { id, topic }: MovedPartition,
  pair: readonly [number, number],
): void {
  movements.moves.set(id, pair);
  const those = movements.byTopic.get(topic) ?? new Map<string, MovedSet>();
  movements.byTopic.set(topic, those);
  const key = `${pair[0]}>${pair[1]}`;
  const set = those.get(key) ?? { partitions: [], capacity: 16 };
  those.set(key, set);
  set.partitions.push(id);
  if (set.partitions.length > set.capacity * 0.75) set.capacity *= 2;
}

function removeRecord(
  movements: PartitionMovements,
  { id, topic }: MovedPartition,
  pair: readonly [number, number],
): void {
  movements.moves.delete(id);
  const those = movements.byTopic.get(topic);
  const key = `${pair[0]}>${pair[1]}`;
  const set = those?.get(key);
  const at = set?.partitions.indexOf(id) ?? -1;
  if (at >= 0) set?.partitions.splice(at, 1);
  if (set?.partitions.length === 0) those?.delete(key);
  if (those?.size === 0) movements.byTopic.delete(topic);
}
