import type { LinkEnd } from "../../contract/fault-command.ts";
import type { LinkView, PlannedView } from "../../contract/frame.ts";
import { type LinkFault, noFault } from "../../sim/network.ts";
import type { WorldState } from "../world.ts";

const own = (value: number, none: number): number | null =>
  value === none ? null : value;

function viewOf(a: LinkEnd, b: LinkEnd, forth: LinkFault, back: LinkFault): LinkView {
  const shaped =
    forth.latencyUs >= 0 || forth.jitterUs >= 0 || forth.bandwidth > 0 ? forth : back;
  return {
    a,
    b,
    cutForth: forth.cut,
    cutBack: back.cut,
    stalledForth: forth.stalled,
    stalledBack: back.stalled,
    latencyUs: own(shaped.latencyUs, -1),
    jitterUs: own(shaped.jitterUs, -1),
    bandwidth: own(shaped.bandwidth, 0),
  };
}

/** Links that are not as they should be, nodes before clients. */
export function linkViews({ sim, topology, clients }: WorldState): LinkView[] {
  if (sim.linkFaults.length === 0) return [];
  const ends = new Map<number, LinkEnd>();
  for (const { process, nodeId } of topology.peers) ends.set(process, nodeId);
  for (const { process, id } of clients) ends.set(process, id);
  const order = [...ends.keys()];
  const links = new Map<string, [LinkFault, LinkFault]>();
  for (const fault of sim.linkFaults) {
    const [from, to] = [order.indexOf(fault.from), order.indexOf(fault.to)];
    // A client that has ended is no end any more.
    if (from < 0 || to < 0) continue;
    const key = `${Math.min(from, to)}:${Math.max(from, to)}`;
    const pair = links.get(key) ?? [noFault(0, 0), noFault(0, 0)];
    pair[from < to ? 0 : 1] = fault;
    links.set(key, pair);
  }
  return [...links]
    .map(([key, pair]) => ({ pair, at: key.split(":").map(Number) }))
    .toSorted(
      (x, y) => (x.at[0] ?? 0) - (y.at[0] ?? 0) || (x.at[1] ?? 0) - (y.at[1] ?? 0),
    )
    .map(({ pair, at: [i, j] }) => {
      const end = (place: number | undefined): LinkEnd =>
        ends.get(order[place ?? -1] ?? -1) ?? -1;
      return viewOf(end(i), end(j), ...pair);
    });
}

/** What is to come by command. */
export function plannedViews({ timed, sim }: WorldState): PlannedView[] {
  const rolling = timed.rolling.map(
    ({ id, gapUs, nodes, notBeforeUs }): PlannedView => ({
      id,
      atUs: Math.max(notBeforeUs, sim.nowUs),
      command: { kind: "rollingRestart", nodes: [...nodes], gapUs },
    }),
  );
  const flaps = timed.flaps.map(({ id, nextUs, command }) => ({
    id,
    atUs: nextUs,
    command,
  }));
  return [...rolling, ...flaps, ...timed.scheduled].toSorted((x, y) => x.atUs - y.atUs);
}
