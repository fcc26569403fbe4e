import type { Receipt } from "../contract/command.ts";
import type { GroupCommand } from "../contract/group-command.ts";
import { refused } from "./receipt.ts";
import type { World } from "./world.ts";

/** What an operator asks of group coordinators. */
export function executeGroupCommand(_world: World, command: GroupCommand): Receipt {
  return refused("/kind", `${command.kind} is not built yet.`);
}
