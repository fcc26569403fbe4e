import type { Command, Receipt } from "../contract/command.ts";
import { placeKeys } from "../kafka/client/accumulator.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { silentReport } from "../kafka/report.ts";
import { clusterImage } from "./cluster-image.ts";
import { accepted, refused } from "./receipt.ts";
import { clientMemory, startConsumer, startProducer } from "./start-client.ts";
import type { World } from "./world.ts";

export type ClientCommand = Extract<
  Command,
  {
    readonly kind:
      | "startProducer"
      | "changeProducer"
      | "startConsumer"
      | "changeConsumer"
      | "stopClient";
  }
>;

function tell(world: World, text: string): void {
  world.probe.report({ ...silentReport, kind: "command", text });
}

function unknownClient(world: World, id: string): Receipt {
  const known = world.state.clients.map((client) => client.id).join(", ");
  return refused("/id", `There is no client ${id}; the run has ${known || "none"}.`);
}

function taken(world: World, id: string, path: string): Receipt | null {
  return world.state.clients.some((client) => client.id === id)
    ? refused(path, `A client with the id ${id} exists; choose another client.id.`)
    : null;
}

function missingTopic(world: World, topic: string, path: string): Receipt | null {
  return topicByName(clusterImage(world.state), topic) === undefined
    ? refused(path, `There is no topic ${topic}; create it first.`)
    : null;
}

/** Starts, changes and stops clients; refused for ids that are taken or unknown, and missing topics. */
export function executeClientCommand(world: World, command: ClientCommand): Receipt {
  switch (command.kind) {
    case "startProducer": {
      const { id, topic } = command.producer;
      const wrong =
        taken(world, id, "/producer/id") ?? missingTopic(world, topic, "/producer/topic");
      if (wrong !== null) return wrong;
      startProducer(world, command.producer);
      tell(world, `producer ${id} started on ${topic} by you`);
      return accepted(world);
    }
    case "startConsumer": {
      const { id, topic } = command.consumer;
      const wrong =
        taken(world, id, "/consumer/id") ?? missingTopic(world, topic, "/consumer/topic");
      if (wrong !== null) return wrong;
      startConsumer(world, command.consumer);
      tell(world, `consumer ${id} started on ${topic} by you`);
      return accepted(world);
    }
    case "stopClient":
      return stopClient(world, command.id);
    default:
      return changeClient(world, command);
  }
}

function stopClient(world: World, id: string): Receipt {
  const { state, kernel } = world;
  const entry = state.clients.find((client) => client.id === id);
  if (entry === undefined) return unknownClient(world, id);
  kernel.kill(entry.process, false);
  state.clients = state.clients.filter((client) => client !== entry);
  tell(world, `${entry.kind} ${id} stopped by you`);
  return accepted(world);
}

function changeClient(
  world: World,
  command: Extract<ClientCommand, { kind: "changeProducer" | "changeConsumer" }>,
): Receipt {
  const entry = world.state.clients.find((client) => client.id === command.id);
  const memory = entry === undefined ? undefined : clientMemory(world, entry);
  if (memory === undefined) return unknownClient(world, command.id);
  if (command.kind === "changeProducer" && memory.kind === "producer") {
    const { producer } = memory;
    producer.settings = { ...producer.settings, ...command.settings };
    producer.nextRecordUs = Math.min(
      producer.nextRecordUs,
      world.state.sim.nowUs + 1_000_000 / Math.max(1, producer.settings.recordsPerSecond),
    );
    for (const { builder } of producer.queues)
      builder.writeLimit = producer.settings.batchSize;
    if (command.settings.keys !== undefined) placeKeys(producer);
  } else if (command.kind === "changeConsumer" && memory.kind === "consumer")
    memory.consumer.settings = { ...memory.consumer.settings, ...command.settings };
  else
    return refused(
      "/id",
      `Client ${command.id} is a ${memory.kind}; ${command.kind} is not for it.`,
    );
  const words = Object.entries(command.settings)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
  tell(world, `${memory.kind} ${command.id} changed by you: ${words}`);
  return accepted(world);
}
