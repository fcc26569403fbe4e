import { mutated } from "../../base/mutants.ts";
import { NO_LEADER, type PartitionRegistration } from "./partition-registration.ts";

/** Kafka: PartitionChangeBuilder.Election. */
export type Election = "PREFERRED" | "ONLINE" | "UNCLEAN";

/** Who may lead: the partition before the change, and its replicas, ISR and ELR after it. */
export interface Candidates {
  readonly partition: PartitionRegistration;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly elrEnabled: boolean;
  readonly useLastKnownLeader: boolean;
  readonly isAcceptableLeader: (brokerId: number) => boolean;
}

export interface Elected {
  /** -1: nobody. */
  readonly leader: number;
  /** The leader may lack committed records. */
  readonly unclean: boolean;
}

/** Kafka: PartitionChangeBuilder.electLeader. */
export function electLeader(candidates: Candidates, election: Election): Elected {
  const { partition, replicas } = candidates;
  const valid = (replica: number): boolean => isValidLeader(candidates, replica);
  const preferred = replicas[0];
  if (election === "PREFERRED" && preferred !== undefined && valid(preferred)) {
    return { leader: preferred, unclean: false };
  }
  if (valid(partition.leader)) return { leader: partition.leader, unclean: false };
  const next = replicas.find(valid);
  if (next !== undefined) return { leader: next, unclean: false };
  const last = lastKnownLeader(candidates);
  if (last !== undefined) return { leader: last, unclean: true };
  const any = replicas.find(candidates.isAcceptableLeader);
  if (election === "UNCLEAN" && any !== undefined) return { leader: any, unclean: true };
  return { leader: NO_LEADER, unclean: false };
}

/** In the ISR, or in the ELR while the ISR is empty; and alive. Kafka: isValidNewLeader. */
function isValidLeader(candidates: Candidates, replica: number): boolean {
  const { isr, elr } = candidates;
  if (MUTANTS && mutated("electOutsideIsr"))
    return candidates.isAcceptableLeader(replica);
  const holdsAll = isr.includes(replica) || (isr.length === 0 && elr.includes(replica));
  return holdsAll && candidates.isAcceptableLeader(replica);
}

/** Only when nobody is known to hold everything, and it is unambiguous who led last. Kafka: canElectLastKnownLeader. */
function lastKnownLeader(candidates: Candidates): number | undefined {
  const { partition, isr, elr } = candidates;
  if (!candidates.elrEnabled || !candidates.useLastKnownLeader) return undefined;
  if (isr.length > 0 || elr.length > 0) return undefined;
  const [last, ...others] = partition.lastKnownElr;
  const known = last !== undefined && others.length === 0;
  return known && candidates.isAcceptableLeader(last) ? last : undefined;
}
