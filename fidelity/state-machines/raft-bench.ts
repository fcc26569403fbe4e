import { appendAsCoordinator } from "../../src/kafka/log/append.ts";
import { assignEpoch } from "../../src/kafka/log/epoch-cache.ts";
import { updateHighWatermark } from "../../src/kafka/log/high-watermark.ts";
import { defaultLogConfig } from "../../src/kafka/log/log-config.ts";
import { type PartitionLog, partitionLog } from "../../src/kafka/log/partition-log.ts";
import { controlRecord } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../../src/kafka/protocol/record-batch.ts";
import type { RaftRequest } from "../../src/kafka/quorum/raft-message.ts";
import { type RaftNode, raftNode } from "../../src/kafka/quorum/raft-node.ts";
import type { RaftPort } from "../../src/kafka/quorum/raft-port.ts";
import type { Row } from "./raft-row.ts";

/** A request that was sent, with the number it bears in the recording. */
export interface Sent {
  readonly to: number;
  readonly correlationId: number;
  readonly request: RaftRequest;
  /** Requests of one role are sent in one poll. */
  readonly poll: number;
}

/** The node, its world, and what it has sent. */
export interface Bench {
  readonly node: RaftNode;
  readonly log: PartitionLog;
  readonly port: RaftPort;
  nowUs: number;
  /** Of this moment, not numbered yet. */
  outbox: Sent[];
  readonly sent: Sent[];
  polls: number;
  /** The leader's own records that its next poll writes. */
  pending: RecordBatch[];
}

/** A node that has not started. */
export function benchOf(row: Row): Bench {
  const log = partitionLog({ ...defaultLogConfig }, 0);
  for (const [epoch, records] of row.log) {
    appendAsCoordinator(log, dataBatch(records), epoch, 0);
  }
  const bench: Bench = {
    node: raftNode(row.local, row.voters, row),
    log,
    port: portOf(row, () => bench),
    nowUs: 0,
    outbox: [],
    sent: [],
    polls: 0,
    pending: [],
  };
  return bench;
}

function portOf(row: Row, bench: () => Bench): RaftPort {
  return {
    nowUs: () => bench().nowUs,
    nowMs: () => Math.floor(bench().nowUs / 1000),
    nextInt: () => row.jitter,
    get log() {
      return bench().log;
    },
    latestSnapshot: () => null,
    send: (to, request, correlationId) => {
      bench().outbox.push({ to, request, correlationId, poll: bench().polls });
    },
    store: () => {},
    copied: () => {},
    truncated: () => {},
    changed: (node, from) => {
      const { log, pending } = bench();
      bench().polls++;
      pending.length = 0;
      if (node.role.kind !== "leader" || from.kind === "leader") return;
      // The mock log moves an epoch that it has already to where the leader begins; Kafka's own keeps it.
      while ((log.epochs.entries.at(-1)?.epoch ?? -1) >= node.epoch)
        log.epochs.entries.pop();
      assignEpoch(log.epochs, node.epoch, log.logEndOffset);
      const change = controlRecord("LEADER_CHANGE", new Uint8Array(0), 0);
      pending.push(batchOfRecords([change], { isControl: true }));
    },
    committed: (node) => {
      updateHighWatermark(bench().log, node.highWatermark);
    },
    install: () => {},
    fatal: (why) => {
      throw new Error(why);
    },
  };
}

/** A batch of so many records. */
export const dataBatch = (records: number): RecordBatch =>
  batchOfRecords(
    Array.from({ length: records }, (_, i) => ({
      offsetDelta: i,
      timestamp: 0,
      key: null,
      value: new Uint8Array(1),
      headers: [],
    })),
  );
