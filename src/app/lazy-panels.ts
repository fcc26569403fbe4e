import { lazy } from "react";

/*
 * Panels that a first look does not need come when they are first opened: the page stays small enough to open at once.
 */

/** Forms over the page. */
export const LazyForms = lazy(async () => ({
  default: (await import("../panels/forms/forms.tsx")).Forms,
}));

/** The list of requests. */
export const LazyRequests = lazy(async () => ({
  default: (await import("../panels/requests/requests.tsx")).Requests,
}));

/** Every rebalance, and one of them opened. */
export const LazyRebalances = lazy(async () => ({
  default: (await import("../panels/rebalances/rebalances.tsx")).Rebalances,
}));

/** Producers up close. */
export const LazyProducers = lazy(async () => ({
  default: (await import("../panels/producers/producers.tsx")).Producers,
}));

/** Runs beside the one that is shown. */
export const LazyExperiments = lazy(async () => ({
  default: (await import("../panels/experiments/experiments.tsx")).Experiments,
}));

/** Every fault by hand. */
export const LazyFaultBench = lazy(async () => ({
  default: (await import("../panels/faults/fault-bench.tsx")).FaultBench,
}));

/** What was done, as it would be typed. */
export const LazyShellLog = lazy(async () => ({
  default: (await import("../panels/shell/shell-log.tsx")).ShellLog,
}));

/** The ledger up close. */
export const LazyGuarantees = lazy(async () => ({
  default: (await import("../panels/promises/guarantees.tsx")).Guarantees,
}));

/** When everything happened, with its scales. */
export const LazyTimeline = lazy(async () => ({
  default: (await import("../panels/timeline/timeline.tsx")).Timeline,
}));

/** Consumer groups up close. */
export const LazyGroups = lazy(async () => ({
  default: (await import("../panels/groups/groups.tsx")).Groups,
}));
