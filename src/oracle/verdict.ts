/**
 * What a finding means. `expected`: Kafka promises no more under these settings and faults. `hazard`: a known
 * weakness of Kafka, with the proposal or issue that names it. `engineBug`: ours.
 */
export type Verdict = "expected" | "hazard" | "engineBug";

/** Why Kafka may break a promise here. */
export interface Excuse {
  readonly verdict: Exclude<Verdict, "engineBug">;
  /** A clause for a person: `because broker 2 was elected uncleanly`. */
  readonly words: string;
  /** `KIP-966`; empty where none is needed. */
  readonly reference: string;
}
