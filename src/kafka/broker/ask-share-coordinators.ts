import type { Context } from "../context.ts";
import type { Continuation } from "../coordinator/coordinator-result.ts";
import { emptyResult } from "../coordinator/coordinator-result.ts";
import { roleOf } from "../coordinator/role.ts";
import type { ShareStateAnswer, ShareStateAsk, Turn } from "../coordinator/turn.ts";
import type { Broker } from "./broker.ts";
import { activeCoordinator, partitionFor } from "./coordinator-requests.ts";
import { runOperation } from "./coordinator-write.ts";
import { type PersistAnswer, type PersistOnward, persist } from "./persister.ts";

const topic = "__consumer_offsets";

/** Answers that come one by one. */
interface Asking {
  readonly groupId: string;
  readonly onward: Continuation;
  readonly answers: (ShareStateAnswer | null)[];
  left: number;
}

interface PartAnswered extends PersistOnward {
  readonly asking: Asking;
  readonly part: number;
  readonly topicId: string;
  readonly index: number;
}

/** A group coordinator asks about share partitions of a group. Kafka: GroupCoordinatorService with its Persister. */
export function askShareCoordinators(
  context: Context,
  broker: Broker,
  { api, groupId, parts, onward }: ShareStateAsk,
): void {
  const asking: Asking = {
    groupId,
    onward,
    answers: parts.map(() => null),
    left: parts.length,
  };
  if (parts.length === 0) goOn(context, broker, asking);
  for (const [part, { topicId, index, fields }] of parts.entries()) {
    const answered: PartAnswered = {
      kind: "shareStateAnswered",
      asking,
      part,
      topicId,
      index,
    };
    persist(context, broker, { api, groupId, topicId, index, fields, onward: answered });
  }
}

/** One of them has answered. */
export function shareStateAnswered(
  context: Context,
  broker: Broker,
  { asking, part, topicId, index }: PartAnswered,
  { errorCode }: PersistAnswer,
): void {
  asking.answers[part] = { topicId, index, errorCode };
  asking.left--;
  if (asking.left === 0) goOn(context, broker, asking);
}

/** The group goes on with it, if its coordinator is still here. */
function goOn(
  context: Context,
  broker: Broker,
  { groupId, onward, answers }: Asking,
): void {
  const index = partitionFor(broker, topic, groupId);
  const found = activeCoordinator(broker, topic, index);
  if (typeof found === "number") return;
  const handler = roleOf(topic).continuations[onward.kind];
  const operation = (turn: Turn<never>): ReturnType<NonNullable<typeof handler>> =>
    handler?.(turn, { ...onward, answers } as never, 0) ?? emptyResult;
  runOperation(context, broker, found, { operation, responder: null });
}
