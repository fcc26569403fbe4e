import {
  type LogEntry,
  lastOffset as lastOffsetOf,
} from "../../src/kafka/log/log-entry.ts";
import type { PartitionLog } from "../../src/kafka/log/partition-log.ts";
import { readEntries } from "../../src/kafka/log/read.ts";
import {
  acceptFetch,
  handleBegin,
  handleEnd,
  handleVote,
} from "../../src/kafka/quorum/raft-requests.ts";
import { kafkaErrors } from "../../src/terms/errors.ts";
import type { Bench } from "./raft-bench.ts";
import type { Step } from "./raft-row.ts";

/** The mock log gives at most two batches at a time. */
export const twoBatches = (log: PartitionLog, from: number): LogEntry[] =>
  readEntries(log, from, log.logEndOffset).slice(0, 2);

const errorName = (code: number): string =>
  kafkaErrors.find((each) => each.code === code)?.name ?? String(code);

/** A request of a peer, and what the node answers. */
export function receive(bench: Bench, step: Step): object {
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
  const batches = twoBatches(log, offset);
  return batches.length === 0
    ? answer
    : {
        ...answer,
        batches: batches.map((entry) => [
          entry.baseOffset,
          lastOffsetOf(entry),
          entry.leaderEpoch,
        ]),
      };
}
