import type { Command } from "../../contract/command.ts";
import { type Arrangement, rowAt } from "../../scene/arrange/arrangement.ts";

/** A replica that is being carried to another broker. */
export interface ReplicaMove {
  readonly row: number;
  readonly from: number;
  /** Broker that it is held over; null where it cannot be put. */
  readonly to: number | null;
}

/** Brokers that have no replica of a row, from left to right. */
export function freeBrokers(at: Arrangement, row: number): readonly number[] {
  const taken = (rowAt(at, row)?.boxes ?? []).map(({ broker }) => broker);
  return at.columns.map(({ broker }) => broker).filter((id) => !taken.includes(id));
}

/** The broker whose column is at an x of the stage, where the replica may go there. */
export function brokerUnder(at: Arrangement, row: number, x: number): number | null {
  const column = at.columns.find((one) => x >= one.x && x < one.x + one.w);
  return column !== undefined && freeBrokers(at, row).includes(column.broker)
    ? column.broker
    : null;
}

/** The next free broker to the left or right of where the replica is held. */
export function nextBroker(
  at: Arrangement,
  move: ReplicaMove,
  by: 1 | -1,
): number | null {
  const order = at.columns.map(({ broker }) => broker);
  const free = freeBrokers(at, move.row);
  let i = order.indexOf(move.to ?? move.from) + by;
  while (i >= 0 && i < order.length && !free.includes(order[i] ?? -1)) i += by;
  return order[i] ?? move.to;
}

/** The reassignment that puts the replica where it is held, in the place of the one that goes; null when nowhere. */
export function moveCommand(
  at: Arrangement,
  replicas: readonly number[],
  { row, from, to }: ReplicaMove,
): Extract<Command, { kind: "reassign" }> | null {
  const place = rowAt(at, row);
  if (place === undefined || to === null) return null;
  const { topic, partition } = place;
  return {
    kind: "reassign",
    topic,
    partition,
    replicas: replicas.map((id) => (id === from ? to : id)),
  };
}
