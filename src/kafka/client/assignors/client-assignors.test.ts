import { describe, expect, it } from "vitest";
import { assignmentTask } from "./assignment-task.ts";
import { type AssignorMemory, freshMemory } from "./client-assignor.ts";
import { clientAssignors } from "./client-assignors.ts";
import type { MemberSubscription, TopicPartition } from "./group-subscription.ts";

function member(
  memberId: string,
  topics: string,
  more: Partial<MemberSubscription> = {},
): MemberSubscription {
  const base = { ownedPartitions: [], generationId: -1, userData: null };
  return { memberId, topics: topics.split(" "), ...base, ...more };
}

function partitions(text: string): TopicPartition[] {
  return text.split(" ").map((each) => {
    const [topic = "", partition] = each.split("-");
    return { topic, partition: Number(partition) };
  });
}

function assign(
  name: string,
  topics: Readonly<Record<string, number>>,
  members: readonly MemberSubscription[],
  memory: AssignorMemory = freshMemory,
): string {
  const known = Object.entries(topics).map(([topic, count]) => ({
    name: topic,
    partitions: count,
  }));
  const assigned = clientAssignors[name]?.assign(assignmentTask(known, members), memory);
  return (assigned?.members ?? [])
    .map((each) => {
      const names = each.partitions.map((p) => `${p.topic}-${p.partition}`);
      return `${each.memberId}: ${names.toSorted().join(" ")}`.trim();
    })
    .toSorted()
    .join("; ");
}

describe("range", () => {
  it("gives each topic in ranges and the first members one more", () => {
    const members = [member("m2", "a b"), member("m1", "a b")];
    expect(assign("range", { a: 3, b: 2 }, members)).toBe("m1: a-0 a-1 b-0; m2: a-2 b-1");
  });

  it("puts static members first, by instance id", () => {
    const members = [member("m1", "a"), member("m2", "a", { groupInstanceId: "z" })];
    expect(assign("range", { a: 3 }, members)).toBe("m1: a-2; m2: a-0 a-1");
  });

  it("prefers partitions in the member's own rack where racks differ (KIP-881)", () => {
    const topics = [
      { name: "a", partitions: 4, racks: [["r1"], ["r2"], ["r1"], ["r2"]] },
    ];
    const members = [
      member("m1", "a", { rackId: "r2" }),
      member("m2", "a", { rackId: "r1" }),
    ];
    const task = assignmentTask(topics, members);
    const assigned = clientAssignors["range"]?.assign(task, freshMemory).members;
    expect(assigned?.find((each) => each.memberId === "m1")?.partitions).toEqual(
      partitions("a-1 a-3"),
    );
  });

  it("skips a topic that the leader's metadata lacks", () => {
    expect(assign("range", {}, [member("m1", "gone")])).toBe("m1:");
  });
});

describe("roundrobin", () => {
  it("deals all partitions out in turn, past members that do not subscribe", () => {
    const members = [member("m1", "a"), member("m2", "a b")];
    expect(assign("roundrobin", { a: 2, b: 2 }, members)).toBe(
      "m1: a-0; m2: a-1 b-0 b-1",
    );
  });
});

describe("sticky", () => {
  const sticky = clientAssignors["sticky"];
  const told = (assigned: string, generation: number): Partial<MemberSubscription> => {
    const memory = sticky?.onAssignment(freshMemory, partitions(assigned), generation);
    return {
      userData: (memory && sticky?.subscriptionUserData(memory)) ?? null,
      generationId: generation,
    };
  };

  it("tells nothing before its first assignment", () => {
    expect(sticky?.subscriptionUserData(freshMemory)).toBeNull();
  });

  it("leaves partitions where they were when a member joins", () => {
    const members = [member("m1", "a", told("a-0 a-1 a-2 a-3", 3)), member("m2", "a")];
    expect(assign("sticky", { a: 4 }, members)).toBe("m1: a-0 a-1; m2: a-2 a-3");
  });

  it("believes the newer generation where two members claim a partition", () => {
    const members = [
      member("m1", "a", told("a-0", 7)),
      member("m2", "a", told("a-0 a-1", 8)),
    ];
    expect(assign("sticky", { a: 2 }, members)).toBe("m1: a-1; m2: a-0");
  });

  it("goes on until no move evens it out when members subscribe to different topics", () => {
    const members = [
      member("m1", "a b", told("a-0 a-1 b-0 b-1", 3)),
      member("m2", "b"),
      member("m3", "a"),
    ];
    expect(assign("sticky", { a: 2, b: 2 }, members)).toBe(
      "m1: b-1; m2: b-0; m3: a-0 a-1",
    );
  });

  it("remembers the newest generation that it saw as leader", () => {
    const task = assignmentTask(
      [{ name: "a", partitions: 1 }],
      [member("m1", "a", told("a-0", 9))],
    );
    expect(sticky?.assign(task, freshMemory).memory.maxGeneration).toBe(9);
  });
});

describe("cooperative-sticky", () => {
  const owns = (owned: string): Partial<MemberSubscription> => ({
    ownedPartitions: partitions(owned),
    generationId: 3,
  });

  it("gives a partition that changes hands to nobody until it is given up", () => {
    const members = [member("m1", "a", owns("a-0 a-1 a-2 a-3")), member("m2", "a")];
    expect(assign("cooperative-sticky", { a: 4 }, members)).toBe("m1: a-0 a-1; m2:");
  });

  it("gives it in the rebalance after", () => {
    const members = [member("m1", "a", owns("a-0 a-1")), member("m2", "a")];
    expect(assign("cooperative-sticky", { a: 4 }, members)).toBe(
      "m1: a-0 a-1; m2: a-2 a-3",
    );
  });

  it("tells its generation, -1 at first, and rebalances cooperatively by preference", () => {
    const assignor = clientAssignors["cooperative-sticky"];
    expect([...(assignor?.subscriptionUserData(freshMemory) ?? [])]).toEqual([
      255, 255, 255, 255,
    ]);
    expect(assignor?.protocols).toEqual(["COOPERATIVE", "EAGER"]);
  });
});
