import { hostedReplica } from "../kafka/broker/broker.ts";
import {
  isActiveBroker,
  type TopicImage,
  topicsOf,
} from "../kafka/controller/metadata-image.ts";
import type { HostedPartition } from "../kafka/replication/partition.ts";
import { clientMemory } from "../run/client-commands.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { isSetUp } from "../run/setup.ts";
import { nodeMemory, type World } from "../run/world.ts";

const replicaAt = (
  world: World,
  broker: number,
  at: { readonly topicId: string; readonly index: number },
): HostedPartition | undefined => {
  const memory = nodeMemory(world.state, broker)?.broker;
  return memory === null || memory === undefined
    ? undefined
    : hostedReplica(memory, at.topicId, at.index);
};

/** What a cluster without faults still owes after it was healed, or null (reliability 2.8, V2 to V5 and V7). */
export function whatIsMissing(world: World): string | null {
  if (!isSetUp(world)) return "the topics of the scenario do not exist yet";
  const image = clusterImage(world.state);
  for (const id of world.state.topology.brokers)
    if (!isActiveBroker(image, id)) return `broker ${id} is fenced (V4)`;
  for (const topic of topicsOf(image))
    for (const index of topic.partitions.keys()) {
      const missing = whatPartitionOwes(world, topic, index);
      if (missing !== null) return missing;
    }
  return whatConsumersOwe(world);
}

function whatPartitionOwes(
  world: World,
  topic: TopicImage,
  index: number,
): string | null {
  const name = `${topic.name}-${index}`;
  const { leader = -1, isr = [], replicas = [] } = topic.partitions[index] ?? {};
  if (leader < 0) return `${name} has no leader (V2)`;
  if (isr.length < replicas.length)
    return `${name} has ISR ${isr.join(",")} of ${replicas.join(",")} (V3)`;
  const at = { topicId: topic.topicId, index };
  const end = replicaAt(world, leader, at)?.log.logEndOffset;
  for (const id of replicas) {
    const log = replicaAt(world, id, at)?.log;
    // A follower's high watermark may stay behind: an incremental fetch session tells only what changed since it was
    // last told, even to a follower whose own went down in between (FetchSession.CachedPartition).
    const committed = id === leader ? log?.highWatermark : end;
    if (log === undefined || log.logEndOffset !== end || committed !== end)
      return `${name} on broker ${id} ends at ${log?.logEndOffset}, high watermark ${log?.highWatermark}, the leader's at ${end} (V5)`;
  }
  return null;
}

function whatConsumersOwe(world: World): string | null {
  const image = clusterImage(world.state);
  for (const entry of world.state.clients) {
    const memory = clientMemory(world, entry);
    if (memory?.kind !== "consumer") continue;
    const { consumer } = memory;
    const topic = topicsOf(image).find(({ name }) => name === entry.topic);
    if (topic === undefined || consumer.positions.length < topic.partitions.length)
      return `consumer ${entry.id} does not know its partitions (V7)`;
    for (const { partition, offset } of consumer.positions) {
      const leader = topic.partitions[partition]?.leader ?? -1;
      const log = replicaAt(world, leader, {
        topicId: topic.topicId,
        index: partition,
      })?.log;
      if (log?.highWatermark !== offset)
        return `consumer ${entry.id} stands at ${offset} of ${entry.topic}-${partition}, whose high watermark is ${log?.highWatermark} (V7)`;
    }
  }
  return null;
}
