import { nodeMemory, type World } from "../run/world.ts";

/** The controller that leads in the newest epoch, or -1. */
export function activeController({ state }: World): number {
  let active = -1;
  let newest = -1;
  for (const id of state.topology.controllers) {
    const epoch = nodeMemory(state, id)?.controller?.activeEpoch ?? -1;
    if (epoch <= newest) continue;
    newest = epoch;
    active = id;
  }
  return active;
}
