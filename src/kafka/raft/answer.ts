import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import { apiKeys, messageOverheadBytes, responseTo } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";

const send = (context: Context, reply: ReplyTo, body: object): void =>
  context.effects.send(reply.connection, responseTo(reply, body), messageOverheadBytes);

/** Answers on a controller's connection. An answer to an envelope is wrapped into one again. */
export const answer = (context: Context, reply: ReplyTo, body: object): void =>
  send(
    context,
    reply,
    reply.api === apiKeys.Envelope ? { errorCode: 0, responseData: body } : body,
  );

/** The envelope itself bears the error, so that the broker tries another controller. Kafka: EnvelopeUtils, ControllerApis. */
export const answerNotController = (context: Context, reply: ReplyTo): void =>
  send(context, reply, { errorCode: errors.NOT_CONTROLLER, responseData: null });
