import { ask } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { topicsOf } from "../controller/metadata-image.ts";
import { apiKeys } from "../protocol/envelope.ts";
import {
  type Broker,
  brokerTimers,
  channels,
  hostedReplica,
  purposes,
} from "./broker.ts";
import { controllerChannel, isNotController } from "./controller-channel.ts";

/** A change of one partition. */
export type PartitionChange = Extract<MetadataChange, { kind: "partitionChanged" }>;

const requestTimeoutMs = 30_000;

/** Every hosted replica as a change, to tell where it lies. */
export const hostedChanges = (broker: Broker): PartitionChange[] =>
  topicsOf(broker.image).flatMap((topic) =>
    topic.partitions.map((registration, partition) => ({
      kind: "partitionChanged" as const,
      topic: topic.name,
      topicId: topic.topicId,
      partition,
      previous: null,
      registration,
    })),
  );

/**
 * Tells the controller in which log dir replicas are that the metadata has elsewhere, as after a wiped disk got a
 * new directory id (KIP-858). Kafka: AssignmentsManager.
 */
export function assignDirectories(
  context: Context,
  broker: Broker,
  changes: readonly PartitionChange[],
): void {
  // Until it is unfenced the broker's replicas are not its to place; `running` tells them all again.
  if (broker.state !== "running") return;
  const directories = assignedDirectories(broker, changes);
  if (directories.length === 0) return;
  const channel = controllerChannel(broker, channels.assignments);
  if (channel === undefined) {
    assignmentsAnswered(context, broker, changes, null);
    return;
  }
  ask(context.effects, broker.client, channel, {
    api: apiKeys.AssignReplicasToDirs,
    version: 0,
    body: {
      brokerId: broker.id,
      brokerEpoch: broker.brokerEpoch,
      directories,
    },
    purpose: purposes.assignments,
    context: changes,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

interface Directory {
  readonly id: string;
  readonly topics: {
    readonly topicId: string;
    readonly partitions: { readonly partitionIndex: number }[];
  }[];
}

/** Replicas that lie in another dir than the metadata has them in, by dir and topic. */
function assignedDirectories(
  broker: Broker,
  changes: readonly PartitionChange[],
): Directory[] {
  const directories: Directory[] = [];
  for (const { registration, topicId, partition } of changes) {
    const place = registration.replicas.indexOf(broker.id);
    const id = hostedReplica(broker, topicId, partition)?.dir?.directoryId;
    if (place < 0 || id === undefined || registration.directories[place] === id) continue;
    let directory = directories.find((known) => known.id === id);
    if (directory === undefined) {
      directory = { id, topics: [] };
      directories.push(directory);
    }
    const topic = directory.topics.find((known) => known.topicId === topicId);
    if (topic === undefined)
      directory.topics.push({ topicId, partitions: [{ partitionIndex: partition }] });
    else topic.partitions.push({ partitionIndex: partition });
  }
  return directories;
}

/** The wait before directories are told again. */
const retryUs = 1_000_000;

/** The controller's answer, or null without one: what failed is told again. */
export function assignmentsAnswered(
  context: Context,
  broker: Broker,
  changes: readonly PartitionChange[],
  body: object | null,
): void {
  isNotController(context, broker, channels.assignments, body);
  const failed = body === null || (body as { errorCode: number }).errorCode !== 0;
  if (failed) context.effects.after(retryUs, brokerTimers.assignmentRetry, changes);
}
