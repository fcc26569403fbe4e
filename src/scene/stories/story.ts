import type { ProducerView } from "../../contract/client-view.ts";
import type { Command, LoggedCommand } from "../../contract/command.ts";
import type { BrokerView, PartitionView, ViewFrame } from "../../contract/frame.ts";
import type { Happening } from "../../contract/happening.ts";
import { counted, listed } from "../figures.ts";

/** The next thing to try, one press away. */
export interface Suggestion {
  readonly label: string;
  /** `skip` runs on until something happens. */
  readonly kind: "commands" | "skip";
  readonly commands: readonly Command[];
}

/** What is going on, what it means for the promises, and what to try. */
export interface Narration {
  /** The same key is the same story: its words do not change, so that a screen reader is not flooded. */
  readonly key: string;
  /** Changes only when the story does, not when its figures grow; one skips to the next of these. */
  readonly story?: string;
  readonly headline: string;
  readonly rest: string;
  readonly tone: "calm" | "warning" | "loss" | "good";
  readonly next: Suggestion | null;
}

/** What a narration is told from. */
export interface Told {
  readonly frame: ViewFrame;
  readonly happenings: readonly Happening[];
  /** What a person did so far, oldest first. */
  readonly commands: readonly LoggedCommand[];
  /** Static configuration of the cluster, by Kafka's names; what is absent has Kafka's default. */
  readonly config: Readonly<Record<string, string>>;
}

/** Kafka's defaults of the times that a person waits for. */
const waits = {
  "broker.session.timeout.ms": 9_000,
  "replica.lag.time.max.ms": 30_000,
} as const;

/** `broker.session.timeout.ms (9 s)`, with the value that is in force. */
export function waitText(told: Told, name: keyof typeof waits): string {
  const ms = Number(told.config[name] ?? waits[name]);
  return `${name} (${ms / 1_000}\u202fs)`;
}

/** On, until there is something else to say. */
export const skip: Suggestion = {
  label: "Skip to what happens next",
  kind: "skip",
  commands: [],
};

/** A suggestion of commands. */
export function suggest(label: string, ...commands: readonly Command[]): Suggestion {
  return { label, kind: "commands", commands };
}

/** `orders-0`. */
export function rowName(view: PartitionView): string {
  return `${view.topic}-${view.partition}`;
}

/** At most three names, and how many more. */
export function some(names: readonly string[]): string {
  if (names.length <= 3) return listed(names);
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

/** `Broker 1`, `Brokers 1 and 2`. */
export function brokerNames(brokers: readonly BrokerView[]): string {
  const word = brokers.length === 1 ? "Broker" : "Brokers";
  return `${word} ${listed(brokers.map((one) => one.id))}`;
}

/** True when a cut lies between two nodes. */
export function isCut(frame: ViewFrame, a: number, b: number): boolean {
  return frame.links.some(
    (one) =>
      (one.cutForth || one.cutBack) &&
      ((one.a === a && one.b === b) || (one.a === b && one.b === a)),
  );
}

/** The last thing that a person did to a node. */
export function lastDone(told: Told, node: number): Command["kind"] | undefined {
  return told.commands.findLast(
    ({ command }) => "node" in command && command.node === node,
  )?.command.kind;
}

/** How a node went that is away. */
export function endedHow(told: Told, node: Gone): string {
  if (node.status === "paused") return "is frozen";
  const how = lastDone(told, node.id);
  if (how === "stop") return "was stopped";
  if (how === "failDir") return "lost a disk and halted";
  return how === "powerLoss" ? "lost power" : "is dead";
}

/** True of a node that answers nobody. */
export function gone({ status }: Pick<Gone, "status">): boolean {
  return status === "down" || status === "paused";
}

type Gone = Pick<BrokerView, "id" | "status">;

/** Producers that a person let go without waiting for every in-sync replica. */
export function eagerOnes(told: Told): readonly ProducerView[] {
  const chosen = new Set(
    told.commands.flatMap(({ command }) => {
      if (command.kind === "changeProducer" && "acks" in (command.config ?? {}))
        return [command.id];
      return command.kind === "startProducer" ? [command.producer.id] : [];
    }),
  );
  return told.frame.producers.filter((one) => !waitsForAll(one) && chosen.has(one.id));
}

/** acks=all, Kafka's default. */
export const waitsForAll = ({ settings }: ProducerView): boolean =>
  ["all", "-1"].includes(settings.config["acks"] ?? "all");

/** What brings a broker back, with its links if they are cut. */
export function revive(frame: ViewFrame, broker: BrokerView): Suggestion {
  const paused = broker.status === "paused";
  const command: Command = { kind: paused ? "resume" : "start", node: broker.id };
  const label = `${paused ? "Resume" : "Start"} broker ${broker.id}`;
  return frame.links.length > 0
    ? suggest(
        `Heal the links and ${label.toLowerCase()}`,
        { kind: "heal", link: null },
        command,
      )
    : suggest(label, command);
}

/** How many acknowledged records cannot be read; empty while all can. */
export function unreadable(frame: ViewFrame): string {
  const { acked, readable, lost, checked } = frame.promises;
  if (!checked) return "";
  const hidden = acked - readable - lost;
  return hidden > 0
    ? `${counted(hidden, "acknowledged record")} cannot be read at the moment.`
    : "";
}
