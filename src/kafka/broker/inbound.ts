import type { Context } from "../context.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import { type Broker, brokerTimers } from "./broker.ts";
import { completeTouched } from "./complete.ts";
import { costs } from "./costs.ts";
import { handleRequest } from "./request-handlers.ts";

/** Handles a request now, or when the ones before it on its connection are answered. Kafka: SocketServer mutes a channel. */
export function take(
  context: Context,
  broker: Broker,
  connection: number,
  request: RequestMessage,
): void {
  const inbound = (broker.inbound[connection] ??= { busy: false, waiting: [] });
  if (inbound.busy || broker.state === "starting" || broker.state === "recovery") {
    inbound.waiting.push(request);
    return;
  }
  inbound.busy = true;
  if (broker.warm.includes(request.api) || isFollowerFetch(request)) {
    handleRequest(context, broker, connection, request);
    return;
  }
  broker.warm.push(request.api);
  const waitUs = costs.firstRequestMs * 1000;
  context.effects.after(waitUs, brokerTimers.firstRequest, { connection, request });
}

/** Followers' fetches run through code that the broker's own fetchers have loaded. */
const isFollowerFetch = (request: RequestMessage): boolean =>
  request.api === apiKeys.Fetch &&
  ((request.body as { replicaState?: { replicaId: number } }).replicaState?.replicaId ??
    -1) >= 0;

/** Ends an event: what waits on partitions that moved is looked at, and connections that became free go on. */
export function finishEvent(context: Context, broker: Broker): void {
  while (broker.touched.length > 0 || broker.released.length > 0) {
    completeTouched(context, broker);
    const released = broker.released;
    broker.released = [];
    for (const connection of released) {
      const inbound = broker.inbound[connection];
      const next = inbound?.busy === false ? inbound.waiting.shift() : undefined;
      if (next !== undefined) take(context, broker, connection, next);
    }
  }
}
