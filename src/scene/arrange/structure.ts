import type { ViewFrame } from "../../contract/frame.ts";
import type { StageFilter } from "../../contract/stage-filter.ts";
import { brokersIn, rowsIn } from "../stage-filter.ts";
import type { ArrangeInput, Placed } from "./arrange.ts";
import { brokersByRack } from "./racks.ts";

/** What decides everything's place beside the size of the stage. */
export type Structure = Pick<
  ArrangeInput,
  "brokers" | "racks" | "controllers" | "partitions" | "replicas"
>;

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** What a structure was read from; compared instead of the structure, which is built only when one of them differs. */
interface Source {
  readonly rows: readonly number[];
  readonly columns: readonly ArrayLike<number>[];
  readonly words: readonly string[];
}

function sourceOf(frame: ViewFrame, filter: StageFilter | null): Source {
  const { topicOf, partitionOf, firstReplica, brokerOf } = frame.overview;
  const brokers = filter === null ? frame.brokers : brokersIn(frame, filter);
  return {
    rows: rowsIn(frame, filter),
    columns: [
      topicOf,
      partitionOf,
      firstReplica,
      brokerOf,
      brokers.map((one) => one.id),
      frame.controllers.map((one) => one.id),
    ],
    words: [
      ...frame.topics.map((one) => one.name),
      ...brokers.map((one) => one.rack ?? ""),
    ],
  };
}

function isSame(a: Source, b: Source): boolean {
  return (
    sameNumbers(a.rows, b.rows) &&
    a.columns.every((column, i) => sameNumbers(column, b.columns[i] ?? [])) &&
    a.words.length === b.words.length &&
    a.words.every((word, i) => word === b.words[i])
  );
}

function build(frame: ViewFrame, filter: StageFilter | null, source: Source): Structure {
  const { topicOf, partitionOf, firstReplica, brokerOf } = frame.overview;
  const partitions: Placed[] = source.rows.map((row) => {
    const first = firstReplica[row] ?? 0;
    return {
      row,
      topic: frame.topics[topicOf[row] ?? -1]?.name ?? "",
      partition: partitionOf[row] ?? 0,
      replicas: [...brokerOf.subarray(first, firstReplica[row + 1])],
      firstReplica: first,
    };
  });
  const racks: Record<number, string> = {};
  for (const { id, rack } of frame.brokers) if (rack !== null) racks[id] = rack;
  const shown = filter === null ? frame.brokers : brokersIn(frame, filter);
  return {
    brokers: brokersByRack(
      shown.map((one) => one.id),
      racks,
    ),
    racks,
    controllers: frame.controllers.map((one) => one.id),
    partitions,
    replicas: brokerOf.length,
  };
}

/** Reads structures from frames; gives the same one again as long as nothing has changed in it. */
export function structureReader(): (
  frame: ViewFrame | null,
  filter: StageFilter | null,
) => Structure | null {
  let known: { readonly source: Source; readonly structure: Structure } | null = null;
  return (frame, filter) => {
    if (frame === null) return null;
    const source = sourceOf(frame, filter);
    if (known === null || !isSame(known.source, source))
      known = { source, structure: build(frame, filter, source) };
    return known.structure;
  };
}
