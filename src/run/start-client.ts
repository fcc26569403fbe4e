import type { ConsumerSpec, ProducerSpec } from "../contract/scenario.ts";
import {
  type ClientDisk,
  type ClientMemory,
  clientRole,
} from "../kafka/client/client-process.ts";
import { brokerAddresses, type ClientEntry, type World } from "./world.ts";

/** Starts a producer's process. */
export function startProducer(world: World, { id, topic, settings }: ProducerSpec): void {
  const { state, kernel } = world;
  const addresses = brokerAddresses(state.topology);
  const process = kernel.addProcess(clientRole, {
    kind: "producer",
    id,
    topic,
    settings,
    addresses,
  });
  state.clients.push({ id, kind: "producer", process });
  kernel.start(process);
}

/** Starts a consumer's process. */
export function startConsumer(world: World, spec: ConsumerSpec): void {
  const { state, kernel } = world;
  const { id, subscription, settings } = spec;
  const addresses = brokerAddresses(state.topology);
  const disk: ClientDisk =
    spec.api === "share"
      ? {
          kind: "shareConsumer",
          id,
          topics: subscription.kind === "topics" ? subscription.topics : [],
          settings,
          addresses,
        }
      : { kind: "consumer", id, subscription, settings, addresses };
  const process = kernel.addProcess(clientRole, disk);
  state.clients.push({ id, kind: "consumer", process });
  kernel.start(process);
}

/** The memory of a client that runs. */
export const clientMemory = (
  world: Pick<World, "state">,
  entry: ClientEntry,
): ClientMemory | undefined =>
  (world.state.sim.processes[entry.process]?.memory ?? undefined) as
    | ClientMemory
    | undefined;
