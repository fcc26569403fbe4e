import { errors } from "../../src/kafka/error-codes.ts";
import { appendAsCoordinator } from "../../src/kafka/log/append.ts";
import { assignEpoch } from "../../src/kafka/log/epoch-cache.ts";
import { updateHighWatermark } from "../../src/kafka/log/high-watermark.ts";
import { defaultLogConfig } from "../../src/kafka/log/log-config.ts";
import { type LogEntry, lastOffset, logEntry } from "../../src/kafka/log/log-entry.ts";
import { type PartitionLog, partitionLog } from "../../src/kafka/log/partition-log.ts";
import { readEntries } from "../../src/kafka/log/read.ts";
import { controlRecord } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../../src/kafka/protocol/record-batch.ts";
import { updateLocalEnd } from "../../src/kafka/quorum/leader-progress.ts";
import { initialize } from "../../src/kafka/quorum/quorum-state.ts";
import { handleAnswer } from "../../src/kafka/quorum/raft-answers.ts";
import { lastFetchedEpoch } from "../../src/kafka/quorum/raft-log.ts";
import type { RaftAnswer, RaftRequest } from "../../src/kafka/quorum/raft-message.ts";
import { type RaftNode, raftNode } from "../../src/kafka/quorum/raft-node.ts";
import { poll } from "../../src/kafka/quorum/raft-poll.ts";
import type { RaftPort } from "../../src/kafka/quorum/raft-port.ts";
import {
  acceptFetch,
  handleBegin,
  handleEnd,
  handleVote,
} from "../../src/kafka/quorum/raft-requests.ts";
import type { StoredElection } from "../../src/kafka/quorum-probe.ts";
import { kafkaErrors } from "../../src/terms/errors.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";

interface Row {
  readonly local: number;
  readonly voters: readonly number[];
  readonly jitter: number;
  readonly log: readonly (readonly [epoch: number, records: number])[];
  readonly stored: {
    readonly kind: "none" | "unknown" | "voted" | "leader";
    readonly epoch: number;
    readonly id: number;
  };
  readonly electionTimeoutMs: number;
  readonly fetchTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly electionBackoffMaxMs: number;
  readonly steps: readonly Step[];
}

/** One step; which fields it has depends on `op` and `api`. */
interface Step {
  readonly op: "start" | "advance" | "receive" | "respond" | "append" | "resign";
  readonly api: string;
  readonly ms: number;
  readonly from: number;
  readonly request: number;
  readonly epoch: number;
  readonly leader: number;
  readonly candidate: number;
  readonly lastEpoch: number;
  readonly lastOffset: number;
  readonly preVote?: boolean;
  readonly granted?: boolean;
  readonly successors: readonly number[];
  readonly offset: number;
  readonly lastFetchedEpoch: number;
  readonly highWatermark?: number;
  readonly diverging?: readonly [epoch: number, endOffset: number];
  readonly records?: number;
  readonly error?: string;
  readonly sent?: readonly object[];
  readonly answers?: readonly object[];
  readonly after?: object;
}

/** A request that was sent, with the number it bears in the recording. */
interface Sent {
  readonly to: number;
  readonly correlationId: number;
  readonly request: RaftRequest;
  /** Requests of one role are sent in one poll. */
  readonly poll: number;
}

