import type { Receipt } from "../contract/command.ts";
import type { DiskCommand } from "../contract/fault-command.ts";
import type { BrokerDisk } from "../kafka/broker/broker.ts";
import { usedBytes } from "../kafka/broker/disk-space.ts";
import { processOf } from "../kafka/cluster.ts";
import type { LogDir } from "../kafka/log/log-dir.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { silentReport } from "../kafka/report.ts";

import { unknownEnd } from "./link-ends.ts";
import { accepted, refused } from "./receipt.ts";
import type { World } from "./world.ts";

type Of<Kind extends DiskCommand["kind"]> = Extract<DiskCommand, { kind: Kind }>;

/** A command that takes a fault away is good news. */
const helps = (command: DiskCommand): boolean =>
  command.kind === "returnDir" ||
  (command.kind === "limitDisk" && command.freeBytes === null) ||
  (command.kind === "slowDisk" && command.writeUs === null && command.fsyncUs === null);

function words(command: DiskCommand): string {
  switch (command.kind) {
    case "failDir":
      return "fails by you";
    case "returnDir":
      return "works again by you; the broker takes it back at its next start";
    case "limitDisk":
      return command.freeBytes === null
        ? "has no limit any more, by you"
        : `has ${command.freeBytes} bytes left, by you`;
    default:
      return helps(command)
        ? "as fast as before by you"
        : `slow by you: ${(command.writeUs ?? 0) / 1000} ms a write, ${command.fsyncUs === null ? "as before" : `${command.fsyncUs / 1000} ms`} a flush`;
  }
}

/** Breaks, mends, fills or slows the disks of a broker; refused for nodes and dirs that are not there. */
export function executeDiskCommand(world: World, command: DiskCommand): Receipt {
  const { node, dir } = command;
  const wrong = unknownEnd(world, node, "/node");
  if (wrong !== null) return wrong;
  const { state } = world;
  const process = state.sim.processes[processOf(state.topology, node)];
  const disk = (process?.disk as NodeDisk | undefined)?.broker ?? null;
  if (process === undefined || disk === null)
    return refused(
      "/node",
      `Node ${node} is a controller; brokers with log dirs are ${state.topology.brokers.join(", ")}.`,
    );
  const dirs = disk.dirs.filter(({ path }) => dir === null || path === dir);
  if (dirs.length === 0)
    return refused(
      "/dir",
      `Broker ${node} has no log dir ${dir}; its log.dirs are ${disk.dirs.map(({ path }) => path).join(", ")}.`,
    );
  const refusal = refusedDir(command, dirs);
  if (refusal !== null) return refusal;
  for (const each of dirs) act(disk, each, command);
  process.fsyncUs = Math.max(...disk.dirs.map(({ fsyncUs }) => fsyncUs));
  const noun = dirs.length === 1 ? "log dir" : "log dirs";
  world.probe.report({
    ...silentReport,
    kind: "command",
    weight: helps(command) ? "notice" : "warning",
    node,
    text: `${noun} ${dirs.map(({ path }) => path).join(", ")} of broker ${node} ${words(command)}`,
    key: `dir:${node}`,
  });
  return accepted(world);
}

function refusedDir(command: DiskCommand, [dir]: readonly LogDir[]): Receipt | null {
  if (command.kind === "failDir" && dir?.broken === true)
    return refused(
      "/dir",
      `The disk below ${dir.path} is broken already; return it first.`,
    );
  if (command.kind === "returnDir" && dir?.broken === false)
    return refused(
      "/dir",
      `The disk below ${dir.path} works; there is nothing to return.`,
    );
  return null;
}

function act(disk: BrokerDisk, dir: LogDir, command: DiskCommand): void {
  switch (command.kind) {
    case "failDir":
    case "returnDir":
      dir.broken = command.kind === "failDir";
      break;
    case "limitDisk":
      dir.capacityBytes = capacity(disk, dir, command);
      break;
    default:
      dir.writeUs = command.writeUs ?? 0;
      dir.fsyncUs = command.fsyncUs ?? 0;
  }
}

const capacity = (
  disk: BrokerDisk,
  dir: LogDir,
  { freeBytes }: Of<"limitDisk">,
): number | null => (freeBytes === null ? null : usedBytes(disk, dir) + freeBytes);
