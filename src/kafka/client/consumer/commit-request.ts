import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import type {
  OffsetCommitRequest,
  OffsetCommitResponse,
} from "../../protocol/messages.ts";
import { commitRefusedByClassic } from "./classic-commit.ts";
import {
  type AsyncCommit,
  type CommitTask,
  endTask,
  type Offsets,
  retryTask,
} from "./commit-task.ts";
import type { Consumer } from "./consumer.ts";
import { type Asked, askCoordinator } from "./consumer-network.ts";
import { exceptionOf, isRetriable } from "./exception-of.ts";
import { loseCoordinator } from "./group-coordinator.ts";
import { byTopic } from "./offset-lookups.ts";
import { partitionOf } from "./partition-state.ts";
import { purposes } from "./purposes.ts";
import { isAutoAssigned } from "./subscription-state.ts";
import { tell } from "./tell.ts";

/** As whom a consumer commits. */
export type CommitIdentity =
  | {
      readonly kind: "member";
      /** Generation or member epoch; -1 outside of a group. */
      readonly epoch: number;
      readonly memberId: string;
      readonly instanceId: string | null;
    }
  | { readonly kind: "refused"; readonly exception: string };

const outsider: CommitIdentity = {
  kind: "member",
  epoch: -1,
  memberId: "",
  instanceId: null,
};
const notAMember: CommitIdentity = {
  kind: "refused",
  exception: "CommitFailedException",
};

/** Who commits, or why it cannot be done without even asking. Kafka: ConsumerCoordinator.sendOffsetCommitRequest. */
export function commitIdentity({
  subscription,
  membership,
  config,
}: Consumer): CommitIdentity {
  if (membership === null || !isAutoAssigned(subscription)) return outsider;
  const { memberId } = membership;
  const instanceId = config.groupInstanceId;
  // Who is outside of the group by now is told so by the coordinator.
  if (membership.kind === "modern") {
    const epoch = membership.epoch > 0 ? membership.epoch : -1;
    return { kind: "member", epoch, memberId, instanceId };
  }
  if (membership.state === "stable")
    return { kind: "member", epoch: membership.generationId, memberId, instanceId };
  return membership.state === "unjoined"
    ? notAMember
    : { kind: "refused", exception: "RebalanceInProgressException" };
}

/** For whom a commit was sent. */
type CommitHow =
  | { readonly kind: "task"; readonly id: number; readonly isUsers: boolean }
  | { readonly kind: "async"; readonly commit: AsyncCommit };

interface CommitAbout {
  readonly how: CommitHow;
  readonly offsets: Offsets;
  readonly epoch: number;
  readonly memberId: string;
}

const offsetCommitVersion = 9;

/** Sends an OffsetCommit; false when the coordinator is not known. */
export function sendCommit(
  context: Context,
  consumer: Consumer,
  commit: {
    readonly offsets: Offsets;
    readonly how: CommitHow;
    readonly identity: Extract<CommitIdentity, { kind: "member" }>;
  },
): boolean {
  const { offsets, how, identity } = commit;
  const parts = Object.entries(offsets).map(([name, offset]) => ({
    ...partitionOf(name),
    ...offset,
  }));
  const body: OffsetCommitRequest = {
    groupId: consumer.config.groupId,
    generationIdOrMemberEpoch: identity.epoch,
    memberId: identity.memberId,
    groupInstanceId: identity.instanceId,
    retentionTimeMs: -1,
    topics: byTopic(parts).map(([name, partitions]) => ({
      name,
      topicId: "",
      partitions: partitions.map(({ partition, offset, leaderEpoch }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: leaderEpoch,
        committedMetadata: "",
      })),
    })),
  };
  const about: CommitAbout = {
    how,
    offsets,
    epoch: identity.epoch,
    memberId: identity.memberId,
  };
  const isOwn = how.kind === "task" ? how.isUsers : how.commit.isUsers;
  const way = how.kind === "task" ? "sync" : "async";
  tell(context, consumer).commit(isOwn ? way : "auto", offsets, way === "sync");
  return askCoordinator(context, consumer, {
    api: apiNamed("OffsetCommit").key,
    version: offsetCommitVersion,
    body,
    purpose: purposes.commit,
    context: about,
  });
}

