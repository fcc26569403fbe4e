import type { LinkEnd } from "../../contract/fault-command.ts";
import type { LinkView, ViewFrame } from "../../contract/frame.ts";

/** One end of a link with the name that a person knows. */
export interface NamedEnd {
  readonly end: LinkEnd;
  readonly name: string;
  /** As short as a matrix needs it. */
  readonly short: string;
}

/** Everything that has links: brokers, controllers that are no brokers, clients. */
export function endsOf(
  frame: Pick<ViewFrame, "brokers" | "controllers" | "producers" | "consumers">,
): readonly NamedEnd[] {
  const brokers = frame.brokers.map(({ id }) => ({
    end: id,
    name: `broker ${id}`,
    short: `b${id}`,
  }));
  const apart = frame.controllers
    .filter(({ id }) => !brokers.some(({ end }) => end === id))
    .map(({ id }) => ({ end: id, name: `controller ${id}`, short: `c${id}` }));
  const clients = [...frame.producers, ...frame.consumers].map(({ id }) => ({
    end: id,
    name: id,
    short: id,
  }));
  return [...brokers, ...apart, ...clients];
}

/** What is wrong with one direction of a link. */
export type WayState = "well" | "cut" | "stalled" | "slow";

/** The direction from one end to another. */
export function wayState(
  links: readonly LinkView[],
  from: LinkEnd,
  to: LinkEnd,
): WayState {
  const link = links.find(
    ({ a, b }) => (a === from && b === to) || (a === to && b === from),
  );
  if (link === undefined) return "well";
  const forth = link.a === from;
  if (forth ? link.cutForth : link.cutBack) return "cut";
  if (forth ? link.stalledForth : link.stalledBack) return "stalled";
  const shaped =
    link.latencyUs !== null || link.jitterUs !== null || link.bandwidth !== null;
  return shaped ? "slow" : "well";
}

/** A sign for each state, since colour alone says nothing to some. */
export const waySigns: Readonly<Record<WayState, string>> = {
  well: "·",
  cut: "✕",
  stalled: "‖",
  slow: "~",
};

/** Groups as they are typed: `1 2 101 | 3 checkout`. */
export function groupsOf(text: string): readonly (readonly LinkEnd[])[] {
  return text
    .split("|")
    .map((group) =>
      group
        .trim()
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((end) => (/^\d+$/.test(end) ? Number(end) : end)),
    )
    .filter((group) => group.length > 0);
}
