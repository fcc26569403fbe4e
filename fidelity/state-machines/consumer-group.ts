import { present } from "../../src/base/assert.ts";
import type { CoordinatorResult } from "../../src/kafka/coordinator/coordinator-result.ts";
import { commitOffsets } from "../../src/kafka/group/commit-offsets.ts";
import {
  dueKeys,
  fire,
  type GroupHost,
  groupHost,
  hostTurn,
  type Ran,
  responderOf,
  runOn,
} from "../../src/kafka/group/group-fixture.ts";
import { groupRole } from "../../src/kafka/group/group-role.ts";
import { consumerGroupHeartbeat } from "../../src/kafka/group/modern/consumer-heartbeat.ts";
import type { ConsumerGroupHeartbeatResponse } from "../../src/kafka/protocol/messages.ts";
import { errorName } from "../../src/terms/errors.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import { byName, groupDigest, type ShownGroup } from "./consumer-group-json.ts";

interface Row {
  readonly config: Readonly<Record<string, number | readonly string[]>>;
  readonly topics: Readonly<Record<string, number>>;
  readonly topicIds: Readonly<Record<string, string>>;
  readonly startMs: number;
  readonly steps: readonly Step[];
}

type ByTopic = Readonly<Record<string, readonly number[]>>;

/** One command; which arguments it has depends on `op`. */
interface Step {
  readonly op: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instance?: string;
  readonly rebalanceTimeoutMs?: number;
  readonly topics?: readonly string[];
  readonly regex?: string;
  readonly assignor?: string;
  readonly owned?: ByTopic;
  readonly name: string;
  readonly partitions?: number;
  readonly version: number;
  readonly topic: string;
  readonly partition: number;
  readonly ms: number;
  readonly now?: number;
  readonly fired?: readonly { readonly timer: string }[];
  readonly error?: string;
  readonly result?: unknown;
  readonly records?: readonly string[];
  readonly state?: unknown;
}

interface Bench extends ShownGroup {
  readonly row: Row;
  /** What was shown last: a step without a state left it as it was. */
  shown: unknown;
}

const tickMs = 100;
const asker = { clientId: "client", clientHost: "/127.0.0.1" } as const;

/** Kafka: GroupMetadataManager (KIP-848 part), ConsumerGroup, TargetAssignmentBuilder, CurrentAssignmentBuilder. */
export function playConsumerGroup(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const settings = Object.fromEntries(
    Object.entries(row.config).map(([name, value]) => [name, String(value)]),
  );
  const host = groupHost(row.startMs, settings);
  const topicNames = Object.fromEntries(
    Object.entries(row.topicIds).map(([name, id]) => [id, name]),
  );
  const bench: Bench = { row, host, topicNames, shown: { state: "none" } };
  for (const [name, partitions] of Object.entries(row.topics))
    putTopic(bench, name, partitions);
  for (const step of row.steps) {
    const got = perform(bench, step);
    const expectedState = step.state ?? bench.shown;
    bench.shown = expectedState;
    const { error, result, records, fired, now } = step;
    yield [
      { error, result, records, fired, now, state: expectedState },
      { ...got, state: groupDigest(bench) },
    ];
  }
}

/** A topic as it is from now on; undefined: deleted. */
function putTopic(
  { host, row }: { readonly host: GroupHost; readonly row: Row },
  name: string,
  partitions: number | undefined,
): void {
  const topicId = row.topicIds[name] ?? "";
  const known = host.topics.some((topic) => topic.name === name);
  host.topics = host.topics.filter((topic) => topic.name !== name);
  host.metadataVersion += 1;
  if (partitions !== undefined)
    host.topics.push({
      name,
      topicId,
      partitions: Array.from({ length: partitions }, () => ({ replicas: [0] })),
    });
  const what = { topicId, name, deleted: partitions === undefined, created: !known };
  groupRole.topicsChanged(hostTurn(host) as never, [what]);
}

function perform(bench: Bench, step: Step): Record<string, unknown> {
  switch (step.op) {
    case "topic":
      putTopic(bench, step.name, step.partitions);
      return {};
    case "advance":
      return advance(bench, step);
    case "runTasks": {
      const key = "g-regex";
      const isScheduled = bench.host.timers.byKey[key] !== undefined;
      return { records: isScheduled ? recordsOf(fire(bench.host, key)) : [] };
    }
    case "commit":
      return commit(bench, step);
    default:
      return heartbeat(bench, step);
  }
}

