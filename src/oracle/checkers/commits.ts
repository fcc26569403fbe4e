import type { GroupEvent } from "../../kafka/group-probe.ts";
import { excuseForLostDisks } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import {
  type GhostConsumer,
  type GhostGroup,
  type GhostPosition,
  groupGhost,
  keepLast,
  offsetGhost,
  offsetsPartitionOf,
} from "../group-ghost.ts";
import type { Excuse } from "../verdict.ts";
import { internalGhost } from "./coordinators.ts";

type Taken = Extract<GroupEvent, { kind: "committed" }>;

/** Why a group's acknowledged commits may be gone, or null: what its partition of `__consumer_offsets` lost. */
function excuseForOffsets(watch: Watch, group: string): Excuse | null {
  const name = offsetsPartitionOf(watch.state.groups, group);
  if (name === "") return null;
  const ghost = internalGhost(
    watch,
    "__consumer_offsets",
    Number(name.slice(name.lastIndexOf("-") + 1)),
  );
  if (ghost === undefined) return null;
  return ghost.rebase?.excuse ?? excuseForLostDisks(ghost);
}

/**
 * G4: a commit is of a member in its present generation, or of nobody while the group is empty; KIP-1251 lets a member
 * of the consumer protocol commit what it has held since an older epoch.
 */
function checkFence(
  watch: Watch,
  group: GhostGroup,
  { memberId, generation, topic, partition }: Taken,
): void {
  const { members, id } = group;
  const refuse = (why: string): void =>
    violated(
      watch,
      null,
      "G4",
      `group ${id} took a commit for ${topic}-${partition} of ${memberId === "" ? "nobody's" : memberId} in generation ${generation}: ${why}`,
    );
  if (generation < 0) {
    if (group.state === "Stable" && Object.keys(members).length > 0)
      refuse("the group has members");
    return;
  }
  const member = members[memberId];
  if (group.classic === true) {
    if (group.generation >= 0 && generation !== group.generation)
      refuse(`it is in generation ${group.generation}`);
    if (group.state === "CompletingRebalance") refuse("it awaits its assignment");
    return;
  }
  if (member === undefined || member.assignedEpoch < 0) return;
  if (generation > member.epoch) refuse(`its epoch is ${member.epoch}`);
  const held = [...member.assigned, ...member.revoking];
  if (generation < member.epoch && !held.includes(`${topic}-${partition}`))
    refuse(`its epoch is ${member.epoch} and it does not hold the partition any more`);
}

/** A coordinator takes a commit: G4, and C10: nothing is stored that no member asked for. */
export function commitTaken(watch: Watch, group: GhostGroup, taken: Taken): void {
  const { topic, partition, offset, memberId } = taken;
  checkFence(watch, group, taken);
  const known = offsetGhost(group, `${topic}-${partition}`);
  const own = memberId !== "";
  if (
    own &&
    known.asked.length > 0 &&
    known.asked.length < 16 &&
    !known.asked.includes(offset)
  )
    violated(
      watch,
      null,
      "C10",
      `group ${group.id} stored offset ${offset} of ${topic}-${partition}, which no member asked for`,
    );
  // Somebody took it back, or a late request did: what was acknowledged before is over.
  if (offset < known.acked) known.acked = offset;
  keepLast(known.taken, offset);
}

/** The answer to a commit left without an error: from now on it is owed (G13). */
export function commitAcked(
  watch: Watch,
  id: string,
  { topic, partition, offset }: { topic: string; partition: number; offset: number },
): void {
  const { groups } = watch.state;
  const known = offsetGhost(groupGhost(groups, id), `${topic}-${partition}`);
  known.acked = offset;
  known.ackedEpoch = groups.tenures[offsetsPartitionOf(groups, id)]?.epoch ?? -1;
}

/** C8 and G13: a group's committed offset is the last that was acknowledged, or one that was taken after it. */
export function checkResumed(
  watch: Watch,
  consumer: GhostConsumer,
  name: string,
  { offset, position }: { readonly offset: number; readonly position: GhostPosition },
): void {
  const { groups } = watch.state;
  const known = groups.groups[consumer.group]?.offsets[name];
  if (known === undefined) return;
  const { acked, taken, ackedEpoch } = known;
  const owed = Math.min(acked, position.ackedBefore);
  const stored = offset === acked || taken.includes(offset) || taken.length >= 16;
  if (offset >= owed && stored) return;
  if (excuseForOffsets(watch, consumer.group) !== null) return;
  const epoch = groups.tenures[offsetsPartitionOf(groups, consumer.group)]?.epoch ?? -1;
  violated(
    watch,
    null,
    epoch === ackedEpoch ? "C8" : "G13",
    `consumer ${consumer.client} of group ${consumer.group} begins at ${offset} of ${name}, acknowledged was ${acked}, taken were ${taken.join(", ")}`,
  );
}
