import type { Receipt } from "../contract/command.ts";
import type { World } from "./world.ts";

/** Taken at the present moment. */
export const accepted = (world: World): Receipt => ({
  kind: "accepted",
  atUs: world.state.sim.nowUs,
});

/** Not taken: where the command is wrong, and what would be right. */
export const refused = (path: string, reason: string): Receipt => ({
  kind: "refused",
  path,
  reason,
});
