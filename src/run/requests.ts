import { adminAsk, takeAnswer } from "../kafka/client/admin.ts";
import type { ClientMemory } from "../kafka/client/client-process.ts";
import { processOf } from "../kafka/cluster.ts";
import { silentReport } from "../kafka/report.ts";
import { errorName } from "../terms/errors.ts";
import { commandRules } from "./command-rules.ts";
import { adminOf, type PendingRequest, runningBrokers, type World } from "./world.ts";

/** How long a person's request may take, µs. */
const timeoutUs = 30_000_000;

/** What the run asks of a broker for a person. */
export interface Wish {
  readonly api: number;
  readonly version: number;
  readonly body: object;
  readonly purpose: PendingRequest["purpose"];
  readonly about: string;
  readonly data: object | null;
  readonly answered: boolean;
}

/** Sends a request to a node on a connection of its own; returns its tag. */
export function sendWish(world: World, node: number, wish: Wish): number {
  const { state, kernel } = world;
  const connection = state.nextConnection++;
  const tag = kernel.asProcess(state.admin, (effects, memory) => {
    const client = memory as Extract<ClientMemory, { kind: "admin" }>;
    return adminAsk(effects, client.admin, {
      connection,
      process: processOf(state.topology, node),
      api: wish.api,
      version: wish.version,
      body: wish.body,
      timeoutUs,
      answered: wish.answered,
    });
  });
  if (wish.answered)
    state.pending.push({
      tag,
      purpose: wish.purpose,
      about: wish.about,
      data: wish.data,
    });
  return tag;
}

/** A broker that runs, or undefined. */
export const anyBroker = (world: World): number | undefined =>
  runningBrokers(world.state)[0];

/** Every error code in an answer that is not NONE, wherever it stands. */
function errorsIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(errorsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key.endsWith("rrorCode") && typeof each === "number" && each !== 0
      ? [each]
      : errorsIn(each),
  );
}

interface Written {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  readonly acks: number;
  readonly batch: Parameters<World["probe"]["acknowledged"]>[1]["batch"];
}

/** Takes the answers that have come: failures are reported, acknowledged records are told to the oracle. */
export function tendRequests(world: World): void {
  const { state } = world;
  const admin = adminOf(state);
  if (admin === undefined || admin.answers.length === 0 || state.pending.length === 0)
    return;
  const open: PendingRequest[] = [];
  for (const pending of state.pending) {
    // The setup takes its own answers.
    const answer =
      pending.tag === state.setup.tag ? undefined : takeAnswer(admin, pending.tag);
    if (answer === undefined) open.push(pending);
    else settle(world, pending, answer.body);
  }
  state.pending = open;
}

function settle(world: World, pending: PendingRequest, body: object | null): void {
  if (pending.purpose === "task" && pending.data !== null) {
    commandRules().continueTask(world, pending.data, body);
    return;
  }
  const failures = body === null ? [13] : errorsIn(body);
  const first = failures[0];
  if (first !== undefined) {
    world.probe.report({
      ...silentReport,
      kind: "clientError",
      weight: "warning",
      text: `${pending.about} failed: ${errorName(first)}`,
      because: ["fault:any"],
    });
    return;
  }
  if (pending.purpose !== "produce" || pending.data === null) return;
  const written = pending.data as Written;
  const answer = body as {
    responses: { partitionResponses: { baseOffset: number }[] }[];
  };
  const baseOffset = answer.responses[0]?.partitionResponses[0]?.baseOffset ?? -1;
  world.probe.acknowledged("you", { ...written, baseOffset });
}
