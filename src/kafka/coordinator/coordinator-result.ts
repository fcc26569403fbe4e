import type { CoordinatorRecord } from "./coordinator-record.ts";

/**
 * What happens when the records of an operation are committed, or could not be written: plain data for the handler of
 * its kind (see `role.ts`). Kafka: CoordinatorResult.appendFuture.
 */
export interface Continuation {
  readonly kind: string;
}

/** What an operation gives. Kafka: CoordinatorResult. */
export interface CoordinatorResult {
  readonly kind: "result";
  readonly records: readonly CoordinatorRecord[];
  /** Sent when the records are committed; null: the operation answers by itself, now or later. */
  readonly response: object | null;
  readonly next: Continuation | null;
  /** False: the state has been changed already, or will be by the continuation. */
  readonly replay: boolean;
  /** All records go into one batch, or none. */
  readonly atomic: boolean;
}

/** An error that Kafka's operation throws. */
export interface CoordinatorFailure {
  readonly kind: "failure";
  readonly error: number;
  readonly message: string | null;
}

export type Outcome = CoordinatorResult | CoordinatorFailure;

/** Records and the answer that leaves when they are committed. */
export const result = (
  records: readonly CoordinatorRecord[],
  response: object | null,
): CoordinatorResult => ({
  kind: "result",
  records,
  response,
  next: null,
  replay: true,
  atomic: true,
});

/** Nothing to write; who waits has been answered or will be. Kafka: GroupMetadataManager.EMPTY_RESULT. */
export const emptyResult: CoordinatorResult = result([], null);

export const failure = (
  error: number,
  message: string | null = null,
): CoordinatorFailure => ({ kind: "failure", error, message });
