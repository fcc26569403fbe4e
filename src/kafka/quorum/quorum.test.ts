import { describe, expect, it } from "vitest";
import { errors } from "../error-codes.ts";
import { appendAsCoordinator } from "../log/append.ts";
import { defaultLogConfig } from "../log/log-config.ts";
import { partitionLog } from "../log/partition-log.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import type { StoredElection } from "../quorum-probe.ts";
import { updateLocalEnd, updateReplica } from "./leader-progress.ts";
import { initialize, toProspective } from "./quorum-state.ts";
import { handleAnswer } from "./raft-answers.ts";
import type { RaftAnswer, RaftRequest } from "./raft-message.ts";
import { type RaftNode, raftNode } from "./raft-node.ts";
import { poll } from "./raft-poll.ts";
import type { RaftPort } from "./raft-port.ts";
import { acceptFetch, handleBegin, handleEnd, handleVote } from "./raft-requests.ts";

const times = {
  electionTimeoutMs: 1000,
  fetchTimeoutMs: 2000,
  requestTimeoutMs: 2000,
  retryBackoffMs: 20,
  electionBackoffMaxMs: 1000,
};

interface Sent {
  readonly to: number;
  readonly request: RaftRequest;
  readonly correlationId: number;
}

interface Bench {
  readonly node: RaftNode;
  readonly port: RaftPort;
  readonly sent: Sent[];
  readonly stored: StoredElection[];
  nowUs: number;
}

/** Node 1 of the voters, `log` being the epoch of each of its records, for example `1 1 2`. */
function started(log: string, voters: readonly number[] = [1, 2, 3]): Bench {
  const entries = partitionLog({ ...defaultLogConfig }, 0);
  const epochs = log.split(" ").filter(Boolean).map(Number);
  for (const epoch of epochs) appendAsCoordinator(entries, oneRecord(), epoch, 0);
  const sent: Sent[] = [];
  const stored: StoredElection[] = [];
  const bench: Bench = {
    node: raftNode(1, voters, times),
    sent,
    stored,
    nowUs: 0,
    port: {
      nowUs: () => bench.nowUs,
      nowMs: () => bench.nowUs / 1000,
      nextInt: () => 0,
      log: entries,
      latestSnapshot: () => null,
      send: (to, request, correlationId) => sent.push({ to, request, correlationId }),
      store: (election) => stored.push(election),
      copied: () => {},
      truncated: () => {},
      changed: () => {},
      committed: () => {},
      install: () => {},
      fatal: () => {},
    },
  };
  const epoch = epochs.at(-1) ?? 0;
  initialize(bench.node, bench.port, { epoch, leaderId: -1, votedFor: -1 }, epoch);
  return bench;
}

const oneRecord = () =>
  batchOfRecords([
    { offsetDelta: 0, timestamp: 0, key: null, value: new Uint8Array(1), headers: [] },
  ]);

/** The answer of another voter to the last request that it was sent. */
function answers(bench: Bench, id: number, answer: RaftAnswer): void {
  const request = bench.sent.findLast(({ to }) => to === id);
  const { correlationId = 0 } = request ?? {};
  handleAnswer(bench.node, bench.port, { id, correlationId }, answer);
}

const vote = (epoch: number, granted: boolean): RaftAnswer => ({
  api: "Vote",
  error: 0,
  epoch,
  leader: -1,
  granted,
});

/** Whether a vote is given to node 2, whose log ends in `epoch` at `end`. */
const ask = (
  { node, port }: Bench,
  asked: { epoch: number; log: readonly [epoch: number, end: number]; pre?: boolean },
): boolean =>
  handleVote(node, port, {
    api: "Vote",
    epoch: asked.epoch,
    candidate: 2,
    lastEpoch: asked.log[0],
    lastOffset: asked.log[1],
    preVote: asked.pre ?? false,
  }).granted;

/** Node 1 is elected by node 2 and its record of the new epoch is not written yet. */
function leading(log: string, voters?: readonly number[]): Bench {
  const bench = started(log, voters);
  const { node, port } = bench;
  toProspective(node, port);
  poll(node, port);
  answers(bench, 2, vote(node.epoch, true));
  poll(node, port);
  answers(bench, 2, vote(node.epoch, true));
  return bench;
}

