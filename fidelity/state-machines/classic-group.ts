import { errors } from "../../src/kafka/error-codes.ts";
import {
  heartbeatClassicGroup,
  leaveClassicGroup,
} from "../../src/kafka/group/classic-heartbeat.ts";
import { joinClassicGroup } from "../../src/kafka/group/classic-join.ts";
import { syncClassicGroup } from "../../src/kafka/group/classic-sync.ts";
import { commitOffsets } from "../../src/kafka/group/commit-offsets.ts";
import {
  dueKeys,
  fire,
  groupHost,
  type Ran,
  responderOf,
  runOn,
} from "../../src/kafka/group/group-fixture.ts";
import { utf8Encode } from "../../src/kafka/protocol/utf8.ts";
import { type ErrorName, errorName } from "../../src/terms/errors.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import { digest, nameOf, renamed, type Shown, shown } from "./classic-group-json.ts";

interface Row {
  readonly config: Readonly<Record<string, number>>;
  readonly startMs: number;
  readonly ids: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** One command; which arguments it has depends on `op`. */
interface Step {
  readonly op: string;
  readonly client: number;
  readonly version: number;
  readonly memberId: string;
  readonly instance?: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly protocolType: string;
  readonly protocol: string;
  readonly protocols: readonly (readonly [string, string])[];
  readonly generation: number;
  readonly assignments: Readonly<Record<string, string>>;
  readonly members: readonly (readonly [string, string | null])[];
  readonly ms: number;
  readonly now?: number;
  readonly fired?: readonly {
    readonly at: number;
    readonly timer: string;
    readonly writeFails?: ErrorName;
  }[];
  readonly writeFails?: ErrorName;
  readonly error?: string;
  readonly result?: unknown;
  readonly records?: readonly string[];
  readonly answers?: readonly unknown[];
  readonly state?: unknown;
}

interface Bench extends Shown {
  readonly row: Row;
  /** What was shown last: a step without a state left it as it was. */
  shown: unknown;
}

const group = "g";
const tickMs = 100;

/** Kafka: GroupMetadataManager (classic part), ClassicGroup, OffsetMetadataManager.commitOffset. */
export function playClassicGroup(recording: Recording): Report {
  return playSequences(recording, isRow, playRow, {
    // Members in the order of a hash table.
    sets: ["/answers/*/members"],
  });
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const settings = Object.fromEntries(
    Object.entries(row.config).map(([name, value]) => [name, String(value)]),
  );
  const host = groupHost(row.startMs, settings);
  host.draw = uuidDraws(Object.values(row.ids));
  const names = Object.fromEntries(Object.entries(row.ids).map(([to, id]) => [id, to]));
  const bench: Bench = { row, host, names, shown: { state: "none" } };
  for (const [index, step] of row.steps.entries()) {
    const got = perform(bench, step, index);
    const expectedState = step.state ?? bench.shown;
    bench.shown = expectedState;
    const { error, result, records, answers, fired, now } = step;
    yield [
      { error, result, records, answers, fired, now, state: expectedState },
      { ...got, state: digest(bench) },
    ];
  }
}

/** Draws that make the recorded ids again, one after the other. */
function uuidDraws(ids: readonly string[]): (bound: number) => number {
  const digits: number[] = [];
  for (const id of ids)
    for (const [i, c] of Array.from(id.slice(-36).replaceAll("-", "")).entries()) {
      const value = Number.parseInt(c, 16);
      if (i !== 12) digits.push(i === 16 ? value - 8 : value);
    }
  return () => digits.shift() ?? 0;
}

const bytesOf = utf8Encode;

function perform(bench: Bench, step: Step, index: number): Record<string, unknown> {
  if (step.op === "advance") return advance(bench, step);
  const writeError = step.writeFails === undefined ? 0 : errors[step.writeFails];
  const responder = responderOf(index, step.version ?? 9, {});
  const asked = {
    version: step.version ?? 9,
    clientId: "client",
    clientHost: "/127.0.0.1",
    responder,
  };
  const who = {
    groupId: group,
    memberId: realId(bench, step.memberId ?? ""),
    groupInstanceId: step.instance ?? null,
  };
  const run = (operation: Parameters<typeof runOn>[1]): Ran =>
    runOn(bench.host, operation, writeError);
  switch (step.op) {
    case "join":
      return shown(
        bench,
        run((turn) =>
          joinClassicGroup(turn, {
            ...asked,
            body: {
              ...who,
              sessionTimeoutMs: step.sessionTimeoutMs,
              rebalanceTimeoutMs: step.rebalanceTimeoutMs,
              protocolType: step.protocolType,
              protocols: step.protocols.map(([name, metadata]) => ({
                name,
                metadata: bytesOf(metadata),
              })),
              reason: null,
            },
          }),
        ),
      );
    case "sync":
      return shown(
        bench,
        run((turn) =>
          syncClassicGroup(turn, {
            ...asked,
            body: {
              ...who,
              generationId: step.generation,
              protocolType: step.protocolType,
              protocolName: step.protocol,
              assignments: Object.entries(step.assignments).map(([id, text]) => ({
                memberId: realId(bench, id),
                assignment: bytesOf(text),
              })),
            },
          }),
        ),
      );
    case "heartbeat": {
      const body = { ...who, generationId: step.generation };
      const ran = run((turn) => heartbeatClassicGroup(turn, body));
      return { ...shown(bench, ran), error: outcomeOf(ran) };
    }
    case "leave":
      return leave(bench, step, run);
    default:
      return commit(bench, step, run);
  }
}

function outcomeOf({ error, response }: Ran): string {
  const { errorCode = 0 } = (response ?? {}) as { readonly errorCode?: number };
  return errorName(error === 0 ? errorCode : error);
}

type Run = (operation: Parameters<typeof runOn>[1]) => Ran;

function leave(bench: Bench, step: Step, run: Run): Record<string, unknown> {
  const members = step.members.map(([id, groupInstanceId]) => ({
    memberId: realId(bench, id),
    groupInstanceId,
    reason: null,
  }));
  const body = { groupId: group, memberId: "", members };
  const ran = run((turn) => leaveClassicGroup(turn, body));
  if (ran.error !== 0) return { ...shown(bench, ran), error: errorName(ran.error) };
  const told = (ran.response as { members: readonly LeftMember[] }).members;
  return {
    ...shown(bench, ran),
    result: told.map(({ memberId, groupInstanceId, errorCode }) => [
      nameOf(bench, memberId),
      groupInstanceId,
      errorName(errorCode),
    ]),
  };
}

interface LeftMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly errorCode: number;
}

