import { errors } from "../../src/kafka/error-codes.ts";
import { appendAsCoordinator } from "../../src/kafka/log/append.ts";
import {
  type LogEntry,
  lastOffset as lastOffsetOf,
  logEntry,
} from "../../src/kafka/log/log-entry.ts";
import { updateLocalEnd } from "../../src/kafka/quorum/leader-progress.ts";
import { initialize } from "../../src/kafka/quorum/quorum-state.ts";
import { handleAnswer } from "../../src/kafka/quorum/raft-answers.ts";
import { lastFetchedEpoch } from "../../src/kafka/quorum/raft-log.ts";
import type { RaftAnswer } from "../../src/kafka/quorum/raft-message.ts";
import { poll } from "../../src/kafka/quorum/raft-poll.ts";
import type { StoredElection } from "../../src/kafka/quorum-probe.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import { type Bench, benchOf, dataBatch, type Sent } from "./raft-bench.ts";
import { receive, twoBatches } from "./raft-receive.ts";
import type { Row, Step } from "./raft-row.ts";

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
  const batches = twoBatches(log, log.logStartOffset);
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
      lastOffsetOf(entry),
      entry.leaderEpoch,
      entry.batch.isControl ? 1 : 0,
    ]),
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
