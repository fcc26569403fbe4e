import { describe, expect, it } from "vitest";
import {
  countFromNow,
  type GroupWork,
  groupWork,
  noteEnd,
  noteWork,
} from "./group-work.ts";

const partition = { topic: "orders", partition: 0 };

function processed(work: GroupWork, from: number, next: number): void {
  noteWork(work, { kind: "processed", partition, from, next });
}

/** A member began at offset 10 of 100 and has processed twenty records. */
function atWork(): GroupWork {
  const work = groupWork();
  noteEnd(work, "orders-0", 100);
  noteWork(work, { kind: "positioned", partition, offset: 10, by: "committed" });
  processed(work, 10, 30);
  return work;
}

describe("the work of a group", () => {
  it("lags by what is below the high watermark and not processed, and remembers the most", () => {
    const work = atWork();
    expect(work.lag).toBe(70);
    expect(work.greatestLag).toBe(90);
    noteEnd(work, "orders-0", 130);
    expect(work.lag).toBe(100);
    expect(work.greatestLag).toBe(100);
  });

  it("does not count partitions that it does not read", () => {
    const work = atWork();
    noteEnd(work, "customers-0", 5_000);
    expect(work.lag).toBe(70);
  });

  it("processes twice what another member goes over again from its committed offset", () => {
    const work = atWork();
    noteWork(work, { kind: "positioned", partition, offset: 18, by: "committed" });
    processed(work, 18, 26);
    processed(work, 26, 40);
    expect(work.processedTwice).toBe(12);
    expect(work.lag).toBe(60);
  });

  it("counts from a moment on", () => {
    const work = atWork();
    processed(work, 10, 12);
    noteWork(work, { kind: "revoked", partitions: [partition] });
    countFromNow(work);
    expect([work.processedTwice, work.revoked, work.greatestLag]).toEqual([0, 0, 70]);
    noteWork(work, { kind: "lost", partitions: [partition] });
    expect(work.revoked).toBe(1);
  });
});
