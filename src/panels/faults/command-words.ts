import type { Command } from "../../contract/command.ts";
import type { LinkEnd } from "../../contract/fault-command.ts";

const seconds = (us: number): string => `${us / 1_000_000} s`;

const way = (command: {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  readonly oneWay?: boolean;
}): string => `${command.a} ${command.oneWay === true ? "→" : "–"} ${command.b}`;

/** A kind as words: `powerLoss` is power loss. */
const spaced = (kind: string): string =>
  kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A command in a few words, for a list of what is planned. */
export function commandWords(command: Command): string {
  switch (command.kind) {
    case "schedule":
      return `${commandWords(command.command)} in ${seconds(command.afterUs)}`;
    case "cut":
    case "stall":
    case "flap":
    case "resetConnections":
    case "shapeLink":
      return `${spaced(command.kind)} ${way(command)}`;
    case "heal":
      return command.link === null ? "heal all links" : `heal ${way(command.link)}`;
    case "partition":
      return `partition ${command.groups.map((group) => group.join(" ")).join(" | ")}`;
    case "rollingRestart":
      return `rolling restart${command.nodes === null ? "" : ` of ${command.nodes.join(" ")}`}`;
    case "blackout":
      return `power loss of ${command.nodes.join(" ")}`;
    case "slowNode":
      return `${command.factor === 1 ? "as it was" : "slow"} node ${command.node}`;
    case "failDir":
    case "returnDir":
      return `${spaced(command.kind)} ${command.dir} of ${command.node}`;
    default:
      return "node" in command
        ? `${spaced(command.kind)} ${command.node}`
        : spaced(command.kind);
  }
}
