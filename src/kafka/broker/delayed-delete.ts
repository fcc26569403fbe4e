import type { Context } from "../context.ts";
import { isActiveBroker } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { DelayedDeleteRecords } from "../replication/purgatory.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import { respond } from "./respond.ts";

/** The lowest log start of the leader and its live followers. Kafka: Partition.lowWatermarkIfLeader. */
function lowWatermark(broker: Broker, partition: HostedPartition): number {
  let low = partition.log.logStartOffset;
  for (const follower of partition.followers)
    if (isActiveBroker(broker.image, follower.broker))
      low = Math.min(low, follower.logStartOffset);
  return low;
}

/** Kafka: DelayedDeleteRecords.tryComplete. */
export function tryCompleteDelete(
  context: Context,
  broker: Broker,
  delayed: DelayedDeleteRecords,
): boolean {
  if (delayed.done) return true;
  for (const wait of delayed.waits) {
    if (wait.settled) continue;
    const partition = hostedReplica(broker, wait.topicId, wait.index);
    if (partition === undefined || partition.role !== "leader") {
      wait.error = errors.NOT_LEADER_OR_FOLLOWER;
      wait.settled = true;
      continue;
    }
    wait.lowWatermark = lowWatermark(broker, partition);
    wait.settled = wait.lowWatermark >= wait.requiredOffset;
  }
  if (delayed.waits.some((wait) => !wait.settled)) return false;
  answerDelete(context, broker, delayed);
  return true;
}

/** The time is over: what has not reached every live follower is answered with REQUEST_TIMED_OUT. */
export function expireDelete(
  context: Context,
  broker: Broker,
  delayed: DelayedDeleteRecords,
): void {
  if (tryCompleteDelete(context, broker, delayed)) return;
  for (const wait of delayed.waits)
    if (!wait.settled) {
      wait.error = errors.REQUEST_TIMED_OUT;
      wait.settled = true;
    }
  answerDelete(context, broker, delayed);
}

function answerDelete(
  context: Context,
  broker: Broker,
  delayed: DelayedDeleteRecords,
): void {
  delayed.done = true;
  const topics: { name: string; partitions: object[] }[] = [];
  for (const wait of delayed.waits) {
    let topic = topics.find(({ name }) => name === wait.topic);
    if (topic === undefined) {
      topic = { name: wait.topic, partitions: [] };
      topics.push(topic);
    }
    topic.partitions.push({
      partitionIndex: wait.index,
      lowWatermark: wait.lowWatermark,
      errorCode: wait.error,
    });
  }
  respond(context, broker, delayed.reply, { throttleTimeMs: 0, topics });
}
