import type { Context } from "../context.ts";
import { activeSegment, positionOf } from "../log/partition-log.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import type { PartitionRead } from "./fetch-read.ts";

/** Memory comes and goes in pieces of this size: what a disk reads ahead, bytes. */
const pieceBytes = 1_048_576;

/**
 * Which pieces of segments lie in a machine's memory, the least recently used first. What is written lies there at once;
 * what is not there any more has to come from the disk, and pushes others out. Kafka leaves this to the operating system.
 */
export interface PageCache {
  held: string[];
  /** The disk reads one thing at a time until then, µs. */
  diskBusyUntilUs: number;
}

export const pageCache = (): PageCache => ({ held: [], diskBusyUntilUs: 0 });

/** Takes a piece in, or to the end of the line; true when it was there already. */
function hold({ cache, disk }: Broker, key: string): boolean {
  const { held } = cache;
  const most = Math.max(1, Math.floor((disk.machine.pageCacheBytes ?? 0) / pieceBytes));
  if (held[held.length - 1] === key) return true;
  const at = held.indexOf(key);
  if (at >= 0) held.splice(at, 1);
  held.push(key);
  if (held.length > most) held.shift();
  return at >= 0;
}

const pieceKey = (
  { topicId, index }: HostedPartition,
  segmentBase: number,
  position: number,
): string => `${topicId}:${index}:${segmentBase}:${Math.floor(position / pieceBytes)}`;

/** What was appended last lies in memory. */
export function holdWritten(broker: Broker, partition: HostedPartition): void {
  if (broker.disk.machine.pageCacheBytes === null) return;
  const { baseOffset, sizeInBytes } = activeSegment(partition.log);
  if (sizeInBytes > 0) hold(broker, pieceKey(partition, baseOffset, sizeInBytes - 1));
}

/** Bytes of a read that have to come from the disk, a whole piece at a time. */
function coldBytes(broker: Broker, { ask, entries, bytes }: PartitionRead): number {
  const partition = hostedReplica(broker, ask.topicId, ask.index);
  const first = entries[0]?.baseOffset;
  if (partition === undefined || first === undefined) return 0;
  const from = positionOf(partition.log, first);
  if (from === undefined) return 0;
  let cold = 0;
  const to = from.position + bytes;
  for (let at = from.position; at < to; at += pieceBytes)
    if (!hold(broker, pieceKey(partition, from.segmentBaseOffset, at)))
      cold += pieceBytes;
  return cold;
}

/** How long the disk takes for what a fetch reads and the memory does not hold, µs. */
export function coldReadUs(
  context: Context,
  broker: Broker,
  reads: readonly PartitionRead[],
): number {
  const { pageCacheBytes, diskReadBytesPerSecond } = broker.disk.machine;
  if (pageCacheBytes === null) return 0;
  let cold = 0;
  for (const read of reads) if (read.bytes > 0) cold += coldBytes(broker, read);
  if (cold === 0) return 0;
  const { cache } = broker;
  const now = context.effects.nowUs();
  cache.diskBusyUntilUs =
    Math.max(cache.diskBusyUntilUs, now) +
    Math.ceil((cold * 1_000_000) / diskReadBytesPerSecond);
  return cache.diskBusyUntilUs - now;
}
