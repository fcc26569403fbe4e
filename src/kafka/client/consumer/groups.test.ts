import { describe, expect, it } from "vitest";
import {
  classicMember,
  modernMember,
  ReadingGroup,
  told,
} from "../../../testing/reading-group.ts";

const cooperative = {
  ...classicMember,
  "partition.assignment.strategy":
    "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
};

describe("a consumer that assigns itself its partitions", () => {
  it("reads them from where auto.offset.reset says, without any group", () => {
    const group = new ReadingGroup();
    const config = { "auto.offset.reset": "earliest" };
    const subscription = { kind: "assign", topic: "orders", partitions: null } as const;
    const reader = group.start("c", { config, subscription });
    group.run(2000);
    expect(told(reader)).toEqual(["records orders-0 0-5, records orders-1 0-1"]);
    expect(reader.membership).toBeNull();
  });
});

describe("members of a classic group", () => {
  it("give up everything with an eager assignor when another joins", () => {
    const group = new ReadingGroup();
    const one = group.start("one", { config: classicMember });
    group.run(3000);
    expect(told(one)[0]).toBe("assigned orders-0 orders-1");
    const two = group.start("two", { config: classicMember });
    group.run(3000);
    const all = [...told(one), ...told(two)].filter((line) => !line.startsWith("rec"));
    expect(all).toContain("revoked orders-0 orders-1");
    expect(all.filter((line) => line.startsWith("assigned")).toSorted()).toEqual([
      "assigned orders-0",
      "assigned orders-1",
    ]);
  });

  it("give up only what moves with a cooperative one, and join twice", () => {
    const group = new ReadingGroup();
    const one = group.start("one", { config: cooperative });
    group.run(3000);
    told(one);
    group.start("two", { config: cooperative });
    group.run(4000);
    const [revoked, ...then] = told(one);
    expect(revoked).toMatch(/^revoked orders-\d$/);
    expect(then).toEqual(["assigned", "assigned"]);
  });

  it("take a member's partitions at once when it closes, and after its session when it crashes", () => {
    const group = new ReadingGroup();
    const one = group.start("one", { config: classicMember });
    group.start("two", { config: classicMember });
    group.run(4000);
    group.cluster.submit({ kind: "closeClient", id: "two" });
    group.run(2000);
    expect(told(one).at(-1)).toMatch(/orders-0 orders-1|records/);
    expect(one.subscription.order).toHaveLength(2);
    group.cluster.submit({ kind: "startClient", id: "two" });
    group.run(4000);
    expect(one.subscription.order).toHaveLength(1);
    group.cluster.submit({ kind: "killClient", id: "two" });
    group.run(4000);
    expect(one.subscription.order).toHaveLength(1);
    group.run(4000);
    expect(one.subscription.order).toHaveLength(2);
  });

  it("keep their partitions over the restart of a static member within its session", () => {
    const group = new ReadingGroup();
    const one = group.start("one", {
      config: { ...classicMember, "group.instance.id": "i1" },
    });
    group.start("two", { config: { ...classicMember, "group.instance.id": "i2" } });
    group.run(4000);
    told(one);
    const { generationId } = one.membership as { readonly generationId: number };
    group.cluster.submit({ kind: "closeClient", id: "two" });
    group.run(1500);
    group.cluster.submit({ kind: "startClient", id: "two" });
    group.run(3000);
    expect(told(one)).toEqual([]);
    expect(one.membership).toMatchObject({ generationId });
    expect(group.consumer("two")?.subscription.order).toHaveLength(1);
  });

  it("leave by themselves without a poll for max.poll.interval.ms, and have lost all at the next", () => {
    const group = new ReadingGroup();
    const one = group.start("one", {
      config: { ...classicMember, "max.poll.interval.ms": "3000" },
    });
    group.run(2000);
    told(one);
    const pause = { kind: "pauseClient", id: "one", what: "polling" } as const;
    group.cluster.submit({ ...pause, forUs: 5_000_000 });
    group.run(4500);
    expect(told(one)).toEqual([]);
    expect(one.membership).toMatchObject({ state: "unjoined", memberId: "" });
    group.run(3000);
    expect(told(one).slice(0, 2)).toEqual([
      "lost orders-0 orders-1",
      "assigned orders-0 orders-1",
    ]);
  });
});

describe("members of a group of the consumer protocol", () => {
  it("acknowledge what they give up before another gets it", () => {
    const group = new ReadingGroup();
    const one = group.start("one", { config: modernMember });
    group.run(8000);
    expect(told(one)[0]).toBe("assigned orders-0 orders-1");
    const two = group.start("two", { config: modernMember });
    group.run(20_000);
    const [revoked = "", then] = told(one);
    expect(revoked).toMatch(/^revoked orders-\d$/);
    expect(then).toBe("assigned");
    const gets = revoked.replace("revoked", "assigned");
    expect(told(two).filter((line) => line.startsWith("assigned"))).toEqual([
      "assigned",
      gets,
    ]);
    expect(one.membership).toMatchObject({ state: "stable" });
  });

  it("go on with the same member id when they were fenced, after losing all", () => {
    const group = new ReadingGroup({ "group.consumer.session.timeout.ms": "45000" });
    const one = group.start("one", { config: modernMember });
    group.run(8000);
    told(one);
    const { memberId } = one.membership ?? { memberId: "" };
    const { membership } = one;
    if (membership?.kind === "modern") membership.epoch = 77;
    group.run(15_000);
    expect(told(one).slice(0, 2)).toEqual([
      "lost orders-0 orders-1",
      "assigned orders-0 orders-1",
    ]);
    expect(one.membership?.memberId).toBe(memberId);
  });
});
