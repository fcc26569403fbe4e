import type { BrokerView, ViewFrame } from "../contract/frame.ts";
import { partitionBits } from "../contract/overview.ts";
import type { PartitionState, StageFilter } from "../contract/stage-filter.ts";

/** In Kafka's words, as its tools have them. */
export const partitionStateText: Readonly<Record<PartitionState, string>> = {
  underReplicated: "under-replicated",
  atMinIsr: "at min ISR",
  underMinIsr: "under min ISR",
  offline: "offline (no leader)",
  reassigning: "reassigning",
  notPreferred: "leader not preferred",
};

/** What a filter shows, for the line that says so. */
export function filterText(filter: StageFilter): string {
  switch (filter.kind) {
    case "partitions":
      return partitionStateText[filter.state];
    case "brokers":
      return `on brokers that are ${filter.state}`;
    case "topic":
      return `of ${filter.topic}`;
    case "broker":
      return `on broker ${filter.broker}`;
    default:
      return `on rack ${filter.rack}`;
  }
}

function isIn(broker: BrokerView, filter: StageFilter): boolean {
  if (filter.kind === "broker") return broker.id === filter.broker;
  if (filter.kind === "rack") return broker.rack === filter.rack;
  if (filter.kind !== "brokers") return true;
  return filter.state === "fenced" ? broker.fenced : broker.status === filter.state;
}

/** Brokers that a filter means; all of them where it means partitions. */
export function brokersIn(frame: ViewFrame, filter: StageFilter): readonly BrokerView[] {
  return frame.brokers.filter((broker) => isIn(broker, filter));
}

function holds(frame: ViewFrame, filter: StageFilter): (row: number) => boolean {
  const { partitions, topicOf, firstReplica, brokerOf } = frame.overview;
  if (filter.kind === "partitions")
    return (row) => ((partitions[row] ?? 0) & partitionBits[filter.state]) !== 0;
  if (filter.kind === "topic") {
    const topic = frame.topics.findIndex((one) => one.name === filter.topic);
    return (row) => topicOf[row] === topic;
  }
  const meant = new Set(brokersIn(frame, filter).map((broker) => broker.id));
  return (row) => {
    const until = firstReplica[row + 1] ?? 0;
    for (let at = firstReplica[row] ?? 0; at < until; at++)
      if (meant.has(brokerOf[at] ?? -1)) return true;
    return false;
  };
}

/** Rows that are shown when nobody asks for certain ones: of internal topics only partitions that hold something, a group's above all. */
function unasked(frame: ViewFrame): (row: number) => boolean {
  const { partitions, topicOf, partitionOf } = frame.overview;
  const internal = frame.topics.map(({ name }) => name.startsWith("__"));
  const offsets = frame.topics.findIndex(({ name }) => name === "__consumer_offsets");
  const groups = new Set(frame.groups.map((group) => group.coordinatorPartition));
  const written = new Set(
    frame.partitions
      .filter(({ logs }) => logs.some(({ logEndOffset }) => logEndOffset > 0))
      .map(({ row }) => row),
  );
  const trouble = partitionBits.offline | partitionBits.underMinIsr;
  return (row) => {
    const topic = topicOf[row] ?? -1;
    return (
      internal[topic] !== true ||
      (topic === offsets && groups.has(partitionOf[row] ?? -1)) ||
      written.has(row) ||
      ((partitions[row] ?? 0) & trouble) !== 0
    );
  };
}

/** Rows of the overview that a filter shows, ascending; without one all but the unused ones of internal topics. */
export function rowsIn(frame: ViewFrame, filter: StageFilter | null): number[] {
  const rows: number[] = [];
  const test = filter === null ? unasked(frame) : holds(frame, filter);
  for (let row = 0; row < frame.overview.topicOf.length; row++)
    if (test(row)) rows.push(row);
  return rows;
}

/** How many partitions are in each state. */
export function partitionCounts(
  frame: ViewFrame,
): Readonly<Record<PartitionState, number>> {
  const counts = {
    underReplicated: 0,
    atMinIsr: 0,
    underMinIsr: 0,
    offline: 0,
    reassigning: 0,
    notPreferred: 0,
  };
  for (const bits of frame.overview.partitions) {
    if (bits === 0) continue;
    if ((bits & partitionBits.underReplicated) !== 0) counts.underReplicated++;
    if ((bits & partitionBits.atMinIsr) !== 0) counts.atMinIsr++;
    if ((bits & partitionBits.underMinIsr) !== 0) counts.underMinIsr++;
    if ((bits & partitionBits.offline) !== 0) counts.offline++;
    if ((bits & partitionBits.reassigning) !== 0) counts.reassigning++;
    if ((bits & partitionBits.notPreferred) !== 0) counts.notPreferred++;
  }
  return counts;
}
