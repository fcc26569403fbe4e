import type { Receipt } from "../contract/command.ts";
import type { MachineCommand } from "../contract/fault-command.ts";
import { processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { unknownEnd } from "./link-ends.ts";
import { accepted, refused } from "./receipt.ts";
import { scheduleAt, scheduledLimit } from "./timed.ts";
import type { World } from "./world.ts";

type Of<Kind extends MachineCommand["kind"]> = Extract<MachineCommand, { kind: Kind }>;

/** Refused where a node of a list is unknown or named twice. */
export function wrongNodes(world: World, nodes: readonly number[]): Receipt | null {
  if (nodes.length === 0) return refused("/nodes", "Found no node; name at least one.");
  for (const [i, node] of nodes.entries()) {
    const wrong = unknownEnd(world, node, `/nodes/${i}`);
    if (wrong !== null) return wrong;
    if (nodes.indexOf(node) < i)
      return refused(`/nodes/${i}`, `Found ${node} twice; name each node once.`);
  }
  return null;
}

/** A machine takes longer for every message. */
export function slowNode(world: World, { node, factor }: Of<"slowNode">): Receipt {
  const wrong = unknownEnd(world, node, "/node");
  if (wrong !== null) return wrong;
  world.kernel.slow(processOf(world.state.topology, node), factor);
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: factor === 1 ? "notice" : "warning",
    node,
    text:
      factor === 1
        ? `node ${node} as fast as before by you`
        : `node ${node} made ${factor} times as slow by you`,
    key: factor === 1 ? `start:${node}` : `fault:${node}`,
  });
  return accepted(world);
}

/** Several machines lose their power; those that follow wait for their turn as planned commands. */
export function blackout(world: World, command: Of<"blackout">): Receipt {
  const { nodes, keepPercent, staggerUs } = command;
  const wrong = wrongNodes(world, nodes);
  if (wrong !== null) return wrong;
  const { state } = world;
  const asleep = nodes.findIndex(
    (node) => state.sim.processes[processOf(state.topology, node)]?.status === "down",
  );
  if (asleep >= 0)
    return refused(
      `/nodes/${asleep}`,
      `Node ${nodes[asleep]} is down; only one that runs or is paused can lose its power.`,
    );
  if (state.timed.scheduled.length + nodes.length > scheduledLimit)
    return refused("", `${scheduledLimit} commands wait already; take some back first.`);
  nodes.forEach((node, i) => {
    if (i === 0 || staggerUs === 0) losePowerOf(world, node, keepPercent);
    else
      scheduleAt(state.timed, state.sim.nowUs + i * staggerUs, {
        kind: "blackout",
        nodes: [node],
        keepPercent,
        staggerUs: 0,
      });
  });
  return accepted(world);
}

/** One machine's power goes. With a percentage each log keeps so much of what was not flushed. */
function losePowerOf(world: World, node: number, keepPercent: number | null): void {
  const { state, kernel } = world;
  const index = processOf(state.topology, node);
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: "warning",
    node,
    text: `node ${node} lost its power: ${keepPercent === null ? "unflushed data may be gone" : `${keepPercent} % of its unflushed data stays`}`,
    key: `fault:${node}`,
  });
  world.probe.faulted(node, "powerLoss");
  kernel.kill(index, true, keepPercent);
}
