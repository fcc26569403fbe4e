import type { Focus } from "../../contract/command.ts";
import {
  mostRowsAsked,
  type OverviewView,
  partitionBits,
  rowsUnasked,
} from "../../contract/overview.ts";
import type { TopicImage } from "../../kafka/controller/metadata-image.ts";

/** Partitions in trouble come in full although nobody looks at them: the page's words are about them. */
const mostInTrouble = 24;
const trouble = partitionBits.offline | partitionBits.underMinIsr;

/** The first row of each topic, by topic id. */
export function firstRows(topics: readonly TopicImage[]): Record<string, number> {
  const first: Record<string, number> = {};
  let row = 0;
  for (const topic of topics) {
    first[topic.topicId] = row;
    row += topic.partitions.length;
  }
  return first;
}

/** The row of the partition that is looked at closely; -1 none. */
export function rowOfFocus(topics: readonly TopicImage[], focus: Focus | null): number {
  if (focus === null || !("topic" in focus) || !("partition" in focus)) return -1;
  let row = 0;
  for (const { name, partitions } of topics) {
    if (name === focus.topic)
      return focus.partition < partitions.length ? row + focus.partition : -1;
    row += partitions.length;
  }
  return -1;
}

/** Rows that a frame carries in full, in order. */
export function rowsShown(
  overview: OverviewView,
  wanted: { readonly asked: readonly number[]; readonly focused: number },
): number[] {
  const count = overview.topicOf.length;
  if (count <= rowsUnasked) return Array.from({ length: count }, (_, row) => row);
  const rows = new Set<number>();
  for (const row of wanted.asked.slice(0, mostRowsAsked))
    if (Number.isInteger(row) && row >= 0 && row < count) rows.add(row);
  if (wanted.focused >= 0) rows.add(wanted.focused);
  let found = 0;
  for (let row = 0; row < count && found < mostInTrouble; row++)
    if (((overview.partitions[row] ?? 0) & trouble) !== 0) {
      rows.add(row);
      found++;
    }
  return [...rows].toSorted((a, b) => a - b);
}
