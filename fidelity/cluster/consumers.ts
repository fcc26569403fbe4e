import type { LeaveChoice } from "../../src/kafka/client/consumer/classic-leave.ts";
import { closeLater } from "../../src/kafka/client/consumer/consumer-act.ts";
import { sortedNames } from "../../src/kafka/client/consumer/listener.ts";
import type { Note, Thrown } from "../../src/kafka/client/consumer/note.ts";
import { type Bench, nowMs, RecorderError, sleep } from "./bench.ts";
import { methods } from "./consumer-methods.ts";
import {
  awaitMember,
  awaitTurn,
  killMember,
  type Member,
  memberOf,
  membersOf,
  seenAssignment,
  seenReceived,
  setPolling,
  startMember,
  subscribeBy,
  within,
} from "./members.ts";
import type { Step } from "./scenario.ts";

/** What `{"op":"consumer"}` can do, by `do`. */
const acts: Readonly<Record<string, (bench: Bench, step: Step) => unknown>> = {
  start,
  until,
  log,
  setProcessing: (bench, step) => {
    const { app } = memberOf(bench, step).consumer;
    app.settings = { ...app.settings, processing: processingOf(step) };
  },
  pausePolling: (bench, step) => {
    awaitTurn(bench, memberOf(bench, step));
    setPolling(bench, memberOf(bench, step), false);
  },
  resumePolling: (bench, step) => setPolling(bench, memberOf(bench, step), true),
  kill: (bench, step) => killMember(bench, memberOf(bench, step)),
  close,
};

/** A step with a real Java consumer, played by ours. */
export function consumer(bench: Bench, step: Step): unknown {
  const act = step["do"] as string;
  const known = acts[act];
  if (known !== undefined) return known(bench, step);
  const method = methods[act];
  if (method === undefined) throw new RecorderError(`consumer ${act} is not built yet`);
  const member = memberOf(bench, step);
  awaitTurn(bench, member);
  return method(bench, member, step);
}

/** All clients end as in a crash. */
export function killConsumers(bench: Bench): void {
  for (const member of membersOf(bench).values()) killMember(bench, member);
  membersOf(bench).clear();
}

const processingOf = (step: Step): { kind: "constant"; us: number } => ({
  kind: "constant",
  us: ((step["processing"] as number | undefined) ?? 0) * 1000,
});

interface ListenerStep {
  readonly revokedSleep?: number;
  readonly assignedSleep?: number;
  readonly lostSleep?: number;
  readonly commitOnRevoke?: boolean;
}

function start(bench: Bench, step: Step): void {
  const config = (step["config"] ?? {}) as Record<string, string>;
  const member = startMember(bench, step["name"] as string, config);
  const { consumer: started } = member;
  const given = (step["listener"] ?? {}) as ListenerStep;
  started.listener = {
    sleepUs: {
      revoked: (given.revokedSleep ?? 0) * 1000,
      assigned: (given.assignedSleep ?? 0) * 1000,
      lost: (given.lostSleep ?? 0) * 1000,
    },
    commitsOnRevoke: given.commitOnRevoke ?? false,
  };
  started.app.settings = {
    ...started.app.settings,
    processing: processingOf(step),
    commit: step["commitAfterPoll"] === true ? "syncAfter" : "none",
  };
  subscribeBy(bench, member, step);
  if (step["polling"] !== false) setPolling(bench, member, true);
}

const choices: Readonly<Record<string, LeaveChoice>> = {
  LEAVE_GROUP: "leave",
  REMAIN_IN_GROUP: "remain",
};

/** A JVM ends a client's threads, ms. */
const closeMs = 5;

function close(bench: Bench, step: Step): unknown {
  const member = memberOf(bench, step);
  const choice = choices[step["groupMembershipOperation"] as string] ?? "default";
  const timeoutUs = ((step["timeoutMs"] as number | undefined) ?? 30_000) * 1000;
  awaitTurn(bench, member);
  within(bench, member, (context) =>
    closeLater(context, member.consumer, { choice, timeoutUs }),
  );
  const { thrown } = awaitMember(bench, member);
  sleep(bench, closeMs);
  return { outcome: thrown?.exception ?? "ok" };
}

