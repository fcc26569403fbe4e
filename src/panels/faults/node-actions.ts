import type { Command } from "../../contract/command.ts";
import type { BrokerView, LinkView, NodeStatus } from "../../contract/frame.ts";

/** One entry of a broker's menu. */
export interface NodeAction {
  readonly label: string;
  readonly hint: string;
  readonly command: Command;
  readonly danger: boolean;
}

/** What can be done to a process in this state; what would be refused is not offered. */
export function processActions(node: number, status: NodeStatus): readonly NodeAction[] {
  const action = (
    kind: "kill" | "stop" | "start" | "pause" | "resume" | "powerLoss" | "wipe",
    label: string,
    hint: string,
  ): NodeAction => ({
    label,
    hint,
    command: { kind, node },
    danger: kind === "kill" || kind === "powerLoss" || kind === "wipe",
  });
  if (status === "down")
    return [
      action("start", "Start", "it recovers its log and registers again"),
      action("wipe", "Wipe its disk", "an empty disk, as after replacing it"),
    ];
  const resume =
    status === "paused"
      ? action("resume", "Resume", "SIGCONT")
      : action("pause", "Pause", "SIGSTOP: a very long garbage collection");
  return [
    action("kill", "Kill", "SIGKILL: memory is gone, the disk stays"),
    action("stop", "Stop", "SIGTERM: leaders are handed over first"),
    resume,
    action("powerLoss", "Power loss", "what was not flushed may be gone"),
  ];
}

/** One link of a broker, and what can be done to it. */
export interface LinkChoice {
  readonly name: string;
  readonly actions: readonly NodeAction[];
}

/** A node at the other end of a link. */
export interface OtherNode {
  readonly id: number;
  readonly name: string;
}

/** Links of a broker that can be cut or healed. */
export function linkChoices(
  broker: BrokerView,
  others: readonly OtherNode[],
  links: readonly LinkView[],
): readonly LinkChoice[] {
  const a = broker.id;
  return others.map(({ id: b, name }): LinkChoice => {
    const cut = links.some(
      (link) => (link.a === a && link.b === b) || (link.a === b && link.b === a),
    );
    const heal: NodeAction = {
      label: "Heal",
      hint: `Heal the link to ${name}`,
      command: { kind: "heal", link: { a, b } },
      danger: false,
    };
    const both: NodeAction = {
      label: "Cut",
      hint: `Cut the link to ${name}`,
      command: { kind: "cut", a, b, oneWay: false },
      danger: true,
    };
    const oneWay: NodeAction = {
      label: "One way",
      hint: `Cut what broker ${a} sends to ${name}`,
      command: { kind: "cut", a, b, oneWay: true },
      danger: true,
    };
    return { name, actions: cut ? [heal] : [both, oneWay] };
  });
}
