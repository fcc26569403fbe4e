/** What a coordinator takes besides its requests' way. */
export const coordinatorCosts = {
  /** From the election to the first record, ms: the loader's thread takes the partition up. */
  loadMs: 2,
  /** What is read and replayed of the log in one ms: 50 MB/s. */
  bytesPerMs: 50_000,
} as const;
