import { ask } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { brokerOf } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { javaIntegerSet } from "../java-hash-set.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { outOfSyncReplicas } from "../replication/in-sync-replicas.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { silentReport } from "../report.ts";
import {
  type Broker,
  brokerTimers,
  channels,
  hostedReplica,
  hostedReplicas,
  type IsrProposal,
  purposes,
} from "./broker.ts";
import {
  controllerChannel,
  isNotController,
  noControllerRetryMs,
} from "./controller-channel.ts";
import { advanceHighWatermark } from "./high-watermark.ts";
import { touch } from "./touch.ts";

/** The wait after a request that failed as a whole, ms. Kafka: AlterPartitionManager. */
const retryMs = 50;
const alterPartitionVersion = 3;
/** A request that hears nothing is given up after this, ms. Kafka: NodeToControllerChannelManager retryTimeoutMs. */
const requestTimeoutMs = 30_000;

/** Asks for one more member. Kafka: Partition.prepareIsrExpand, submitAlterPartition. */
export function proposeExpand(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  joining: number,
): void {
  const isr = javaIntegerSet([...partition.isr, joining]);
  partition.pending = { kind: "expand", isr, sent: false };
  context.probe.report({
    ...silentReport,
    kind: "isrExpandProposed",
    node: broker.id,
    topic: partition.topic,
    partition: partition.index,
    text: `leader ${broker.id} saw broker ${joining} catch up and asks for ISR ${isr.join(",")}`,
    key: `propose:${partition.topic}-${partition.index}`,
    because: [`unfenced:${joining}`, `fault:${joining}`],
  });
  propose(context, broker, partition, isr);
}

/** Takes out who has been behind for too long. Kafka: ReplicaManager.maybeShrinkIsr, Partition.maybeShrinkIsr. */
export function checkIsr(context: Context, broker: Broker): void {
  const nowMs = wallClockMs(context.effects);
  const { replicaLagTimeMaxMs } = broker.config;
  for (const partition of hostedReplicas(broker)) {
    const leaving = outOfSyncReplicas(partition, nowMs, replicaLagTimeMaxMs);
    if (leaving.length === 0) continue;
    const isr = javaIntegerSet(
      partition.isr.filter((member) => !leaving.includes(member)),
    );
    partition.pending = { kind: "shrink", isr, sent: false };
    context.probe.report({
      ...silentReport,
      kind: "isrShrinkProposed",
      weight: "notice",
      node: broker.id,
      topic: partition.topic,
      partition: partition.index,
      text: `leader ${broker.id} has not seen ${leaving.length === 1 ? "broker" : "brokers"} ${leaving.join(",")} caught up and asks for ISR ${isr.join(",")}`,
      config: `replica.lag.time.max.ms = ${replicaLagTimeMaxMs}`,
      key: `propose:${partition.topic}-${partition.index}`,
      because: leaving.flatMap((id) => [`link:${id}`, `fault:${id}`]),
    });
    propose(context, broker, partition, isr);
  }
  context.effects.after(replicaLagTimeMaxMs * 500, brokerTimers.isrCheck, null);
}

function propose(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  isr: readonly number[],
): void {
  context.probe.isrProposed(broker.id, partition, isr);
  const { leaderEpoch, partitionEpoch } = partition;
  broker.proposals = broker.proposals.filter((item) => item.partition !== partition);
  broker.proposals.push({ partition, leaderEpoch, partitionEpoch, isr });
  sendProposals(context, broker);
}

