import { type ClientAssignor, statelessAssignor } from "./client-assignor.ts";
import { cooperativeStickyAssignor } from "./cooperative-sticky.ts";
import { assignRange } from "./range.ts";
import { assignRoundRobin } from "./round-robin.ts";
import { stickyAssignor } from "./sticky.ts";

/** What `partition.assignment.strategy` can name, by the names of the protocol. */
export const clientAssignors: Readonly<Record<string, ClientAssignor>> = {
  range: statelessAssignor("range", assignRange),
  roundrobin: statelessAssignor("roundrobin", assignRoundRobin),
  sticky: stickyAssignor,
  "cooperative-sticky": cooperativeStickyAssignor,
};