/** What an answer to a commit comes to. */
interface Verdict {
  /** Class of the exception; empty when it went well. */
  readonly exception: string;
  readonly isRetriable: boolean;
}

const fine: Verdict = { exception: "", isRetriable: false };
const lost: Verdict = { exception: "DisconnectException", isRetriable: true };

/** The answer to a commit; null when the connection was lost. Kafka: OffsetCommitResponseHandler. */
export function commitAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const about = asked.about as CommitAbout;
  const verdict = verdictOf(context, consumer, about, body);
  const { commits } = consumer;
  tell(context, consumer).commitAnswered(verdict.exception);
  if (verdict.exception === "")
    for (const name in about.offsets)
      commits.known[name] = about.offsets[name]?.offset ?? -1;
  if (about.how.kind === "task") {
    const { id } = about.how;
    const task = commits.tasks.find((each) => each.id === id);
    if (task !== undefined) finishTask(context, consumer, task, verdict);
    return;
  }
  commits.inFlight--;
  const error = verdict.isRetriable
    ? "RetriableCommitFailedException"
    : verdict.exception;
  if (error === "FencedInstanceIdException") commits.fenced = true;
  commits.completed.push({ commit: about.how.commit, error });
}

function finishTask(
  context: Context,
  consumer: Consumer,
  task: CommitTask,
  verdict: Verdict,
): void {
  if (verdict.isRetriable) retryTask(context, consumer, task);
  else endTask(consumer, task, verdict.exception);
}

function verdictOf(
  context: Context,
  consumer: Consumer,
  about: CommitAbout,
  body: object | null,
): Verdict {
  if (body === null) {
    loseCoordinator(context, consumer);
    return lost;
  }
  const { topics } = body as OffsetCommitResponse;
  for (const { partitions } of topics)
    for (const { errorCode } of partitions)
      if (errorCode !== 0) return refusal(context, consumer, about, errorCode);
  return fine;
}

const coordinatorMoved: readonly number[] = [
  errors.COORDINATOR_NOT_AVAILABLE,
  errors.NOT_COORDINATOR,
  errors.REQUEST_TIMED_OUT,
];
const memberErrors: readonly number[] = [
  errors.UNKNOWN_MEMBER_ID,
  errors.ILLEGAL_GENERATION,
  errors.STALE_MEMBER_EPOCH,
  errors.FENCED_INSTANCE_ID,
  errors.REBALANCE_IN_PROGRESS,
];

function refusal(
  context: Context,
  consumer: Consumer,
  about: CommitAbout,
  code: number,
): Verdict {
  const { membership } = consumer;
  if (coordinatorMoved.includes(code)) loseCoordinator(context, consumer);
  if (isRetriable(code) && code !== errors.REBALANCE_IN_PROGRESS)
    return { exception: exceptionOf(errorName(code)), isRetriable: true };
  if (!memberErrors.includes(code)) {
    const known = [errors.GROUP_AUTHORIZATION_FAILED, errors.TOPIC_AUTHORIZATION_FAILED];
    known.push(errors.OFFSET_METADATA_TOO_LARGE, errors.INVALID_COMMIT_OFFSET_SIZE);
    const exception = known.includes(code)
      ? exceptionOf(errorName(code))
      : "KafkaException";
    return { exception, isRetriable: false };
  }
  if (membership?.kind === "classic")
    return {
      exception: commitRefusedByClassic(membership, about, code),
      isRetriable: false,
    };
  const exception =
    code === errors.FENCED_INSTANCE_ID
      ? "FencedInstanceIdException"
      : "CommitFailedException";
  return { exception, isRetriable: false };
}