/** The node, its world, and what it has sent. */
interface Bench {
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

/** Kafka: KafkaRaftClient. */
export function playRaft(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const bench = benchOf(row);
  let before = "";
  for (const [i, step] of row.steps.entries()) {
    const answers = perform(bench, row, step, i);
    settle(bench);
    const sent = numbered(bench);
    const state = stateOf(bench);
    const changed = JSON.stringify(state) !== before;
    before = JSON.stringify(state);
    yield [
      { sent: step.sent ?? [], answers: step.answers ?? [], after: step.after ?? null },
      { sent, answers, after: changed ? state : null },
    ];
  }
}

function benchOf(row: Row): Bench {
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

const dataBatch = (records: number): RecordBatch =>
  batchOfRecords(
    Array.from({ length: records }, (_, i) => ({
      offsetDelta: i,
      timestamp: 0,
      key: null,
      value: new Uint8Array(1),
      headers: [],
    })),
  );

/** Polls until nothing is left to write. */
function settle(bench: Bench): void {
  const { node, port, log } = bench;
  poll(node, port);
  while (node.role.kind === "leader" && bench.pending.length > 0) {
    for (const batch of bench.pending.splice(0))
      appendAsCoordinator(log, batch, node.epoch, 0);
    const from = node.highWatermark;
    if (updateLocalEnd(node, node.role, log.logEndOffset)) port.committed(node, from);
    poll(node, port);
  }
}

function perform(bench: Bench, row: Row, step: Step, index: number): object[] {
  const { node, port } = bench;
  switch (step.op) {
    case "start":
      initialize(node, port, storedOf(row), lastFetchedEpoch(bench.log, null));
      break;
    case "advance":
      bench.nowUs += step.ms * 1000;
      break;
    case "receive":
      return [{ step: index, ...receive(bench, step) }];
    case "respond": {
      const to = bench.sent[step.request - 1];
      const from = { id: step.from, correlationId: to?.correlationId ?? -1 };
      handleAnswer(node, port, from, answerOf(bench, step, to));
      break;
    }
    case "append":
      bench.pending.push(dataBatch(step.records ?? 0));
      break;
    default:
      if (node.role.kind === "leader") node.role.resignRequested = true;
  }
  return [];
}

function storedOf({ stored }: Row): StoredElection | null {
  const { kind, epoch, id } = stored;
  if (kind === "none") return null;
  return {
    epoch,
    leaderId: kind === "leader" ? id : -1,
    votedFor: kind === "voted" ? id : -1,
  };
}

const errorName = (code: number): string =>
  kafkaErrors.find((each) => each.code === code)?.name ?? String(code);

function receive(bench: Bench, step: Step): object {
  const { node, port } = bench;
  switch (step.api) {
    case "Vote": {
      const { epoch, candidate, lastEpoch, lastOffset, preVote = false } = step;
      const answer = handleVote(node, port, {
        api: "Vote",
        epoch,
        candidate,
        lastEpoch,
        lastOffset,
        preVote,
      });
      return {
        error: errorName(answer.error),
        granted: answer.granted,
        epoch: answer.epoch,
        leader: answer.leader,
      };
    }
    case "Fetch":
      return receiveFetch(bench, step);
    default: {
      const { epoch, leader, successors } = step;
      const answer =
        step.api === "BeginQuorumEpoch"
          ? handleBegin(node, port, { api: "BeginQuorumEpoch", epoch, leader })
          : handleEnd(node, port, { api: "EndQuorumEpoch", epoch, leader, successors });
      return {
        error: errorName(answer.error),
        epoch: answer.epoch,
        leader: answer.leader,
      };
    }
  }
}

function receiveFetch(bench: Bench, step: Step): object {
  const { node, port, log } = bench;
  const { epoch, offset, lastFetchedEpoch: last } = step;
  const outcome = acceptFetch(node, port, step.from, {
    api: "Fetch",
    epoch,
    offset,
    lastFetchedEpoch: last,
    highWatermark: -1,
  });
  const heads = { epoch: node.epoch, leader: node.leaderId };
  if (outcome.kind === "error")
    return { error: errorName(outcome.error), ...heads, highWatermark: -1 };
  const { position } = outcome;
  const answer = { error: "NONE", ...heads, highWatermark: node.highWatermark };
  if (position.kind === "diverging")
    return { ...answer, diverging: [position.end.epoch, position.end.endOffset] };
  // The mock log gives at most two batches at a time.
  const batches = readEntries(log, offset, log.logEndOffset).slice(0, 2);
  return batches.length === 0
    ? answer
    : {
        ...answer,
        batches: batches.map((entry) => [
          entry.baseOffset,
          lastOffset(entry),
          entry.leaderEpoch,
        ]),
      };
}

function answerOf(bench: Bench, step: Step, to: Sent | undefined): RaftAnswer {
  const base = {
    error: errors[(step.error ?? "NONE") as keyof typeof errors],
    epoch: step.epoch,
    leader: step.leader,
  };
  switch (step.api) {
    case "Vote":
      return { api: "Vote", ...base, granted: step.granted === true };
    case "Fetch": {
      const asked = to?.request.api === "Fetch" ? to.request.offset : 0;
      const [epoch, endOffset] = step.diverging ?? [-1, -1];
      return {
        api: "Fetch",
        ...base,
        highWatermark: step.highWatermark ?? -1,
        diverging: step.diverging === undefined ? null : { epoch, endOffset },
        snapshotId: null,
        entries: fetchedEntries(step, asked, bench.node.epoch),
      };
    }
    default:
      return { api: step.api as "BeginQuorumEpoch" | "EndQuorumEpoch", ...base };
  }
}

function fetchedEntries(step: Step, offset: number, epoch: number): LogEntry[] {
  const { records = 0 } = step;
  return records === 0 ? [] : [logEntry(offset, epoch, dataBatch(records))];
}

/** Requests of one poll are numbered by where they go. */
function numbered(bench: Bench): object[] {
  const moment = bench.outbox.toSorted((a, b) => a.poll - b.poll || a.to - b.to);
  bench.outbox = [];
  return moment.map((sent) => {
    bench.sent.push(sent);
    return shown(sent, bench.sent.length);
  });
}

function shown({ to, request }: Sent, number: number): object {
  const { api } = request;
  const head = { request: number, to, api };
  switch (api) {
    case "Vote": {
      const { epoch, candidate, lastEpoch, lastOffset, preVote } = request;
      const vote = { ...head, epoch, candidate, lastEpoch, lastOffset };
      return preVote ? { ...vote, preVote } : vote;
    }
    case "Fetch": {
      const { epoch, offset, lastFetchedEpoch: last } = request;
      return { ...head, epoch, offset, lastFetchedEpoch: last };
    }
    case "BeginQuorumEpoch":
      return { ...head, epoch: request.epoch, leader: request.leader };
    case "EndQuorumEpoch": {
      const { epoch, leader, successors } = request;
      return { ...head, epoch, leader, successors };
    }
    default:
      return { ...head, api: `${api}RequestData` };
  }
}

function stateOf({ node, log }: Bench): object {
  const name = node.role.kind;
  const batches = readEntries(log, log.logStartOffset, log.logEndOffset).slice(0, 2);
  return {
    state: `${(name[0] ?? "").toUpperCase()}${name.slice(1)}`,
    epoch: node.epoch,
    leader: node.leaderId,
    voted: node.votedFor < 0 ? null : node.votedFor,
    highWatermark: node.highWatermark < 0 ? null : node.highWatermark,
    logEnd: log.logEndOffset,
    lastEpoch: lastFetchedEpoch(log, null),
    batches: batches.map((entry) => [
      entry.baseOffset,
      lastOffset(entry),
      entry.leaderEpoch,
      entry.batch.isControl ? 1 : 0,
    ]),
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
