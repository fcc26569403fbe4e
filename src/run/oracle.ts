import { promises } from "../oracle/ledger.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";
import type { Oracle } from "./watched.ts";

/** What a run is watched by. A page loads it behind its first picture (docs/decisions/0008). */
export const oracle: Oracle = { probe: oracleProbe, promises };
