import { timelineMapOrder } from "../../timeline-map-order.ts";
import { keyOf } from "../group-state.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import type { MemberChange } from "./subscriptions.ts";

/**
 * The assignor that most members ask for; undefined: none asks. Of two with as many votes the one that Java's
 * map has first: both names fall into one bucket of the small copy, where a vote that is new goes before the others.
 * Kafka: ConsumerGroup.computePreferredServerAssignor.
 */
export function preferredAssignor(
  group: ConsumerGroup,
  { removed, put }: MemberChange,
): string | undefined {
  const votes = new Map<string, number>();
  for (const { serverAssignor: name } of Object.values(group.members))
    if (name !== null) votes.set(name, (votes.get(name) ?? 0) + 1);
  let names = timelineMapOrder([...votes.keys()]);
  const before =
    group.members[keyOf(put?.memberId ?? "")] ?? group.members[keyOf(removed[0] ?? "")];
  const [from, to] = [before?.serverAssignor ?? null, put?.serverAssignor ?? null];
  if (from !== null) {
    votes.set(from, (votes.get(from) ?? 1) - 1);
    if (votes.get(from) === 0) names = names.filter((name) => name !== from);
  }
  if (to !== null) {
    votes.set(to, (votes.get(to) ?? 0) + 1);
    if (!names.includes(to)) names.unshift(to);
  }
  let best: string | undefined;
  for (const name of names)
    if (best === undefined || (votes.get(name) ?? 0) > (votes.get(best) ?? 0))
      best = name;
  return best;
}
