import type { LatencySplit } from "./client-view.ts";

/**
 * Why a batch was sent when it was. `alongside`: another partition of the same broker was ready; `memory`: records
 * waited for `buffer.memory`; `split`: it is a part of a batch that was too large for the broker.
 */
export type SendReason =
  | "full"
  | "linger"
  | "flush"
  | "memory"
  | "close"
  | "alongside"
  | "retry"
  | "split";

/** A batch of a producer, from its first record until it was done. */
export interface BatchView {
  /** The producer's own number; it stays through retries. */
  readonly number: number;
  readonly topic: string;
  readonly partition: number;
  readonly records: number;
  /** On the wire. */
  readonly bytes: number;
  readonly reason: SendReason;
  /** Times that it was sent again. */
  readonly attempts: number;
  /** Virtual microseconds: its first record came, it first left, it was done. */
  readonly createdUs: number;
  /** -1: it never left. */
  readonly sentUs: number;
  readonly doneUs: number;
  /** -1: none, or none known, as with acks=0. */
  readonly baseOffset: number;
  /** Kafka's name; empty: it was acknowledged. */
  readonly error: string;
  /** Where the time of its last attempt went, microseconds; null without an answer that tells it. */
  readonly split: LatencySplit | null;
}
