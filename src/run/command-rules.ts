import { present } from "../base/assert.ts";
import type { Command, Receipt } from "../contract/command.ts";
import type { clientViews } from "./frame/clients.ts";
import type { World } from "./world.ts";

/** What meets commands and goes on with what they began. */
export interface CommandRules {
  /** Does what a command asks for, between two events. */
  readonly execute: (world: World, command: Command) => Receipt;
  /** Meets the first thing that was planned for now; false when there was none. */
  readonly meetTimed: (world: World) => boolean;
  /** Lets the cluster answer what commands ask of it. */
  readonly serveOperators: () => void;
  /** Goes on with what takes an operator several requests. */
  readonly continueTask: (world: World, task: object, body: object | null) => void;
  /** Goes on with restarts of brokers and clients after an event. */
  readonly tendRestarts: (world: World) => void;
  /** What a frame shows of clients: none runs before commands can be met. */
  readonly clientViews: typeof clientViews;
}

let rules: CommandRules | null = null;

/** Takes the rules of `execute.ts`, which a page loads behind its first picture (docs/decisions/0008). */
export function meetCommandsBy(given: CommandRules): void {
  rules = given;
  given.serveOperators();
}

/** The rules, or null before they were given. */
export const rulesIfAny = (): CommandRules | null => rules;

/** The rules; whoever runs a world with commands has given them before. */
export const commandRules = (): CommandRules =>
  present(rules, "a call of meetCommandsBy before the first command");
