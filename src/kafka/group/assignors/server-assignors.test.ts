import { describe, expect, it } from "vitest";
import type { GroupSpec, TopicPartitions } from "./group-spec.ts";
import { serverAssignors } from "./server-assignors.ts";
import { assignSimple } from "./simple.ts";

const t = "AAAAAAAAcAAAAAAAAAAAAQ";
const u = "AAAAAAAAcAAAAAAAAAAAAg";

interface Member {
  readonly topics: readonly string[];
  readonly had?: TopicPartitions;
  readonly instanceId?: string;
}

function assign(
  name: string,
  partitions: Readonly<Record<string, number>>,
  members: Readonly<Record<string, Member>>,
): unknown {
  const list = Object.entries(members).map(([memberId, member]) => ({
    memberId,
    instanceId: member.instanceId ?? null,
    topicIds: member.topics,
    assigned: member.had ?? {},
  }));
  const spec: GroupSpec = {
    members: list,
    homogeneous: new Set(list.map((each) => each.topicIds.join())).size === 1,
    partitionsOf: (topicId) => partitions[topicId] ?? -1,
    isAssigned: (topicId, partition) =>
      list.some((each) => each.assigned[topicId]?.includes(partition) === true),
  };
  const outcome = serverAssignors[name]?.(spec);
  return outcome?.kind === "assigned"
    ? Object.fromEntries(outcome.members)
    : outcome?.message;
}

describe("the coordinator's range assignor", () => {
  it("gives each topic in ranges, and the first members one more", () => {
    expect(
      assign(
        "range",
        { [t]: 3, [u]: 3 },
        { a: { topics: [t, u] }, b: { topics: [t, u] } },
      ),
    ).toEqual({ a: { [t]: [0, 1], [u]: [0, 1] }, b: { [t]: [2], [u]: [2] } });
  });

  it("counts only a topic's subscribers, static members first", () => {
    expect(
      assign(
        "range",
        { [t]: 3, [u]: 3 },
        { a: { topics: [t] }, b: { topics: [t, u], instanceId: "i" } },
      ),
    ).toEqual({ a: { [t]: [2] }, b: { [t]: [0, 1], [u]: [0, 1, 2] } });
  });

  it("fails the group when a subscribed topic does not exist", () => {
    expect(assign("range", {}, { a: { topics: [t] } })).toContain("non-existent");
  });
});

describe("the coordinator's uniform assignor", () => {
  it("gives the larger shares of a new group to its last members", () => {
    const topics = [t];
    expect(
      assign("uniform", { [t]: 7 }, { a: { topics }, b: { topics }, c: { topics } }),
    ).toEqual({ a: { [t]: [0, 1] }, b: { [t]: [2, 3] }, c: { [t]: [4, 5, 6] } });
  });

  it("moves only what must move when a member joins", () => {
    const topics = [t];
    expect(
      assign(
        "uniform",
        { [t]: 7 },
        {
          a: { topics, had: { [t]: [0, 1] } },
          b: { topics, had: { [t]: [2, 3] } },
          c: { topics, had: { [t]: [4, 5, 6] } },
          d: { topics },
        },
      ),
    ).toEqual({
      a: { [t]: [0, 1] },
      b: { [t]: [2, 3] },
      c: { [t]: [4, 5] },
      d: { [t]: [6] },
    });
  });

  it("fills the least loaded subscribers first when members subscribe to different topics", () => {
    expect(
      assign(
        "uniform",
        { [t]: 6, [u]: 2 },
        { a: { topics: [t] }, b: { topics: [t] }, c: { topics: [u] } },
      ),
    ).toEqual({ a: { [t]: [0, 2, 4] }, b: { [t]: [1, 3, 5] }, c: { [u]: [0, 1] } });
  });

  it("takes partitions from the most loaded when differing subscriptions got uneven", () => {
    expect(
      assign(
        "uniform",
        { [t]: 4, [u]: 1 },
        { a: { topics: [t], had: { [t]: [0, 1, 2, 3] } }, b: { topics: [t, u] } },
      ),
    ).toEqual({ a: { [t]: [0, 1, 2] }, b: { [t]: [3], [u]: [0] } });
  });
});

describe("the assignor of share groups", () => {
  const share = (
    partitions: number,
    members: Readonly<Record<string, TopicPartitions>>,
    isAssignable: (partition: number) => boolean = () => true,
  ): unknown => {
    const all = Array.from({ length: partitions }, (_, at) => at);
    const targets = assignSimple({
      members: Object.entries(members).map(([memberId, assigned]) => ({
        memberId,
        instanceId: null,
        topicIds: [t],
        assigned,
      })),
      homogeneous: true,
      assignable: () => all.filter(isAssignable),
    });
    return Object.fromEntries(targets);
  };

  it("gives a partition to as many members as needed that all have something to do", () => {
    expect(share(2, { a: {}, b: {}, c: {} })).toEqual({
      a: { [t]: [0, 1] },
      b: { [t]: [0] },
      c: { [t]: [1] },
    });
  });

  it("gives only partitions whose state is initialized", () => {
    expect(share(4, { a: {}, b: {} }, (partition) => partition < 2)).toEqual({
      a: { [t]: [0] },
      b: { [t]: [1] },
    });
  });

  it("leaves members what they have when one leaves, and hands out the rest", () => {
    expect(share(3, { a: { [t]: [0] }, b: { [t]: [1] } })).toEqual({
      a: { [t]: [0, 2] },
      b: { [t]: [1] },
    });
  });
});
