import { defaultConsumerSettings } from "../../src/contract/client-settings.ts";
import type { Subscription } from "../../src/contract/scenario.ts";
import { type ClientMemory, clientRole } from "../../src/kafka/client/client-process.ts";
import { advance } from "../../src/kafka/client/consumer/advance.ts";
import type { CallResult, ConsumerCall } from "../../src/kafka/client/consumer/call.ts";
import { beginReading } from "../../src/kafka/client/consumer/change-subscription.ts";
import type { Consumer } from "../../src/kafka/client/consumer/consumer.ts";
import { callLater } from "../../src/kafka/client/consumer/consumer-act.ts";
import { sortedNames } from "../../src/kafka/client/consumer/listener.ts";
import { assign } from "../../src/kafka/client/consumer/subscribe.ts";
import { assignedNames } from "../../src/kafka/client/consumer/subscription-state.ts";
import type { Context } from "../../src/kafka/context.ts";
import { brokerAddresses } from "../../src/run/world.ts";
import { type Bench, RecorderError, sleep } from "./bench.ts";
import type { Step } from "./scenario.ts";

/** A consumer that a recording drives. */
export interface Member {
  readonly process: number;
  readonly consumer: Consumer;
  /** The assignment that the recorder knows, and one that it will know when the present poll returns. */
  readonly seen: {
    names: string[];
    next: string[];
    changedUs: number;
    received: number;
  };
}

/** Consumers by bench and name, in the order of their start. */
const members = new WeakMap<Bench, Map<string, Member>>();

/** All consumers of a play. */
export function membersOf(bench: Bench): Map<string, Member> {
  const known = members.get(bench) ?? new Map<string, Member>();
  members.set(bench, known);
  return known;
}

/** The consumer that a step is about. */
export function memberOf(bench: Bench, step: Step): Member {
  const member = membersOf(bench).get(step["name"] as string);
  if (member === undefined)
    throw new RecorderError(`no consumer ${String(step["name"])}`);
  return member;
}

/** Starts a consumer's process that calls nothing by itself. */
export function startMember(
  bench: Bench,
  name: string,
  config: Readonly<Record<string, string>>,
): Member {
  const { kernel, state } = bench.world;
  const process = kernel.addProcess(clientRole, {
    kind: "consumer",
    id: name,
    subscription: { kind: "topics", topics: [] },
    settings: {
      ...defaultConsumerSettings,
      processing: { kind: "constant", us: 0 },
      config: { "auto.offset.reset": "earliest", ...config },
    },
    addresses: brokerAddresses(state.topology),
    driven: true,
  });
  kernel.start(process);
  const memory = state.sim.processes[process]?.memory as Extract<
    ClientMemory,
    { kind: "consumer" }
  >;
  const member: Member = {
    process,
    consumer: memory.consumer,
    seen: { names: [], next: [], changedUs: 0, received: 0 },
  };
  membersOf(bench).set(name, member);
  return member;
}

/** Does something in the application's thread, and lets it go on. */
export function within<T>(
  bench: Bench,
  { process, consumer }: Member,
  act: (context: Context) => T,
): T {
  return bench.world.kernel.asProcess(process, (effects) => {
    const context: Context = { effects, probe: bench.world.probe };
    const result = act(context);
    advance(context, consumer);
    return result;
  });
}

/** Calls a method between two polls and waits until it returns. */
export function callMember(
  bench: Bench,
  member: Member,
  call: (nowUs: number) => ConsumerCall,
): CallResult {
  const { state } = bench.world;
  within(bench, member, () => callLater(member.consumer, call(state.sim.nowUs)));
  return awaitMember(bench, member);
}

/** Waits for the method that was called. */
export function awaitMember(bench: Bench, { consumer }: Member): CallResult {
  const { app } = consumer;
  while (app.result === null)
    if (!bench.world.kernel.step(Number.POSITIVE_INFINITY))
      throw new RecorderError("the consumer's method never returns");
  const { result } = app;
  app.result = null;
  return result;
}

/** The recorder polls for 100 ms at a time, and a JVM takes a little longer, µs. */
const pollUs = 100_400;

/** When the poll ends that runs at a time, µs. */
function pollEnd({ consumer }: Member, atUs: number): number {
  const { lastPollUs } = consumer.app;
  return lastPollUs + (Math.floor((atUs - lastPollUs) / pollUs) + 1) * pollUs;
}

const isPolling = ({ consumer }: Member): boolean =>
  consumer.app.polling && !consumer.closed;

/** What a step asks of a consumer that polls is done when its present poll is over. */
export function awaitTurn(bench: Bench, member: Member): void {
  if (!isPolling(member) || member.consumer.call?.kind !== "poll") return;
  const now = bench.world.state.sim.nowUs;
  sleep(bench, (pollEnd(member, now) - now) / 1000);
}

/** What the recorder knows of an assignment: it looks whenever a poll has returned. */
export function seenAssignment(bench: Bench, member: Member): string[] {
  const { seen, consumer } = member;
  const now = bench.world.state.sim.nowUs;
  const names = sortedNames(assignedNames(consumer.subscription));
  if (names.join() !== seen.next.join()) {
    seen.next = names;
    seen.changedUs = now;
  }
  const hasReturned =
    !isPolling(member) ||
    consumer.app.lastPollUs > seen.changedUs ||
    now >= pollEnd(member, seen.changedUs);
  if (hasReturned) seen.names = seen.next;
  return seen.names;
}

/** From the answer on the wire until a JVM's application has counted its records, µs. */
const countUs = 8000;

/** Records that the recorder has seen the application count. */
export function seenReceived(bench: Bench, { seen, consumer }: Member): number {
  const { received, lastPollUs } = consumer.app;
  if (received !== seen.received && bench.world.state.sim.nowUs - lastPollUs >= countUs)
    seen.received = received;
  return seen.received;
}

/** Lets the application's loop run, or ends it. */
export function setPolling(bench: Bench, member: Member, polling: boolean): void {
  within(bench, member, () => {
    member.consumer.app.polling = polling;
  });
}

/** As a crash: sockets closed, no commit, no leaving. */
export function killMember(bench: Bench, { process }: Member): void {
  const { kernel, state } = bench.world;
  if (state.sim.processes[process]?.status !== "down") kernel.kill(process, false);
}

/** `subscribe`, `pattern`, `serverPattern` or `assign` of a step; the exception's class, or empty. */
export function subscribeBy(bench: Bench, member: Member, step: Step): string {
  const topics = step["subscribe"] as string[] | undefined;
  const pattern = (step["pattern"] ?? step["serverPattern"]) as string | undefined;
  const names = step["assign"] as string[] | undefined;
  return within(bench, member, (context) => {
    if (names !== undefined) return assign(context, member.consumer, names);
    const kind = step["pattern"] === undefined ? "serverPattern" : "pattern";
    const wanted: Subscription | null =
      topics !== undefined
        ? { kind: "topics", topics }
        : pattern === undefined
          ? null
          : { kind, pattern };
    return wanted === null ? "" : beginReading(context, member.consumer, wanted);
  });
}
