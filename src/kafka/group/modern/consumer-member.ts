import { emptyBytes, type OfferedProtocol } from "../classic-group.ts";
import { noPartitions, type PartitionEpochs, sameEpochs } from "./partition-epochs.ts";

/** Kafka: MemberState; the records hold their numbers. */
export const memberStates = [
  "STABLE",
  "UNREVOKED_PARTITIONS",
  "UNRELEASED_PARTITIONS",
] as const;
export type MemberState = (typeof memberStates)[number];

/** What a member of the classic protocol in a consumer group has more. Kafka: ClassicMemberMetadata. */
export interface ClassicMetadata {
  readonly sessionTimeoutMs: number;
  readonly protocols: readonly OfferedProtocol[];
}

/** A member of a consumer group, never changed: a new one takes its place. Kafka: ConsumerGroupMember. */
export interface ConsumerMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: MemberState;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly clientId: string;
  readonly clientHost: string;
  /** Sorted. */
  readonly topicNames: readonly string[];
  /** Empty: none. */
  readonly topicRegex: string;
  readonly serverAssignor: string | null;
  /** Null: it speaks the consumer protocol. */
  readonly classic: ClassicMetadata | null;
  readonly assigned: PartitionEpochs;
  readonly pendingRevocation: PartitionEpochs;
}

/** The epoch of a member that is leaving. Kafka: ConsumerGroupHeartbeatRequest.LEAVE_GROUP_MEMBER_EPOCH. */
export const leaveEpoch = -1;
/** Of a static member that will be back. Kafka: LEAVE_GROUP_STATIC_MEMBER_EPOCH. */
export const leaveStaticEpoch = -2;

/** Kafka: ConsumerGroupMember.Builder(memberId). */
export const newMember = (memberId: string): ConsumerMember => ({
  memberId,
  memberEpoch: 0,
  previousMemberEpoch: -1,
  state: "STABLE",
  instanceId: null,
  rackId: null,
  rebalanceTimeoutMs: -1,
  clientId: "",
  clientHost: "",
  topicNames: [],
  topicRegex: "",
  serverAssignor: null,
  classic: null,
  assigned: noPartitions,
  pendingRevocation: noPartitions,
});

/** Kafka: ModernGroupMember.isReconciledTo. */
export const isReconciledTo = (member: ConsumerMember, epoch: number): boolean =>
  member.state === "STABLE" && member.memberEpoch === epoch;

/** Kafka: ConsumerGroupMember.equals. */
export function sameMember(a: ConsumerMember, b: ConsumerMember): boolean {
  return (
    sameFields(a, b) &&
    sameTexts(a.topicNames, b.topicNames) &&
    sameClassic(a.classic, b.classic) &&
    sameEpochs(a.assigned, b.assigned) &&
    sameEpochs(a.pendingRevocation, b.pendingRevocation)
  );
}

const plainFields = [
  "memberId",
  "memberEpoch",
  "previousMemberEpoch",
  "state",
  "instanceId",
  "rackId",
  "rebalanceTimeoutMs",
  "clientId",
  "clientHost",
  "topicRegex",
  "serverAssignor",
] as const;

const sameFields = (a: ConsumerMember, b: ConsumerMember): boolean =>
  plainFields.every((field) => a[field] === b[field]);

export const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((text, at) => text === b[at]));

function sameClassic(a: ClassicMetadata | null, b: ClassicMetadata | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.sessionTimeoutMs === b.sessionTimeoutMs &&
    a.protocols.length === b.protocols.length &&
    a.protocols.every((protocol, at) => {
      const other = b.protocols[at];
      return (
        other !== undefined &&
        protocol.name === other.name &&
        sameBytes(protocol.metadata, other.metadata)
      );
    })
  );
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The first protocol that a classic member offers, which is the one that it is answered with. */
export const classicProtocol = (member: ConsumerMember): OfferedProtocol =>
  member.classic?.protocols[0] ?? { name: "", metadata: emptyBytes };
