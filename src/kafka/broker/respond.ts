import type { Context } from "../context.ts";
import { messageOverheadBytes, responseTo } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";

/** Answers a request (`responseBytes` of the body counts its records where bandwidth is limited) and takes up the next one of its connection. */
export function respond(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  body: object,
): void {
  const response = responseTo(reply, body);
  const { responseBytes = 0 } = body as { readonly responseBytes?: number };
  context.effects.send(reply.connection, response, messageOverheadBytes + responseBytes);
  release(broker, reply.connection);
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
