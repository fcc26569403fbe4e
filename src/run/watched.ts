import type { PromisesView } from "../contract/frame.ts";
import { type Probe, silentProbe } from "../kafka/probe.ts";
import { clientViews } from "./frame/clients.ts";
import { type HappeningBook, happeningBook, note } from "./happenings.ts";
import type { WorldState } from "./world.ts";

/** What the run's watchers keep; plain data beside the world. */
export interface Watched {
  readonly book: HappeningBook;
}

export const watched = (): Watched => ({ book: happeningBook() });

/** The probe of a run: happenings go into the book. */
export const watchingProbe = (data: () => Watched, nowUs: () => number): Probe => ({
  ...silentProbe,
  report: (report) => note(data().book, report, nowUs()),
});

/** The count of promises. */
export function promisesOf(_: Watched, state: WorldState): PromisesView {
  const acked = clientViews(state).producers.reduce((sum, view) => sum + view.acked, 0);
  return { acked, readable: 0, lost: 0, checked: false };
}