function commit(bench: Bench, step: Step, run: Run): Record<string, unknown> {
  const responder = responderOf(-1, step.version, {});
  const ran = run((turn) =>
    commitOffsets(turn, {
      version: step.version,
      clientId: "client",
      clientHost: "/127.0.0.1",
      responder,
      body: {
        groupId: group,
        generationIdOrMemberEpoch: step.generation,
        memberId: realId(bench, step.memberId),
        groupInstanceId: step.instance ?? null,
        retentionTimeMs: -1,
        topics: [
          {
            name: "t",
            topicId: "",
            partitions: [
              {
                partitionIndex: 0,
                committedOffset: 1,
                committedLeaderEpoch: -1,
                committedMetadata: "",
              },
            ],
          },
        ],
      },
    }),
  );
  return { ...shown(bench, ran), error: errorName(ran.error) };
}

/** Moves the clock in ticks; of timers that are due together the recorded one runs first. */
function advance(bench: Bench, step: Step): Record<string, unknown> {
  const { host } = bench;
  const until = host.nowMs + step.ms;
  const fired: Record<string, unknown>[] = [];
  const answers: { readonly step: number }[] = [];
  while (host.nowMs < until) {
    host.nowMs = Math.min(host.nowMs + tickMs, until);
    for (;;) {
      const due = dueKeys(host).filter((key) => !key.startsWith("expire"));
      const wanted = step.fired?.[fired.length];
      const key = due.find((each) => renamed(bench, each) === wanted?.timer) ?? due[0];
      if (key === undefined) break;
      const fails = wanted?.writeFails;
      const error = fails === undefined ? 0 : errors[fails];
      const ran = shown(bench, fire(host, key, error));
      fired.push({
        at: host.nowMs,
        timer: renamed(bench, key),
        records: ran["records"],
        writeFails: fails,
      });
      answers.push(
        ...((ran["answers"] as { readonly step: number }[] | undefined) ?? []),
      );
    }
  }
  answers.sort((a, b) => a.step - b.step);
  return {
    now: host.nowMs,
    fired: fired.length === 0 ? undefined : fired,
    answers: answers.length === 0 ? undefined : answers,
  };
}

const realId = ({ row }: Bench, id: string): string => row.ids[id] ?? id;

function isRow(row: unknown): row is Row {
  return isObject(row);
}
