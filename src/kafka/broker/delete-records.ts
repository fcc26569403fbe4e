import { type Context, wallClockMs } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { maybeIncrementLogStartOffset } from "../log/high-watermark.ts";
import { deleteOldSegments } from "../log/retention.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type {
  DelayedDeleteRecords,
  DeleteWait,
  ReplyTo,
} from "../replication/purgatory.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { tryCompleteDelete } from "./delayed-delete.ts";
import { notHostedError } from "./offline-dirs.ts";
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
