import type { ConsumerCall } from "../../src/kafka/client/consumer/call.ts";
import {
  callCommitAsync,
  enforceRebalance,
  seek,
  seekToEdge,
  setPaused,
} from "../../src/kafka/client/consumer/consumer-act.ts";
import { sortedNames } from "../../src/kafka/client/consumer/listener.ts";
import { addRanges } from "../../src/kafka/client/consumer/note-records.ts";
import { partitionLag } from "../../src/kafka/client/consumer/partition-state.ts";
import { assignedNames } from "../../src/kafka/client/consumer/subscription-state.ts";
import { type Bench, nowMs, RecorderError } from "./bench.ts";
import { callMember, type Member, setPolling, subscribeBy, within } from "./members.ts";
import type { Step } from "./scenario.ts";

type Method = (bench: Bench, member: Member, step: Step) => unknown;

const outcome = (exception: string): object => ({
  outcome: exception === "" ? "ok" : exception,
});

const timeoutOf = (step: Step): number =>
  ((step["timeoutMs"] as number | undefined) ?? 20_000) * 1000;

const namesOf = ({ consumer }: Member, step: Step): string[] =>
  sortedNames(
    (step["partitions"] as string[] | undefined) ?? assignedNames(consumer.subscription),
  );

const offsetsOf = (step: Step): Record<string, number> =>
  (step["offsets"] ?? {}) as Record<string, number>;

/** Values by partition of a method that takes time, or its exception. */
function valuesOf(
  bench: Bench,
  member: Member,
  call: (nowUs: number) => ConsumerCall,
): object {
  const { thrown, values } = callMember(bench, member, call);
  return thrown === null ? values : outcome(thrown.exception);
}

const offsetsAt =
  (timestamp: number): Method =>
  (bench, member, step) =>
    valuesOf(bench, member, (nowUs) => ({
      kind: "offsets",
      names: namesOf(member, step),
      timestamp,
      untilUs: nowUs + timeoutOf(step),
      asked: false,
      found: {},
    }));

const edge =
  (to: "earliest" | "latest"): Method =>
  (bench, member, step) =>
    outcome(
      within(bench, member, () => seekToEdge(member.consumer, namesOf(member, step), to)),
    );

const pausing =
  (paused: boolean): Method =>
  (bench, member, step) =>
    outcome(
      within(bench, member, () =>
        setPaused(member.consumer, namesOf(member, step), paused),
      ),
    );

const committable = (
  offsets: Readonly<Record<string, number>>,
): Record<string, { offset: number; leaderEpoch: number }> =>
  Object.fromEntries(
    Object.entries(offsets).map(([name, offset]) => [name, { offset, leaderEpoch: -1 }]),
  );

/** The methods of the consumer. */
export const methods: Readonly<Record<string, Method>> = {
  subscribe: (bench, member, step) => {
    const topics = step["subscribe"] as string[] | undefined;
    if (topics?.length === 0) return unsubscribe(bench, member);
    return outcome(subscribeBy(bench, member, step));
  },
  unsubscribe: (bench, member) => {
    setPolling(bench, member, false);
    return unsubscribe(bench, member);
  },
  commitSync: (bench, member, step) => {
    const { thrown } = callMember(bench, member, (nowUs) => ({
      kind: "commitSync",
      offsets: step["offsets"] === undefined ? null : committable(offsetsOf(step)),
      untilUs: nowUs + timeoutOf(step),
      task: null,
    }));
    return outcome(thrown?.exception ?? "");
  },
  commitAsync: (bench, member) =>
    outcome(
      within(bench, member, (context) => callCommitAsync(context, member.consumer)),
    ),
  seek: (bench, member, step) => {
    for (const [name, offset] of Object.entries(offsetsOf(step))) {
      const failed = within(bench, member, (context) =>
        seek(context, member.consumer, name, offset),
      );
      if (failed !== "") return outcome(failed);
    }
    return outcome("");
  },
  seekToBeginning: edge("earliest"),
  seekToEnd: edge("latest"),
  pause: pausing(true),
  resume: pausing(false),
  paused: (_, { consumer }) => ({
    paused: sortedNames(
      consumer.subscription.order.filter(({ paused }) => paused).map(({ name }) => name),
    ),
  }),
  assignment: (_, { consumer }) => ({
    assignment: sortedNames(assignedNames(consumer.subscription)),
  }),
  subscription: (_, { consumer }) => ({
    subscription: [...consumer.subscription.topics].toSorted(),
  }),
  enforceRebalance: (bench, member) => {
    within(bench, member, () => enforceRebalance(member.consumer));
    return outcome("");
  },
  position: (bench, member, step) =>
    valuesOf(bench, member, (nowUs) => ({
      kind: "position",
      names: namesOf(member, step),
      untilUs: nowUs + timeoutOf(step),
    })),
  committed: (bench, member, step) =>
    valuesOf(bench, member, (nowUs) => ({
      kind: "committed",
      names: namesOf(member, step),
      untilUs: nowUs + timeoutOf(step),
    })),
  lag: (_, member, step) => {
    const { subscription, config } = member.consumer;
    return Object.fromEntries(
      namesOf(member, step).map((name) => {
        const state = subscription.byName[name];
        const lag =
          state === undefined ? null : partitionLag(state, config.isReadCommitted);
        return [name, lag];
      }),
    );
  },
  beginningOffsets: offsetsAt(-2),
  endOffsets: offsetsAt(-1),
  groupMetadata: (_, { consumer }) => {
    const { membership, config } = consumer;
    const generationId =
      membership === null
        ? -1
        : membership.kind === "classic"
          ? membership.generationId
          : membership.epoch;
    return { generationId, groupInstanceId: config.groupInstanceId };
  },
  poll,
};

function unsubscribe(bench: Bench, member: Member): object {
  const { thrown } = callMember(bench, member, (nowUs) => ({
    kind: "unsubscribe",
    phase: "callback",
    untilUs: nowUs + 60_000_000,
  }));
  return outcome(thrown?.exception ?? "");
}

/** Polls until something comes, so many times, or for a second in which nothing does. */
function poll(bench: Bench, member: Member, step: Step): unknown {
  const expect = (step["expect"] as string | undefined) ?? "";
  const limit = expect === "nothing" ? 1000 : 30_000;
  const end = nowMs(bench) + ((step["for"] as number | undefined) ?? limit);
  const waitUs = ((step["timeoutMs"] as number | undefined) ?? 100) * 1000;
  const polls: object[] = [];
  for (;;) {
    const result = callMember(bench, member, (nowUs) => ({
      kind: "poll",
      untilUs: nowUs + waitUs,
    }));
    if (result.thrown !== null) {
      const thrown = result.thrown.exception;
      return polls.length === 0 ? { thrown } : { polls, thrown };
    }
    if (result.delivered.length > 0) {
      const ranges: Record<string, [number, number][]> = {};
      addRanges(ranges, result.delivered);
      polls.push(ranges);
      const times = step["times"] as number | undefined;
      if (times === undefined || polls.length >= times) return { polls };
    }
    const assigned = sortedNames(assignedNames(member.consumer.subscription));
    if (expect === "assignment" && assigned.length > 0)
      return polls.length === 0
        ? { assignment: assigned }
        : { polls, assignment: assigned };
    if (expect === "once") return { polls };
    // A poll of a JVM takes a little longer than it was asked to wait.
    if (nowMs(bench) >= end) {
      if (expect === "nothing") return { polls };
      throw new RecorderError("no records");
    }
  }
}