describe("a voter of the quorum", () => {
  it("votes for a log that is as long as its own or of a later epoch, and for no other", () => {
    expect(ask(started("1 1 2"), { epoch: 3, log: [2, 3] })).toBe(true);
    expect(ask(started("1 1 2"), { epoch: 3, log: [2, 2] })).toBe(false);
    expect(ask(started("1 1 2"), { epoch: 3, log: [1, 9] })).toBe(false);
    expect(ask(started("1 1 1"), { epoch: 3, log: [2, 1] })).toBe(true);
  });

  it("votes once in an epoch, and has it on its disk before it says so", () => {
    const bench = started("1");
    const other = { api: "Vote", candidate: 3, lastEpoch: 1, lastOffset: 1 } as const;
    expect(ask(bench, { epoch: 2, log: [1, 1] })).toBe(true);
    expect(bench.stored.at(-1)).toEqual({ epoch: 2, leaderId: -1, votedFor: 2 });
    const { node, port } = bench;
    const again = handleVote(node, port, { ...other, epoch: 2, preVote: false });
    expect(again.granted).toBe(false);
    expect(ask(bench, { epoch: 2, log: [1, 1] })).toBe(true);
  });

  it("says beforehand that it would vote without giving its vote away", () => {
    const bench = started("1");
    expect(ask(bench, { epoch: 1, log: [1, 1], pre: true })).toBe(true);
    expect(bench.node.votedFor).toBe(-1);
    expect(bench.node.epoch).toBe(1);
  });

  it("gives no pre-vote once its leader has answered a fetch", () => {
    const bench = started("1");
    const { node, port } = bench;
    handleBegin(node, port, { api: "BeginQuorumEpoch", epoch: 2, leader: 3 });
    expect(ask(bench, { epoch: 2, log: [1, 1], pre: true })).toBe(true);
    if (node.role.kind === "follower") node.role.fetched = true;
    expect(ask(bench, { epoch: 2, log: [1, 1], pre: true })).toBe(false);
  });

  it("refuses an epoch that is over", () => {
    const { node, port } = started("1 4");
    const begin = { api: "BeginQuorumEpoch", epoch: 3, leader: 2 } as const;
    expect(handleBegin(node, port, begin).error).toBe(errors.FENCED_LEADER_EPOCH);
    expect(node.leaderId).toBe(-1);
  });

  it("asks whether it would be elected before it makes an epoch of its own", () => {
    const bench = started("1");
    const { node, port } = bench;
    toProspective(node, port);
    poll(node, port);
    expect(node.epoch).toBe(1);
    expect(bench.sent.map(({ request }) => request)).toMatchObject([
      { api: "Vote", preVote: true, epoch: 1 },
      { api: "Vote", preVote: true, epoch: 1 },
    ]);
    answers(bench, 2, vote(1, true));
    expect(node).toMatchObject({ epoch: 2, votedFor: 1, role: { kind: "candidate" } });
  });

  it("stands sooner the better it succeeds a leader that resigns", () => {
    const waits = (successors: readonly number[]): number => {
      const { node, port } = started("1", [1, 2, 3, 4]);
      handleBegin(node, port, { api: "BeginQuorumEpoch", epoch: 2, leader: 2 });
      handleEnd(node, port, { api: "EndQuorumEpoch", epoch: 2, leader: 2, successors });
      return node.role.kind === "follower" ? node.role.fetchDeadlineUs / 1000 : -1;
    };
    expect([waits([1, 3, 4]), waits([3, 1, 4]), waits([3, 4, 1])]).toEqual([0, 250, 500]);
  });
});

describe("a leader of the quorum", () => {
  it("is who a majority has voted for", () => {
    expect(leading("1").node).toMatchObject({ epoch: 2, leaderId: 1 });
    expect(leading("1", [1, 2, 3, 4, 5]).node.role.kind).toBe("prospective");
  });

  it("counts nothing as committed before a record of its own epoch is", () => {
    const { node, port } = leading("1 1");
    const { role } = node;
    if (role.kind !== "leader") throw new Error("it leads");
    appendAsCoordinator(port.log, oneRecord(), 2, 0);
    const seen = { replicaId: 2, leaderEnd: 3, nowUs: 0 };
    updateLocalEnd(node, role, 3);
    expect(updateReplica(node, role, { ...seen, offset: 2 })).toBe(false);
    expect(node.highWatermark).toBe(-1);
    expect(updateReplica(node, role, { ...seen, offset: 3 })).toBe(true);
    expect(node.highWatermark).toBe(3);
  });

  it("does not count an observer", () => {
    const { node } = leading("1");
    const { role } = node;
    if (role.kind !== "leader") throw new Error("it leads");
    updateLocalEnd(node, role, 2);
    const seen = { replicaId: 9, offset: 2, leaderEnd: 2, nowUs: 0 };
    expect(updateReplica(node, role, seen)).toBe(false);
  });

  it("tells a replica where their logs part", () => {
    const { node, port } = leading("1 1 2");
    appendAsCoordinator(port.log, oneRecord(), 3, 0);
    const fetched = (lastEpoch: number, offset: number) =>
      acceptFetch(node, port, 2, {
        api: "Fetch",
        epoch: 3,
        offset,
        lastFetchedEpoch: lastEpoch,
        highWatermark: -1,
      });
    expect(fetched(1, 3)).toMatchObject({
      position: { kind: "diverging", end: { epoch: 1, endOffset: 2 } },
    });
    expect(fetched(2, 3)).toMatchObject({ position: { kind: "valid" } });
    expect(fetched(4, 3)).toEqual({ kind: "error", error: errors.INVALID_REQUEST });
  });

  it("resigns when no majority has fetched for one and a half times the fetch timeout", () => {
    const silent = leading("1");
    silent.nowUs = 3_000_000;
    poll(silent.node, silent.port);
    expect(silent.node.role.kind).toBe("resigned");
    const heard = leading("1");
    const { role } = heard.node;
    if (role.kind !== "leader") throw new Error("it leads");
    const seen = { replicaId: 2, offset: 1, leaderEnd: 1, nowUs: 1_000_000 };
    updateReplica(heard.node, role, seen);
    heard.nowUs = 3_000_000;
    poll(heard.node, heard.port);
    expect(heard.node.role.kind).toBe("leader");
  });
});

describe("a voter that leaves", () => {
  it("calls no election, and is not woken for one", () => {
    const waiting = started("1");
    const standing = started("1");
    toProspective(standing.node, standing.port);
    for (const { bench, kind } of [
      { bench: waiting, kind: "unattached" },
      { bench: standing, kind: "prospective" },
    ]) {
      bench.node.stopping = true;
      bench.nowUs = 60_000_000;
      expect(poll(bench.node, bench.port)).toBeGreaterThan(bench.nowUs);
      expect(bench.node.role.kind).toBe(kind);
    }
  });
});
