import { present } from "../../base/assert.ts";
import type { Context } from "../context.ts";
import type { Answer, Gather } from "../coordinator/responder.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { Broker } from "./broker.ts";
import { respond } from "./respond.ts";

/** Puts the parts of an answer together. */
export type Assemble = (request: RequestMessage, parts: readonly object[]) => object;
/** What a part of a request is answered with an error. */
export type ErrorBody = (
  request: RequestMessage,
  error: number,
  message: string | null,
  part: number,
) => object;

/** How a coordinator's request is answered beside what its operation gives. */
export interface AnswerRules {
  readonly error: ErrorBody;
  /** How errors of the runtime are told; Kafka's usual way when it is left out. */
  readonly mapError?: (error: number) => number;
  /** Null: there is one part, and it is the whole answer. */
  readonly assemble: Assemble | null;
}

const rules: Record<number, AnswerRules> = {};

/** By API key. */
export function addAnswerRules(more: Readonly<Record<number, AnswerRules>>): void {
  Object.assign(rules, more);
}

export const answerRules = (api: number): AnswerRules =>
  present(rules[api], `answer rules of API ${api}`);

function send(
  context: Context,
  broker: Broker,
  { connection, request, parts }: Gather,
): void {
  const { api, version, correlationId } = request;
  const { assemble } = answerRules(api);
  const whole = parts as readonly object[];
  const body = assemble === null ? present(whole[0], "answer") : assemble(request, whole);
  respond(context, broker, { connection, api, version, correlationId }, body);
}

/** Sends what operations have answered; the parts of one request leave together. */
export function sendAnswers(
  context: Context,
  broker: Broker,
  answers: readonly Answer[],
): void {
  for (const { responder, body } of answers) {
    const { gather, part } = responder;
    gather.parts[part] = body;
    gather.left--;
    if (gather.left === 0) send(context, broker, gather);
  }
}