const recordsOf = ({ records }: Ran): string[] =>
  records.map(({ type, value }) => (value === null ? `-${type}` : type));

function heartbeat(bench: Bench, step: Step): Record<string, unknown> {
  const { topicIds } = bench.row;
  const body = {
    groupId: "g",
    memberId: step.memberId,
    memberEpoch: step.memberEpoch,
    instanceId: step.instance ?? null,
    rackId: null,
    rebalanceTimeoutMs: step.rebalanceTimeoutMs ?? -1,
    subscribedTopicNames: step.topics ?? null,
    subscribedTopicRegex: step.regex ?? null,
    serverAssignor: step.assignor ?? null,
    topicPartitions:
      step.owned === undefined
        ? null
        : Object.entries(step.owned).map(([name, partitions]) => ({
            topicId: topicIds[name] ?? "",
            partitions,
          })),
  };
  const ran = runOn(bench.host, (turn) =>
    consumerGroupHeartbeat(turn, {
      body,
      version: 1,
      ...asker,
      responder: responderOf(0, 1, body),
    }),
  );
  if (ran.error !== 0) {
    // The recording takes everything back that no record made: a group that a commit brought about, too.
    if (bench.host.state.groups["/g"]?.type === "classic")
      delete bench.host.state.groups["/g"];
    return { error: errorName(ran.error) };
  }
  const answer = ran.response as ConsumerGroupHeartbeatResponse;
  const assignment = answer.assignment?.topicPartitions;
  return {
    records: recordsOf(ran),
    result: {
      memberEpoch: answer.memberEpoch,
      heartbeatIntervalMs: answer.heartbeatIntervalMs,
      assignment:
        assignment === undefined
          ? undefined
          : byName(
              bench,
              Object.fromEntries(
                assignment.map((each) => [each.topicId, each.partitions]),
              ),
            ),
    },
  };
}

function commit(bench: Bench, step: Step): Record<string, unknown> {
  const body = {
    groupId: "g",
    generationIdOrMemberEpoch: step.memberEpoch,
    memberId: step.memberId,
    groupInstanceId: null,
    retentionTimeMs: -1,
    topics: [
      {
        name: step.topic,
        topicId: bench.row.topicIds[step.topic] ?? "",
        partitions: [
          {
            partitionIndex: step.partition,
            committedOffset: 1,
            committedLeaderEpoch: -1,
            committedMetadata: "",
          },
        ],
      },
    ],
  };
  const { version } = step;
  const responder = responderOf(0, version, body);
  const ran = runOn(bench.host, (turn) =>
    commitOffsets(turn, { body, version, ...asker, responder }),
  );
  const { topics = [] } = (ran.response ?? {}) as {
    readonly topics?: readonly {
      readonly partitions: readonly { readonly errorCode: number }[];
    }[];
  };
  const code = ran.error === 0 ? (topics[0]?.partitions[0]?.errorCode ?? 0) : ran.error;
  return { error: errorName(code) };
}

/**
 * Moves the clock in ticks; expressions are resolved by `runTasks` alone. The recording's clock runs all timers that are due
 * together before it writes what they gave, in an order that only the recording knows.
 */
function advance({ host }: Bench, step: Step): Record<string, unknown> {
  const until = host.nowMs + step.ms;
  const fired: Record<string, unknown>[] = [];
  while (host.nowMs < until) {
    host.nowMs = Math.min(host.nowMs + tickMs, until);
    const due = dueKeys(host).filter((each) => each.includes("-timeout-"));
    const order = step.fired?.map(({ timer }) => timer).slice(fired.length) ?? [];
    due.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const outcomes = due.map((key) => takeTimer(host, key));
    for (const [at, outcome] of outcomes.entries()) {
      const ran = runOn(host, () => outcome);
      fired.push({ at: host.nowMs, timer: due[at], records: recordsOf(ran) });
    }
  }
  return { now: host.nowMs, fired: fired.length === 0 ? undefined : fired };
}

function takeTimer(host: GroupHost, key: string): CoordinatorResult {
  const { operation } = present(host.timers.byKey[key], key);
  delete host.timers.byKey[key];
  const handler = present(groupRole.timers[operation.kind], operation.kind);
  return handler(hostTurn(host) as never, operation as never);
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
