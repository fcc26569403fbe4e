import { describe, expect, it } from "vitest";
import {
  classicMember,
  modernMember,
  ReadingGroup,
  told,
} from "../../../testing/reading-group.ts";

const automatic = {
  ...classicMember,
  "enable.auto.commit": "true",
  "auto.commit.interval.ms": "1000",
};

const slowly = { kind: "constant", us: 1_000_000 } as const;

describe("enable.auto.commit", () => {
  it("commits in a later poll what earlier polls returned, so a crash in between repeats it", () => {
    const group = new ReadingGroup();
    const one = group.start("c", {
      config: { ...automatic, "max.poll.records": "3" },
      processing: slowly,
    });
    group.run(2500);
    expect(one.app.ledger).not.toEqual({});
    group.cluster.submit({ kind: "killClient", id: "c" });
    expect(Object.values(one.commits.known)).toEqual([]);
    group.cluster.submit({ kind: "startClient", id: "c" });
    const again = group.watch("c");
    group.run(9000);
    expect(told(again).find((line) => line.startsWith("records"))).toMatch(
      /records orders-\d 0-/,
    );
  });

  it("commits when the consumer is closed", () => {
    const group = new ReadingGroup();
    group.start("c", {
      config: { ...automatic, "auto.commit.interval.ms": "600000" },
    });
    group.run(3000);
    group.cluster.submit({ kind: "closeClient", id: "c" });
    group.run(2000);
    expect(group.consumer("c")).toBeUndefined();
    group.cluster.submit({ kind: "startClient", id: "c" });
    const again = group.watch("c");
    group.run(3000);
    expect(told(again)).toEqual(["assigned orders-0 orders-1"]);
    expect(again.commits.known).toEqual({ "orders-0": 6, "orders-1": 2 });
  });
});

describe("a commit by the application", () => {
  it("after the work covers what was processed", () => {
    const group = new ReadingGroup();
    const one = group.start("c", { config: classicMember, commit: "syncAfter" });
    group.run(3000);
    expect(one.commits.known).toEqual({ "orders-0": 6, "orders-1": 2 });
  });

  it("is refused with CommitFailedException for a member that has left", () => {
    const group = new ReadingGroup();
    const config = { ...classicMember, "max.poll.interval.ms": "2000" };
    const one = group.start("c", { config });
    group.run(3000);
    told(one);
    const pause = { kind: "pauseClient", id: "c", what: "polling", forUs: null } as const;
    group.cluster.submit(pause);
    group.run(3000);
    group.cluster.submit({ kind: "commitOffsets", id: "c", how: "sync" });
    group.run(100);
    expect(one.app.lastError).toBe("CommitFailedException");
  });

  it("goes through again after the coordinator was killed", () => {
    for (const config of [classicMember, modernMember]) {
      const group = new ReadingGroup();
      const one = group.start("c", { config });
      group.run(8000);
      group.cluster.kill(one.coordinator.node);
      group.cluster.submit({ kind: "commitOffsets", id: "c", how: "sync" });
      group.run(30_000);
      expect(one.commits.known).toEqual({ "orders-0": 6, "orders-1": 2 });
      expect(one.app.lastError).toBe("");
    }
  });
});
