import type { Happening } from "../contract/happening.ts";
import type { Report } from "../kafka/probe.ts";

/** The run's list of happenings, as plain data. */
export interface HappeningBook {
  nextId: number;
  /** All so far, oldest first; the oldest go when there are too many. */
  list: Happening[];
  /** Id of the latest happening of each key that later ones can name as their cause. */
  latest: Record<string, number>;
}

/** Happenings kept; older ones were shown long ago. */
const limit = 5000;

export const happeningBook = (): HappeningBook => ({ nextId: 1, list: [], latest: {} });

/** The latest of the possible causes: the one that happened last before this. */
function causeOf(book: HappeningBook, because: readonly string[]): number {
  let latest = 0;
  for (const key of because) latest = Math.max(latest, book.latest[key] ?? 0);
  return latest;
}

/** Numbers a report, finds its cause and keeps it. */
export function note(book: HappeningBook, report: Report, atUs: number): void {
  const id = book.nextId++;
  const happening: Happening = {
    id,
    atUs,
    kind: report.kind,
    weight: report.weight,
    node: report.node,
    partition: report.partition < 0 ? "" : `${report.topic}-${report.partition}`,
    text: report.text,
    config: report.config,
    cause: causeOf(book, report.because),
  };
  book.list.push(happening);
  if (book.list.length > limit) book.list.splice(0, limit / 10);
  if (report.key === "") return;
  book.latest[report.key] = id;
  if (report.key.startsWith("fault:") || report.key.startsWith("link:"))
    book.latest["fault:any"] = id;
}

/** A happening and what led to it, oldest first. */
export function chain(book: HappeningBook, id: number): Happening[] {
  const found: Happening[] = [];
  let next = id;
  while (next > 0 && found.length < 20) {
    const wanted = next;
    const happening = book.list.find((candidate) => candidate.id === wanted);
    if (happening === undefined) break;
    found.unshift(happening);
    next = happening.cause;
  }
  return found;
}
