import { describe, expect, it } from "vitest";
import { clonePlain } from "../../base/clone.ts";
import { errors } from "../error-codes.ts";
import { acknowledge } from "./acknowledge.ts";
import { canAcquire, nextFetchOffset } from "./next-fetch-offset.ts";
import { expireLock, firstLockMs, releaseAcquired } from "./release.ts";
import { settleUpdates } from "./settle-updates.ts";
import { drawn, fetched, limits, log, opened } from "./share-fixture.ts";
import type { ShareLimits, SharePartition, StateUpdate } from "./share-partition.ts";
import { followLogStart } from "./start-offset.ts";

const accept = 1;
const release = 2;
const reject = 3;
const renew = 4;

function settle(
  partition: SharePartition,
  updates: readonly StateUpdate[],
  how: {
    readonly written?: boolean;
    readonly nowMs?: number;
    readonly limits?: ShareLimits;
  } = {},
): boolean {
  return settleUpdates(partition, updates, { written: true, nowMs: 0, limits, ...how });
}

function say(
  partition: SharePartition,
  [firstOffset, lastOffset]: readonly [number, number],
  types: number | readonly number[],
  ask: {
    readonly memberId?: string;
    readonly limits?: ShareLimits;
    readonly nowMs?: number;
  } = {},
): ReturnType<typeof acknowledge> {
  const acknowledgeTypes = typeof types === "number" ? [types] : types;
  const batches = [{ firstOffset, lastOffset, acknowledgeTypes }];
  return acknowledge(partition, { memberId: "a", batches, limits, nowMs: 0, ...ask });
}

