import {
  type CoordinatorRecord,
  record,
  tombstone,
} from "../coordinator/coordinator-record.ts";
import type { OffsetCommitValue } from "../protocol/messages.ts";
import { type ClassicGroup, emptyBytes, memberOf } from "./classic-group.ts";
import { metadataOf, orderedMembers } from "./classic-member.ts";

/** Kafka: MetadataVersion.groupMetadataValueVersion. */
const groupMetadataVersion = 3;
/** With the topic's id, since 4.3. Kafka: MetadataVersion.offsetCommitValueVersion. */
const offsetCommitVersion = 4;

/** The group with its members; `assignments` by member id. Kafka: GroupCoordinatorRecordHelpers.newGroupMetadataRecord. */
export const groupMetadataRecord = (
  group: ClassicGroup,
  assignments: (memberId: string) => Uint8Array,
): CoordinatorRecord =>
  record(
    "GroupMetadata",
    { group: group.groupId },
    {
      version: groupMetadataVersion,
      message: {
        protocolType: group.protocolType ?? "",
        generation: group.generation,
        protocol: group.protocol,
        leader: group.leader,
        currentStateTimestamp: group.stateTimestampMs,
        members: orderedMembers(group).map((member) => ({
          memberId: member.memberId,
          groupInstanceId: member.instanceId,
          clientId: member.clientId,
          clientHost: member.clientHost,
          rebalanceTimeout: member.rebalanceTimeoutMs,
          sessionTimeout: member.sessionTimeoutMs,
          subscription: metadataOf(member, group.protocol ?? ""),
          assignment: assignments(member.memberId),
        })),
      },
    },
  );

/** As it is now. */
export const currentGroupRecord = (group: ClassicGroup): CoordinatorRecord =>
  groupMetadataRecord(group, (id) => memberOf(group, id)?.assignment ?? emptyBytes);

/** Kafka: GroupCoordinatorRecordHelpers.newEmptyGroupMetadataRecord. */
export const emptyGroupRecord = ({
  groupId,
  stateTimestampMs,
}: ClassicGroup): CoordinatorRecord =>
  record(
    "GroupMetadata",
    { group: groupId },
    {
      version: groupMetadataVersion,
      message: {
        protocolType: "",
        generation: 0,
        protocol: null,
        leader: null,
        currentStateTimestamp: stateTimestampMs,
        members: [],
      },
    },
  );

/** Kafka: GroupCoordinatorRecordHelpers.newGroupMetadataTombstoneRecord. */
export const groupTombstone = (groupId: string): CoordinatorRecord =>
  tombstone("GroupMetadata", { group: groupId });

/** One partition of a group. */
export interface OffsetKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Kafka: GroupCoordinatorRecordHelpers.newOffsetCommitRecord: one with an expiry is written as version 1. */
export const offsetCommitRecord = (
  key: OffsetKey,
  value: OffsetCommitValue,
): CoordinatorRecord =>
  record("OffsetCommit", key, {
    version: value.expireTimestamp >= 0 ? 1 : offsetCommitVersion,
    message: value,
  });

/** Kafka: GroupCoordinatorRecordHelpers.newOffsetCommitTombstoneRecord. */
export const offsetTombstone = (key: OffsetKey): CoordinatorRecord =>
  tombstone("OffsetCommit", key);
