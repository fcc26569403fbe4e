import { compareUuids } from "../uuid-order.ts";
import {
  assigned,
  failed,
  type GroupAssignment,
  type GroupSpec,
  type TopicPartitions,
} from "./group-spec.ts";
import {
  excludeMostLoaded,
  imbalance,
  isBalanced,
  loadBalancer,
  nextLeastLoaded,
  nextMostLoaded,
} from "./load-balancer.ts";
import { missingTopic } from "./missing-topic.ts";

/** Kafka: UniformHeterogeneousAssignmentBuilder.MAX_ITERATION_COUNT. */
const maxIterations = 16;
const nobody = -1;

interface Topic {
  readonly topicId: string;
  readonly subscribers: number[];
  /** By partition. */
  readonly owners: number[];
}

interface Progress {
  readonly topics: Map<string, Topic>;
  /** By member: how many partitions it has. */
  readonly sizes: number[];
}

/** Members subscribe to different topics. Kafka: UniformHeterogeneousAssignmentBuilder. */
export function assignUniformHeterogeneous(spec: GroupSpec): GroupAssignment {
  const progress: Progress = { topics: new Map(), sizes: spec.members.map(() => 0) };
  for (const [member, { topicIds }] of spec.members.entries())
    for (const topicId of topicIds) {
      const partitions = spec.partitionsOf(topicId);
      if (partitions === -1) return failed(missingTopic(topicId));
      const topic = progress.topics.get(topicId);
      if (topic !== undefined) topic.subscribers.push(member);
      else
        progress.topics.set(topicId, {
          topicId,
          subscribers: [member],
          owners: Array.from({ length: partitions }, () => nobody),
        });
    }
  if (progress.topics.size === 0) return assigned(new Map());
  keepAssigned(spec, progress);
  const sorted = [...progress.topics.values()].toSorted(compareTopics);
  for (const topic of sorted) assignUnowned(topic, progress);
  balance(
    sorted.filter((topic) => topic.subscribers.length >= 2),
    progress,
  );
  return assigned(targets(spec, progress));
}

/** Kafka: UniformHeterogeneousAssignmentBuilder.maybeRevokePartitions. */
function keepAssigned({ members }: GroupSpec, { topics, sizes }: Progress): void {
  for (const [member, { assigned: before, topicIds }] of members.entries()) {
    const subscribed = new Set(topicIds);
    for (const [topicId, partitions] of Object.entries(before)) {
      if (!subscribed.has(topicId)) continue;
      sizes[member] = (sizes[member] ?? 0) + partitions.length;
      const owners = topics.get(topicId)?.owners ?? [];
      for (const partition of partitions) owners[partition] = member;
    }
  }
}

/** More partitions a subscriber first, then fewer subscribers, then the topic id. Kafka: topicComparator. */
function compareTopics(a: Topic, b: Topic): number {
  return (
    b.owners.length / b.subscribers.length - a.owners.length / a.subscribers.length ||
    a.subscribers.length - b.subscribers.length ||
    compareUuids(a.topicId, b.topicId)
  );
}

/** Kafka: UniformHeterogeneousAssignmentBuilder.assignRemainingPartitions. */
function assignUnowned(topic: Topic, { sizes }: Progress): void {
  const balancer = loadBalancer(topic.subscribers, sizes);
  for (const [partition, owner] of topic.owners.entries())
    if (owner === nobody) give(topic, partition, nextLeastLoaded(balancer), sizes);
}

function give(topic: Topic, partition: number, member: number, sizes: number[]): void {
  const owner = topic.owners[partition] ?? nobody;
  if (owner !== nobody) sizes[owner] = (sizes[owner] ?? 0) - 1;
  topic.owners[partition] = member;
  sizes[member] = (sizes[member] ?? 0) + 1;
}

/** Goes round the topics until a round changes nothing. Kafka: UniformHeterogeneousAssignmentBuilder.balanceTopics. */
function balance(topics: readonly Topic[], { sizes }: Progress): void {
  let lastChanged = -1;
  for (let round = 0; round < maxIterations; round++)
    for (const [at, topic] of topics.entries()) {
      if (at === lastChanged) return;
      const moved = balanceTopic(topic, sizes);
      if (moved || lastChanged === -1) lastChanged = at;
    }
}

/** From the most to the least loaded subscribers, as long as they differ by more than one. Kafka: UniformHeterogeneousAssignmentBuilder.balanceTopic. */
function balanceTopic(topic: Topic, sizes: number[]): boolean {
  const balancer = loadBalancer(topic.subscribers, sizes);
  if (imbalance(balancer) <= 1) return false;
  const owned = new Map<number, number[]>();
  for (const [partition, owner] of topic.owners.entries()) {
    const partitions = owned.get(owner);
    if (partitions === undefined) owned.set(owner, [partition]);
    else partitions.push(partition);
  }
  let moved = false;
  while (!isBalanced(balancer)) {
    let from = nextMostLoaded(balancer);
    while (from !== nobody && (owned.get(from)?.length ?? 0) === 0) {
      excludeMostLoaded(balancer);
      from = nextMostLoaded(balancer);
    }
    const partition = owned.get(from)?.pop();
    if (partition === undefined) return moved;
    const to = nextLeastLoaded(balancer);
    if (isBalanced(balancer)) return moved;
    give(topic, partition, to, sizes);
    moved = true;
  }
  return moved;
}

function targets(
  { members }: GroupSpec,
  { topics }: Progress,
): Map<string, TopicPartitions> {
  const target = members.map((): Record<string, number[]> => ({}));
  for (const { topicId, owners } of topics.values())
    for (const [partition, owner] of owners.entries()) {
      const partitions = target[owner]?.[topicId];
      if (partitions !== undefined) partitions.push(partition);
      else if (target[owner] !== undefined) target[owner][topicId] = [partition];
    }
  return new Map(members.map(({ memberId }, at) => [memberId, target[at] ?? {}]));
}
