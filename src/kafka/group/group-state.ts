import { drop, put } from "../coordinator/journal.ts";
import type { Turn } from "../coordinator/turn.ts";
import type { Group } from "./group.ts";

/** A committed offset with what was committed with it. Kafka: OffsetAndMetadata. */
export interface CommittedOffset {
  /** The next offset to read. */
  readonly offset: number;
  /** -1 unknown. */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** Given by clients of before 2.1; -1 without. */
  readonly expireTimestampMs: number;
  readonly topicId: string;
  /** Where the commit lies in the log. */
  readonly recordOffset: number;
}

/** Offsets of one group by topic and partition. */
export type GroupOffsets = Record<string, Record<string, CommittedOffset>>;

/** What the coordinator of one partition of `__consumer_offsets` keeps. Kafka: GroupMetadataManager, OffsetMetadataManager. */
export interface GroupState {
  readonly groups: Record<string, Group>;
  readonly offsets: Record<string, GroupOffsets>;
}

export type GroupTurn = Turn<GroupState>;

export const groupState = (): GroupState => ({ groups: {}, offsets: {} });

/** A name that a person chose as a key, so that a group may be called `constructor`. */
export const keyOf = (name: string): string => `/${name}`;
/** The name behind a key. */
export const nameOf = (key: string): string => key.slice(1);

/** The group, or undefined. Kafka: GroupMetadataManager.group, which throws GROUP_ID_NOT_FOUND. */
export const groupOf = (turn: GroupTurn, groupId: string): Group | undefined =>
  turn.state.groups[keyOf(groupId)];

/** A new group takes the place of an old one. */
export const putGroup = (turn: GroupTurn, group: Group): void =>
  put(turn.journal, turn.state.groups, keyOf(group.groupId), group);

/** Kafka: GroupMetadataManager.removeGroup. */
export const removeGroup = (turn: GroupTurn, groupId: string): void =>
  drop(turn.journal, turn.state.groups, keyOf(groupId));
