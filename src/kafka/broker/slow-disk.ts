import type { Context } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import type { LogDir } from "../log/log-dir.ts";
import { type Broker, hostedReplica } from "./broker.ts";

interface Topic<Partition> {
  readonly name: string;
  readonly topicId: string;
  readonly partitionData: readonly Partition[];
}

/** A slow disk takes one write after the other: how long until these are in, µs; 0 where no disk is slow. */
function writeUs(context: Context, dirs: readonly LogDir[]): number {
  const now = context.effects.nowUs();
  let done = now;
  for (const dir of new Set(dirs)) {
    dir.busyUntilUs = Math.max(dir.busyUntilUs, now) + dir.writeUs;
    done = Math.max(done, dir.busyUntilUs);
  }
  return done - now;
}

const hasSlow = (broker: Broker): boolean => {
  for (const dir of broker.disk.dirs) if (dir.writeUs > 0) return true;
  return false;
};

/** How long the writes of a Produce request take, µs. */
export function produceWaitUs(
  context: Context,
  broker: Broker,
  topics: readonly Topic<{ readonly index: number }>[],
): number {
  if (!hasSlow(broker)) return 0;
  const dirs: LogDir[] = [];
  for (const { name, topicId, partitionData } of topics) {
    const id = topicByName(broker.image, name)?.topicId ?? topicId;
    for (const { index } of partitionData) {
      const dir = hostedReplica(broker, id, index)?.dir ?? null;
      if (dir !== null && dir.writeUs > 0) dirs.push(dir);
    }
  }
  return writeUs(context, dirs);
}

/** How long the writes of what a leader sent take, µs. */
export function fetchedWaitUs(
  context: Context,
  broker: Broker,
  topics: readonly {
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly records: readonly object[] | null;
    }[];
  }[],
): number {
  if (!hasSlow(broker)) return 0;
  const dirs: LogDir[] = [];
  for (const { topicId, partitions } of topics)
    for (const { partitionIndex, records } of partitions) {
      const dir = hostedReplica(broker, topicId, partitionIndex)?.dir ?? null;
      if (dir !== null && dir.writeUs > 0 && (records?.length ?? 0) > 0) dirs.push(dir);
    }
  return writeUs(context, dirs);
}
