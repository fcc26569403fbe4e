/** How far a request has come. */
export type RequestStage =
  /** A cut or stalled link holds it, or its answer, back. */
  | "held"
  /** It reached the other end, which has not answered. */
  | "waiting"
  | "answered"
  /** The connection ended before an answer came. */
  | "unanswered";

/** One request with its answer, as a line of the list of requests. */
export interface RequestView {
  /** Counts from 1 since somebody began to look; a later line of the same id replaces the earlier one. */
  readonly id: number;
  /** Kafka's API key and the version that was spoken. */
  readonly api: number;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string;
  /** Who asked and who was asked: `checkout`, `broker 2`, `controller 101`. */
  readonly from: string;
  readonly to: string;
  readonly stage: RequestStage;
  /** Virtual microseconds. */
  readonly sentUs: number;
  /** On its way there; -1 while it is not there. */
  readonly requestUs: number;
  /** From its arrival until the process took it: a paused process lets it wait. */
  readonly queueUs: number;
  /** Handling as such; -1 while it is not answered. */
  readonly handlingUs: number;
  /** Beyond handling: in purgatory, or until the metadata log had committed; -1 while it is not answered. */
  readonly waitUs: number;
  /** The answer's way back; -1 while it is not back. */
  readonly responseUs: number;
  /** The first of Kafka's error codes in the answer that is not 0. */
  readonly error: number;
}

/** One value of a decoded body, with those inside it. */
export interface FieldTree {
  readonly name: string;
  readonly value: string;
  readonly fields: readonly FieldTree[];
}
