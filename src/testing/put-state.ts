import { present } from "../base/assert.ts";
import { hostedReplica } from "../kafka/broker/broker.ts";
import { processOf } from "../kafka/cluster.ts";
import { wallClockMs } from "../kafka/context.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import type { MetadataRecord } from "../kafka/controller/metadata-record.ts";
import { appendAsFollower } from "../kafka/log/append.ts";
import { assignEpoch, clearEpochs } from "../kafka/log/epoch-cache.ts";
import { updateHighWatermark } from "../kafka/log/high-watermark.ts";
import { logEntry } from "../kafka/log/log-entry.ts";
import { silentProbe } from "../kafka/probe.ts";
import { batchOfRecords } from "../kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../kafka/protocol/record-batch.ts";
import { utf8Encode } from "../kafka/protocol/utf8.ts";
import { commitResult } from "../kafka/raft/commit.ts";
import type { HostedPartition } from "../kafka/replication/partition.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { nodeMemory, type World } from "../run/world.ts";
import type { DrawnPartition, DrawnRecord } from "./cluster-drawing.ts";

/** Long enough for a metadata record to reach every broker and for its leaders to begin, µs. */
const propagationUs = 1_000_000;

/** Records that raise the leader epoch to the one drawn, the last of them with the drawn leader and ISR. */
function changesFor(
  world: World,
  { topic, index, leader, epoch, isr }: DrawnPartition,
): MetadataRecord[] {
  const image = present(topicByName(clusterImage(world.state), topic), "topic");
  const { topicId } = image;
  const { leaderEpoch } = present(image.partitions[index], "partition");
  const base = { type: "PARTITION_CHANGE_RECORD", partitionId: index, topicId } as const;
  const bumps = epoch - leaderEpoch;
  // The first epoch is the one of the topic's creation, where the first replica leads.
  if (bumps === 0) return [{ ...base, isr }];
  return Array.from({ length: bumps }, (_, i) =>
    i < bumps - 1 ? { ...base, leader: isr[0] ?? leader } : { ...base, leader, isr },
  );
}

/** The hosted partition of a broker that runs. */
function hosted(world: World, at: DrawnPartition, broker: number): HostedPartition {
  const memory = present(nodeMemory(world.state, broker)?.broker, "broker");
  const { topicId } = present(topicByName(clusterImage(world.state), at.topic), "topic");
  return present(hostedReplica(memory, topicId, at.index), "replica");
}

/** One batch for each record that is drawn: replicas that hold the same record share it, as they do in the engine. */
function batchOf(
  batches: Record<string, RecordBatch>,
  offset: number,
  { letter, epoch }: DrawnRecord,
): RecordBatch {
  return (batches[`${offset}/${epoch}/${letter}`] ??= batchOfRecords([
    {
      offsetDelta: 0,
      timestamp: 1_767_225_600_000,
      key: null,
      value: utf8Encode(letter),
      headers: [],
    },
  ]));
}

function putLogs(world: World, at: DrawnPartition): void {
  const batches: Record<string, RecordBatch> = {};
  const nowMs = wallClockMs({ nowUs: () => world.state.sim.nowUs });
  for (const { broker, records, highWatermark } of at.replicas) {
    const { log } = hosted(world, at, broker);
    clearEpochs(log.epochs);
    const entries = records.map((record, offset) =>
      logEntry(offset, record.epoch, batchOf(batches, offset, record)),
    );
    appendAsFollower(log, entries, at.epoch, nowMs);
    updateHighWatermark(log, highWatermark);
  }
  if (at.leader < 0) return;
  const leader = hosted(world, at, at.leader);
  const own = present(
    at.replicas.find(({ broker }) => broker === at.leader),
    "leader",
  );
  const first = own.records.findIndex(({ epoch }) => epoch === at.epoch);
  leader.epochStartOffset = first < 0 ? own.records.length : first;
  assignEpoch(leader.log.epochs, at.epoch, leader.epochStartOffset);
  for (const follower of leader.followers) {
    const drawn = at.replicas.find(({ broker }) => broker === follower.broker);
    follower.logEndOffset = drawn?.records.length ?? 0;
  }
}

/**
 * Puts a running cluster with empty logs into the state drawn: leader, epoch and ISR by records that the controller
 * commits, while brokers outside of the ISR are stopped (SIGSTOP), then all logs at one moment, as if they had been
 * written. Brokers that are drawn as down are killed.
 */
export function putState(
  world: World,
  drawn: readonly DrawnPartition[],
  run: (us: number) => void,
): void {
  const { kernel, state } = world;
  const process = (id: number): number => processOf(state.topology, id);
  const out = state.topology.brokers.filter((id) =>
    drawn.some(
      ({ isr, replicas }) =>
        !isr.includes(id) && replicas.some(({ broker }) => broker === id),
    ),
  );
  for (const id of out) kernel.pause(process(id));
  const records = drawn.flatMap((partition) => changesFor(world, partition));
  kernel.asProcess(process(101), (effects) => {
    const controller = present(nodeMemory(state, 101)?.controller, "controller");
    const result = { records, response: {}, because: "drawn" };
    commitResult({ effects, probe: silentProbe }, controller, result, null);
  });
  run(propagationUs);
  for (const partition of drawn) putLogs(world, partition);
  for (const id of out) kernel.resume(process(id));
  const down = drawn.flatMap(({ replicas }) =>
    replicas.filter((replica) => replica.down),
  );
  for (const id of new Set(down.map(({ broker }) => broker)))
    kernel.kill(process(id), false);
}
