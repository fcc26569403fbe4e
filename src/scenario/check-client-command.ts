import type { ClientCommand } from "../contract/client-command.ts";
import type { Command } from "../contract/command.ts";
import { checkConsumer, checkProducer, checkSubscription } from "./check-client.ts";
import { clientKinds } from "./client-command-reader.ts";
import { below, type Place } from "./place.ts";
import type { Draft } from "./reader.ts";
import { needClient, needPartition, needTopic, type Standing } from "./standing.ts";

type ClientDraft = Draft<ClientCommand>;

/** Whether a command is one about clients. */
export const isClientCommand = (command: {
  readonly kind: Command["kind"];
}): command is ClientDraft => Object.hasOwn(clientKinds, command.kind);

const kindOf = (command: ClientDraft): "producer" | "consumer" | undefined => {
  switch (command.kind) {
    case "changeProducer":
    case "flush":
      return "producer";
    case "changeConsumer":
    case "seek":
    case "pausePartitions":
    case "resumePartitions":
    case "commitOffsets":
    case "changeSubscription":
    case "enforceRebalance":
      return "consumer";
    default:
      return undefined;
  }
};

/** Reports what a command about clients names that is not there at its time. */
export function checkClientCommand(
  at: Place,
  command: ClientDraft,
  standing: Standing,
): void {
  if (command.kind === "startProducer") {
    checkProducer(below(at, "producer"), command.producer ?? {}, standing);
    return;
  }
  if (command.kind === "startConsumer") {
    checkConsumer(below(at, "consumer"), command.consumer ?? {}, standing);
    return;
  }
  needClient(below(at, "id"), command.id, standing, kindOf(command));
  switch (command.kind) {
    case "removeClient":
      standing.clients.delete(command.id ?? "");
      break;
    case "seek":
      needTopic(below(at, "topic"), command.topic, standing);
      needPartition(below(at, "partition"), command.topic, command.partition, standing);
      break;
    case "changeSubscription":
      if (command.subscription !== null && command.subscription !== undefined)
        checkSubscription(below(at, "subscription"), command.subscription, standing);
      break;
    default:
      break;
  }
}
