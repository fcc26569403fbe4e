import type {
  DiskCommand,
  LinkCommand,
  LinkEnd,
  MachineCommand,
  ProcessCommand,
} from "../contract/fault-command.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";
import { needBroker, needClient, needNode, type Standing } from "./standing.ts";

/** What is done to nodes, links and disks. */
export type FaultCommand = ProcessCommand | MachineCommand | LinkCommand | DiskCommand;

interface Ends {
  readonly a?: LinkEnd | undefined;
  readonly b?: LinkEnd | undefined;
}

function needEnd(at: Place, end: LinkEnd | undefined, standing: Standing): void {
  if (typeof end === "string") needClient(at, end, standing);
  else needNode(at, end, standing);
}

/** Reports ends that are not there, and a link from a node to itself. */
export function checkLink(at: Place, { a, b }: Ends, standing: Standing): void {
  needEnd(below(at, "a"), a, standing);
  needEnd(below(at, "b"), b, standing);
  if (a !== undefined && a === b)
    report(below(at, "b"), `found ${b} at both ends; a link is between two nodes`);
}

/** Reports nodes, clients and links of a fault that are not there. */
export function checkFault(
  at: Place,
  command: Draft<FaultCommand>,
  standing: Standing,
): void {
  switch (command.kind) {
    case "cut":
    case "stall":
    case "resetConnections":
    case "shapeLink":
    case "flap":
      checkLink(at, command, standing);
      break;
    case "heal":
      if (command.link !== null)
        checkLink(below(at, "link"), command.link ?? {}, standing);
      break;
    case "partition":
      for (const [i, group] of (command.groups ?? []).entries())
        for (const [j, end] of (group ?? []).entries())
          needEnd(below(at, "groups", i, j), end, standing);
      break;
    case "blackout":
    case "rollingRestart":
    case "cutPlane":
      for (const [i, node] of (command.nodes ?? []).entries())
        needNode(below(at, "nodes", i), node, standing);
      break;
    case "failDir":
    case "returnDir":
    case "limitDisk":
    case "slowDisk":
      needBroker(below(at, "node"), command.node, standing);
      break;
    default:
      needNode(below(at, "node"), command.node, standing);
  }
}
