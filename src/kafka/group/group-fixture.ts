import { readConfigs } from "../../terms/config-definitions.ts";
import { brokerConfigs } from "../../terms/configs/broker.ts";
import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import {
  type CoordinatorResult,
  emptyResult,
  type Outcome,
} from "../coordinator/coordinator-result.ts";
import {
  forgetCommitted,
  type Journal,
  journal,
  revert,
} from "../coordinator/journal.ts";
import { type Answer, type Responder, responders } from "../coordinator/responder.ts";
import { type Timers, timers } from "../coordinator/timer.ts";
import type { TopicView } from "../coordinator/turn.ts";
import type { GroupEvent } from "../group-probe.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import { groupRole } from "./group-role.ts";
import { type GroupState, type GroupTurn, groupState } from "./group-state.ts";

const kafkaDefaults: Readonly<Record<string, string>> = Object.fromEntries(
  readConfigs("broker", brokerConfigs).map(({ name, default: value }) => [
    name,
    value ?? "",
  ]),
);

/** A coordinator of groups without a broker: what it writes is committed at once, or fails. */
export interface GroupHost {
  readonly state: GroupState;
  readonly journal: Journal;
  readonly timers: Timers;
  nowMs: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly groupSettings: Record<string, Record<string, string>>;
  topics: TopicView[];
  metadataVersion: number;
  draw: (bound: number) => number;
  readonly events: GroupEvent[];
}

export const groupHost = (
  nowMs: number,
  settings: Readonly<Record<string, string>> = {},
): GroupHost => ({
  state: groupState(),
  journal: journal(0),
  timers: timers(),
  nowMs,
  settings,
  groupSettings: {},
  topics: [],
  metadataVersion: 0,
  draw: () => 0,
  events: [],
});

/** What an operation did. */
export interface Ran {
  readonly records: readonly CoordinatorRecord[];
  readonly answers: readonly Answer[];
  /** Of a failure; 0. */
  readonly error: number;
  readonly response: object | null;
}

export function hostTurn(host: GroupHost): GroupTurn {
  return {
    state: host.state,
    nowMs: host.nowMs,
    offset: host.journal.lastWritten,
    cluster: {
      topicByName: (wanted) => host.topics.find(({ name }) => name === wanted),
      topicById: (wanted) => host.topics.find(({ topicId }) => topicId === wanted),
      topics: () => host.topics,
      rackOf: () => null,
      config: (name) => host.settings[name] ?? kafkaDefaults[name] ?? "",
      groupConfig: (groupId, name) => host.groupSettings[groupId]?.[name],
      featureLevel: () => 1,
      version: host.metadataVersion,
    },
    journal: host.journal,
    timers: host.timers,
    answers: [],
    report: () => {},
    tell: (_, event) => void host.events.push(event),
    commitAcknowledged: () => {},
    askShareCoordinators: () => {},
    draw: (bound) => host.draw(bound),
    node: 1,
  };
}

/** Runs an operation; `writeError` is what the append of its records gives. */
export function runOn(
  host: GroupHost,
  operation: (turn: GroupTurn) => Outcome,
  writeError = 0,
): Ran {
  const turn = hostTurn(host);
  const kept = host.journal.changes.length;
  const outcome = operation(turn);
  if (outcome.kind === "failure")
    return { records: [], answers: turn.answers, error: outcome.error, response: null };
  write(host, turn, outcome, { kept, error: writeError });
  const { records, response } = outcome;
  return { records, answers: turn.answers, error: 0, response };
}

function write(
  host: GroupHost,
  turn: GroupTurn,
  outcome: CoordinatorResult,
  how: { readonly kept: number; readonly error: number },
): void {
  const { records, next, replay } = outcome;
  const base = host.journal.lastWritten;
  if (replay)
    records.forEach((record, i) =>
      groupRole.replay({ ...turn, offset: base + i } as never, record, {
        producerId: -1,
        producerEpoch: -1,
      }),
    );
  const error = records.length === 0 ? 0 : how.error;
  if (error === 0) {
    host.journal.lastWritten += records.length;
    forgetCommitted(host.journal, host.journal.lastWritten);
  } else if (replay) revert(host.journal, how.kept);
  if (next === null) return;
  const handler = groupRole.continuations[next.kind];
  const more = handler?.(turn as never, next as never, error);
  if (more !== undefined && more.records.length > 0)
    write(host, turn, more, { kept: host.journal.changes.length, error: 0 });
}

/** Runs the timer of a key, which must be due. */
export function fire(host: GroupHost, key: string, writeError = 0): Ran {
  const timer = host.timers.byKey[key];
  if (timer === undefined) throw new Error(`no timer ${key}`);
  delete host.timers.byKey[key];
  const handler = groupRole.timers[timer.operation.kind];
  return runOn(
    host,
    (turn) => handler?.(turn as never, timer.operation as never) ?? emptyResult,
    writeError,
  );
}

/** Keys of timers that are due, the earliest first. */
export const dueKeys = (host: GroupHost): string[] =>
  Object.entries(host.timers.byKey)
    .filter(([, { deadlineMs }]) => deadlineMs <= host.nowMs)
    .toSorted(([, a], [, b]) => a.deadlineMs - b.deadlineMs)
    .map(([key]) => key);

/** Somebody who waits for an answer; `connection` tells them apart. */
export function responderOf(
  connection: number,
  version: number,
  body: object,
): Responder {
  const request: RequestMessage = {
    kind: "request",
    immutable: true,
    api: 0,
    version,
    correlationId: connection,
    clientId: "client",
    body,
  };
  return responders(connection, request, 1)[0] as Responder;
}
