import { type Bench, call, nowMs, RecorderError, sleep } from "./bench.ts";
import {
  anyBroker,
  controllerOf,
  type Described,
  describe,
  listOffset,
  resolve,
} from "./lookup.ts";
import { logEnd, partitionsOf } from "./observe.ts";
import type { Step } from "./scenario.ts";

const sorted = (list: readonly number[]): string =>
  list.toSorted((a, b) => a - b).join(",");

/** Whether a broker is listed and fenced. */
function isFenced(bench: Bench, node: number): boolean {
  const answer = call(bench, anyBroker(bench), "DescribeCluster", {
    version: 2,
    body: { endpointType: 1, includeFencedBrokers: true },
  });
  return !answer.brokers.some(
    ({ brokerId, isFenced: fenced }) => brokerId === node && !fenced,
  );
}

const unfencedLimitMs = 90_000;

/** Waits until a broker is unfenced, as the recorder does after a start. */
export function awaitUnfenced(bench: Bench, node: number): void {
  if (!bench.world.state.topology.brokers.includes(node)) return;
  const limit = nowMs(bench) + unfencedLimitMs;
  while (nowMs(bench) < limit) {
    try {
      if (!isFenced(bench, node)) return;
    } catch (error) {
      if (!(error instanceof RecorderError)) throw error;
    }
    sleep(bench, 200);
  }
  throw new RecorderError(`node ${node} not unfenced`);
}

type Check = (bench: Bench, step: Step, found: Described | undefined) => boolean;

const offsetReached =
  (timestamp: number, isolation: number, name: string): Check =>
  (bench, step, found) =>
    found !== undefined &&
    listOffset(bench, found.leaderId, step["partition"] as string, {
      timestamp,
      isolation,
    }) >= (step[name] as number);

/** What `until` can wait for, by the argument that asks for it. */
const checks: Readonly<Record<string, Check>> = {
  leader: (_, step, found) => found?.leaderId === step["leader"],
  notLeader: (_, step, found) =>
    found !== undefined && found.leaderId >= 0 && found.leaderId !== step["notLeader"],
  isr: (_, step, found) =>
    found !== undefined && sorted(found.isrNodes) === sorted(step["isr"] as number[]),
  highWatermark: offsetReached(-1, 0, "highWatermark"),
  lastStableOffset: offsetReached(-1, 1, "lastStableOffset"),
  logStartOffset: offsetReached(-2, 0, "logStartOffset"),
  elr: (_, step, found) =>
    found !== undefined &&
    sorted(found.eligibleLeaderReplicas ?? []) === sorted(step["elr"] as number[]),
  replicas: (_, step, found) =>
    found !== undefined &&
    found.replicaNodes.join(",") === (step["replicas"] as number[]).join(","),
  leaderEpoch: (_, step, found) => found?.leaderEpoch === step["leaderEpoch"],
  logEnd: (bench, step) =>
    Object.entries(step["logEnd"] as Record<string, number>).every(
      ([node, end]) => logEnd(bench, Number(node), step["partition"] as string) === end,
    ),
  controllerNot: (bench, step) => {
    const controller = controllerOf(bench);
    return controller >= 0 && controller !== step["controllerNot"];
  },
  controllerChangedFrom: (bench, step) => {
    const controller = controllerOf(bench);
    return (
      controller >= 0 && controller !== resolve(bench, step["controllerChangedFrom"])
    );
  },
  fenced: (bench, step) => isFenced(bench, step["fenced"] as number),
  unfenced: (bench, step) => !isFenced(bench, step["unfenced"] as number),
};

const known = ["op", "got", "ms", "node", "partition", "via", "limitMs", "as"];

function holds(bench: Bench, step: Step): boolean {
  const partition = step["partition"] as string | undefined;
  const via = (step["via"] as number | undefined) ?? anyBroker(bench);
  const found = partition === undefined ? undefined : describe(bench, via, partition);
  if (partition !== undefined && found === undefined) return false;
  return Object.keys(step)
    .filter((name) => !known.includes(name))
    .every((name) => {
      const check = checks[name];
      if (check === undefined) throw new RecorderError(`until ${name} is not built yet`);
      return check(bench, step, found);
    });
}

/** Waits for a condition. */
export function until(bench: Bench, step: Step): unknown {
  const limit = nowMs(bench) + ((step["limitMs"] as number | undefined) ?? 60_000);
  while (nowMs(bench) < limit) {
    try {
      if (holds(bench, step)) return { reached: true };
    } catch (error) {
      if (!(error instanceof RecorderError) || error.message.includes("not built"))
        throw error;
    }
    sleep(bench, 100);
  }
  return { reached: false };
}

/** One look at a partition: its state as text, and whether all replicas are level. */
function look(
  bench: Bench,
  partition: string,
): { readonly text: string; readonly level: boolean } {
  const found = describe(bench, anyBroker(bench), partition);
  const text = partition + JSON.stringify(found);
  if (found === undefined || found.leaderId < 0 || !bench.running.has(found.leaderId))
    return { text, level: true };
  const end = logEnd(bench, found.leaderId, partition);
  const level = found.isrNodes.every(
    (member) => !bench.running.has(member) || logEnd(bench, member, partition) === end,
  );
  const high = listOffset(bench, found.leaderId, partition, {
    timestamp: -1,
    isolation: 0,
  });
  return { text: `${text}${end},${high}`, level: level && high === end };
}

/** Waits until nothing moves: three equal looks in a row, all in-sync replicas level, HW = LEO. */
export function settle(bench: Bench, step: Step): unknown {
  const limit = nowMs(bench) + ((step["limitMs"] as number | undefined) ?? 30_000);
  let before = "";
  let same = 0;
  while (nowMs(bench) < limit) {
    let level = true;
    const texts = partitionsOf(bench, step).map((partition) => {
      try {
        const seen = look(bench, partition);
        if (!seen.level) level = false;
        return seen.text;
      } catch (error) {
        if (!(error instanceof RecorderError)) throw error;
        level = false;
        return error.message;
      }
    });
    const text = texts.join("");
    same = text === before && level ? same + 1 : 0;
    before = text;
    if (same >= 3) return { settled: true };
    sleep(bench, 200);
  }
  return { settled: false };
}
