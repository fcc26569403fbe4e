import type { MetadataRecord } from "./metadata-record.ts";

/** What an operation needs from outside: time, chance and its place in the log. */
export interface ControllerContext {
  readonly nowMs: number;
  /** The offset that the first record of this operation will get. */
  readonly nextOffset: number;
  /** A draw from 0 to bound - 1. */
  readonly nextInt: (bound: number) => number;
  /** A new random topic id, 22 characters. */
  readonly newTopicId: () => string;
  /** The version of the request; left out means the newest. */
  readonly requestVersion?: number;
}

/** Records that are not applied yet, the answer for when they are committed, and a short key of the trigger. */
export interface ControllerResult<Response> {
  readonly records: readonly MetadataRecord[];
  readonly response: Response;
  readonly because: string;
}

/** An error of Kafka's with its words. */
export interface ApiError {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

export function apiError(
  errorCode: number,
  errorMessage: string | null = null,
): ApiError {
  return { errorCode, errorMessage };
}

/** The answer of a periodic task: is there more to do at once? */
export interface PeriodicResponse {
  readonly again: boolean;
}
