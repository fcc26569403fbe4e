import { errors } from "../error-codes.ts";

/**
 * The asking end of a fetch session (KIP-227). Epoch 0 is a full fetch that opens one; with an id besides, it closes
 * that one first. Kafka: FetchSessionHandler with its FetchMetadata.
 */
export interface SessionEnd {
  id: number;
  epoch: number;
}

export const sessionEnd = (): SessionEnd => ({ id: 0, epoch: 0 });

/** Whether the next fetch must name everything. */
export const isFullFetch = (session: SessionEnd): boolean => session.epoch === 0;

/** Closes the session with the next fetch and asks for a new one. Kafka: FetchSessionHandler.handleError. */
export function reopen(session: SessionEnd): void {
  session.epoch = 0;
}

const lastEpoch = 0x7fffffff;

/** Takes an answer in; false when the session is refused and nothing was answered. Kafka: FetchSessionHandler.handleResponse. */
export function sessionAnswered(
  session: SessionEnd,
  answer: { readonly errorCode: number; readonly sessionId: number },
): boolean {
  if (answer.errorCode !== 0) {
    if (answer.errorCode === errors.FETCH_SESSION_ID_NOT_FOUND) session.id = 0;
    session.epoch = 0;
    return false;
  }
  if (answer.sessionId === 0) {
    session.id = 0;
    session.epoch = 0;
  } else if (session.epoch === 0) {
    session.id = answer.sessionId;
    session.epoch = 1;
  } else session.epoch = session.epoch === lastEpoch ? 1 : session.epoch + 1;
  return true;
}
