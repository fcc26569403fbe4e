import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import type { GroupTurn } from "../group-state.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import { epochRecord } from "./consumer-records.ts";
import { metadataHash, type Subscriptions } from "./subscriptions.ts";

/** Without a change of topics subscription and metadata are hardly ever compared, ms. Kafka: GroupMetadataManager.METADATA_REFRESH_INTERVAL_MS. */
const metadataRefreshIntervalMs = 2_147_483_647;

/** Kafka: ModernGroup.hasMetadataExpired. */
export const hasMetadataExpired = (turn: GroupTurn, group: ConsumerGroup): boolean =>
  turn.nowMs >= group.refreshDeadlineMs || group.numbers.groupEpoch < group.refreshEpoch;

/** The next heartbeat of any member looks at the metadata. Kafka: ModernGroup.requestMetadataRefresh. */
export function requestMetadataRefresh(group: ConsumerGroup): void {
  group.refreshDeadlineMs = 0;
  group.refreshEpoch = 0;
}

/** Kafka: ModernGroup.setMetadataRefreshDeadline. */
export function refreshedMetadata(
  turn: GroupTurn,
  group: ConsumerGroup,
  groupEpoch: number,
): void {
  group.refreshDeadlineMs = turn.nowMs + metadataRefreshIntervalMs;
  group.refreshEpoch = groupEpoch;
}

/** Raises the group epoch when it must be, or when the topics changed. Kafka: GroupMetadataManager.updateSubscriptionMetadata. */
export function updateSubscriptionMetadata(
  turn: GroupTurn,
  group: ConsumerGroup,
  subscriptions: Subscriptions,
  mustBump: boolean,
): { readonly groupEpoch: number; readonly records: readonly CoordinatorRecord[] } {
  const hash = metadataHash(turn, subscriptions);
  const bump = mustBump || hash !== group.numbers.metadataHash;
  const groupEpoch = group.numbers.groupEpoch + (bump ? 1 : 0);
  refreshedMetadata(turn, group, groupEpoch);
  return {
    groupEpoch,
    records: bump ? [epochRecord(group.groupId, groupEpoch, hash)] : [],
  };
}
