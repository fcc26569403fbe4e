import { type Context, wallClockMs } from "../context.ts";
import { isActiveBroker, topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { maybeIncrementLogStartOffset } from "../log/high-watermark.ts";
import { deleteOldSegments } from "../log/retention.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type {
  DelayedDeleteRecords,
  DeleteWait,
  ReplyTo,
} from "../replication/purgatory.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { notHostedError } from "./offline-dirs.ts";
import { respond } from "./respond.ts";
import { touch } from "./touch.ts";

interface DeleteRecordsBody {
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly offset: number;
    }[];
  }[];
  readonly timeoutMs: number;
}

/** Kafka: DeleteRecordsRequest.HIGH_WATERMARK. */
const toHighWatermark = -1;

/** Raises the log start. Kafka: ReplicaManager.deleteRecords. */
export function handleDeleteRecords(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as DeleteRecordsBody;
  const waits = body.topics.flatMap((topic) =>
    topic.partitions.map((partition) =>
      deleteOnLeader(context, broker, topic.name, partition),
    ),
  );
  const delayed: DelayedDeleteRecords = { reply, waits, done: false };
  if (tryCompleteDelete(context, broker, delayed)) return;
  for (const wait of waits)
    if (!wait.settled)
      hostedReplica(broker, wait.topicId, wait.index)?.deletes.push(delayed);
  context.effects.after(body.timeoutMs * 1000, brokerTimers.deleteExpires, delayed);
}

/** Kafka: Partition.deleteRecordsOnLeader. */
function deleteOnLeader(
  context: Context,
  broker: Broker,
  name: string,
  asked: { readonly partitionIndex: number; readonly offset: number },
): DeleteWait {
  const topic = topicByName(broker.image, name);
  const index = asked.partitionIndex;
  const refused = (error: number): DeleteWait => ({
    topic: name,
    topicId: topic?.topicId ?? "",
    index,
    requiredOffset: -1,
    lowWatermark: -1,
    error,
    settled: true,
  });
  if (topic?.partitions[index] === undefined)
    return refused(errors.UNKNOWN_TOPIC_OR_PARTITION);
  if (name.startsWith("__")) return refused(errors.INVALID_TOPIC_EXCEPTION);
  const partition = hostedReplica(broker, topic.topicId, index);
  if (partition === undefined)
    return refused(notHostedError(broker, topic.topicId, index));
  if (partition.role !== "leader") return refused(errors.NOT_LEADER_OR_FOLLOWER);
  const { log } = partition;
  if (!log.config.deletes) return refused(errors.POLICY_VIOLATION);
  const offset = asked.offset === toHighWatermark ? log.highWatermark : asked.offset;
  if (offset < 0) return refused(errors.OFFSET_OUT_OF_RANGE);
  if (maybeIncrementLogStartOffset(log, offset) === "OFFSET_OUT_OF_RANGE")
    return refused(errors.OFFSET_OUT_OF_RANGE);
  deleteOldSegments(log, wallClockMs(context.effects));
  context.probe.offsetsMoved(broker.id, partition);
  touch(broker, partition);
  return {
    topic: name,
    topicId: topic.topicId,
    index,
    requiredOffset: offset,
    lowWatermark: -1,
    error: 0,
    settled: false,
  };
}

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
