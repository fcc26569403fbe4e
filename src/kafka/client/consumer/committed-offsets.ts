import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import type { OffsetFetchRequest, OffsetFetchResponse } from "../../protocol/messages.ts";
import { backoffUs } from "./backoff.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { type Asked, askCoordinator } from "./consumer-network.ts";
import { exceptionOf, isRetriable } from "./exception-of.ts";
import { ensureCoordinator, loseCoordinator } from "./group-coordinator.ts";
import { byTopic } from "./offset-lookups.ts";
import { partitionName, partitionOf } from "./partition-state.ts";
import { purposes } from "./purposes.ts";
import type { CommittableOffset } from "./subscription-state.ts";

/** A look-up of committed offsets that somebody waits for. Kafka: PendingCommittedOffsetRequest. */
export interface CommittedTask {
  readonly id: number;
  readonly names: readonly string[];
  sent: boolean;
  attempts: number;
  notBeforeUs: number;
  /** Null until it is done; a partition without committed offset has offset -1. */
  found: Record<string, CommittableOffset> | null;
  /** Class of the exception; empty for none. */
  failed: string;
}

/** Begins to look up committed offsets. */
export const committedTask = (
  consumer: Consumer,
  names: readonly string[],
): CommittedTask => ({
  id: consumer.commits.nextTask++,
  names,
  sent: false,
  attempts: 0,
  notBeforeUs: 0,
  found: null,
  failed: "",
});

const offsetFetchVersion = 9;

/** Goes on with a look-up; true when it is over. Kafka: ConsumerCoordinator.fetchCommittedOffsets. */
export function stepCommitted(
  context: Context,
  consumer: Consumer,
  task: CommittedTask,
): boolean {
  if (task.found !== null || task.failed !== "") return true;
  if (task.sent) return false;
  if (context.effects.nowUs() < task.notBeforeUs) {
    wakeAt(consumer, task.notBeforeUs);
    return false;
  }
  if (!ensureCoordinator(context, consumer)) return false;
  const { membership, config } = consumer;
  const isMember = membership?.kind === "modern" && membership.epoch > 0;
  const body: OffsetFetchRequest = {
    groupId: "",
    topics: null,
    groups: [
      {
        groupId: config.groupId,
        memberId: isMember ? membership.memberId : null,
        memberEpoch: isMember ? membership.epoch : -1,
        topics: byTopic(task.names.map(partitionOf)).map(([name, parts]) => ({
          name,
          topicId: "",
          partitionIndexes: parts.map(({ partition }) => partition),
        })),
      },
    ],
    requireStable: true,
  };
  task.sent = askCoordinator(context, consumer, {
    api: apiNamed("OffsetFetch").key,
    version: offsetFetchVersion,
    body,
    purpose: purposes.committed,
    context: task.id,
  });
  return false;
}

/** The answer to a look-up; null when the connection was lost. Kafka: OffsetFetchResponseHandler. */
export function committedAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const tasks = [consumer.app.positioning, consumer.app.lookup];
  const task = tasks.find((each) => each !== null && each.id === asked.about);
  const group = (body as OffsetFetchResponse | null)?.groups[0];
  if (body === null) loseCoordinator(context, consumer);
  if (task === undefined || task === null) return;
  task.sent = false;
  if (group === undefined) {
    retry(context, consumer, task);
    return;
  }
  const { errorCode } = group;
  if (errorCode !== 0) {
    if (
      errorCode === errors.NOT_COORDINATOR ||
      errorCode === errors.COORDINATOR_NOT_AVAILABLE
    )
      loseCoordinator(context, consumer);
    // A member of the consumer protocol whose epoch has moved on asks again with the new one.
    if (isRetriable(errorCode) || errorCode === errors.STALE_MEMBER_EPOCH)
      retry(context, consumer, task);
    else
      task.failed =
        errorCode === errors.GROUP_AUTHORIZATION_FAILED ||
        errorCode === errors.UNKNOWN_MEMBER_ID
          ? exceptionOf(errorName(errorCode))
          : "KafkaException";
    return;
  }
  takeOffsets(context, consumer, task, group.topics);
}

function takeOffsets(
  context: Context,
  consumer: Consumer,
  task: CommittedTask,
  topics: OffsetFetchResponse["groups"][number]["topics"],
): void {
  const found: Record<string, CommittableOffset> = {};
  for (const { name, partitions } of topics)
    for (const answer of partitions) {
      const { errorCode, committedOffset, committedLeaderEpoch } = answer;
      if (errorCode === errors.UNSTABLE_OFFSET_COMMIT) {
        retry(context, consumer, task);
        return;
      }
      if (errorCode !== 0) {
        task.failed = "KafkaException";
        return;
      }
      found[partitionName(name, answer.partitionIndex)] = {
        offset: committedOffset,
        leaderEpoch: committedLeaderEpoch,
      };
    }
  for (const name in found)
    if ((found[name]?.offset ?? -1) >= 0)
      consumer.commits.known[name] = found[name]?.offset ?? -1;
  task.found = found;
}

function retry(context: Context, consumer: Consumer, task: CommittedTask): void {
  task.notBeforeUs =
    context.effects.nowUs() + backoffUs(context, consumer.config, task.attempts++);
  wakeAt(consumer, task.notBeforeUs);
}