/** One request in flight, with everything that waits. Kafka: DefaultAlterPartitionManager.maybePropagateIsrChanges. */
function sendProposals(context: Context, broker: Broker): void {
  if (broker.proposalInFlight || broker.proposals.length === 0) return;
  broker.proposalInFlight = true;
  const channel = controllerChannel(broker, channels.alterPartition);
  if (channel === undefined) {
    context.effects.after(noControllerRetryMs * 1000, brokerTimers.proposalRetry, null);
    return;
  }
  const items = [...broker.proposals];
  ask(context.effects, broker.client, channel, {
    api: apiKeys.AlterPartition,
    version: alterPartitionVersion,
    body: alterPartitionBody(broker, items),
    purpose: purposes.alterPartition,
    context: items,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** What found no controller, or failed as a whole, is sent again with everything that waits by now. */
export function retryProposals(context: Context, broker: Broker): void {
  broker.proposalInFlight = false;
  sendProposals(context, broker);
}

function alterPartitionBody(broker: Broker, items: readonly IsrProposal[]): object {
  const topics: { topicId: string; partitions: object[] }[] = [];
  for (const { partition, leaderEpoch, partitionEpoch, isr } of items) {
    let topic = topics.find(({ topicId }) => topicId === partition.topicId);
    if (topic === undefined) {
      topic = { topicId: partition.topicId, partitions: [] };
      topics.push(topic);
    }
    topic.partitions.push({
      partitionIndex: partition.index,
      leaderEpoch,
      newIsr: isr,
      newIsrWithEpochs: isr.map((brokerId) => ({
        brokerId,
        brokerEpoch: epochOf(broker, partition, brokerId),
      })),
      leaderRecoveryState: 0,
      partitionEpoch,
    });
  }
  return { brokerId: broker.id, brokerEpoch: broker.brokerEpoch, topics };
}

function epochOf(broker: Broker, partition: HostedPartition, member: number): number {
  if (member === broker.id) return broker.brokerEpoch;
  const follower = partition.followers.find((state) => state.broker === member);
  const epoch = follower?.brokerEpoch ?? -1;
  return epoch === -1 ? (brokerOf(broker.image, member)?.epoch ?? -1) : epoch;
}

interface AlterPartitionAnswer {
  readonly errorCode: number;
  readonly topics: readonly {
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly errorCode: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
      readonly isr: readonly number[];
      readonly leaderRecoveryState: number;
      readonly partitionEpoch: number;
    }[];
  }[];
}

/** The controller's answer, or null when the connection was lost. */
export function alterPartitionAnswered(
  context: Context,
  broker: Broker,
  items: readonly IsrProposal[],
  body: object | null,
): void {
  const answer = body as AlterPartitionAnswer | null;
  if (answer === null || answer.errorCode !== 0) {
    isNotController(context, broker, channels.alterPartition, body);
    context.effects.after(retryMs * 1000, brokerTimers.proposalRetry, null);
    return;
  }
  broker.proposalInFlight = false;
  for (const topic of answer.topics)
    for (const partition of topic.partitions) {
      const item = items.find(
        (candidate) =>
          candidate.partition.topicId === topic.topicId &&
          candidate.partition.index === partition.partitionIndex,
      );
      if (item !== undefined && broker.proposals.includes(item))
        settle(context, broker, item, partition);
    }
  sendProposals(context, broker);
}

type PartitionAnswer = AlterPartitionAnswer["topics"][number]["partitions"][number];

/** Kafka: Partition.handleAlterPartitionUpdate, handleAlterPartitionError. */
function settle(
  context: Context,
  broker: Broker,
  item: IsrProposal,
  answer: PartitionAnswer,
): void {
  const { partition } = item;
  const resend = answer.errorCode !== 0 && !settledErrors.includes(answer.errorCode);
  if (resend) return;
  broker.proposals = broker.proposals.filter((candidate) => candidate !== item);
  if (hostedReplica(broker, partition.topicId, partition.index) !== partition) return;
  if (partition.role !== "leader" || partition.leaderEpoch !== item.leaderEpoch) return;
  if (answer.errorCode === 0) {
    if (answer.leaderEpoch !== partition.leaderEpoch) return;
    if (answer.partitionEpoch < partition.partitionEpoch) return;
    partition.isr = answer.isr;
    partition.partitionEpoch = answer.partitionEpoch;
    partition.leaderRecoveryState = answer.leaderRecoveryState;
    partition.pending = null;
    advanceHighWatermark(context, broker, partition);
    touch(broker, partition);
  } else if (revertingErrors.includes(answer.errorCode)) partition.pending = null;
}

/** The committed state comes back, and a later fetch may try again. */
const revertingErrors: readonly number[] = [
  errors.OPERATION_NOT_ATTEMPTED,
  errors.INELIGIBLE_REPLICA,
];

/** Nothing more is sent; newer metadata will settle it. Everything else is sent again. */
const settledErrors: readonly number[] = [
  ...revertingErrors,
  errors.UNKNOWN_TOPIC_OR_PARTITION,
  errors.UNKNOWN_TOPIC_ID,
  errors.FENCED_LEADER_EPOCH,
  errors.INVALID_UPDATE_VERSION,
  errors.INVALID_REQUEST,
  errors.NEW_LEADER_ELECTED,
];
