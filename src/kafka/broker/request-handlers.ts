import { present } from "../../base/assert.ts";
import type { Context } from "../context.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { handleFetch } from "./fetch.ts";
import { forward } from "./forward.ts";
import { handleProduce } from "./produce.ts";

/** Answers one API. */
export type Handler = (
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
) => void;

const handlers: Record<number, Handler> = {
  [apiKeys.Produce]: handleProduce,
  [apiKeys.Fetch]: handleFetch,
};

let otherwise: Handler | null = null;

/** What is not among the first handlers. */
const rest: Handler = (context, broker, reply, request) =>
  present(otherwise, "operator-requests.ts, loaded before such a request")(
    context,
    broker,
    reply,
    request,
  );

/** What only an operator or a foreign client asks, and what answers all the rest. See `../operator-requests.ts`. */
export function addHandlers(
  more: Readonly<Record<number, Handler>>,
  others: Handler,
): void {
  Object.assign(handlers, more);
  otherwise = others;
}

const forwarded: readonly number[] = [
  apiKeys.CreateTopics,
  apiKeys.DeleteTopics,
  apiKeys.CreatePartitions,
  apiKeys.ElectLeaders,
  apiKeys.AlterPartitionReassignments,
  apiKeys.ListPartitionReassignments,
  apiKeys.DescribeQuorum,
  apiKeys.UnregisterBroker,
  apiKeys.UpdateFeatures,
  apiKeys.AlterClientQuotas,
];

/** A request at a broker's client listener. Kafka: KafkaApis.handle. */
export function handleRequest(
  context: Context,
  broker: Broker,
  connection: number,
  request: RequestMessage,
): void {
  const handler = handlers[request.api];
  if (handler === undefined && forwarded.includes(request.api)) {
    forward(context, broker, { connection, request });
    return;
  }
  const { api, version, correlationId } = request;
  const reply: ReplyTo = { connection, api, version, correlationId };
  (handler ?? rest)(context, broker, reply, request);
}
