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
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer, answerNotController } from "./answer.ts";
import { commitResult, operationContext } from "./commit.ts";
import type { Controller } from "./controller-node.ts";
import { isMetadataFetch } from "./serve-fetch.ts";
import { isRaftRequest, serveQuorum } from "./serve-quorum.ts";
import { timedOutBody } from "./timed-out.ts";

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

/** What only an operator asks for. See `../operator-requests.ts`. */
export function addOperations(
  more: Readonly<Record<number, Operation>>,
  asked: Readonly<Record<number, Question>>,
): void {
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
  else if (controller.activeEpoch < 0) answerNotController(context, reply);
  else operate(context, controller, reply, inner);
}

function operate(
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const late = timedOutBody(request);
  if (late !== null) {
    answer(context, reply, late);
    return;
  }
  const operation = operations[request.api];
  if (operation === undefined) {
    answer(context, reply, { errorCode: 35 });
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
