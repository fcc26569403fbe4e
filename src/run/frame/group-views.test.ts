import { beforeAll, describe, expect, it } from "vitest";
import type { Detail } from "../../contract/detail.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { GroupView } from "../../contract/group-view.ts";
import { scenario } from "../../scenario/build.ts";
import { oracle } from "../oracle.ts";
import { Run } from "../run.ts";
import { createWatcher } from "../watch/watcher.ts";
import { detailOf } from "./detail.ts";

const second = 1_000_000;
const all = Number.MAX_SAFE_INTEGER;
const billing = { group: "billing", topics: ["orders"] } as const;

const shop = scenario()
  .brokers(3)
  .topic("orders", { partitions: 4, replicationFactor: 3 })
  .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
  .member("b1", billing)
  .member("b2", billing)
  .build();

describe("a group on the page", () => {
  let run: Run;
  let frame: ViewFrame;
  const group = (): GroupView => {
    const [found] = frame.groups;
    if (found === undefined) throw new Error("There is no group.");
    return found;
  };
  const detail = (on: Parameters<Run["submit"]>[0]): Detail | null => {
    run.submit(on);
    return run.advance({ virtualUs: 0, events: 0 }).detail;
  };

  beforeAll(() => {
    run = new Run(shop, oracle);
    run.watchWith(createWatcher());
    run.lookWith(detailOf);
    frame = run.advance({ virtualUs: second / 2, events: all });
  });

  it("is there as soon as its clients are, and unknown until it has a coordinator", () => {
    expect(frame.groups.every(({ state }) => state === "Unknown")).toBe(true);
    frame = run.advance({ virtualUs: 14 * second, events: all });
    expect(group()).toMatchObject({ id: "billing", type: "Classic", state: "Stable" });
  });

  it("has members with what each was assigned, every partition once", () => {
    expect(group().memberCount).toBe(2);
    expect(
      group()
        .members.flatMap(({ assigned }) => assigned)
        .toSorted(),
    ).toEqual(["orders-0", "orders-1", "orders-2", "orders-3"]);
    expect(group().members.map(({ subscribed }) => subscribed)).toEqual([
      ["orders"],
      ["orders"],
    ]);
    const { sessionUntilUs } = group().members[0] ?? { sessionUntilUs: 0 };
    expect(sessionUntilUs).toBeGreaterThan(frame.atUs + 35 * second);
  });

  it("is behind by what lies between the committed offset and the high watermark", () => {
    const { offsets, lag } = group();
    expect(offsets).toHaveLength(4);
    for (const one of offsets) expect(one.lag).toBe(one.end - Math.max(0, one.committed));
    expect(lag).toBe(offsets.reduce((sum, one) => sum + one.lag, 0));
    expect(offsets.map(({ owner }) => owner).toSorted()).toEqual([
      "b1",
      "b1",
      "b2",
      "b2",
    ]);
  });

  it("is coordinated by the leader of its partition of __consumer_offsets", () => {
    const { coordinator, coordinatorPartition } = group();
    const row = frame.partitions.find(
      ({ topic, partition }) =>
        topic === "__consumer_offsets" && partition === coordinatorPartition,
    );
    expect(row?.leader).toBe(coordinator);
    expect(row?.logs[0]?.logEndOffset).toBeGreaterThan(0);
  });

  it("tells the inspector why its last rebalance was, and the line to see it by", () => {
    const found = detail({ kind: "focus", on: { kind: "group", group: "billing" } });
    expect(found?.badge).toBe("Stable");
    expect(found?.why.length).toBeGreaterThan(1);
    expect(found?.shell).toContain("kafka-consumer-groups.sh");
    expect(detail({ kind: "focus", on: { kind: "group", group: "nobody" } })).toBeNull();
  });

  it("shows of a consumer the configs that are in effect, Kafka's defaults marked", () => {
    const found = detail({ kind: "focus", on: { kind: "client", id: "b1" } });
    const configs = found?.sections.find(({ title }) => title === "Configs in effect");
    const value = (name: string) =>
      configs?.fields.find((one) => one.name === name)?.value;
    expect(value("group.id")).toBe("billing");
    expect(value("session.timeout.ms")).toBe("45000 (default)");
    expect(value("group.remote.assignor")).toBeUndefined();
  });

  it("keeps a killed member until its session ends", () => {
    run.submit({ kind: "killClient", id: "b2" });
    frame = run.advance({ virtualUs: 20 * second, events: all });
    expect(group().memberCount).toBe(2);
    frame = run.advance({ virtualUs: 40 * second, events: all });
    expect(group()).toMatchObject({ memberCount: 1, state: "Stable" });
    expect(group().members[0]?.assigned).toHaveLength(4);
  });
});
