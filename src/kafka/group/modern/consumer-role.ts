import type { TimerHandler, TopicChange } from "../../coordinator/role.ts";
import type { GroupTurn } from "../group-state.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import { memberTimedOut, revocationTimedOut } from "./consumer-leave.ts";
import { consumerRules } from "./consumer-rules.ts";
import {
  consumerTimers,
  scheduleMemberSession,
  scheduleRevocation,
} from "./consumer-timers.ts";
import { requestMetadataRefresh } from "./group-epoch.ts";
import { resolveRegexes } from "./regular-expressions.ts";

/** What is done when timers of consumer groups fire. */
export const consumerTimerHandlers: Record<string, TimerHandler> = {
  [consumerTimers.member]: memberTimedOut,
  [consumerTimers.rebalance]: revocationTimedOut,
  [consumerTimers.regex]: resolveRegexes,
};

/** Sessions and revocations begin anew on a new coordinator. Kafka: GroupMetadataManager.onLoaded. */
export function consumerGroupLoaded(turn: GroupTurn, group: ConsumerGroup): void {
  const { groupId } = group;
  for (const member of Object.values(group.members)) {
    const timeoutMs = member.classic?.sessionTimeoutMs;
    scheduleMemberSession(turn, groupId, member.memberId, timeoutMs);
    if (member.state === "UNREVOKED_PARTITIONS")
      scheduleRevocation(turn, groupId, member);
  }
}

/** The next heartbeat of any member of a group that subscribes to a changed topic looks at the metadata. Kafka: GroupMetadataManager.onNewMetadataImage. */
export function consumerTopicsChanged(
  turn: GroupTurn,
  group: ConsumerGroup,
  changes: readonly TopicChange[],
): void {
  if (changes.some(({ name }) => consumerRules.isSubscribedTo(group, name)))
    requestMetadataRefresh(group);
  // A new topic may match a regular expression.
  if (changes.some(({ created }) => created))
    group.newTopicsVersion = turn.cluster.version;
}
