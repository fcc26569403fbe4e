/** A single fault that would take acknowledged records away, and how many of them. */
export interface RiskView {
  /** `dies`: it stays away and another replica leads; `loses its disk`: it comes back empty. */
  readonly fault: "dies" | "losesDisk";
  readonly broker: number;
  readonly records: number;
  /** Offsets among which they are, `to` not included. */
  readonly from: number;
  readonly to: number;
  /** Of those, promised by acks=all. */
  readonly byAcksAll: number;
}

/** What one partition owes to producers, and where it lives. */
export interface GuaranteeView {
  readonly topic: string;
  readonly partition: number;
  readonly acked: number;
  readonly lost: number;
  /** Acknowledged records by the number of running brokers that have them: none, one, two … */
  readonly spread: readonly number[];
  readonly risks: readonly RiskView[];
}

/** What a checker of the oracle found. */
export interface FindingView {
  readonly id: number;
  /** Of the catalogue, such as `R6`. */
  readonly invariant: string;
  /** `expected` by Kafka's rules, a known `hazard` of Kafka, or a fault of this engine. */
  readonly verdict: "expected" | "hazard" | "engineBug";
  /** `orders-0`, or empty. */
  readonly partition: string;
  /** Records promised and lost by it. */
  readonly records: number;
  /** `KIP-966`; empty where there is none. */
  readonly reference: string;
  readonly text: string;
}

/** The ledger of promises, looked at closely. */
export interface GuaranteesView {
  readonly partitions: readonly GuaranteeView[];
  /** Oldest first, bounded. */
  readonly findings: readonly FindingView[];
}
