import { assignRange } from "../../src/kafka/group/assignors/range.ts";
import { assignUniform } from "../../src/kafka/group/assignors/uniform.ts";
import type { Player } from "../recording.ts";
import { playStatelessAssignor, playStickyAssignor } from "./assignor-client.ts";
import { playServerAssignor, playShareAssignor } from "./assignor-server.ts";

/** By recording, without extension. */
export const assignorPlayers: Readonly<Record<string, Player>> = {
  "pure/assignor-range": playStatelessAssignor("range", false),
  "pure/assignor-roundrobin": playStatelessAssignor("roundrobin", true),
  "pure/assignor-sticky": playStickyAssignor("sticky"),
  "pure/assignor-cooperative-sticky": playStickyAssignor("cooperative-sticky"),
  "pure/assignor-server-range": playServerAssignor(assignRange),
  "pure/assignor-share-simple": playShareAssignor,
  "pure/assignor-server-uniform": playServerAssignor(assignUniform),
};
