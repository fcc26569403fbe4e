import type { ConsumerSettings } from "../../../contract/client-settings.ts";
import type { CallResult, ConsumerCall } from "./call.ts";
import type { CommittedTask } from "./committed-offsets.ts";
import type { Work } from "./work.ts";
import type { WorkLedger } from "./work-ledger.ts";

/** What is around a consumer: a poll loop that processes what it gets. */
export interface Application {
  settings: ConsumerSettings;
  /** It calls poll again and again; false: only what is asked for is called. */
  polling: boolean;
  /** It does not poll before, µs; Infinity: until it is told to go on; 0: it polls. */
  pausedUntilUs: number;
  /** A method that somebody wants called, between two polls. */
  requested: ConsumerCall | null;
  /** What that method returned, until it is taken. */
  result: CallResult | null;
  /** Records that a poll returned and that are not through. */
  work: Work | null;
  ledger: WorkLedger;
  /** When poll last returned or was called, µs. */
  lastPollUs: number;
  /** Records that polls returned. */
  received: number;
  /** Sum over what was read: reading is work that is really done. */
  checksum: number;
  lastError: string;
  /** Exceptions since the start, the most frequent first. */
  errors: { readonly error: string; count: number }[];
  /** Records processed by tenth of a second: tenth and count, at most 30. */
  tenths: { readonly tenth: number; count: number }[];
  /** Committed offsets that are looked up for new partitions, and for a call of `committed`. */
  positioning: CommittedTask | null;
  lookup: CommittedTask | null;
  /** Metadata by which a pattern was last evaluated. */
  patternVersion: number;
  /** A topic all of whose partitions are assigned by hand. */
  wholeTopic: string | null;
  /** The settings' own commit that follows the work. */
  committing: boolean;
}

/** An application that polls from its start on. */
export const newApplication = (settings: ConsumerSettings): Application => ({
  settings,
  polling: true,
  pausedUntilUs: 0,
  requested: null,
  result: null,
  work: null,
  ledger: {},
  lastPollUs: 0,
  received: 0,
  checksum: 0,
  lastError: "",
  errors: [],
  tenths: [],
  positioning: null,
  lookup: null,
  patternVersion: -1,
  wholeTopic: null,
  committing: false,
});

/** Counts records that were just processed. */
export function countProcessed(app: Application, records: number, nowUs: number): void {
  const tenth = Math.floor(nowUs / 100_000);
  const last = app.tenths[app.tenths.length - 1];
  if (last !== undefined && last.tenth === tenth) last.count += records;
  else {
    app.tenths.push({ tenth, count: records });
    if (app.tenths.length > 30) app.tenths.shift();
  }
}

/** Counts an exception. */
export function countError(app: Application, error: string): void {
  app.lastError = error;
  const known = app.errors.find((each) => each.error === error);
  if (known === undefined) app.errors.push({ error, count: 1 });
  else known.count++;
  app.errors.sort((a, b) => b.count - a.count);
}
