import type { Report } from "../kafka/probe.ts";
import { silentReport } from "../kafka/report.ts";
import type { Finding } from "./finding.ts";
import type { GhostPartition, OracleState } from "./ghost.ts";

/** The oracle at work: its state, and where reports go. */
export interface Watch {
  readonly state: OracleState;
  readonly sink: (report: Report) => void;
}

/** The most that is kept; a cluster that is wrong is wrong at every event. */
const limit = 200;

/** Keeps a finding and reports it. */
export function find(
  watch: Watch,
  ghost: GhostPartition | null,
  finding: Omit<Finding, "id" | "partition">,
  because: readonly string[] = [],
): void {
  const { state, sink } = watch;
  const id = state.nextFinding++;
  const partition = ghost === null ? "" : `${ghost.topic}-${ghost.index}`;
  state.findings.push({ ...finding, id, partition });
  if (state.findings.length > limit) state.findings.shift();
  sink({
    ...silentReport,
    kind: "finding",
    weight: finding.records > 0 ? "loss" : "warning",
    topic: ghost?.topic ?? "",
    partition: ghost?.index ?? -1,
    text: finding.text,
    key: `finding:${id}`,
    because,
  });
}

/** Something that no fault excuses. */
export function violated(
  watch: Watch,
  ghost: GhostPartition | null,
  invariant: string,
  text: string,
): void {
  find(watch, ghost, {
    invariant,
    verdict: "engineBug",
    from: -1,
    to: -1,
    records: 0,
    reference: "",
    text: `${invariant}: ${text}`,
  });
}
