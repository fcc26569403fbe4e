import type { ConsumerEvent } from "../../kafka/client-probe.ts";
import type { GroupEvent } from "../../kafka/group-probe.ts";
import type { WorldState } from "../world.ts";
import type { RebalanceLog } from "./rebalance-log.ts";
import {
  noteConsumer,
  noteGroup,
  noteProcesses,
  type ProcessSeen,
} from "./rebalance-note.ts";

/** Hears what coordinators and consumers say, at the moment at which they say it. */
export interface Listener {
  readonly group: (
    state: WorldState,
    groupId: string,
    told: { readonly broker: number; readonly event: GroupEvent },
  ) => void;
  readonly consumer: (state: WorldState, clientId: string, event: ConsumerEvent) => void;
}

/** The consumers' processes, by client. One that was removed is down. */
export function processesSeen(state: WorldState, log: RebalanceLog): ProcessSeen[] {
  const { clients, sim } = state;
  const seen = clients.flatMap(({ id, kind, process }): ProcessSeen[] => {
    const found = sim.processes[process];
    return kind === "consumer" && found !== undefined
      ? [{ clientId: id, status: found.status, sinceUs: found.statusSinceUs }]
      : [];
  });
  const there = new Set(seen.map(({ clientId }) => clientId));
  for (const clientId of Object.keys(log.members))
    if (!there.has(clientId)) seen.push({ clientId, status: "down", sinceUs: sim.nowUs });
  return seen;
}

/** Often and of no weight for a rebalance. */
const passing: readonly ConsumerEvent["kind"][] = [
  "polled",
  "processed",
  "positioned",
  "commit",
  "commitAnswered",
];

/** Writes what it hears into the log. */
export const listenerOf = (log: () => RebalanceLog): Listener => ({
  group: (state, groupId, told) => {
    // By far the most frequent, and no part of a rebalance.
    if (told.event.kind === "committed") return;
    noteProcesses(log(), processesSeen(state, log()));
    noteGroup(log(), state.sim.nowUs, groupId, told);
  },
  consumer: (state, clientId, event) => {
    if (!passing.includes(event.kind)) noteProcesses(log(), processesSeen(state, log()));
    noteConsumer(log(), state.sim.nowUs, clientId, event);
  },
});