function holds(bench: Bench, step: Step): boolean {
  const all = membersOf(bench);
  const each = (
    key: string,
    check: (member: Member, wanted: unknown) => boolean,
  ): boolean =>
    Object.entries(step[key] ?? {}).every(([name, wanted]) => {
      const member = all.get(name);
      return member !== undefined && check(member, wanted);
    });
  const of = (step["of"] ?? []) as string[];
  const total = of.reduce(
    (sum, name) => sum + (all.get(name)?.consumer.app.received ?? 0),
    0,
  );
  return (
    each(
      "assignment",
      (member, wanted) =>
        seenAssignment(bench, member).join() === (wanted as string[]).join(),
    ) &&
    each("counts", (member, wanted) => seenAssignment(bench, member).length === wanted) &&
    each(
      "received",
      (member, wanted) => seenReceived(bench, member) >= (wanted as number),
    ) &&
    each("happened", ({ consumer: one }, wanted) =>
      (one.notes ?? []).some(({ kind }) => kind === wanted),
    ) &&
    total >= ((step["totalReceived"] as number | undefined) ?? 0)
  );
}

/** The recorder looks so often, ms; in between the assignments are followed. */
const lookMs = 30;
const glanceMs = 5;

/** Waits until all that the step names holds at once. */
function until(bench: Bench, step: Step): unknown {
  const limit = nowMs(bench) + ((step["limitMs"] as number | undefined) ?? 60_000);
  while (nowMs(bench) < limit) {
    if (holds(bench, step)) return { reached: true };
    for (let passed = 0; passed < lookMs; passed += glanceMs) {
      sleep(bench, glanceMs);
      for (const member of membersOf(bench).values()) seenAssignment(bench, member);
    }
  }
  const seen = [...membersOf(bench)].map(
    ([name, member]) =>
      `${name} has ${seenAssignment(bench, member).join()} ${JSON.stringify(member.consumer.notes)}`,
  );
  throw new RecorderError(`never: ${seen.join("; ")}`);
}

/** What happened at each consumer since the last reading. */
function log(bench: Bench, step: Step): unknown {
  sleep(bench, (step["after"] as number | undefined) ?? 0);
  const all = membersOf(bench);
  const names = (step["names"] as string[] | undefined) ?? [...all.keys()];
  const got: Record<string, unknown> = {};
  for (const name of names) {
    const member = all.get(name);
    if (member === undefined) throw new RecorderError(`no consumer ${name}`);
    got[name] = (member.consumer.notes ?? []).map(noteJson);
    member.consumer.notes = [];
  }
  return got;
}

/** A happening as the recorder writes it. */
function noteJson(note: Note): object {
  switch (note.kind) {
    case "records": {
      const sorted = Object.entries(note.ranges).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return { records: Object.fromEntries(sorted) };
    }
    case "thrown":
      return { thrown: thrownJson(note.thrown) };
    case "commitCallback":
      return { commitCallback: { ...note.offsets, result: note.error || "ok" } };
    case "commitInCallback":
      return { commitInCallback: note.outcome || "ok" };
    default:
      return { [note.kind]: note.names };
  }
}

const invalidOffset: readonly string[] = [
  "NoOffsetForPartitionException",
  "OffsetOutOfRangeException",
  "LogTruncationException",
];

function thrownJson({ exception, names, offsets, divergent }: Thrown): object {
  if (!invalidOffset.includes(exception)) return { class: exception };
  const partitions = sortedNames(names ?? Object.keys(offsets ?? {}));
  return {
    class: exception,
    partitions,
    ...(divergent === undefined ? {} : { divergent }),
    ...(offsets === undefined ? {} : { offsets }),
  };
}
