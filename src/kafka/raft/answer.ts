import type { Context } from "../context.ts";
import { apiKeys, messageOverheadBytes, responseTo } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";

/** Answers on a controller's connection. An answer to an envelope is wrapped into one again. */
export function answer(context: Context, reply: ReplyTo, body: object): void {
  const wrapped =
    reply.api === apiKeys.Envelope ? { errorCode: 0, responseData: body } : body;
  context.effects.send(
    reply.connection,
    responseTo(reply, wrapped),
    messageOverheadBytes,
  );
}
