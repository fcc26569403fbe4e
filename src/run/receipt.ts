import type { Receipt } from "../contract/command.ts";
import type { World } from "./world.ts";

/** Taken at the present moment. */
export const accepted = (world: World): Receipt => ({
  kind: "accepted",
  atUs: world.state.sim.nowUs,
});

/** Nobody could take the request. */
export const noBroker = (): Receipt =>
  refused("", "No broker runs that could take the request; start one first.");

/** Not taken: where the command is wrong, and what would be right. */
export const refused = (path: string, reason: string): Receipt => ({
  kind: "refused",
  path,
  reason,
});
