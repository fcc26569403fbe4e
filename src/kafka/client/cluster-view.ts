import { streams } from "../../sim/draw.ts";
import type { Effects } from "../../sim/effects.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { ask, channelTo, type NetworkClient } from "./network-client.ts";

/** Where a node listens. */
export interface Address {
  readonly nodeId: number;
  readonly process: number;
}

/** One partition as the client last heard of it. */
export interface KnownPartition {
  leader: number;
  leaderEpoch: number;
}

/**
 * What a client knows of the cluster; never older than what it knew before, partition by partition.
 * Kafka: Metadata, MetadataCache.
 */
export interface ClusterView {
  /** `bootstrap.servers`, and where each broker listens. */
  readonly addresses: readonly Address[];
  readonly topic: string;
  topicId: string;
  partitions: KnownPartition[];
  /** Node ids that the last answer listed. */
  alive: number[];
  refreshing: boolean;
  /** Something was learned that asks for a refresh. */
  stale: boolean;
  lastRefreshUs: number;
}

const metadataVersion = 13;
const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";
/** `metadata.max.age.ms`. */
export const metadataMaxAgeUs = 300_000_000;
/** `retry.backoff.ms`. */
export const retryBackoffUs = 100_000;

export const clusterView = (
  addresses: readonly Address[],
  topic: string,
): ClusterView => ({
  addresses,
  topic,
  topicId: zeroId,
  partitions: [],
  alive: [],
  refreshing: false,
  stale: true,
  lastRefreshUs: -metadataMaxAgeUs,
});

/** Asks any broker that is thought to be alive. Kafka: NetworkClient.DefaultMetadataUpdater.maybeUpdate, leastLoadedNode. */
export function refresh(
  effects: Effects,
  client: NetworkClient,
  view: ClusterView,
  purpose: number,
): void {
  if (view.refreshing) return;
  view.refreshing = true;
  const known = view.addresses.filter(
    ({ nodeId }) => view.alive.length === 0 || view.alive.includes(nodeId),
  );
  const target = known[effects.draw(streams.metadataNode, known.length)];
  if (target === undefined) return;
  ask(effects, client, channelTo(client, target.nodeId, target.process), {
    api: apiKeys.Metadata,
    version: metadataVersion,
    body: {
      topics: [{ topicId: zeroId, name: view.topic }],
      allowAutoTopicCreation: true,
      includeTopicAuthorizedOperations: false,
    },
    purpose,
    context: null,
    timeoutUs: 30_000_000,
    bytes: 0,
    answered: true,
  });
}

interface MetadataBody {
  readonly brokers: readonly { readonly nodeId: number }[];
  readonly topics: readonly {
    readonly errorCode: number;
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
    }[];
  }[];
}

/** Takes an answer in; false when it was lost or a partition is without leader, so that one should ask again. */
export function refreshed(
  effects: Effects,
  view: ClusterView,
  body: object | null,
): boolean {
  view.refreshing = false;
  view.lastRefreshUs = effects.nowUs();
  const answer = body as MetadataBody | null;
  const topic = answer?.topics[0];
  if (answer === null) {
    view.alive = [];
    return false;
  }
  view.alive = answer.brokers.map(({ nodeId }) => nodeId);
  if (topic === undefined || topic.errorCode !== 0) return false;
  if (topic.topicId !== view.topicId) {
    view.topicId = topic.topicId;
    view.partitions = [];
  }
  let complete = true;
  for (const { partitionIndex, leaderId, leaderEpoch } of topic.partitions) {
    while (view.partitions.length <= partitionIndex)
      view.partitions.push({ leader: -1, leaderEpoch: -1 });
    const known = view.partitions[partitionIndex];
    if (known !== undefined && leaderEpoch >= known.leaderEpoch) {
      known.leader = leaderId;
      known.leaderEpoch = leaderEpoch;
    }
    if (leaderId < 0) complete = false;
  }
  view.stale = false;
  return complete;
}

/** The address of a partition's leader, or undefined while it is not known. */
export function leaderAddress(view: ClusterView, partition: number): Address | undefined {
  const leader = view.partitions[partition]?.leader ?? -1;
  if (leader < 0) return undefined;
  for (const address of view.addresses) if (address.nodeId === leader) return address;
  return undefined;
}
