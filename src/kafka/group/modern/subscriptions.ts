import type { ClusterView, TopicView } from "../../coordinator/turn.ts";
import { stringHash } from "../../protocol/coordinator-partition.ts";
import { type GroupTurn, keyOf } from "../group-state.ts";
import { uuidHash } from "../uuid-order.ts";
import type { ConsumerGroup, ResolvedRegex } from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";

/** How many members name a topic, and how many regular expressions give it. Kafka: SubscriptionCount. */
interface SubscriptionCount {
  byName: number;
  byRegex: number;
}

/** What the members of a group subscribe to, with a change that is not written yet. */
export interface Subscriptions {
  readonly members: readonly ConsumerMember[];
  readonly topics: ReadonlyMap<string, SubscriptionCount>;
  /** Members by regular expression. */
  readonly regexes: ReadonlyMap<string, number>;
}

/** Members that go, and one that comes or takes another's place. */
export interface MemberChange {
  /** Their ids. */
  readonly removed: readonly string[];
  readonly put: ConsumerMember | null;
}

export const noChange: MemberChange = { removed: [], put: null };

/** Members after a change. */
export function membersAfter(
  group: ConsumerGroup,
  { removed, put }: MemberChange,
): ConsumerMember[] {
  const members = Object.values(group.members).filter(
    ({ memberId }) => !removed.includes(memberId) && memberId !== put?.memberId,
  );
  if (put !== null) members.push(put);
  return members;
}

/** Kafka: ConsumerGroup.computeSubscribedTopicNames, computeSubscribedRegularExpressions. */
export function subscriptionsAfter(
  group: ConsumerGroup,
  change: MemberChange,
  resolved: Readonly<Record<string, ResolvedRegex>> = group.resolved,
): Subscriptions {
  const members = membersAfter(group, change);
  const topics = new Map<string, SubscriptionCount>();
  const regexes = new Map<string, number>();
  const count = (topic: string, what: keyof SubscriptionCount): void => {
    const counted = topics.get(topic) ?? { byName: 0, byRegex: 0 };
    counted[what] += 1;
    topics.set(topic, counted);
  };
  for (const { topicNames, topicRegex } of members) {
    for (const topic of topicNames) count(topic, "byName");
    if (topicRegex !== "") regexes.set(topicRegex, (regexes.get(topicRegex) ?? 0) + 1);
  }
  for (const regex of regexes.keys())
    for (const topic of resolved[keyOf(regex)]?.topics ?? []) count(topic, "byRegex");
  return { members, topics, regexes };
}

/** Whether all members subscribe to the same. Kafka: ConsumerGroup.subscriptionType. */
export function isHomogeneous({ members, topics, regexes }: Subscriptions): boolean {
  const counts = [...topics.values()];
  const [first] = regexes.values();
  if (first === undefined) return counts.every(({ byName }) => byName === members.length);
  return (
    first === members.length &&
    counts.every(({ byName, byRegex }) => byRegex === 1 && byName === 0)
  );
}

/**
 * A number that changes when a subscribed topic comes, goes, grows, or gets replicas in other racks; 0: no topic.
 * Kafka's is an XXH3 of the same: only whether it changed has a meaning. Kafka: ModernGroup.computeMetadataHash.
 */
export function metadataHash(
  turn: GroupTurn,
  { topics }: { readonly topics: ReadonlyMap<string, unknown> },
): number {
  let hash = 0;
  for (const name of [...topics.keys()].toSorted()) {
    const topic = turn.cluster.topicByName(name);
    if (topic === undefined) continue;
    hash = mix(mix(mix(hash, uuidHash(topic.topicId)), stringHash(name)), 1);
    hash = mix(hash, topic.partitions.length);
    hash = mix(hash, racksHash(turn.cluster, topic));
  }
  return hash;
}

interface RackHashes {
  readonly version: number;
  readonly byTopic: Record<string, number>;
}

/** Not state: members that join together ask for the same topics. Kafka: GroupMetadataManager.topicHashCache. */
const known = new WeakMap<ClusterView, RackHashes>();

function racksHash(cluster: ClusterView, topic: TopicView): number {
  const { version } = cluster;
  let hashes = known.get(cluster);
  if (hashes?.version !== version) {
    hashes = { version, byTopic: {} };
    known.set(cluster, hashes);
  }
  return (hashes.byTopic[topic.topicId] ??= hashRacks(cluster, topic));
}

function hashRacks(cluster: ClusterView, { partitions }: TopicView): number {
  let hash = 0;
  for (const { replicas } of partitions) {
    const racks: string[] = [];
    for (const broker of replicas) {
      const rack = cluster.rackOf(broker);
      if (rack !== null) racks.push(rack);
    }
    if (racks.length > 1) racks.sort();
    for (const rack of racks) hash = mix(hash, stringHash(rack));
  }
  return hash;
}

/** Folds a number into a hash of 32 bits without a sign; never 0. */
function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed + value, 0x85ebca77);
  return ((mixed ^ (mixed >>> 13)) >>> 0) + 1;
}

/** What a member subscribes to, by name or by its regular expression. */
export function subscribedNames(group: ConsumerGroup, member: ConsumerMember): string[] {
  const resolved = group.resolved[keyOf(member.topicRegex)]?.topics ?? [];
  return resolved.length === 0
    ? [...member.topicNames]
    : [...new Set([...member.topicNames, ...resolved])];
}

/** Ids of the topics that exist. Kafka: TopicIds. */
export const existingTopicIds = (turn: GroupTurn, names: readonly string[]): string[] =>
  names.flatMap((name) => turn.cluster.topicByName(name)?.topicId ?? []);
