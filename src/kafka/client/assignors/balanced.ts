import { type GeneralState, loadOf } from "./general-state.ts";
import { memberAt } from "./members-by-load.ts";
import { mostPossible } from "./most-possible.ts";

/** No member could take a partition from one that has at least two more. Kafka: GeneralAssignmentBuilder.isBalanced. */
export function isBalanced(state: GeneralState): boolean {
  const [least, most] = [memberAt(state.sorted, 0), memberAt(state.sorted, -1)];
  if (least === undefined || most === undefined) return true;
  if (loadOf(state, least) >= loadOf(state, most) - 1) return true;
  const highest = highestLoads(state);
  for (let at = 0; at < state.sorted.keys.length; at++) {
    const member = memberAt(state.sorted, at) ?? 0;
    const load = loadOf(state, member);
    if (load === mostPossible(state, member)) continue;
    for (const topic of state.potentialTopics[member] ?? [])
      if (load + 1 < (highest[topic] ?? 0)) return false;
  }
  return true;
}

/** By topic the load of its most loaded owner. A member never sees its own load as two more than its own. */
function highestLoads(state: GeneralState): number[] {
  const highest: number[] = [];
  for (const { first, partitions } of state.task.topics) {
    let most = 0;
    for (let id = first; id < first + partitions; id++) {
      const owner = state.owner[id];
      if (owner === undefined || state.fixed.has(owner)) continue;
      const load = loadOf(state, owner);
      if (load > most) most = load;
    }
    highest.push(most);
  }
  return highest;
}
