import type { Receipt } from "../contract/command.ts";
import type { ProcessCommand } from "../contract/fault-command.ts";
import { formattedDisk, processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { nextBelow, streams } from "../sim/draw.ts";
import type { Process } from "../sim/process.ts";
import { accepted, refused } from "./receipt.ts";
import type { World } from "./world.ts";

const needed: Readonly<Record<ProcessCommand["kind"], readonly Process["status"][]>> = {
  kill: ["running", "paused"],
  powerLoss: ["running", "paused"],
  stop: ["running"],
  start: ["down"],
  pause: ["running"],
  resume: ["paused"],
  wipe: ["down"],
};

const done: Readonly<Record<ProcessCommand["kind"], string>> = {
  kill: "killed by you",
  powerLoss: "lost its power: unflushed data may be gone",
  stop: "asked to stop by you",
  start: "started by you",
  pause: "paused by you",
  resume: "resumed by you",
  wipe: "disk wiped by you",
};

/** Kills, stops, starts, pauses, resumes or wipes a node; refused where its process is in no state for it. */
export function executeNodeCommand(world: World, command: ProcessCommand): Receipt {
  const { state, kernel } = world;
  const index = processOf(state.topology, command.node);
  const process = state.sim.processes[index];
  if (process === undefined) {
    const known = state.topology.peers.map(({ nodeId }) => nodeId).join(", ");
    return refused(
      "/node",
      `There is no node ${command.node}; the cluster has ${known}.`,
    );
  }
  if (!needed[command.kind].includes(process.status))
    return refused(
      "/node",
      `Node ${command.node} is ${process.status}; ${command.kind} needs one that is ${needed[command.kind].join(" or ")}.`,
    );
  tell(world, command);
  world.probe.faulted(command.node, command.kind);
  switch (command.kind) {
    case "kill":
      kernel.kill(index, false);
      break;
    case "powerLoss":
      kernel.kill(index, true);
      break;
    case "stop":
      kernel.terminate(index);
      break;
    case "start":
      kernel.start(index);
      break;
    case "pause":
      kernel.pause(index);
      break;
    case "resume":
      kernel.resume(index);
      break;
    default:
      process.disk = formattedDisk(state.blueprint, command.node, (bound) =>
        nextBelow(state.sim.draws, streams.identity, index, bound),
      );
  }
  return accepted(world);
}

function tell(world: World, { kind, node }: ProcessCommand): void {
  const helps = kind === "start" || kind === "resume";
  const controller = world.state.topology.controllers.includes(node);
  const name =
    controller && !world.state.topology.brokers.includes(node) ? "controller" : "broker";
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: helps ? "notice" : "warning",
    node,
    text: `${name} ${node} ${done[kind]}`,
    key: helps ? `start:${node}` : `fault:${node}`,
  });
}
