import { type Context, wallClockMs } from "../context.ts";
import { assignReplicasToDirs } from "../controller/assign-replicas.ts";
import { brokerHeartbeat, trackHeartbeat } from "../controller/broker-heartbeats.ts";
import { registerBroker, registerController } from "../controller/cluster-control.ts";
import type {
  ControllerContext,
  ControllerResult,
} from "../controller/controller-context.ts";
import type { ControllerState } from "../controller/controller-state.ts";
import { createTopics } from "../controller/create-topics.ts";
import { errors } from "../error-codes.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer, answerNotController } from "./answer.ts";
import { commitResult, operationContext } from "./commit.ts";
import type { Controller } from "./controller-node.ts";
import { isMetadataFetch } from "./serve-fetch.ts";
import { isRaftRequest, serveQuorum } from "./serve-quorum.ts";

/** One operation of the active controller. */
export type Operation = (
  state: ControllerState,
  request: never,
  context: ControllerContext,
) => ControllerResult<object>;

const operations: Record<number, Operation> = {
  [apiKeys.BrokerRegistration]: registerBroker,
  [apiKeys.CreateTopics]: createTopics,
  [apiKeys.BrokerHeartbeat]: brokerHeartbeat,
  [apiKeys.ControllerRegistration]: registerController,
  [apiKeys.AssignReplicasToDirs]: assignReplicasToDirs,
};

/** Answers at once from what a controller has. */
export type Question = (
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  body: object,
) => void;

const questions: Record<number, Question> = {};

/** The answer to a request that fails as a whole. */
export type ErrorAnswer = (
  request: RequestMessage,
  errorCode: number,
  /** -1: none known; left out where the error has no words. */
  leaderId?: number,
) => object;

let errorAnswer: ErrorAnswer = (_, errorCode) => ({ throttleTimeMs: 0, errorCode });

/** What only an operator asks for. See `../operator-requests.ts`. */
export function addOperations(
  more: Readonly<Record<number, Operation>>,
  asked: Readonly<Record<number, Question>>,
  failing: ErrorAnswer,
): void {
  errorAnswer = failing;
  Object.assign(operations, more);
  Object.assign(questions, asked);
}

/** Requests that reach a controller's listener and no broker's. */
export const isControllerRequest = (request: RequestMessage): boolean =>
  request.api === apiKeys.Envelope ||
  request.api === apiKeys.BrokerRegistration ||
  request.api === apiKeys.BrokerHeartbeat ||
  request.api === apiKeys.AlterPartition ||
  request.api === apiKeys.AssignReplicasToDirs ||
  request.api === apiKeys.ControllerRegistration ||
  request.api === apiKeys.AllocateProducerIds ||
  (request.api !== apiKeys.Fetch && isRaftRequest(request.api)) ||
  (request.api === apiKeys.Fetch && isMetadataFetch(request.body));

/** A request at the active controller. Kafka: ControllerApis. */
export function handleControllerRequest(
  context: Context,
  controller: Controller,
  connection: number,
  request: RequestMessage,
): void {
  const reply: ReplyTo = {
    connection,
    api: request.api,
    version: request.version,
    correlationId: request.correlationId,
  };
  const inner =
    request.api === apiKeys.Envelope
      ? (request.body as { readonly requestData: RequestMessage }).requestData
      : request;
  const question = questions[inner.api];
  if (isRaftRequest(inner.api)) serveQuorum(context, controller, reply, inner);
  else if (question !== undefined) question(context, controller, reply, inner.body);
  else if (controller.activeEpoch < 0) refuse(context, controller, reply, inner);
  else operate(context, controller, reply, inner);
}

/** Only the active controller operates; who asked it by itself is told who that seems to be. */
function refuse(
  context: Context,
  { raft }: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  if (reply.api === apiKeys.Envelope) {
    answerNotController(context, reply);
    return;
  }
  answer(context, reply, errorAnswer(request, errors.NOT_CONTROLLER, raft.leaderId));
}

/**
 * Why a request is not even tried: a deadline that has passed before the event runs fails it, and what the controllers
 * here do not know is not offered. Kafka: QuorumController.ControllerWriteEvent, KafkaEventQueue deadlines.
 */
function failure({ body }: RequestMessage, operation: Operation | undefined): number {
  const { timeoutMs = 1 } = body as { readonly timeoutMs?: number };
  if (operation === undefined) return errors.UNSUPPORTED_VERSION;
  return timeoutMs > 0 ? 0 : errors.REQUEST_TIMED_OUT;
}

function operate(
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const operation = operations[request.api];
  const failed = failure(request, operation);
  if (operation === undefined || failed !== 0) {
    answer(context, reply, errorAnswer(request, failed));
    return;
  }
  if (request.api === apiKeys.BrokerHeartbeat)
    trackHeartbeat(controller.state, request.body as never, wallClockMs(context.effects));
  const result = operation(
    controller.state,
    request.body as never,
    operationContext(context, controller, request.version),
  );
  const { image } = controller.state;
  context.probe.controllerDecided(controller.config.nodeId, request, {
    response: result.response,
    image,
  });
  commitResult(context, controller, result, reply);
}
