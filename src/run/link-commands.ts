import type { Command, Receipt } from "../contract/command.ts";
import { processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { isCut } from "../sim/network.ts";
import { accepted, refused } from "./receipt.ts";
import type { World } from "./world.ts";

type LinkCommand = Extract<Command, { readonly kind: "cut" | "heal" }>;

function tell(world: World, text: string, a: number, b: number): void {
  for (const [node, key] of [
    [a, `link:${a}`],
    [b, `link:${b}`],
  ] as const)
    world.probe.report({
      ...silentReport,
      kind: "command",
      weight: node === a ? "warning" : "quiet",
      node,
      text,
      key,
    });
}

/** Cuts or heals links between nodes; refused for unknown nodes and links that are not cut. */
export function executeLinkCommand(world: World, command: LinkCommand): Receipt {
  const { topology } = world.state;
  const link = command.kind === "cut" ? command : command.link;
  const path = command.kind === "cut" ? "" : "/link";
  if (link === null) return healAll(world);
  const a = processOf(topology, link.a);
  const b = processOf(topology, link.b);
  const known = topology.peers.map(({ nodeId }) => nodeId).join(", ");
  if (a < 0)
    return refused(`${path}/a`, `There is no node ${link.a}; the cluster has ${known}.`);
  if (b < 0)
    return refused(`${path}/b`, `There is no node ${link.b}; the cluster has ${known}.`);
  if (a === b) return refused(`${path}/b`, "A link joins two different nodes.");
  if (command.kind === "cut") {
    const fault = { cut: true, stalled: false, extraLatencyUs: 0, bandwidth: 0 };
    world.kernel.links.setFault({ from: a, to: b, ...fault });
    if (!command.oneWay) world.kernel.links.setFault({ from: b, to: a, ...fault });
    const way = command.oneWay
      ? `from ${link.a} to ${link.b}`
      : `between ${link.a} and ${link.b}`;
    tell(world, `link ${way} cut by you`, link.a, link.b);
    return accepted(world);
  }
  const { sim } = world.state;
  if (!isCut(sim, a, b) && !isCut(sim, b, a))
    return refused("/link", `The link between ${link.a} and ${link.b} is not cut.`);
  world.kernel.links.heal({ from: a, to: b });
  world.kernel.links.heal({ from: b, to: a });
  tell(world, `link between ${link.a} and ${link.b} healed by you`, link.a, link.b);
  return accepted(world);
}

function healAll(world: World): Receipt {
  if (world.state.sim.linkFaults.length === 0)
    return refused("/link", "No link is cut or slow; there is nothing to heal.");
  world.kernel.links.heal(null);
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: "notice",
    text: "all links healed by you",
    key: "healed",
  });
  return accepted(world);
}
