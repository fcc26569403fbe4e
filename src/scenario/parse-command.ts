import type { Command } from "../contract/command.ts";
import type { Problem } from "../contract/engine-api.ts";
import { commandReader } from "./command-reader.ts";
import { kafkaTopicDefaults } from "./topic-reader.ts";

/** A command, or every problem of its shape. */
export type ParsedCommand =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

const reader = commandReader(kafkaTopicDefaults);

/**
 * Reads a command from JSON: from a link, a script or a host page. It knows the shape alone: whether a node, a topic
 * or a config exists is the cluster's to say.
 */
export function parseCommand(value: unknown): ParsedCommand {
  const problems: Problem[] = [];
  const command = reader.read(value, { path: "", problems });
  return problems.length > 0
    ? { kind: "problems", problems }
    : { kind: "command", command: command as Command };
}
