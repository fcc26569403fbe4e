import type { RebalanceMember, RebalanceView } from "../../contract/group-view.ts";

/** A phase of a member on the axis. */
export interface Segment {
  readonly phase: RebalanceMember["phases"][number]["phase"];
  readonly fromUs: number;
  readonly toUs: number;
  /** Percent of the axis. */
  readonly left: number;
  readonly width: number;
}

/** The time that a rebalance is drawn over, from the first thing that belongs to it. */
export interface Axis {
  readonly fromUs: number;
  readonly toUs: number;
}

/** How much of a crash before the rebalance is drawn, in times of the rebalance itself. */
const mostBefore = 4;

/** One axis for all members. A crash long before is drawn as far as there is room for it. */
export function axisOf(view: RebalanceView, nowUs: number): Axis {
  const toUs = Math.max(view.endedUs < 0 ? nowUs : view.endedUs, view.beganUs + 1_000);
  const first = Math.min(
    view.beganUs,
    ...view.members.flatMap(({ phases }) => phases.slice(0, 1).map((one) => one.fromUs)),
  );
  const room = mostBefore * (toUs - view.beganUs);
  return { fromUs: Math.max(first, view.beganUs - room), toUs };
}

/** A member's phases on the axis; what lies before it is cut off. */
export function segmentsOf({ phases }: RebalanceMember, axis: Axis): Segment[] {
  const span = axis.toUs - axis.fromUs;
  return phases.flatMap(({ phase, fromUs, toUs }) => {
    const end = Math.min(axis.toUs, toUs < 0 ? axis.toUs : toUs);
    const start = Math.max(axis.fromUs, fromUs);
    if (end <= start) return [];
    const left = (100 * (start - axis.fromUs)) / span;
    return [{ phase, fromUs, toUs: end, left, width: (100 * (end - start)) / span }];
  });
}
