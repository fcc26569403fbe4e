import { ask } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { apiKeys } from "../protocol/envelope.ts";
import {
  type Broker,
  brokerTimers,
  channels,
  type Forwarded,
  purposes,
} from "./broker.ts";
import {
  controllerChannel,
  isNotController,
  noControllerRetryMs,
} from "./controller-channel.ts";
import { respond } from "./respond.ts";

const requestTimeoutMs = 30_000;

/** Sends a client's request on to the active controller, wrapped in an Envelope. Kafka: ForwardingManager. */
export function forward(context: Context, broker: Broker, forwarded: Forwarded): void {
  send(context, broker, forwarded);
}

function send(context: Context, broker: Broker, forwarded: Forwarded): void {
  const channel = controllerChannel(broker, channels.forward);
  if (channel === undefined) {
    retryLater(context, broker, forwarded);
    return;
  }
  ask(context.effects, broker.client, channel, {
    api: apiKeys.Envelope,
    version: 0,
    body: {
      requestData: forwarded.request,
      requestPrincipal: null,
      clientHostAddress: "",
    },
    purpose: purposes.forward,
    context: forwarded,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

function retryLater(context: Context, broker: Broker, forwarded: Forwarded): void {
  broker.forwards.push(forwarded);
  if (broker.forwards.length === 1)
    context.effects.after(noControllerRetryMs * 1000, brokerTimers.forwardRetry, null);
}

/** Tries again what found no controller. Kafka: NodeToControllerChannelManager keeps a request until there is one. */
export function retryForwards(context: Context, broker: Broker): void {
  const waiting = broker.forwards;
  broker.forwards = [];
  for (const forwarded of waiting) send(context, broker, forwarded);
}

/** The controller's answer goes back to the client; a lost connection is tried again. */
export function forwardAnswered(
  context: Context,
  broker: Broker,
  forwarded: Forwarded,
  envelope: object | null,
): void {
  const answer = envelope as { errorCode: number; responseData: object } | null;
  if (answer === null || isNotController(context, broker, channels.forward, envelope)) {
    retryLater(context, broker, forwarded);
    return;
  }
  if (forwarded.connection === 0) return;
  const { connection, request, known } = forwarded;
  const { api, version, correlationId } = request;
  const reply = { connection, api, version, correlationId };
  const body = answer.responseData;
  if (known === undefined) respond(context, broker, reply, body);
  else {
    const { responses } = body as { readonly responses: readonly object[] };
    let next = 0;
    const all = known.map((part) => part ?? responses[next++]);
    respond(context, broker, reply, { ...body, responses: all });
  }
}
