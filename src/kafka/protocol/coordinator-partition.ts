/** Java's String.hashCode: over UTF-16 units, signed 32 bits. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  }
  return hash;
}

/**
 * The partition of `__consumer_offsets` or `__transaction_state` whose leader coordinates `id`.
 * Kafka: GroupCoordinatorService.partitionFor; Utils.abs turns -2^31 into 0.
 */
export function coordinatorPartition(id: string, partitions: number): number {
  const hash = stringHash(id);
  return (hash === -0x80000000 ? 0 : Math.abs(hash)) % partitions;
}
