import type { Verdict } from "./verdict.ts";

/** What a checker found. */
export interface Finding {
  readonly id: number;
  /** Of the catalogue, such as `R6`. */
  readonly invariant: string;
  readonly verdict: Verdict;
  /** `orders-0`, or empty. */
  readonly partition: string;
  /** Offsets that it is about; both -1 when it is about none. */
  readonly from: number;
  readonly to: number;
  /** Records promised and lost by it. */
  readonly records: number;
  /** `KIP-966`; empty where none is needed. */
  readonly reference: string;
  readonly text: string;
}
