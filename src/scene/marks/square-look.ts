import { partitionBits, replicaBits } from "../../contract/overview.ts";

/** How a square looks: never by its colour alone. */
export interface SquareLook {
  readonly shape: "full" | "hollow" | "dotted" | "lower" | "upper";
  readonly tone: "leader" | "inSync" | "outOfSync" | "eligible" | "offline" | "moving";
}

/** Of all that is true of a replica, what matters most. */
export function squareLook(replica: number, partition: number): SquareLook {
  const has = (bit: number): boolean => (replica & bit) !== 0;
  const offline = (partition & partitionBits.offline) !== 0;
  if (has(replicaBits.adding)) return { shape: "lower", tone: "moving" };
  if (has(replicaBits.removing)) return { shape: "upper", tone: "moving" };
  if (has(replicaBits.eligible)) return { shape: "dotted", tone: "eligible" };
  if (has(replicaBits.down) || offline) return { shape: "hollow", tone: "offline" };
  if (has(replicaBits.leader)) return { shape: "full", tone: "leader" };
  return has(replicaBits.inSync)
    ? { shape: "full", tone: "inSync" }
    : { shape: "hollow", tone: "outOfSync" };
}
