/** One node of a quorum with what happens to it. */
export interface Row {
  readonly local: number;
  readonly voters: readonly number[];
  readonly jitter: number;
  readonly log: readonly (readonly [epoch: number, records: number])[];
  readonly stored: {
    readonly kind: "none" | "unknown" | "voted" | "leader";
    readonly epoch: number;
    readonly id: number;
  };
  readonly electionTimeoutMs: number;
  readonly fetchTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly electionBackoffMaxMs: number;
  readonly steps: readonly Step[];
}

/** One step; which fields it has depends on `op` and `api`. */
export interface Step {
  readonly op: "start" | "advance" | "receive" | "respond" | "append" | "resign";
  readonly api: string;
  readonly ms: number;
  readonly from: number;
  readonly request: number;
  readonly epoch: number;
  readonly leader: number;
  readonly candidate: number;
  readonly lastEpoch: number;
  readonly lastOffset: number;
  readonly preVote?: boolean;
  readonly granted?: boolean;
  readonly successors: readonly number[];
  readonly offset: number;
  readonly lastFetchedEpoch: number;
  readonly highWatermark?: number;
  readonly diverging?: readonly [epoch: number, endOffset: number];
  readonly records?: number;
  readonly error?: string;
  readonly sent?: readonly object[];
  readonly answers?: readonly object[];
  readonly after?: object;
}
