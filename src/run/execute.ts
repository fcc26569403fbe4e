import type { ClientCommand } from "../contract/client-command.ts";
import type { Command, Receipt } from "../contract/command.ts";
import type { LinkCommand } from "../contract/fault-command.ts";
import { serveOperators } from "../kafka/operator-requests.ts";
import { executeAdminCommand } from "./admin-commands.ts";
import { executeClientCommand, tendClientRestarts } from "./client-commands.ts";
import type { CommandRules } from "./command-rules.ts";
import { executeDiskCommand } from "./disk-commands.ts";
import { startFlap } from "./flap-commands.ts";
import { clientViews } from "./frame/clients.ts";
import { executeGroupCommand } from "./group-commands.ts";
import { continueTask } from "./group-steps.ts";
import { healAll } from "./heal-all.ts";
import { healLinks, hinderLink, resetConnections, shapeLink } from "./link-commands.ts";
import { blackout, slowNode } from "./machine-commands.ts";
import { executeNodeCommand } from "./node-commands.ts";
import { cutPlane, isolate, partitionNetwork } from "./partition-commands.ts";
import { accepted } from "./receipt.ts";
import { startRolling, tendRolling } from "./rolling-restart.ts";
import { meetTimed, schedule, unschedule } from "./schedule-commands.ts";
import { executeTopicCommand } from "./topic-commands.ts";
import type { World } from "./world.ts";

/** Does what a person, a link, a lesson or a fuzzer asks for, between two events. `focus` is the view's alone. */
export function executeCommand(world: World, command: Command): Receipt {
  switch (command.kind) {
    case "kill":
    case "stop":
    case "start":
    case "pause":
    case "resume":
    case "powerLoss":
    case "wipe":
      return executeNodeCommand(world, command);
    case "slowNode":
      return slowNode(world, command);
    case "blackout":
      return blackout(world, command);
    case "rollingRestart":
      return startRolling(world, command);
    case "healAll":
      return healAll(world);
    case "schedule":
      return schedule(world, command);
    case "unschedule":
      return unschedule(world, command.id);
    case "failDir":
    case "returnDir":
    case "limitDisk":
    case "slowDisk":
      return executeDiskCommand(world, command);
    case "createTopic":
    case "deleteTopic":
    case "produce":
    case "electLeaders":
      return executeTopicCommand(world, command);
    case "alterConfig":
    case "createPartitions":
    case "reassign":
    case "unregisterBroker":
    case "updateFeature":
    case "deleteRecords":
      return executeAdminCommand(world, command);
    case "focus":
    case "watch":
      return accepted(world);
    case "resetOffsets":
    case "deleteOffsets":
    case "deleteGroup":
    case "removeMembers":
    case "alterQuota":
      return executeGroupCommand(world, command);
    default:
      return executeMore(world, command);
  }
}

type Rest = LinkCommand | ClientCommand;

function executeMore(world: World, command: Rest): Receipt {
  switch (command.kind) {
    case "cut":
    case "stall":
    case "resetConnections":
    case "shapeLink":
    case "isolate":
    case "partition":
    case "cutPlane":
    case "flap":
    case "heal":
      return executeLinkCommand(world, command);
    default:
      return executeClientCommand(world, command);
  }
}

function executeLinkCommand(world: World, command: LinkCommand): Receipt {
  switch (command.kind) {
    case "cut":
    case "stall":
      return hinderLink(world, command);
    case "resetConnections":
      return resetConnections(world, command);
    case "shapeLink":
      return shapeLink(world, command);
    case "isolate":
      return isolate(world, command);
    case "partition":
      return partitionNetwork(world, command);
    case "cutPlane":
      return cutPlane(world, command);
    case "flap":
      return startFlap(world, command);
    default:
      return healLinks(world, command);
  }
}

function tendRestarts(world: World): void {
  tendRolling(world);
  tendClientRestarts(world);
}

/** What a run is given before its first command. */
export const commands: CommandRules = {
  execute: executeCommand,
  meetTimed: (world) => meetTimed(world, executeCommand),
  serveOperators,
  clientViews,
  continueTask,
  tendRestarts,
};
