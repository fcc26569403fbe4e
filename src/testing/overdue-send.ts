import { clientMemory } from "../run/start-client.ts";
import type { World } from "../run/world.ts";

/** What a producer is granted beyond `delivery.timeout.ms`: its own wake-ups, and a request that was just sent, µs. */
const graceUs = 1_000_000;

/** V6: a batch that has waited for longer than `delivery.timeout.ms` is told to have failed. What is overdue, or null. */
export function overdueSend(world: World): string | null {
  const { nowUs } = world.state.sim;
  for (const entry of world.state.clients) {
    const memory = clientMemory(world, entry);
    if (memory?.kind !== "producer") continue;
    const { config, sender } = memory.producer;
    const limitUs = Math.max(config.deliveryTimeoutUs, config.requestTimeoutUs) + graceUs;
    const queues = sender.accumulator.topics.flatMap(({ partitions }) => partitions);
    for (const { batches, partition } of queues) {
      // Retries may stand before older batches, and Kafka looks no further than to the first (expiredBatches).
      const [first] = batches;
      if (first === undefined || nowUs - first.createdUs <= limitUs) continue;
      return `producer ${entry.id} still has a batch for partition ${partition} that is ${(nowUs - first.createdUs) / 1e6} s old`;
    }
  }
  return null;
}
