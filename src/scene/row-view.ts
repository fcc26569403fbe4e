import type { PartitionView, ViewFrame } from "../contract/frame.ts";

/** The full row of a partition, by its row of the overview; none while nobody has asked for it. */
export function viewOfRow(frame: ViewFrame, row: number): PartitionView | undefined {
  const guess = frame.partitions[row];
  if (guess?.row === row) return guess;
  return frame.partitions.find((view) => view.row === row);
}

/** `orders-3`, of any row of the overview. */
export function rowLabel(frame: ViewFrame, row: number): string {
  const topic = frame.topics[frame.overview.topicOf[row] ?? -1];
  return topic === undefined ? "" : `${topic.name}-${frame.overview.partitionOf[row]}`;
}

/** The row of a partition; -1 where there is none. */
export function rowOf(frame: ViewFrame, topic: string, partition: number): number {
  const { topicOf, partitionOf } = frame.overview;
  const at = frame.topics.findIndex((one) => one.name === topic);
  if (at < 0) return -1;
  return topicOf.findIndex((one, row) => one === at && partitionOf[row] === partition);
}
