import type { Receipt } from "../contract/command.ts";
import type { LinkEnd } from "../contract/fault-command.ts";
import { processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { refused } from "./receipt.ts";
import type { World, WorldState } from "./world.ts";

/** A direction between two processes. */
export interface Way {
  readonly from: number;
  readonly to: number;
}

/** The process at one end of a link, -1 when there is none of that id. */
export function endProcess({ topology, clients }: WorldState, end: LinkEnd): number {
  return typeof end === "number"
    ? processOf(topology, end)
    : (clients.find(({ id }) => id === end)?.process ?? -1);
}

/** Every end that a link can have: nodes, then clients. */
export const allEnds = ({ topology, clients }: WorldState): LinkEnd[] => [
  ...topology.peers.map(({ nodeId }) => nodeId),
  ...clients.map(({ id }) => id),
];

/** Refused when there is no such node or client. */
export function unknownEnd(world: World, end: LinkEnd, path: string): Receipt | null {
  if (endProcess(world.state, end) >= 0) return null;
  const { topology, clients } = world.state;
  return typeof end === "number"
    ? refused(
        path,
        `There is no node ${end}; the cluster has ${topology.peers.map(({ nodeId }) => nodeId).join(", ")}.`,
      )
    : refused(
        path,
        `There is no client ${end}; the run has ${clients.map(({ id }) => id).join(", ") || "none"}.`,
      );
}

/** Refused when the two are no link. */
export function wrongLink(
  world: World,
  { a, b }: { readonly a: LinkEnd; readonly b: LinkEnd },
  path: string,
): Receipt | null {
  const unknown = unknownEnd(world, a, `${path}/a`) ?? unknownEnd(world, b, `${path}/b`);
  if (unknown !== null) return unknown;
  if (a === b) return refused(`${path}/b`, "A link joins two different nodes.");
  if (typeof a === "string" && typeof b === "string")
    return refused(
      `${path}/b`,
      "Clients do not talk to each other; name a node at one end.",
    );
  return null;
}

/** Both directions between two ends that exist, forth first. */
export function waysBetween(state: WorldState, a: LinkEnd, b: LinkEnd): [Way, Way] {
  const from = endProcess(state, a);
  const to = endProcess(state, b);
  return [
    { from, to },
    { from: to, to: from },
  ];
}

/** Tells what was done to a link, once for each end, so that what follows at either can name it as its cause. */
export function tellLink(world: World, text: string, ends: readonly LinkEnd[]): void {
  ends.forEach((end, i) => {
    world.probe.report({
      ...silentReport,
      kind: "command",
      weight: i === 0 ? "warning" : "quiet",
      node: typeof end === "number" ? end : -1,
      text,
      key: `link:${end}`,
    });
  });
}
