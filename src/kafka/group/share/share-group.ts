import type { TopicPartitions } from "../assignors/group-spec.ts";
import { keyOf } from "../group-state.ts";

/** A member of a share group. Never changed: a new one takes its place. Kafka: ShareGroupMember. */
export interface ShareMember {
  readonly memberId: string;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly topicNames: readonly string[];
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly assigned: TopicPartitions;
}

/** Partitions of a topic whose state is with the share coordinator, or on its way there. Kafka: InitMapValue. */
export interface ShareTopic {
  readonly name: string;
  readonly partitions: readonly number[];
  /** When its initializing was asked for, ms. */
  readonly timestampMs: number;
}

/** By topic id. Kafka: ShareGroupStatePartitionMetadataInfo. */
export interface ShareTopics {
  readonly initializing: Readonly<Record<string, ShareTopic>>;
  readonly initialized: Readonly<Record<string, ShareTopic>>;
  /** Names by topic id. */
  readonly deleting: Readonly<Record<string, string>>;
}

/** A type alias, so that the journal may change its fields. */
// oxlint-disable-next-line typescript/consistent-type-definitions
export type ShareGroupNumbers = {
  groupEpoch: number;
  assignmentEpoch: number;
  /** When the target was computed; 0: not yet. */
  assignmentTimestampMs: number;
  metadataHash: number;
};

/** A share group (KIP-932). What records tell is changed by way of the journal. Kafka: ShareGroup. */
export interface ShareGroup {
  readonly type: "share";
  readonly groupId: string;
  readonly numbers: ShareGroupNumbers;
  /** By key of the member id. */
  readonly members: Record<string, ShareMember>;
  /** The target assignment, by key of the member id. */
  readonly target: Record<string, TopicPartitions>;
  /** One field, so that the journal may change it. */
  readonly topics: Record<"now", ShareTopics>;
  /** When the subscription is compared with the metadata at the latest. */
  refreshDeadlineMs: number;
  /** The group epoch of that moment: a lower one means that it was taken back. */
  refreshEpoch: number;
}

export const noShareTopics: ShareTopics = {
  initializing: {},
  initialized: {},
  deleting: {},
};

/** A new group counts from epoch 1. */
export const shareGroup = (groupId: string): ShareGroup => ({
  type: "share",
  groupId,
  numbers: {
    groupEpoch: 1,
    assignmentEpoch: 1,
    assignmentTimestampMs: 0,
    metadataHash: 0,
  },
  members: {},
  target: {},
  topics: { now: noShareTopics },
  refreshDeadlineMs: 0,
  refreshEpoch: 0,
});

/** A member that nobody has heard of yet. */
export const newShareMember = (memberId: string): ShareMember => ({
  memberId,
  rackId: null,
  clientId: "",
  clientHost: "",
  topicNames: [],
  memberEpoch: 0,
  previousMemberEpoch: -1,
  assigned: {},
});

export const shareMemberOf = (
  group: ShareGroup,
  memberId: string,
): ShareMember | undefined => group.members[keyOf(memberId)];

export const isEmptyShareGroup = ({ members }: ShareGroup): boolean =>
  Object.keys(members).length === 0;

/** Kafka: ShareGroup.ShareGroupState. */
export const shareGroupState = (group: ShareGroup): "Empty" | "Stable" =>
  isEmptyShareGroup(group) ? "Empty" : "Stable";
