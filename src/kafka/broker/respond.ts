import type { Context } from "../context.ts";
import { apiKeys, messageOverheadBytes, responseTo } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, brokerTimers } from "./broker.ts";
import { throttleTimeMs } from "./request-meter.ts";

/** Answers a request (`responseBytes` of the body counts its records where bandwidth is limited) and takes up the next one of its connection. */
export function respond(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  body: object,
): void {
  const { connection, api } = reply;
  const metered = api === apiKeys.Produce || api === apiKeys.Fetch;
  const throttled = metered ? 0 : throttleTimeMs(context, broker, connection, {});
  const told = throttled === 0 ? body : { ...body, throttleTimeMs: throttled };
  const response = responseTo(reply, told);
  const { responseBytes = 0, throttleTimeMs: quietMs = 0 } = told as Answer;
  context.effects.send(connection, response, messageOverheadBytes + responseBytes);
  if (quietMs > 0) mute(context, broker, connection, quietMs);
  release(broker, connection);
}

interface Answer {
  readonly responseBytes?: number;
  readonly throttleTimeMs?: number;
}

/** Nothing is taken from a connection for a while. Kafka: ClientQuotaManager.throttle mutes the channel. */
export function mute(
  context: Context,
  broker: Broker,
  connection: number,
  quietMs: number,
): void {
  const inbound = broker.inbound[connection];
  if (inbound === undefined) return;
  inbound.mutedUntilUs = context.effects.nowUs() + quietMs * 1000;
  context.effects.after(quietMs * 1000, brokerTimers.unmuted, connection);
}

/** Ends a request without an answer; the next one of its connection is taken up when the event is done. */
export function release(broker: Broker, connection: number): void {
  const inbound = broker.inbound[connection];
  if (inbound === undefined) return;
  inbound.busy = false;
  if (inbound.waiting.length > 0) broker.released.push(connection);
}

/** Closes a client's connection, as a refused write with acks=0 does. */
export function dropConnection(
  context: Context,
  broker: Broker,
  connection: number,
): void {
  context.effects.close(connection);
  delete broker.inbound[connection];
}
