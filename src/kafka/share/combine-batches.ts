import type { StateBatch } from "./share-partition.ts";

/** Of two states of one record the one with more deliveries counts, then the one that is further on. */
const isBehind = (a: StateBatch, b: StateBatch): boolean =>
  a.deliveryCount === b.deliveryCount
    ? a.deliveryState < b.deliveryState
    : a.deliveryCount < b.deliveryCount;

/**
 * State batches with newer ones put over them: sorted, without overlaps, nothing before the start offset (-1: it is not
 * known), neighbours of one state joined. Kafka: PersisterStateBatchCombiner.combineStateBatches.
 */
export function combineBatches(
  soFar: readonly StateBatch[],
  newer: readonly StateBatch[],
  startOffset: number,
): StateBatch[] {
  const all = [...soFar, ...newer].filter(
    ({ firstOffset, lastOffset }) =>
      lastOffset >= Math.max(startOffset, 0) && lastOffset >= firstOffset,
  );
  const bounds = all.flatMap(({ firstOffset, lastOffset }) => [
    Math.max(firstOffset, startOffset),
    lastOffset + 1,
  ]);
  const cuts = [...new Set(bounds)].toSorted((a, b) => a - b);
  const sorted = all.toSorted((a, b) => a.firstOffset - b.firstOffset);
  const combined: StateBatch[] = [];
  let live: StateBatch[] = [];
  let next = 0;
  for (const [i, from] of cuts.entries()) {
    const to = (cuts[i + 1] ?? from) - 1;
    for (; (sorted[next]?.firstOffset ?? Number.POSITIVE_INFINITY) <= from; next++)
      live.push(sorted[next] as StateBatch);
    live = live.filter(({ lastOffset }) => lastOffset >= from);
    const best = live.reduce<StateBatch | undefined>(
      (found, one) => (found === undefined || isBehind(found, one) ? one : found),
      undefined,
    );
    if (best !== undefined && to >= from)
      join(combined, { ...best, firstOffset: from, lastOffset: to });
  }
  return combined;
}

function join(combined: StateBatch[], one: StateBatch): void {
  const before = combined.at(-1);
  if (
    before !== undefined &&
    before.lastOffset + 1 === one.firstOffset &&
    before.deliveryState === one.deliveryState &&
    before.deliveryCount === one.deliveryCount
  )
    combined[combined.length - 1] = { ...before, lastOffset: one.lastOffset };
  else combined.push(one);
}
