import type { Player } from "../recording.ts";
import { playStatelessAssignor, playStickyAssignor } from "./assignor-client.ts";

/** By recording, without extension. */
export const assignorPlayers: Readonly<Record<string, Player>> = {
  "pure/assignor-range": playStatelessAssignor("range", false),
  "pure/assignor-roundrobin": playStatelessAssignor("roundrobin", true),
  "pure/assignor-sticky": playStickyAssignor("sticky"),
  "pure/assignor-cooperative-sticky": playStickyAssignor("cooperative-sticky"),
};
