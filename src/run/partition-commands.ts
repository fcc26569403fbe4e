import type { Receipt } from "../contract/command.ts";
import type { LinkCommand, LinkEnd } from "../contract/fault-command.ts";
import { allEnds, tellLink, unknownEnd, waysBetween } from "./link-ends.ts";
import { accepted, refused } from "./receipt.ts";
import type { World } from "./world.ts";

type Of<Kind extends LinkCommand["kind"]> = Extract<LinkCommand, { kind: Kind }>;
type Pair = readonly [LinkEnd, LinkEnd];

function cutPairs(world: World, pairs: readonly Pair[], text: string): Receipt {
  if (pairs.length === 0) return refused("", "That cuts no link; nothing was done.");
  for (const [a, b] of pairs)
    for (const way of waysBetween(world.state, a, b))
      world.kernel.links.setFault({ ...way, cut: true });
  tellLink(world, text, [...new Set(pairs.flat())]);
  return accepted(world);
}

/** Two clients have no link. */
const isLink = ([a, b]: Pair): boolean =>
  a !== b && (typeof a === "number" || typeof b === "number");

/** Cuts a node off from all others. */
export function isolate(world: World, { node }: Of<"isolate">): Receipt {
  const wrong = unknownEnd(world, node, "/node");
  if (wrong !== null) return wrong;
  const others = allEnds(world.state).filter((end) => end !== node);
  const pairs = others.map((end): Pair => [node, end]);
  return cutPairs(world, pairs, `node ${node} cut off from everybody by you`);
}

/** Cuts every link whose ends are in no group together. */
export function partitionNetwork(world: World, { groups }: Of<"partition">): Receipt {
  for (const [i, group] of groups.entries())
    for (const [j, end] of group.entries()) {
      const wrong = unknownEnd(world, end, `/groups/${i}/${j}`);
      if (wrong !== null) return wrong;
    }
  if (groups.length < 2)
    return refused(
      "/groups",
      `Found ${groups.length}; a partition has two groups or more.`,
    );
  const ends = [...new Set(groups.flat())];
  const together = (a: LinkEnd, b: LinkEnd): boolean =>
    groups.some((group) => group.includes(a) && group.includes(b));
  const pairs = ends.flatMap((a, i) =>
    ends
      .slice(i + 1)
      .map((b): Pair => [a, b])
      .filter((pair) => isLink(pair) && !together(...pair)),
  );
  const words = groups.map((group) => group.join(" ")).join(" | ");
  return cutPairs(world, pairs, `network partitioned by you: ${words}`);
}

const planeWords = {
  brokerController: "brokers and controllers",
  brokerBroker: "brokers",
  clientBroker: "clients and brokers",
} as const;

/** Cuts one kind of conversation. In a combined node both kinds go over one link. */
export function cutPlane(world: World, { plane, nodes }: Of<"cutPlane">): Receipt {
  for (const [i, node] of (nodes ?? []).entries()) {
    const wrong = unknownEnd(world, node, `/nodes/${i}`);
    if (wrong !== null) return wrong;
  }
  const { topology, clients } = world.state;
  const { brokers, controllers } = topology;
  const callers: Readonly<Record<typeof plane, readonly LinkEnd[]>> = {
    brokerController: controllers,
    brokerBroker: brokers,
    clientBroker: clients.map(({ id }) => id),
  };
  const meant = (end: LinkEnd): boolean =>
    nodes === null || (typeof end === "number" && nodes.includes(end));
  const pairs = callers[plane].flatMap((a) =>
    brokers
      .map((b): Pair => [a, b])
      .filter((pair) => isLink(pair) && (meant(pair[0]) || meant(pair[1]))),
  );
  const of = nodes === null ? "" : ` of ${nodes.join(", ")}`;
  return cutPairs(world, pairs, `links between ${planeWords[plane]}${of} cut by you`);
}
