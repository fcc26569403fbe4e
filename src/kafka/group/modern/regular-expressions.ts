import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  type CoordinatorResult,
  emptyResult,
  failure,
  result,
} from "../../coordinator/coordinator-result.ts";
import { isScheduled, schedule } from "../../coordinator/timer.ts";
import { errors } from "../../error-codes.ts";
import { groupNumber } from "../group-config.ts";
import { type GroupTurn, groupOf, keyOf } from "../group-state.ts";
import {
  type ConsumerGroup,
  type ResolvedRegex,
  subscribedRegexes,
} from "./consumer-group.ts";
import { type ConsumerMember, sameTexts } from "./consumer-member.ts";
import { epochRecord, regexRecord, regexTombstone } from "./consumer-records.ts";
import { tellRebalance, tellStateAfter } from "./consumer-reports.ts";
import { consumerTimers, type RegexTimer, regexKey } from "./consumer-timers.ts";
import { refreshedMetadata } from "./group-epoch.ts";
import { metadataHash, noChange, subscriptionsAfter } from "./subscriptions.ts";
import { matchesTopic, topicRegex } from "./topic-regex.ts";

/** Regular expressions of a group are resolved at most this often, ms. Kafka: REGEX_BATCH_REFRESH_MIN_INTERVAL_MS. */
const minRefreshMs = 10_000;

/** What a heartbeat did to a member's regular expression. Kafka: UpdateRegularExpressionStatus. */
export interface RegexUpdate {
  readonly kind: "regex";
  readonly updated: boolean;
  /** The result is known already, so a target can be computed. */
  readonly resolved: boolean;
  readonly records: readonly CoordinatorRecord[];
}

/** Kafka: GroupMetadataManager.maybeUpdateRegularExpressions. */
export function updateRegex(
  turn: GroupTurn,
  group: ConsumerGroup,
  before: ConsumerMember,
  after: ConsumerMember,
): RegexUpdate | CoordinatorFailure {
  const [from, to] = [before.topicRegex, after.topicRegex];
  if (from === to) {
    if (subscribedRegexes(group).length > 0) scheduleRefresh(turn, group, from, to);
    return { kind: "regex", updated: false, resolved: false, records: [] };
  }
  const isNew = to !== "" && group.regexMembers[keyOf(to)] === undefined;
  if (isNew && topicRegex(to) === undefined)
    return failure(
      errors.INVALID_REGULAR_EXPRESSION,
      `SubscribedTopicRegex \`${to}\` is not a valid regular expression.`,
    );
  const wasLast = from !== "" && group.regexMembers[keyOf(from)] === 1;
  if (isNew || subscribedRegexes(group).length > 0)
    scheduleRefresh(turn, group, from, to);
  return {
    kind: "regex",
    updated: true,
    resolved: to === "" || (!isNew && group.resolved[keyOf(to)] !== undefined),
    records: wasLast ? [regexTombstone(group.groupId, from)] : [],
  };
}

/** All expressions of the group are resolved together, beside the coordinator, so that they cause one rebalance. */
function scheduleRefresh(
  turn: GroupTurn,
  group: ConsumerGroup,
  from: string,
  to: string,
): void {
  const key = regexKey(group.groupId);
  if (isScheduled(turn.timers, key)) return;
  const [last] = Object.values(group.resolved);
  if (last !== undefined && turn.nowMs <= last.timestampMs + minRefreshMs) return;
  const regexes = new Set(subscribedRegexes(group));
  if (from !== to && group.regexMembers[keyOf(from)] === 1) regexes.delete(from);
  if (to !== "") regexes.add(to);
  const isNew = to !== "" && group.regexMembers[keyOf(to)] === undefined;
  const isDue =
    isNew ||
    regexes.size !== Object.keys(group.resolved).length ||
    (last?.version ?? 0) < group.newTopicsVersion ||
    turn.nowMs > (last?.timestampMs ?? 0) + refreshIntervalMs(turn);
  if (!isDue || regexes.size === 0) return;
  const operation: RegexTimer = {
    kind: consumerTimers.regex,
    groupId: group.groupId,
    regexes: [...regexes],
  };
  schedule(turn.timers, key, turn.nowMs, operation);
}

const refreshIntervalMs = (turn: GroupTurn): number =>
  groupNumber(turn, "group.consumer.regex.refresh.interval.ms");

/** The expressions were matched with all topics. Kafka: TopicRegexResolver, GroupMetadataManager.handleRegularExpressionsResult. */
export function resolveRegexes(
  turn: GroupTurn,
  { groupId, regexes }: RegexTimer,
): CoordinatorResult {
  const group = groupOf(turn, groupId);
  if (group?.type !== "consumer") return emptyResult;
  const topics = turn.cluster.topics().map(({ name }) => name);
  const resolved: Record<string, ResolvedRegex> = { ...group.resolved };
  const records: CoordinatorRecord[] = [];
  let bump = false;
  for (const regex of regexes) {
    if (group.regexMembers[keyOf(regex)] === undefined) continue;
    const now: ResolvedRegex = {
      topics: matchingTopics(regex, topics),
      version: turn.cluster.version,
      timestampMs: turn.nowMs,
    };
    if (!sameTexts(group.resolved[keyOf(regex)]?.topics ?? [], now.topics)) bump = true;
    resolved[keyOf(regex)] = now;
    records.push(regexRecord(groupId, regex, now));
  }
  const subscriptions = subscriptionsAfter(group, noChange, resolved);
  const hash = metadataHash(turn, subscriptions);
  if (bump || hash !== group.numbers.metadataHash) {
    const groupEpoch = group.numbers.groupEpoch + 1;
    records.push(epochRecord(groupId, groupEpoch, hash));
    refreshedMetadata(turn, group, groupEpoch);
    tellRebalance(turn, groupId, groupEpoch, "a regular expression matches other topics");
    const targetEpoch = group.numbers.assignmentEpoch;
    tellStateAfter(turn, group, noChange, { groupEpoch, targetEpoch });
  }
  return result(records, null);
}

/** Sorted. */
function matchingTopics(regex: string, topics: readonly string[]): string[] {
  const compiled = topicRegex(regex);
  if (compiled === undefined) return [];
  return topics.filter((name) => matchesTopic(compiled, name)).toSorted();
}
