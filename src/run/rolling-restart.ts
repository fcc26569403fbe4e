import type { Receipt } from "../contract/command.ts";
import type { MachineCommand } from "../contract/fault-command.ts";
import { processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { wrongNodes } from "./machine-commands.ts";
import { accepted, refused } from "./receipt.ts";
import type { Rolling } from "./timed.ts";
import { nodeMemory, type World } from "./world.ts";

/** Begins to restart brokers one after the other. */
export function startRolling(
  world: World,
  command: Extract<MachineCommand, { kind: "rollingRestart" }>,
): Receipt {
  const { topology, timed, sim } = world.state;
  const nodes = command.nodes ?? topology.brokers;
  const wrong = wrongNodes(world, nodes);
  if (wrong !== null) return wrong;
  const other = nodes.findIndex((node) => !topology.brokers.includes(node));
  if (other >= 0)
    return refused(
      `/nodes/${other}`,
      `Node ${nodes[other]} is no broker; a rolling restart is of brokers, which are ${topology.brokers.join(", ")}.`,
    );
  if (timed.rolling.length > 0)
    return refused("", "A rolling restart is under way; take it back first.");
  timed.rolling.push({
    id: timed.nextId++,
    gapUs: command.gapUs,
    nodes: [...nodes],
    step: "waiting",
    notBeforeUs: sim.nowUs,
  });
  tell(world, nodes[0] ?? -1, `rolling restart of ${nodes.join(", ")} begun by you`);
  return accepted(world);
}

function tell(world: World, node: number, text: string, key = ""): void {
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: "notice",
    node,
    text,
    key,
  });
}

/** Goes on with rolling restarts after an event. */
export function tendRolling(world: World): void {
  for (const rolling of world.state.timed.rolling) tend(world, rolling);
  world.state.timed.rolling = world.state.timed.rolling.filter(
    ({ nodes }) => nodes.length > 0,
  );
}

function tend(world: World, rolling: Rolling): void {
  const { state, kernel } = world;
  const [node] = rolling.nodes;
  if (node === undefined || state.sim.nowUs < rolling.notBeforeUs) return;
  const index = processOf(state.topology, node);
  const status = state.sim.processes[index]?.status;
  if (rolling.step === "waiting") {
    rolling.step = "stopping";
    if (status !== "running") return;
    tell(world, node, `broker ${node} stopped by the rolling restart`, `fault:${node}`);
    world.probe.faulted(node, "stop");
    kernel.terminate(index);
  } else if (rolling.step === "stopping") {
    if (status !== "down") return;
    rolling.step = "starting";
    tell(world, node, `broker ${node} started by the rolling restart`, `start:${node}`);
    world.probe.faulted(node, "start");
    kernel.start(index);
  } else if (nodeMemory(state, node)?.broker?.state === "running") {
    rolling.nodes = rolling.nodes.slice(1);
    rolling.step = "waiting";
    rolling.notBeforeUs = state.sim.nowUs + rolling.gapUs;
    if (rolling.nodes.length === 0) tell(world, node, "the rolling restart is done");
  }
}
