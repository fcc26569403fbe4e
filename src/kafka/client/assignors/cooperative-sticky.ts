import { ByteReader } from "../../protocol/codec/byte-reader.ts";
import { ByteWriter } from "../../protocol/codec/byte-writer.ts";
import type { ClientAssignor } from "./client-assignor.ts";
import type { MemberSubscription } from "./group-subscription.ts";
import { type StickyAssignment, stickyAssignment } from "./sticky-assignment.ts";
import { type MemberData, namedAssignment } from "./sticky-task.ts";

/** A partition that changes hands is given to nobody until its owner has given it up, one rebalance later. Kafka: CooperativeStickyAssignor. */
export const cooperativeStickyAssignor: ClientAssignor = {
  name: "cooperative-sticky",
  version: 0,
  protocols: ["COOPERATIVE", "EAGER"],
  assign: (task, memory) => {
    const sticky = stickyAssignment(task, memberData, memory.maxGeneration);
    const transferring = sticky.transferring ?? transferringOwnership(sticky);
    const assignment = sticky.assignment.map((partitions, member) =>
      partitions.filter((partition) => transferring.get(partition) !== member),
    );
    return {
      members: namedAssignment(sticky.task, assignment),
      memory: { ...memory, maxGeneration: sticky.maxGeneration },
    };
  },
  subscriptionUserData: ({ generation }) => {
    const bytes = new ByteWriter();
    bytes.int32(generation);
    return bytes.done();
  },
  onAssignment: (memory, _partitions, generation) => ({ ...memory, generation }),
};

/** Since version 2 of the subscription the generation is a field; before, it is user data. Kafka: CooperativeStickyAssignor.memberData. */
function memberData(member: MemberSubscription): MemberData {
  const partitions = member.ownedPartitions;
  if (member.generationId >= 0) return { partitions, generation: member.generationId };
  if (member.userData === null) return { partitions, generation: undefined };
  const isWhole = member.userData.length >= 4;
  return {
    partitions,
    generation: isWhole ? new ByteReader(member.userData).int32() : -1,
  };
}

/** What somebody gets and somebody else owned. Kafka: CooperativeStickyAssignor.computePartitionsTransferringOwnership. */
function transferringOwnership(sticky: StickyAssignment): Map<number, number> {
  const added = new Map<number, number>();
  const revoked = new Set<number>();
  for (const [member, assigned] of sticky.assignment.entries()) {
    const owned = new Set(sticky.task.claims[member]);
    const gets = new Set(assigned);
    for (const partition of assigned)
      if (!owned.has(partition)) added.set(partition, member);
    for (const partition of owned) if (!gets.has(partition)) revoked.add(partition);
  }
  return new Map([...added].filter(([partition]) => revoked.has(partition)));
}
