import {
  type PartitionRegistration,
  RECOVERING,
} from "../../kafka/controller/partition-registration.ts";
import { violated, type Watch } from "../findings.ts";
import type { GhostPartition } from "../ghost.ts";

const list = (ids: readonly number[]): string => ids.join(",") || "none";

/** Whether a broker may be elected as far as brokers go. */
const isAlive = (watch: Watch, id: number): boolean => {
  const broker = watch.state.brokers[id];
  return broker !== undefined && !broker.fenced && !broker.shuttingDown;
};

/**
 * Whether a change makes its leader uncleanly, by its own word: such a leader recovers, and stands alone. One that was
 * recovering already may be elected again while it is the only member.
 */
const isUnclean = (
  before: PartitionRegistration,
  after: PartitionRegistration,
): boolean =>
  after.leaderRecoveryState === RECOVERING && !before.isr.includes(after.leader);

/** Who may be elected cleanly: who was in sync or eligible before, or joins the ISR by what ends a reassignment. */
const mayLead = (
  before: PartitionRegistration,
  { leader, isr, replicas }: PartitionRegistration,
): boolean =>
  before.isr.includes(leader) ||
  before.elr.includes(leader) ||
  (isr.includes(leader) && before.replicas.some((id) => !replicas.includes(id)));

/** K18 and K19: who is elected is alive, held everything or may be unclean, and is the first that may. */
export function checkElection(
  watch: Watch,
  ghost: GhostPartition,
  after: PartitionRegistration,
): void {
  const before = ghost.registration;
  const { leader } = after;
  if (before === null || leader < 0 || leader === before.leader) return;
  const where = `${ghost.topic}-${ghost.index}`;
  // A broker that was told to stop may be unfenced by a heartbeat of before, and leads then: Kafka looks no further.
  if (watch.state.brokers[leader]?.fenced !== false)
    violated(
      watch,
      ghost,
      "K18",
      `broker ${leader} was elected for ${where} while it was fenced`,
    );
  if (isUnclean(before, after)) {
    checkUnclean(watch, ghost, before, after);
    return;
  }
  if (!mayLead(before, after))
    violated(
      watch,
      ghost,
      "K18",
      `broker ${leader} was elected cleanly for ${where}, whose ISR was ${list(before.isr)} and ELR ${list(before.elr)}`,
    );
  checkOrder(watch, ghost, before, after);
}

/** K18: an unclean election is allowed by the topic, by somebody's word, or of the last known leader with ELR. */
function checkUnclean(
  watch: Watch,
  ghost: GhostPartition,
  before: PartitionRegistration,
  { leader, elr }: PartitionRegistration,
): void {
  const known =
    ghost.elrEnabled && elr.length === 0 && before.lastKnownElr.includes(leader);
  if (ghost.uncleanElection || ghost.uncleanAsked || known) return;
  violated(
    watch,
    ghost,
    "K18",
    `broker ${leader} was elected uncleanly for ${ghost.topic}-${ghost.index}, which does not allow it`,
  );
}

/** K19: the first of the replicas that are in sync after the change and alive, where the one before may lead no more. */
function checkOrder(
  watch: Watch,
  ghost: GhostPartition,
  before: PartitionRegistration,
  after: PartitionRegistration,
): void {
  const { leader, replicas, isr } = after;
  if (before.isr.length === 0) return;
  const first = replicas.find((id) => isr.includes(id) && isAlive(watch, id));
  if (first === undefined || first === leader) return;
  violated(
    watch,
    ghost,
    "K19",
    `broker ${leader} was elected for ${ghost.topic}-${ghost.index} before broker ${first}, of replicas ${list(replicas)} with ISR ${list(isr)}`,
  );
}

/** K17: a topic that is created again has another id. */
export function topicCreated(watch: Watch, topicId: string, topic: string): void {
  const { topicIds } = watch.state;
  if (topicIds[topicId] !== undefined)
    violated(watch, null, "K17", `topic ${topic} has the id ${topicId} of one before`);
  topicIds[topicId] = topic;
}
