import { serveOperators } from "../src/kafka/operator-requests.ts";
import { addWireFamilies } from "../src/kafka/protocol/schema/wire-families.ts";
import { playCluster } from "./cluster/play.ts";
import { assignorPlayers } from "./pure/assignor-players.ts";
import { protocolPlayers } from "./pure/protocol-players.ts";
import { recordPlayers } from "./pure/record-players.ts";
import type { Player } from "./recording.ts";
import { stateMachinePlayers } from "./state-machines/players.ts";

addWireFamilies();
serveOperators();

/** Players of single recordings, by path without extension. */
const byPath: Readonly<Record<string, Player>> = {
  ...assignorPlayers,
  ...protocolPlayers,
  ...recordPlayers,
  ...stateMachinePlayers,
};

/** Players of whole folders. */
const byPrefix: readonly (readonly [prefix: string, player: Player])[] = [
  ["cluster/", playCluster],
];

/** Undefined: that part of Kafka is not built yet, and its recordings count as failed. */
export function playerOf(path: string): Player | undefined {
  return byPath[path] ?? byPrefix.find(([prefix]) => path.startsWith(prefix))?.[1];
}
