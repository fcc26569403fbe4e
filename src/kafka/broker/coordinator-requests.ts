import type { Context } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import { readCommitted } from "../coordinator/journal.ts";
import { type Answer, complete, type Responder } from "../coordinator/responder.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import type { CoordinatorLog } from "../protocol/codec/record-frame.ts";
import { coordinatorPartition } from "../protocol/coordinator-partition.ts";
import type { Broker } from "./broker.ts";
import { answerRules, sendAnswers } from "./coordinator-answers.ts";
import { coordinatorKey } from "./coordinator-timers.ts";
import { brokerSetting, turnOf } from "./coordinator-turn.ts";
import { coordinatorError, runOperation } from "./coordinator-write.ts";

/** Whose partitions coordinate what, with the config that says how many there are. */
const partitionConfigs: Readonly<Record<CoordinatorLog, string>> = {
  __consumer_offsets: "offsets.topic.num.partitions",
  __transaction_state: "transaction.state.log.num.partitions",
  __share_group_state: "share.coordinator.state.topic.num.partitions",
};

/** The partition that coordinates a group, a transactional id or a share partition. Kafka: GroupCoordinatorService.partitionFor. */
export function partitionFor(broker: Broker, topic: CoordinatorLog, id: string): number {
  const known = topicByName(broker.image, topic)?.partitions.length;
  const count = known ?? Number(brokerSetting(broker, partitionConfigs[topic]));
  return coordinatorPartition(id, count);
}

/** The active coordinator of a partition, or why there is none here. Kafka: CoordinatorRuntime.withActiveContextOrThrow. */
export function activeCoordinator(
  broker: Broker,
  topic: CoordinatorLog,
  index: number,
): Coordinator | number {
  const found = broker.coordinators[coordinatorKey(topic, index)];
  if (found === undefined) return errors.NOT_COORDINATOR;
  return found.status === "active" ? found : errors.COORDINATOR_LOAD_IN_PROGRESS;
}

/** An operation on the coordinator of one partition, for somebody who waits. */
export interface CoordinatorWrite {
  readonly topic: CoordinatorLog;
  readonly index: number;
  readonly responder: Responder;
  readonly operation: (turn: Turn<never>) => Outcome;
}

/** Runs an operation, or answers why it cannot be. Kafka: CoordinatorRuntime.scheduleWriteOperation. */
export function coordinatorWrite(
  context: Context,
  broker: Broker,
  { topic, index, responder, operation }: CoordinatorWrite,
): void {
  const found = activeCoordinator(broker, topic, index);
  if (typeof found === "number") answerError(context, broker, responder, found);
  else runOperation(context, broker, found, { operation, responder });
}

/** What `read` gives of committed state, or the error. Kafka: CoordinatorRuntime.scheduleReadOperation. */
export function coordinatorRead<Result>(
  context: Context,
  broker: Broker,
  at: { readonly topic: CoordinatorLog; readonly index: number },
  read: (turn: Turn<never>) => Result,
): Result | number {
  const found = activeCoordinator(broker, at.topic, at.index);
  if (typeof found === "number") return found;
  const turn = turnOf(context, broker, found);
  return readCommitted(found.journal, () => read(turn));
}

/** Answers one part of a request. */
export function answerPart(
  context: Context,
  broker: Broker,
  responder: Responder,
  body: object,
): void {
  const answers: Answer[] = [];
  complete(answers, responder, body);
  sendAnswers(context, broker, answers);
}

/** Answers one part of a request with an error. */
export function answerError(
  context: Context,
  broker: Broker,
  responder: Responder,
  error: number,
): void {
  const { request } = responder.gather;
  const { error: bodyOf, mapError = coordinatorError } = answerRules(request.api);
  const body = bodyOf(request, mapError(error), null, responder.part);
  answerPart(context, broker, responder, body);
}
