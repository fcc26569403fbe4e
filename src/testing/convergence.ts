import { hostedReplica } from "../kafka/broker/broker.ts";
import {
  isActiveBroker,
  type TopicImage,
  topicsOf,
} from "../kafka/controller/metadata-image.ts";
import { type HostedPartition, isUnderMinIsr } from "../kafka/replication/partition.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { isSetUp } from "../run/setup.ts";
import { clientMemory } from "../run/start-client.ts";
import { nodeMemory, type World } from "../run/world.ts";
import { whatQuorumOwes } from "./quorum-convergence.ts";

const isWhole = ({ state }: World, core: readonly number[]): boolean =>
  state.topology.brokers.every((id) => core.includes(id));

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

/**
 * What the nodes of a core still owe after they were healed, or null (reliability 2.8, V1 to V5, V7, V9 and V12). Of
 * a whole cluster everything is owed.
 */
export function whatIsMissing(world: World, core: readonly number[]): string | null {
  if (!isSetUp(world)) return "the topics of the scenario do not exist yet";
  const quorum = whatQuorumOwes(world, core);
  if (quorum !== null) return quorum;
  const image = clusterImage(world.state);
  const { brokers } = world.state.topology;
  for (const id of brokers.filter((broker) => core.includes(broker)))
    if (!isActiveBroker(image, id)) return `broker ${id} is fenced (V4)`;
  for (const topic of topicsOf(image))
    for (const index of topic.partitions.keys()) {
      const missing = whatPartitionOwes(world, core, { topic, index });
      if (missing !== null) return missing;
    }
  // A client may go on asking a broker that is cut off from the others, and believe what that one believes.
  return isWhole(world, core) ? whatConsumersOwe(world) : null;
}

interface Place {
  readonly topic: TopicImage;
  readonly index: number;
}

function whatPartitionOwes(
  world: World,
  core: readonly number[],
  { topic, index }: Place,
): string | null {
  const name = `${topic.name}-${index}`;
  const partition = topic.partitions[index];
  if (partition === undefined) return null;
  const { leader, isr, elr, replicas, addingReplicas, removingReplicas } = partition;
  const whole = isWhole(world, core);
  // Whoever might lead is outside, or has left the set while the core was chosen: nobody can help.
  const members = [...isr, ...elr].filter((id) => replicas.includes(id));
  const hopeless = !whole && !members.some((id) => core.includes(id));
  if (hopeless) return null;
  if (leader < 0) return `${name} has no leader (V2)`;
  if (!core.includes(leader))
    return `${name} is still led by ${leader}, which is broken (V12)`;
  // A second reassignment that takes back what the first one adds leaves it in both lists, and Kafka waits for ever:
  // changePartitionReassignment writes neither list when its own is empty.
  const contrary = addingReplicas.some((id) => removingReplicas.includes(id));
  const moving = addingReplicas.length + removingReplicas.length > 0 && !contrary;
  if (whole && moving) return `${name} is still being reassigned (V9)`;
  const due = replicas.filter((id) => core.includes(id));
  if (due.some((id) => !isr.includes(id)) || isr.length > due.length)
    return `${name} has ISR ${isr.join(",")} of ${due.join(",")} (V3)`;
  return whatLogsOwe(world, core, { topic, index }, due);
}

/**
 * Whether a replica outside of the core may hold a leader's high watermark back for good: it waits for whoever is
 * unfenced and was caught up within replica.lag.time.max.ms, and looks again only when something is appended, fetched
 * further or the set changes. Kafka: Partition.maybeIncrementLeaderHW (shouldWaitForReplicaToJoinIsr).
 */
const isHeldBack = (
  { followers, isr, log }: HostedPartition,
  core: readonly number[],
): boolean =>
  followers.some(
    ({ broker, logEndOffset }) =>
      !core.includes(broker) &&
      !isr.includes(broker) &&
      logEndOffset >= 0 &&
      logEndOffset <= log.highWatermark,
  );

function whatLogsOwe(
  world: World,
  core: readonly number[],
  { topic, index }: Place,
  due: readonly number[],
): string | null {
  const leader = topic.partitions[index]?.leader ?? -1;
  const at = { topicId: topic.topicId, index };
  const led = replicaAt(world, leader, at);
  const end = led?.log.logEndOffset;
  // Too few are left to commit anything: what lies behind the high watermark stays there.
  const stuck = led !== undefined && (isUnderMinIsr(led) || isHeldBack(led, core));
  for (const id of due) {
    const log = replicaAt(world, id, at)?.log;
    // A follower's high watermark may stay behind: an incremental fetch session tells only what changed since it was
    // last told, even to a follower whose own went down in between (FetchSession.CachedPartition).
    const committed = id === leader && !stuck ? log?.highWatermark : end;
    if (log === undefined || log.logEndOffset !== end || committed !== end)
      return `${topic.name}-${index} on broker ${id} ends at ${log?.logEndOffset}, high watermark ${log?.highWatermark}, the leader's at ${end} (V5)`;
  }
  return null;
}

/** A reader stands at the end of what it may read. */
function whatReaderOwes(
  world: World,
  where: { readonly topic: string; readonly partition: number },
  offset: number,
): string | null {
  const image = clusterImage(world.state);
  const topic = topicsOf(image).find(({ name }) => name === where.topic);
  const leader = topic?.partitions[where.partition]?.leader ?? -1;
  if (topic === undefined || leader < 0) return null;
  const index = where.partition;
  const led = replicaAt(world, leader, { topicId: topic.topicId, index });
  // A new leader's high watermark may lie below what was read before, and stays there with too few in sync.
  if (led === undefined || isUnderMinIsr(led)) return null;
  const { highWatermark } = led.log;
  return highWatermark === offset
    ? null
    : `stands at ${offset} of ${where.topic}-${index}, whose high watermark is ${highWatermark} (V7)`;
}

function whatConsumersOwe(world: World): string | null {
  for (const entry of world.state.clients) {
    const memory = clientMemory(world, entry);
    if (memory?.kind !== "consumer") continue;
    const { consumer } = memory;
    // Partitions that were added later come to its notice when its metadata is old enough (metadata.max.age.ms).
    const named = consumer.app.wholeTopic;
    const known = world.state.scenario.topics.find(({ name }) => name === named);
    if (consumer.subscription.order.length < (known?.partitions ?? 0))
      return `consumer ${entry.id} does not know its partitions (V7)`;
    for (const { topic, partition, position } of consumer.subscription.order) {
      const why = whatReaderOwes(world, { topic, partition }, position?.offset ?? -1);
      if (why !== null) return `consumer ${entry.id} ${why}`;
    }
  }
  return null;
}
