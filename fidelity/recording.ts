/** One recording of a real Kafka, as a player sees it. */
export interface Recording {
  /** Path below the recordings folder without extension, such as `pure/headers` or `cluster/replication/acks`. */
  readonly path: string;
  /** The parsed rows of a `.jsonl` file, or the single document of a `.json` file. */
  readonly rows: readonly unknown[];
}

/** One place where our code and the recording differ. */
export interface Difference {
  /** The row or step, such as `line 12` or `step 4 (produce)`. */
  readonly where: string;
  /** JSON pointer below that row or step. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What playing one recording on our code gave. */
export interface Report {
  /** Rows or steps without a difference. */
  readonly passed: number;
  readonly total: number;
  /** Every difference found; the caller decides how many to print. */
  readonly differences: readonly Difference[];
}

/** Plays one recording on our code; a promise where the code under test loads a library lazily. */
export type Player = (recording: Recording) => Report | Promise<Report>;
