/** A rolling 64-bit digest of everything that happened: equal runs have equal digests in every runtime. */
export interface TraceHash {
  low: number;
  high: number;
}

export const emptyTrace = (): TraceHash => ({ low: 0x811c9dc5 | 0, high: 0x1b873593 });

/** Takes one 32-bit number in. */
export function traceNumber(trace: TraceHash, value: number): void {
  const low = Math.imul(trace.low ^ value, 0x01000193);
  trace.low = low;
  trace.high = Math.imul((trace.high ^ low ^ (value >>> 15)) + 0x2545f491, 0x5bd1e995);
}

/** Sixteen hex digits. */
export const traceDigest = (trace: TraceHash): string =>
  (trace.high >>> 0).toString(16).padStart(8, "0") +
  (trace.low >>> 0).toString(16).padStart(8, "0");
