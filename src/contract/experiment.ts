import type { Percentiles } from "./client-view.ts";
import type { Command } from "./command.ts";

/** What a sweep goes over. */
export type SweepParameter =
  | "linger.ms"
  | "batch.size"
  | "acks"
  | "compression.type"
  | "max.in.flight.requests.per.connection"
  | "partitions";

/** Several runs in the worker that are compared; the run that is shown stays as it is. */
export type ExperimentSpec =
  /** The scenario of now once for each value, with a producer that offers `recordsPerSecond`. */
  | {
      readonly kind: "sweep";
      readonly parameter: SweepParameter;
      readonly values: readonly string[];
      /** The producer of the scenario that is measured; the others go on as they are. */
      readonly producer: string;
      readonly recordsPerSecond: number;
      /** Measured for so long, after as long a warm-up. */
      readonly forUs: number;
    }
  /** The scenario of now with its group in each of three ways, and one thing done to it. */
  | {
      readonly kind: "protocols";
      readonly group: string;
      readonly command: Command;
      readonly forUs: number;
    };

/** One value of a sweep. */
export interface SweepPoint {
  readonly value: string;
  /** Acknowledged a second. */
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly latency: Percentiles;
  readonly failed: number;
  readonly recordsPerBatch: number;
  readonly requestsPerSecond: number;
}

/** What one way of sharing partitions cost. */
export interface ProtocolCost {
  readonly protocol: "eager" | "cooperative" | "consumer";
  readonly rebalances: number;
  /** From the command until every partition was processed again; -1 when some were not within the time. */
  readonly settledUs: number;
  /** No partition was processed by anybody. */
  readonly allStoppedUs: number;
  /** Sum over partitions of the time in which each was processed by nobody. */
  readonly partitionStoppedUs: number;
  /** Times that a partition was taken from a member. */
  readonly revoked: number;
  /** Partitions that have another owner in the end. */
  readonly moved: number;
  readonly processedTwice: number;
  /** Most records below the high watermark that no member had processed, at any moment after the command. */
  readonly greatestLag: number;
}

/** How far an experiment is. */
export interface ExperimentView {
  readonly spec: ExperimentSpec;
  /** Runs done and in all, and how far the present one is, 0 to 1. */
  readonly done: number;
  readonly total: number;
  readonly progress: number;
  readonly sweep: readonly SweepPoint[];
  readonly protocols: readonly ProtocolCost[];
  /** Why it could not go on; empty while all is well. */
  readonly problem: string;
}

/** Begins an experiment in place of the one before, goes on with it for so many events, or ends it. */
export type ExperimentRequest =
  | { readonly kind: "begin"; readonly spec: ExperimentSpec }
  | { readonly kind: "go"; readonly events: number }
  | { readonly kind: "cancel" };
