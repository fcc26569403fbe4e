import { processOf } from "../../src/kafka/cluster.ts";
import {
  type MetadataRecord,
  metadataRecordVersion,
} from "../../src/kafka/controller/metadata-record.ts";
import type { PartitionLog } from "../../src/kafka/log/partition-log.ts";
import { readEntries } from "../../src/kafka/log/read.ts";
import type { NodeDisk } from "../../src/kafka/node.ts";
import { withDefaults } from "../../src/kafka/protocol/codec/message.ts";
import { toJson } from "../../src/kafka/protocol/codec/to-json.ts";
import type { MessageName } from "../../src/kafka/protocol/messages.ts";
import type { StoredBatch } from "../../src/kafka/protocol/record-batch.ts";
import { recordsOfEntry } from "../../src/kafka/raft/metadata-log.ts";
import { type Bench, call, RecorderError } from "./bench.ts";
import { batchesJson } from "./json.ts";
import {
  anyBroker,
  type Described,
  describe,
  indexOf,
  listOffset,
  topicOf,
} from "./lookup.ts";
import type { Step } from "./scenario.ts";

const diskOf = (bench: Bench, node: number): NodeDisk => {
  const { state } = bench.world;
  return state.sim.processes[processOf(state.topology, node)]?.disk as NodeDisk;
};

/** A replica's files on a broker's disk, or undefined. */
export const logOnDisk = (
  bench: Bench,
  node: number,
  partition: string,
): PartitionLog | undefined =>
  Object.values(diskOf(bench, node).broker?.logs ?? {}).find(
    (stored) =>
      stored.topic === topicOf(partition) && stored.index === indexOf(partition),
  )?.log;

/** Log end offset as the files show it, -1 without files. */
export const logEnd = (bench: Bench, node: number, partition: string): number =>
  logOnDisk(bench, node, partition)?.logEndOffset ?? -1;

/** All partitions of a step, or of all topics but the internal ones. */
export function partitionsOf(bench: Bench, step: Step): string[] {
  const given = step["partitions"] as string[] | undefined;
  if (given !== undefined) return given;
  const answer = call(bench, anyBroker(bench), "Metadata", {
    version: 12,
    body: { topics: null },
  });
  return answer.topics
    .flatMap(({ name, partitions }) =>
      name === null || name.startsWith("__")
        ? []
        : partitions.map(({ partitionIndex }) => `${name}-${partitionIndex}`),
    )
    .toSorted();
}

/** Log start, high watermark and last stable offset by ListOffsets; an error's name where it is refused. */
export function offsets(bench: Bench, partition: string, leader: number): object {
  const ask = (timestamp: number, isolation: number): number | string => {
    try {
      return listOffset(bench, leader, partition, { timestamp, isolation });
    } catch (error) {
      if (error instanceof RecorderError) return error.message;
      throw error;
    }
  };
  return {
    logStartOffset: ask(-2, 0),
    highWatermark: ask(-1, 0),
    lastStableOffset: ask(-1, 1),
  };
}

const allEntries = (log: PartitionLog, from: number): StoredBatch[] =>
  readEntries(log, from, log.logEndOffset);

/** Every batch in the files, also those below the log start. */
export const filedEntries = (log: PartitionLog): StoredBatch[] =>
  log.segments.flatMap((segment) =>
    segment.entries.chunks.flatMap((chunk) => chunk.entries),
  );

function logJson(log: PartitionLog, step: Step): object {
  return {
    logEndOffset: log.logEndOffset,
    batches: batchesJson(filedEntries(log), step["values"] !== false),
    ...(step["segments"] === true
      ? {
          segments: log.segments.map(({ baseOffset, sizeInBytes }) => ({
            baseOffset,
            sizeInBytes,
          })),
        }
      : {}),
    ...(step["epochs"] === false
      ? {}
      : {
          leaderEpochs: log.epochs.entries.map(({ epoch, startOffset }) => [
            epoch,
            startOffset,
          ]),
        }),
  };
}

