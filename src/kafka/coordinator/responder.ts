import type { RequestMessage } from "../protocol/envelope.ts";

/** A request whose parts are answered by several coordinators. */
export interface Gather {
  readonly connection: number;
  readonly request: RequestMessage;
  readonly parts: (object | null)[];
  left: number;
}

/** Who waits for an answer: a request, or one part of it. Kafka: the CompletableFuture of a response. */
export interface Responder {
  /** The parts are put together again when the last one is there. */
  readonly gather: Gather;
  readonly part: number;
  done: boolean;
}

/** An answer that leaves when the operation is done. */
export interface Answer {
  readonly responder: Responder;
  readonly body: object;
}

/** One responder for each of `parts` parts of a request. */
export function responders(
  connection: number,
  request: RequestMessage,
  parts: number,
): Responder[] {
  const gather: Gather = {
    connection,
    request,
    parts: Array.from({ length: parts }, () => null),
    left: parts,
  };
  return gather.parts.map((_, part) => ({ gather, part, done: false }));
}

/** Answers unless that has been done already. Kafka: CompletableFuture.complete. */
export function complete(answers: Answer[], responder: Responder, body: object): void {
  if (responder.done) return;
  responder.done = true;
  answers.push({ responder, body });
}
