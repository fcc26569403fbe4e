import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { GroupRules } from "../group-rules.ts";
import { isEmptyShareGroup, type ShareGroup, shareGroupState } from "./share-group.ts";
import { shareGroupTombstones } from "./share-group-records.ts";

/** Its offsets are those of share partitions, not committed ones. */
const noOffsets = ({ groupId }: ShareGroup): CoordinatorFailure =>
  failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} is not a consumer group.`);

/** A share group's answers. Kafka: ShareGroup implements Group. */
export const shareRules: GroupRules<ShareGroup> = {
  stateName: (_, group) => shareGroupState(group),
  isEmpty: isEmptyShareGroup,
  protocolType: () => "share",
  commitError: (_, group) => noOffsets(group),
  commitPartitionError: noOffsets,
  committed: () => {},
  fetchError: noOffsets,
  offsetDeleteError: noOffsets,
  deleteError: (group) =>
    isEmptyShareGroup(group) ? null : failure(errors.NON_EMPTY_GROUP),
  tombstones: ({ groupId }) => shareGroupTombstones(groupId),
  isSubscribedTo: ({ members }, topic) =>
    Object.values(members).some(({ topicNames }) => topicNames.includes(topic)),
  expiryBase: () => null,
};
