import type { Command, Receipt } from "../contract/command.ts";
import { executeAdminCommand } from "./admin-commands.ts";
import { executeClientCommand } from "./client-commands.ts";
import { executeLinkCommand } from "./link-commands.ts";
import { executeNodeCommand } from "./node-commands.ts";
import { accepted } from "./receipt.ts";
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
    case "cut":
    case "heal":
      return executeLinkCommand(world, command);
    case "startProducer":
    case "changeProducer":
    case "startConsumer":
    case "changeConsumer":
    case "stopClient":
      return executeClientCommand(world, command);
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
    default:
      return accepted(world);
  }
}
