import type { MemberView } from "../../contract/group-view.ts";
import { epochStartMs } from "../../kafka/context.ts";
import type { Coordinator } from "../../kafka/coordinator/coordinator.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  membersOf,
} from "../../kafka/group/classic-group.ts";
import { metadataOf } from "../../kafka/group/classic-member.ts";
import { heartbeatKey } from "../../kafka/group/classic-timers.ts";
import { MalformedBytes } from "../../kafka/protocol/codec/byte-reader.ts";
import { decodeVersioned } from "../../kafka/protocol/codec/record-frame.ts";

/** Members say the same for a long time; bytes that were read once are not read again in every frame. */
const read = new WeakMap<Uint8Array, readonly string[]>();

function once(bytes: Uint8Array, decode: () => readonly string[]): readonly string[] {
  const known = read.get(bytes);
  if (known !== undefined) return known;
  let said: readonly string[] = [];
  try {
    if (bytes.length > 0) said = decode();
  } catch (error) {
    // Other things than consumers may be in a group, with bytes of their own.
    if (!(error instanceof MalformedBytes)) throw error;
  }
  read.set(bytes, said);
  return said;
}

const assigned = ({ assignment }: ClassicMember): readonly string[] =>
  once(assignment, () =>
    decodeVersioned("ConsumerProtocolAssignment", assignment)
      .message.assignedPartitions.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => ({ topic, partition })),
      )
      .toSorted((a, b) =>
        a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
      )
      .map(({ topic, partition }) => `${topic}-${partition}`),
  );

function subscribed(group: ClassicGroup, member: ClassicMember): readonly string[] {
  const offered = metadataOf(member, group.protocol ?? member.protocols[0]?.name ?? "");
  return once(offered, () => [
    ...decodeVersioned("ConsumerProtocolSubscription", offered).message.topics,
  ]);
}

const stateOf = (member: ClassicMember): string =>
  member.awaitingJoin !== null
    ? "awaitingJoin"
    : member.awaitingSync !== null
      ? "awaitingSync"
      : "joined";

/** Members of a classic group. Kafka: ClassicGroupMember. */
export function classicMembers(
  group: ClassicGroup,
  { timers }: Coordinator,
): MemberView[] {
  return membersOf(group).map((member) => {
    const session = timers.byKey[heartbeatKey(group.groupId, member.memberId)];
    const owns = assigned(member);
    return {
      memberId: member.memberId,
      clientId: member.clientId,
      instanceId: member.instanceId ?? "",
      epoch: group.generation,
      state: stateOf(member),
      assigned: owns,
      revoking: [],
      target: owns,
      subscribed: subscribed(group, member),
      sessionUntilUs:
        session === undefined ? -1 : (session.deadlineMs - epochStartMs) * 1000,
    };
  });
}
