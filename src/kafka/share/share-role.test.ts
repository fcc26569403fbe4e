import { describe, expect, it } from "vitest";
import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import { forgetCommitted, journal } from "../coordinator/journal.ts";
import { timers } from "../coordinator/timer.ts";
import { errors } from "../error-codes.ts";
import { combineBatches } from "./combine-batches.ts";
import { type ShareTurn, shareState } from "./share-group-offset.ts";
import type { StateBatch } from "./share-partition.ts";
import { shareRole } from "./share-role.ts";
import {
  deleteState,
  initializeState,
  readState,
  readSummary,
  writeState,
} from "./share-state-operations.ts";

const key = { groupId: "g:1", topicId: "t", partition: 0 };

const settings: Readonly<Record<string, string>> = {
  "share.coordinator.snapshot.update.records.per.snapshot": "2",
  "share.coordinator.cold.partition.snapshot.interval.ms": "300000",
};

/** A share coordinator whose records are committed at once. */
function coordinator(): {
  readonly turn: (nowMs?: number) => ShareTurn;
  readonly run: (
    operation: (turn: ShareTurn) => Outcome,
    nowMs?: number,
  ) => {
    readonly types: readonly string[];
    readonly records: readonly CoordinatorRecord[];
    readonly response: object | null;
  };
} {
  const state = shareState();
  const book = journal(0);
  const armed = timers();
  const topic = { name: "orders", topicId: "t", partitions: [{ replicas: [1] }] };
  const turn = (nowMs = 0): ShareTurn => ({
    state,
    nowMs,
    offset: 0,
    cluster: {
      topicByName: () => topic,
      topicById: (id) => (id === "t" ? topic : undefined),
      topics: () => [topic],
      rackOf: () => null,
      config: (name) => settings[name] ?? "",
      groupConfig: () => undefined,
      featureLevel: () => 1,
      version: 0,
    },
    journal: book,
    timers: armed,
    answers: [],
    report: () => {},
    tell: () => {},
    commitAcknowledged: () => {},
    askShareCoordinators: () => {},
    draw: () => 0,
    node: 1,
  });
  return {
    turn,
    run: (operation, nowMs = 0) => {
      const outcome = operation(turn(nowMs));
      if (outcome.kind === "failure") throw new Error("an answer is expected");
      for (const record of outcome.records)
        shareRole.replay(turn(nowMs) as never, record, {
          producerId: -1,
          producerEpoch: -1,
        });
      forgetCommitted(book, 1);
      const { records, response } = outcome;
      return { types: records.map(({ type }) => type), records, response };
    },
  };
}

const batch = (
  firstOffset: number,
  lastOffset: number,
  deliveryState: number,
  deliveryCount = 1,
): StateBatch => ({ firstOffset, lastOffset, deliveryState, deliveryCount });

const write = (
  stateBatches: readonly StateBatch[],
  more: { readonly stateEpoch?: number; readonly leaderEpoch?: number } = {},
): Parameters<typeof writeState>[2] => ({
  stateEpoch: 2,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: 1,
  stateBatches,
  ...more,
});

