import { describe, expect, it } from "vitest";
import { ReadingGroup, told } from "../../../testing/reading-group.ts";
import { recordInHand } from "./work.ts";
import { recordProcessed } from "./work-ledger.ts";

const first = { kind: "assign", topic: "orders", partitions: [0] } as const;
const config = { "auto.offset.reset": "earliest" };

describe("an application that takes its time for each record", () => {
  it("has a record in its hands and does not poll before all are done", () => {
    const group = new ReadingGroup();
    const processing = { kind: "constant", us: 1_000_000 } as const;
    const one = group.start("c", { config, subscription: first, processing });
    group.run(2500);
    const { work } = one.app;
    const now = group.cluster.world.state.sim.nowUs;
    expect(work === null ? null : recordInHand(one, work, now)).toEqual({
      name: "orders-0",
      offset: 2,
    });
    expect(one.app.ledger["orders-0"]?.ranges).toEqual([[0, 2]]);
    group.run(4000);
    expect(one.app.ledger["orders-0"]).toMatchObject({ ranges: [[0, 6]], twice: 0 });
  });

  it("that ends in a crash has lost its process and told nobody", () => {
    const group = new ReadingGroup();
    group.start("c", {
      config,
      subscription: first,
      failuresPerTenThousand: 10_000,
      onFailure: "crash",
    });
    group.run(2000);
    expect(group.consumer("c")).toBeUndefined();
  });

  it("that seeks back over a record that always fails reads it again and again", () => {
    const group = new ReadingGroup();
    const one = group.start("c", {
      config,
      subscription: first,
      failuresPerTenThousand: 10_000,
      onFailure: "retry",
    });
    // The fetch behind the record waits at the broker before the one for it is answered.
    group.run(3000);
    expect(told(one)[0]).toMatch(/^records orders-0 0-5 0-5/);
    expect(one.app.ledger["orders-0"]).toBeUndefined();
  });

  it("that skips what fails goes on behind it", () => {
    const group = new ReadingGroup();
    const one = group.start("c", {
      config,
      subscription: first,
      failuresPerTenThousand: 10_000,
      onFailure: "skip",
    });
    group.run(2000);
    expect(told(one)).toEqual(["records orders-0 0-5"]);
    expect(one.app.ledger["orders-0"]).toBeUndefined();
  });
});

describe("the ledger of what was processed", () => {
  it("knows what was processed twice and what was jumped over", () => {
    const partition = { ranges: [], processed: 0, twice: 0, skipped: 0 };
    recordProcessed(partition, 0, 5, 5);
    recordProcessed(partition, 3, 8, 5);
    recordProcessed(partition, 10, 12, 2);
    expect(partition).toEqual({
      ranges: [
        [0, 8],
        [10, 12],
      ],
      processed: 12,
      twice: 2,
      skipped: 2,
    });
    recordProcessed(partition, 8, 10, 2);
    expect(partition).toMatchObject({ ranges: [[0, 12]], skipped: 0 });
  });
});