function logsJson(bench: Bench, partition: string, step: Step): object {
  const logs: Record<string, unknown> = {};
  let first: string | undefined;
  for (const node of bench.world.state.topology.brokers) {
    const log = logOnDisk(bench, node, partition);
    if (log === undefined) continue;
    const json = logJson(log, step);
    const text = JSON.stringify(json);
    if (text === first) logs[String(node)] = "same";
    else {
      logs[String(node)] = json;
      first ??= text;
    }
  }
  return logs;
}

const nonEmpty = (name: string, list: readonly number[] | null | undefined): object =>
  list === null || list === undefined || list.length === 0 ? {} : { [name]: list };

function described(bench: Bench, partition: string, found: Described): object {
  const asks =
    found.leaderId >= 0 &&
    bench.running.has(found.leaderId) &&
    !bench.unreachable.has(found.leaderId);
  return {
    leader: found.leaderId,
    leaderEpoch: found.leaderEpoch,
    replicas: found.replicaNodes,
    isr: found.isrNodes,
    ...nonEmpty("eligibleLeaderReplicas", found.eligibleLeaderReplicas),
    ...nonEmpty("lastKnownElr", found.lastKnownElr),
    ...nonEmpty("offlineReplicas", found.offlineReplicas),
    ...(asks ? offsets(bench, partition, found.leaderId) : {}),
  };
}

/** Every partition with its replicas' logs, and the metadata records since the last look. */
export function observe(bench: Bench, step: Step): unknown {
  const via = (step["via"] as number | undefined) ?? anyBroker(bench);
  const partitions: Record<string, unknown> = {};
  for (const partition of partitionsOf(bench, step)) {
    const found = describe(bench, via, partition);
    partitions[partition] = {
      ...(found === undefined ? {} : described(bench, partition, found)),
      ...(step["logs"] === false ? {} : { logs: logsJson(bench, partition, step) }),
    };
  }
  return {
    partitions,
    ...(step["metadata"] === true ? { metadata: readMetadata(bench) } : {}),
  };
}

/** Fields that the recorder leaves out of metadata records. */
const leftOut = ["incarnationId", "brokerEpoch", "endPoints", "features", "logDirs"];

/** Registration changes that change nothing, by one rule of the recorder. */
function changesNothing(bench: Bench, record: MetadataRecord): boolean {
  const { fenced } = bench;
  if (record.type === "REGISTER_BROKER_RECORD" && record.fenced)
    fenced.add(record.brokerId);
  if (record.type !== "BROKER_REGISTRATION_CHANGE_RECORD") return false;
  const { brokerId } = record;
  if ((record.inControlledShutdown ?? 0) !== 0) return false;
  if (record.fenced === 1) {
    if (fenced.has(brokerId)) return true;
    fenced.add(brokerId);
    return false;
  }
  if (record.fenced === -1) return !fenced.delete(brokerId);
  return (record.logDirs ?? []).length === 0;
}

const messageName = (type: string): MessageName =>
  type
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("") as MessageName;

function recordJson(record: MetadataRecord): object {
  const name = messageName(record.type);
  const version = metadataRecordVersion(record);
  const { type, ...fields } = record;
  const json = toJson(
    name,
    version,
    withDefaults(name, version, fields as never) as never,
  );
  const kept = Object.entries(json as object).filter(([key]) => !leftOut.includes(key));
  return { type, ...Object.fromEntries(kept) };
}

/** The metadata records since the last reading, as the controller's log has them. */
export function readMetadata(bench: Bench): unknown[] {
  const { controllers } = bench.world.state.topology;
  const alive = controllers.filter((id) => bench.running.has(id));
  const log = diskOf(bench, alive.at(-1) ?? controllers[0] ?? 0).controller?.log;
  if (log === undefined) return [];
  const out: unknown[] = [];
  for (const entry of allEntries(log, bench.metadataRead + 1)) {
    for (const { record, offset } of recordsOfEntry(entry)) {
      if (offset <= bench.metadataRead || record.type === "NO_OP_RECORD") continue;
      if (!changesNothing(bench, record)) out.push(recordJson(record));
    }
    bench.metadataRead = Math.max(
      bench.metadataRead,
      entry.baseOffset + entry.batch.lastOffsetDelta,
    );
  }
  return out;
}
