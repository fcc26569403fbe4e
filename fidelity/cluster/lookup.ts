import { errorName } from "../../src/terms/errors.ts";
import {
  type Bench,
  call,
  close,
  newConnection,
  nowMs,
  RecorderError,
  sleep,
  type Wire,
} from "./bench.ts";
import { at } from "./json.ts";

/** One partition as DescribeTopicPartitions tells it. */
export interface Described {
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly eligibleLeaderReplicas: readonly number[] | null;
  readonly lastKnownElr: readonly number[] | null;
  readonly offlineReplicas: readonly number[];
}

export const topicOf = (partition: string): string =>
  partition.slice(0, partition.lastIndexOf("-"));

export const indexOf = (partition: string): number =>
  Number(partition.slice(partition.lastIndexOf("-") + 1));

/** The first broker that runs and is not paused. */
export function anyBroker(bench: Bench): number {
  const found = bench.world.state.topology.brokers.find(
    (id) => bench.running.has(id) && !bench.unreachable.has(id),
  );
  if (found === undefined) throw new RecorderError("no broker runs");
  return found;
}

/** A partition as one broker knows it, or undefined. */
export function describe(
  bench: Bench,
  via: number,
  partition: string,
): Described | undefined {
  const answer = call(bench, via, "DescribeTopicPartitions", {
    version: 0,
    body: { topics: [{ name: topicOf(partition) }], cursor: null },
  });
  return answer.topics
    .flatMap((topic) => topic.partitions)
    .find((found) => found.partitionIndex === indexOf(partition));
}

const lookupLimitMs = 30_000;

/** The partition's leader, waited for. */
export function leaderOf(bench: Bench, partition: string): number {
  const limit = nowMs(bench) + lookupLimitMs;
  for (;;) {
    const found = describe(bench, anyBroker(bench), partition);
    if (found !== undefined && found.leaderId >= 0) return found.leaderId;
    if (nowMs(bench) > limit) throw new RecorderError(`no leader for ${partition}`);
    sleep(bench, 200);
  }
}

/** The id of the active controller, -1 without a quorum. */
export function controllerOf(bench: Bench): number {
  const answer = call(bench, anyBroker(bench), "DescribeQuorum", {
    version: 2,
    body: {
      topics: [{ topicName: "__cluster_metadata", partitions: [{ partitionIndex: 0 }] }],
    },
  });
  return answer.topics[0]?.partitions[0]?.leaderId ?? -1;
}

const keyTypes: Readonly<Record<string, number>> = { group: 0, txn: 1 };
const shareKeyType = 2;

/** `coordinator:group:g`: who coordinates it, waited for. */
function coordinatorFor(bench: Bench, text: string): number {
  const [, type = "", ...id] = text.split(":");
  const body = {
    keyType: keyTypes[type] ?? shareKeyType,
    coordinatorKeys: [id.join(":")],
  };
  const limit = nowMs(bench) + lookupLimitMs;
  for (;;) {
    const answer = call(bench, anyBroker(bench), "FindCoordinator", { version: 6, body });
    const [found] = answer.coordinators;
    if (found?.errorCode === 0) return found.nodeId;
    if (nowMs(bench) > limit) throw new RecorderError(`no coordinator for ${text}`);
    sleep(bench, 200);
  }
}

/** The node that a step means: a number, nothing, `leader:…`, `controller` or a remembered one. */
export function resolve(bench: Bench, to: unknown): number {
  if (to === undefined || to === null) return anyBroker(bench);
  if (typeof to === "number") return to;
  if (typeof to !== "string") throw new RecorderError(`to ${JSON.stringify(to)}`);
  const text = to;
  if (text.startsWith("$")) return resolve(bench, variable(bench, text));
  if (text.startsWith("leader:")) return leaderOf(bench, text.slice("leader:".length));
  if (text === "controller") return controllerOf(bench);
  if (text.startsWith("coordinator:")) return coordinatorFor(bench, text);
  throw new RecorderError(`to ${text}`);
}

/** The topic's id as Metadata tells it. */
export function topicIdOf(bench: Bench, topic: string): string {
  const answer = call(bench, anyBroker(bench), "Metadata", {
    version: 12,
    body: { topics: [{ name: topic }], allowAutoTopicCreation: false },
  });
  return answer.topics[0]?.topicId ?? "";
}

/** A value of a remembered response: `$name/json/pointer`. */
function variable(bench: Bench, name: string): unknown {
  const [saved = "", ...path] = name.slice(1).split("/");
  if (!bench.saved.has(saved)) throw new RecorderError(`nothing saved as ${saved}`);
  const found = at(bench.saved.get(saved), path);
  if (found === undefined) throw new RecorderError(`nothing at ${name}`);
  return found;
}

/** Replaces `$name/path` and `$topicId:orders` in a body. */
export function substitute(bench: Bench, value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("$topicId:"))
    return topicIdOf(bench, value.slice("$topicId:".length));
  if (typeof value === "string" && value.startsWith("$")) return variable(bench, value);
  if (Array.isArray(value)) return value.map((each) => substitute(bench, each));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, substitute(bench, each)]),
    );
  return value;
}

/** The recorder's connection of a name to a node, opened at first use. */
export function wireTo(bench: Bench, name: string, node: number): Wire {
  const key = `${name}@${node}`;
  const known = bench.wires.get(key);
  if (known !== undefined && !known.closed) return known;
  const wire: Wire = {
    connection: newConnection(bench),
    sent: [],
    closed: false,
    clientId: undefined,
  };
  bench.wires.set(key, wire);
  return wire;
}

/** Drops connections to a node that is no more, unless an answer is still awaited on one. */
export function forgetNode(bench: Bench, node: number): void {
  for (const [key, wire] of bench.wires)
    if (key.endsWith(`@${node}`) && ![...bench.pending.values()].includes(key)) {
      close(bench, wire.connection);
      bench.wires.delete(key);
    }
}

/** One offset by ListOffsets; an error's name is thrown. */
export function listOffset(
  bench: Bench,
  node: number,
  partition: string,
  what: { readonly timestamp: number; readonly isolation: number },
): number {
  const answer = call(bench, node, "ListOffsets", {
    version: 9,
    body: {
      replicaId: -1,
      isolationLevel: what.isolation,
      timeoutMs: 5000,
      topics: [
        {
          name: topicOf(partition),
          partitions: [
            {
              partitionIndex: indexOf(partition),
              currentLeaderEpoch: -1,
              timestamp: what.timestamp,
            },
          ],
        },
      ],
    },
  });
  const found = answer.topics[0]?.partitions[0];
  if (found === undefined || found.errorCode !== 0)
    throw new RecorderError(errorName(found?.errorCode ?? -1));
  return found.offset;
}