describe("the share coordinator", () => {
  it("knows nothing of a share partition that is not initialized", () => {
    const { run, turn } = coordinator();
    for (const operation of [
      (of: ShareTurn) => writeState(of, key, write([])),
      (of: ShareTurn) => readState(of, key, 0),
    ])
      expect(run(operation)).toMatchObject({
        records: [],
        response: { errorCode: errors.INVALID_REQUEST },
      });
    expect(readSummary(turn(), key)).toMatchObject({ errorCode: 0, startOffset: -1 });
  });

  it("writes updates, and a snapshot of all of it after so many", () => {
    const { run } = coordinator();
    run((turn) => initializeState(turn, key, { stateEpoch: 2, startOffset: -1 }));
    const types = [0, 1, 2, 3].map(
      (offset) =>
        run((turn) => writeState(turn, key, write([batch(offset, offset, 2)]))).types[0],
    );
    expect(types).toEqual(["ShareUpdate", "ShareUpdate", "ShareSnapshot", "ShareUpdate"]);
    const { response } = run((turn) => readState(turn, key, 0));
    expect(response).toMatchObject({ startOffset: 0, stateBatches: [batch(0, 3, 2)] });
  });

  it("fences an older leader once a newer one has read, and an older state epoch", () => {
    const { run } = coordinator();
    run((turn) => initializeState(turn, key, { stateEpoch: 2, startOffset: -1 }));
    expect(run((turn) => readState(turn, key, 3)).types).toEqual(["ShareUpdate"]);
    expect(run((turn) => readState(turn, key, 3)).types).toEqual([]);
    const old = { leaderEpoch: 2 };
    expect(run((turn) => writeState(turn, key, write([], old))).response).toMatchObject({
      errorCode: errors.FENCED_LEADER_EPOCH,
    });
    run((turn) => initializeState(turn, key, { stateEpoch: 5, startOffset: 7 }));
    const reset = { leaderEpoch: 3, stateEpoch: 2 };
    expect(run((turn) => writeState(turn, key, write([], reset))).response).toMatchObject(
      {
        errorCode: errors.FENCED_STATE_EPOCH,
      },
    );
    const older = { stateEpoch: 4, startOffset: 0 };
    expect(run((turn) => initializeState(turn, key, older)).response).toMatchObject({
      errorCode: errors.FENCED_STATE_EPOCH,
    });
  });

  it("forgets a share partition that is deleted, and all of a topic", () => {
    const { run, turn } = coordinator();
    run((of) => initializeState(of, key, { stateEpoch: 2, startOffset: 4 }));
    expect(run((of) => deleteState(of, key)).records).toMatchObject([{ value: null }]);
    expect(run((of) => deleteState(of, key)).records).toEqual([]);
    run((of) => initializeState(of, key, { stateEpoch: 2, startOffset: 4 }));
    const gone = [{ topicId: "t", name: "orders", created: false, deleted: true }];
    const forget = (of: ShareTurn): Outcome => shareRole.topicsChanged(of as never, gone);
    expect(run(forget).records).toMatchObject([{ key, value: null }]);
    expect(turn().state.offsets).toEqual({});
  });

  it("takes a snapshot of what was not written for long, unless there is nothing behind the last", () => {
    const { run } = coordinator();
    run((turn) => initializeState(turn, key, { stateEpoch: 2, startOffset: -1 }));
    run((turn) => writeState(turn, key, write([batch(0, 0, 2)])));
    const cold = (turn: ShareTurn): Outcome =>
      shareRole.timers["shareColdPartitions"]?.(turn as never, {} as never) as Outcome;
    expect(run(cold, 299_999).types).toEqual([]);
    expect(run(cold, 300_000)).toMatchObject({
      types: ["ShareSnapshot"],
      records: [{ key }],
    });
    expect(run(cold, 900_000).types).toEqual([]);
  });

  it("does not know a partition that the topic does not have", () => {
    const { run, turn } = coordinator();
    const other = { ...key, partition: 3 };
    const initialize = (of: ShareTurn): Outcome =>
      initializeState(of, other, { stateEpoch: 2, startOffset: -1 });
    const unknown = { errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION };
    expect(run(initialize).response).toMatchObject(unknown);
    expect(readSummary(turn(), other)).toMatchObject(unknown);
  });
});

describe("state batches", () => {
  it("are laid over each other: more deliveries count, then the further state", () => {
    expect(
      combineBatches([batch(0, 9, 0, 1)], [batch(3, 5, 2, 1), batch(4, 4, 0, 2)], 0),
    ).toEqual([
      batch(0, 2, 0),
      batch(3, 3, 2),
      batch(4, 4, 0, 2),
      batch(5, 5, 2),
      batch(6, 9, 0),
    ]);
  });

  it("are joined where they touch in one state, and cut at the start offset", () => {
    expect(combineBatches([batch(0, 1, 2), batch(6, 7, 2)], [batch(2, 5, 2)], 3)).toEqual(
      [batch(3, 7, 2)],
    );
  });
});
