import type { Context } from "../context.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import { type Broker, brokerTimers } from "./broker.ts";
import { completeTouched } from "./complete.ts";
import { costs } from "./costs.ts";
import { handleRequest } from "./request-handlers.ts";
import { takeThreads } from "./request-threads.ts";

/** Handles a request now, or when the ones before it on its connection are answered. Kafka: SocketServer mutes a channel. */
export function take(
  context: Context,
  broker: Broker,
  connection: number,
  request: RequestMessage,
): void {
  const inbound = (broker.inbound[connection] ??= {
    busy: false,
    arrivedUs: 0,
    clientId: "",
    threadUs: 0,
    requestBytes: 0,
    mutedUntilUs: 0,
    waiting: [],
  });
  inbound.waiting.push({ request, arrivedUs: context.effects.nowUs() });
  takeNext(context, broker, connection);
}

function takeNext(context: Context, broker: Broker, connection: number): void {
  const inbound = broker.inbound[connection];
  if (inbound === undefined || inbound.busy) return;
  if (broker.state === "starting" || broker.state === "recovery") return;
  const now = context.effects.nowUs();
  if (inbound.mutedUntilUs > now) return;
  const next = inbound.waiting.shift();
  if (next === undefined) return;
  const { request } = next;
  const taken = takeThreads(broker, request, now);
  inbound.clientId = request.clientId;
  inbound.threadUs = taken.threadUs;
  inbound.requestBytes = taken.bytes;
  inbound.busy = true;
  inbound.arrivedUs = next.arrivedUs;
  const delay = isFollowerFetch(request) ? 0 : delayUs(context, broker, request.api);
  const waitUs = Math.max(delay, taken.waitUs);
  if (waitUs === 0) handleRequest(context, broker, connection, request);
  else context.effects.after(waitUs, brokerTimers.firstRequest, { connection, request });
}

/** A client's quiet time is over. Kafka: ThrottledChannelReaper. */
export function unmute(context: Context, broker: Broker, connection: number): void {
  takeNext(context, broker, connection);
}

/** How long the JVM keeps a client's request waiting because it does something for the first time. Fetches run through code that followers' fetches have loaded. */
function delayUs(context: Context, broker: Broker, api: number): number {
  const busyUs = Math.max(0, broker.busyUntilUs - context.effects.nowUs());
  if (api === apiKeys.Fetch || broker.warm.includes(api)) return busyUs;
  broker.warm.push(api);
  return Math.max(busyUs, costs.firstRequestMs * 1000);
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
    for (const connection of released) takeNext(context, broker, connection);
  }
}
