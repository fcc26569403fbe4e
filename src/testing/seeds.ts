import { promises } from "../oracle/ledger.ts";
import { runningBrokers } from "../run/world.ts";
import type { Mark } from "./marks.ts";
import {
  type Failure,
  type Played,
  playScenario,
  unwatchedTrace,
} from "./play-scenario.ts";
import { seedScenario } from "./seed-scenario.ts";

/** How one seed ended, as plain data: a worker sends it. */
export interface SeedResult {
  readonly seed: number;
  readonly failure: Failure | null;
  readonly atUs: number;
  readonly events: number;
  readonly traceHash: string;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly acked: number;
  readonly readable: number;
  readonly lost: number;
  readonly refused: number;
  readonly marks: readonly Mark[];
}

/** Plays a seed watched, and once more unwatched: the same trace must come of it, and no finding that is ours. */
export function playSeed(
  seed: number,
  tell?: (line: string) => void,
): { readonly played: Played; readonly result: SeedResult } {
  const scenario = seedScenario(seed);
  const played = playScenario(scenario, { recover: true, ...(tell && { tell }) });
  let { failure } = played;
  if (failure === null) {
    const again = unwatchedTrace(played.scenario, played.atUs);
    if (again !== played.traceHash)
      failure = {
        invariant: "D1",
        text: `trace ${played.traceHash} when watched, ${again} when not`,
      };
  }
  const { world, oracle } = played;
  const counts = promises(
    oracle,
    (id) => world !== undefined && runningBrokers(world.state).includes(id),
  );
  const verdicts: Record<string, number> = {};
  for (const { verdict } of played.findings)
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const result: SeedResult = {
    seed,
    failure,
    atUs: played.atUs,
    events: played.events,
    traceHash: played.traceHash,
    verdicts,
    acked: counts.acked,
    readable: counts.readable,
    lost: counts.lost,
    refused: Number(/(\d+) refused/.exec(scenario.about)?.[1] ?? 0),
    marks: played.marks,
  };
  return { played, result };
}