describe("a share partition", () => {
  it("acquires whole batches up to the limit of records, in pieces of batch.size", () => {
    const partition = opened();
    const entries = log(0, [2, 2, 2, 2]);
    expect(fetched(partition, entries, { maxRecords: 5, batchSize: 2 })).toEqual([
      { firstOffset: 0, lastOffset: 1, deliveryCount: 1 },
      { firstOffset: 2, lastOffset: 3, deliveryCount: 1 },
      { firstOffset: 4, lastOffset: 5, deliveryCount: 1 },
    ]);
    expect(nextFetchOffset(partition)).toBe(6);
  });

  it("with record_limit acquires no more than is asked for; the rest of the batch is for the next", () => {
    const partition = opened();
    const entries = log(0, [5]);
    const ask = { maxRecords: 2, recordLimit: true };
    expect(fetched(partition, entries, ask)).toEqual([
      { firstOffset: 0, lastOffset: 1, deliveryCount: 1 },
    ]);
    expect(fetched(partition, entries, { ...ask, memberId: "b" })).toEqual([
      { firstOffset: 2, lastOffset: 3, deliveryCount: 1 },
    ]);
    expect(drawn(partition)).toBe(
      "start 0 | 0-1 Acquired 1 a | 2-3 Acquired 1 b | 4-4 Available 0",
    );
  });

  it("moves its start over what is done only when that is written", () => {
    const partition = opened();
    fetched(partition, log(0, [4]));
    const { updates, error } = say(partition, [0, 1], accept);
    expect(error).toBe(0);
    expect(updates.map(({ batch }) => batch)).toEqual([
      { firstOffset: 0, lastOffset: 0, deliveryState: 2, deliveryCount: 1 },
      { firstOffset: 1, lastOffset: 1, deliveryState: 2, deliveryCount: 1 },
    ]);
    expect(partition).toMatchObject({ startOffset: 0, completed: 2 });
    expect(settle(partition, updates)).toBe(true);
    expect(drawn(partition)).toBe("start 2 | 2-3 Acquired 1 a");
    expect(partition.completed).toBe(0);
  });

  it("takes an acknowledgement back that is not written", () => {
    const partition = opened();
    fetched(partition, log(0, [3]));
    const { updates } = say(partition, [0, 2], reject);
    expect(settle(partition, updates, { written: false })).toBe(false);
    expect(drawn(partition)).toBe("start 0 | 0-2 Acquired 1 a");
    expect(partition.completed).toBe(0);
    expect(say(partition, [0, 2], accept).error).toBe(0);
  });

  it("whose lock ended while a write was under way gives the records back when the write failed", () => {
    const partition = opened();
    fetched(partition, log(0, [3]));
    const { updates } = say(partition, [0, 2], accept);
    expect(expireLock(partition, 1500, limits)).toBeUndefined();
    settle(partition, updates, { written: false, nowMs: 1500 });
    expect(drawn(partition)).toBe("start 0 | 0-2 Available 1");
    expect(nextFetchOffset(partition)).toBe(0);
  });

  it("does not give out again what is released before that is written", () => {
    const partition = opened();
    const entries = log(0, [2]);
    fetched(partition, entries);
    const { updates } = say(partition, [0, 1], release);
    expect(fetched(partition, entries, { memberId: "b" })).toEqual([]);
    expect(settle(partition, updates)).toBe(false);
    expect(fetched(partition, entries, { memberId: "b" })).toEqual([
      { firstOffset: 0, lastOffset: 1, deliveryCount: 2 },
    ]);
  });

  it.each([
    ["somebody else's record", [0, 1], accept, errors.INVALID_RECORD_STATE],
    ["part of it for somebody else", [0, 0], accept, errors.INVALID_RECORD_STATE],
    ["what nobody has", [4, 4], accept, errors.INVALID_REQUEST],
    ["more than was acquired", [0, 9], accept, errors.INVALID_REQUEST],
    ["an unknown type", [0, 1], 9, errors.INVALID_REQUEST],
  ] as const)("refuses %s", (what, range, type, error) => {
    const partition = opened();
    fetched(partition, log(0, [2]));
    const memberId = what.includes("somebody") ? "b" : "a";
    expect(say(partition, range, type, { memberId })).toEqual({ updates: [], error });
    expect(drawn(partition)).toBe("start 0 | 0-1 Acquired 1 a");
  });

  it("takes a type for each record, a gap as done", () => {
    const partition = opened();
    fetched(partition, log(0, [4]));
    const { updates } = say(partition, [0, 3], [0, accept, release, reject]);
    settle(partition, updates);
    expect(drawn(partition)).toBe("start 2 | 2-2 Available 1 | 3-3 Archived 1");
  });

  it("renews a lock without another delivery, where that is enabled", () => {
    const partition = opened();
    fetched(partition, log(0, [2]));
    expect(say(partition, [0, 1], renew, { nowMs: 800 })).toEqual({
      updates: [],
      error: 0,
    });
    expect(firstLockMs(partition)).toBe(1800);
    expect(expireLock(partition, 1000, limits)).toBeUndefined();
    const never = { limits: { ...limits, renews: false } };
    expect(say(partition, [0, 1], renew, never).error).toBe(errors.INVALID_RECORD_STATE);
  });

  it("gives records back when their lock ends, each lock by itself", () => {
    const partition = opened();
    const entries = log(0, [2, 2]);
    fetched(partition, entries.slice(0, 1));
    fetched(partition, entries, { memberId: "b", nowMs: 500 });
    expect(firstLockMs(partition)).toBe(1000);
    expect(expireLock(partition, 1000, limits)).toEqual({
      firstOffset: 0,
      lastOffset: 1,
      deliveryState: 0,
      deliveryCount: 1,
    });
    expect(expireLock(partition, 1000, limits)).toBeUndefined();
    expect(drawn(partition)).toBe("start 0 | 0-1 Available 1 | 2-3 Acquired 1 b");
    expect(firstLockMs(partition)).toBe(1500);
  });

  it("archives a record whose deliveries are used up", () => {
    const partition = opened();
    const entries = log(0, [1]);
    const two = { ...limits, maxDeliveries: 2 };
    fetched(partition, entries, { limits: two });
    settle(partition, say(partition, [0, 0], release, { limits: two }).updates);
    fetched(partition, entries, { limits: two });
    expect(expireLock(partition, 1000, two)).toMatchObject({ deliveryState: 4 });
    settle(partition, []);
    expect(partition).toMatchObject({ startOffset: 1, batches: [] });
  });

  it("gives out records that failed often in halves, and alone the last time", () => {
    const partition = opened();
    const entries = log(0, [8]);
    const counts: string[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const given = fetched(partition, entries);
      counts.push(given.map(({ firstOffset: a, lastOffset: b }) => `${a}-${b}`).join());
      const last = given.at(-1)?.lastOffset ?? 0;
      settle(partition, say(partition, [0, last], release).updates);
    }
    expect(counts).toEqual(["0-7", "0-7", "0-7", "0-3", "0-0"]);
  });

  it("gives back what a member holds when its session ends, and nobody else's", () => {
    const partition = opened();
    const entries = log(0, [2, 2]);
    fetched(partition, entries.slice(0, 1));
    fetched(partition, entries, { memberId: "b" });
    settle(partition, releaseAcquired(partition, "a", limits));
    expect(drawn(partition)).toBe("start 0 | 0-1 Available 1 | 2-3 Acquired 1 b");
  });

  it("gives out no more than share.partition.max.record.locks, but what came back before the end", () => {
    const partition = opened();
    const few = { ...limits, maxInFlight: 4 };
    const entries = log(0, [4, 4]);
    fetched(partition, entries, { limits: few, maxRecords: 4 });
    expect(canAcquire(partition, few)).toBe(false);
    settle(partition, say(partition, [2, 2], release, { limits: few }).updates);
    expect(canAcquire(partition, few)).toBe(true);
    expect(fetched(partition, entries, { limits: few })).toEqual([
      { firstOffset: 2, lastOffset: 2, deliveryCount: 2 },
    ]);
  });

  it("follows the log's start: what is available goes, what somebody holds goes with its lock", () => {
    const partition = opened();
    const entries = log(0, [2, 2, 2]);
    fetched(partition, entries.slice(0, 1));
    fetched(partition, entries.slice(0, 2), { memberId: "b" });
    settle(partition, releaseAcquired(partition, "a", limits));
    followLogStart(partition, 3);
    expect(partition.startOffset).toBe(3);
    expect(expireLock(partition, 1000, limits)).toMatchObject({
      firstOffset: 2,
      deliveryState: 4,
    });
    expect(expireLock(partition, 1000, limits)).toMatchObject({
      firstOffset: 3,
      deliveryState: 0,
    });
    expect(nextFetchOffset(partition)).toBe(3);
  });

  it("goes on at a new leader with what was written: gaps are records that nobody had", () => {
    const done = { deliveryState: 2, deliveryCount: 1 };
    const partition = opened(0, [
      { firstOffset: 0, lastOffset: 0, ...done },
      { firstOffset: 2, lastOffset: 3, deliveryState: 0, deliveryCount: 2 },
    ]);
    expect(drawn(partition)).toBe("start 1 | 2-3 Available 2");
    expect(nextFetchOffset(partition)).toBe(1);
    expect(fetched(partition, log(0, [6]))).toEqual([
      { firstOffset: 1, lastOffset: 1, deliveryCount: 1 },
      { firstOffset: 2, lastOffset: 3, deliveryCount: 3 },
      { firstOffset: 4, lastOffset: 5, deliveryCount: 1 },
    ]);
  });

  it("cannot go on with a state that lies before its start", () => {
    const before = { firstOffset: 1, lastOffset: 2, deliveryState: 0, deliveryCount: 1 };
    expect(opened(2, [before]).status).toBe("failed");
  });

  it("goes on the same after a snapshot, with a write under way", () => {
    const partition = opened();
    fetched(partition, log(0, [2]));
    const { updates } = say(partition, [0, 1], accept);
    const copy = clonePlain({ partition, updates });
    settle(copy.partition, copy.updates);
    expect(copy.partition.startOffset).toBe(2);
    expect(partition.startOffset).toBe(0);
  });
});
