declare global {
  /** False in what is released: every `MUTANTS && mutated(...)` is dead code there and is left out of the bundle. */
  const MUTANTS: boolean;
}

/** Rules that can be broken on purpose, so that the search shows that it would notice (reliability 7.3). */
export const mutants = [
  "highWatermarkIsMaximum",
  "highWatermarkIgnoresPendingIsr",
  "highWatermarkUnderMinIsr",
  "truncateToHighWatermark",
  "truncateByLastEpochOnly",
  "fetchEpochUnfenced",
  "expandBeforeEpochStart",
  "expandIgnoresBrokerEpoch",
  "alterPartitionWithoutEpochs",
  "electOutsideIsr",
  "acksAllAfterLeaderAppend",
  "minIsrOnlyAfterAppend",
  "uncleanRestartKeepsSeat",
  "elrKeptAtMinIsr",
  "restoredHighWatermarkUncapped",
  "epochEndOffByOne",
  "voteNotPersisted",
  "highWatermarkBeforeOwnEpoch",
  "majorityOfEvenIsHalf",
  "observerCountsAsVoter",
  "voteForShorterLog",
] as const;

export type Mutant = (typeof mutants)[number];

let active: Mutant | null = null;

/** Breaks one rule until told otherwise; null breaks none. */
export const breakRule = (mutant: Mutant | null): void => {
  active = mutant;
};

/** Whether a rule is broken now. Always asked behind `MUTANTS &&`. */
export const mutated = (mutant: Mutant): boolean => active === mutant;
