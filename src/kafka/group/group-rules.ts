import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import type { CoordinatorFailure } from "../coordinator/coordinator-result.ts";
import { classicRules } from "./classic-rules.ts";
import type { Group, GroupType } from "./group.ts";
import type { CommittedOffset, GroupTurn } from "./group-state.ts";
import { consumerRules } from "./modern/consumer-rules.ts";
import { shareRules } from "./share/share-rules.ts";

/** Who commits, as the group checks it. */
export interface CommitBy {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly generationOrEpoch: number;
  readonly transactional: boolean;
  readonly version: number;
}

/** When an offset is too old: the time that counts, ms; null where offsets never expire. Kafka: OffsetExpirationCondition. */
export type ExpiryBase = ((offset: CommittedOffset) => number) | null;

/** What a kind of group answers. Kafka: Group. */
export interface GroupRules<Kind> {
  /** In the words of DescribeGroups and ListGroups. Kafka: Group.stateAsString. */
  readonly stateName: (turn: GroupTurn, group: Kind) => string;
  readonly isEmpty: (group: Kind) => boolean;
  readonly protocolType: (group: Kind) => string;
  /** Null when the commit is allowed. Kafka: Group.validateOffsetCommit. */
  readonly commitError: (
    turn: GroupTurn,
    group: Kind,
    by: CommitBy,
  ) => CoordinatorFailure | null;
  /**
   * Null when this partition may be committed: members of KIP-848 may commit with an older epoch what they own since
   * then. Kafka: Group.validateOffsetCommit gives a CommitPartitionValidator.
   */
  readonly commitPartitionError: (
    group: Kind,
    by: CommitBy,
    partition: {
      readonly topic: string;
      readonly topicId: string;
      readonly partition: number;
    },
  ) => CoordinatorFailure | null;
  /** The commit shows that the member is alive. */
  readonly committed: (turn: GroupTurn, group: Kind, by: CommitBy) => void;
  /** Kafka: Group.validateOffsetFetch. */
  readonly fetchError: (
    group: Kind,
    memberId: string | null,
    memberEpoch: number,
  ) => CoordinatorFailure | null;
  /** Kafka: Group.validateOffsetDelete. */
  readonly offsetDeleteError: (group: Kind) => CoordinatorFailure | null;
  /** Kafka: Group.validateDeleteGroup. */
  readonly deleteError: (group: Kind) => CoordinatorFailure | null;
  /** Kafka: Group.createGroupTombstoneRecords. */
  readonly tombstones: (group: Kind) => CoordinatorRecord[];
  /** Kafka: Group.isSubscribedToTopic. */
  readonly isSubscribedTo: (group: Kind, topic: string) => boolean;
  /** Kafka: Group.offsetExpirationCondition. */
  readonly expiryBase: (group: Kind) => ExpiryBase;
}

const rules: {
  readonly [Type in GroupType]: GroupRules<Extract<Group, { type: Type }>>;
} = {
  classic: classicRules,
  consumer: consumerRules,
  share: shareRules,
};

/** The rules of this group. */
export const rulesOf = (group: Group): GroupRules<Group> =>
  // The compiler cannot follow that a group's own rules are those of its type.
  rules[group.type] as unknown as GroupRules<Group>;
