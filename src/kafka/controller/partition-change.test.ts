import { describe, expect, it } from "vitest";
import { javaIntegerSet } from "../java-hash-set.ts";
import {
  type PartitionChangeContext,
  type PartitionChangeFields,
  type PartitionTarget,
  partitionChange,
} from "./partition-change.ts";
import type { Election } from "./partition-leader.ts";
import type { PartitionRegistration } from "./partition-registration.ts";

const partition: PartitionRegistration = {
  replicas: [1, 2, 3],
  directories: ["a", "b", "c"],
  isr: [1, 2, 3],
  removingReplicas: [],
  addingReplicas: [],
  elr: [],
  lastKnownElr: [],
  leader: 1,
  leaderRecoveryState: 0,
  leaderEpoch: 4,
  partitionEpoch: 9,
};

/** The partition, the brokers that are alive, and what is wanted. */
interface Case extends Partial<PartitionChangeContext> {
  readonly partition?: Partial<PartitionRegistration>;
  readonly alive: readonly number[];
  readonly target?: PartitionTarget;
  readonly election?: Election;
}

function change(given: Case): PartitionChangeFields | undefined {
  const {
    partition: differing,
    alive,
    target = {},
    election = "ONLINE",
    ...rest
  } = given;
  return partitionChange({ ...partition, ...differing }, target, election, {
    metadataVersion: 30,
    elrEnabled: true,
    useLastKnownLeader: true,
    minInSyncReplicas: 2,
    isAcceptableLeader: (broker) => alive.includes(broker),
    defaultDirectory: () => "new",
    ...rest,
  });
}

describe("a partition whose leader goes", () => {
  it("gets the first live in-sync replica in the order of the assignment", () => {
    const target = { isr: [3, 2] };
    expect(change({ alive: [2, 3], target })).toEqual({ isr: [3, 2], leader: 2 });
  });

  it("keeps who left the ISR below min ISR as eligible leaders", () => {
    const target = { isr: [2] };
    expect(change({ alive: [2, 3], target })).toMatchObject({
      isr: [2],
      leader: 2,
      eligibleLeaderReplicas: [1, 3],
    });
  });

  it("elects an eligible leader cleanly once the ISR is empty", () => {
    const empty = { isr: [], elr: [2, 3], leader: -1, lastKnownElr: [1] };
    expect(change({ partition: empty, alive: [3] })).toEqual({
      isr: [3],
      leader: 3,
      eligibleLeaderReplicas: [2],
      lastKnownElr: [],
    });
  });

  it("elects the last known leader when nobody is eligible, and that is unclean", () => {
    const nobody = { isr: [], elr: [], leader: -1, lastKnownElr: [1] };
    expect(change({ partition: nobody, alive: [1, 2] })).toMatchObject({
      isr: [1],
      leader: 1,
      leaderRecoveryState: 1,
    });
    expect(change({ partition: nobody, alive: [2] })).toBeUndefined();
  });

  it("keeps its last member in the ISR where there is no ELR", () => {
    const alone = { partition: { isr: [1] }, elrEnabled: false };
    expect(change({ ...alone, alive: [2], target: { isr: [] } })).toEqual({ leader: -1 });
    expect(
      change({ ...alone, alive: [2], target: { isr: [] }, election: "UNCLEAN" }),
    ).toEqual({ isr: [2], leader: 2, leaderRecoveryState: 1 });
  });
});

describe("a preferred election", () => {
  it("moves the leader to the first replica only if that one is in sync", () => {
    const moved = { leader: 2 };
    const preferred = { partition: moved, election: "PREFERRED" } as const;
    expect(change({ ...preferred, alive: [1, 2, 3] })).toEqual({ leader: 1 });
    expect(change({ ...preferred, alive: [2, 3] })).toBeUndefined();
  });
});

describe("a reassignment", () => {
  const moving = { replicas: [1, 2, 4, 3], removingReplicas: [3], addingReplicas: [4] };

  it("ends when every added replica is in sync, and bumps the leader epoch", () => {
    const target = { isr: [1, 2, 3, 4] };
    const done = change({ partition: moving, alive: [1, 2, 3, 4], target });
    expect(done).toMatchObject({
      isr: [1, 2, 4],
      replicas: [1, 2, 4],
      leader: 1,
      removingReplicas: [],
      addingReplicas: [],
    });
  });

  it("goes on until then", () => {
    const target = { isr: [1, 2] };
    const fields = change({ partition: moving, alive: [1, 2, 3, 4], target });
    expect(fields?.replicas).toBeUndefined();
  });
});

describe("an ISR shrink", () => {
  it("bumps the leader epoch only below metadata version 3.6", () => {
    const shrink = { alive: [1, 2, 3], target: { isr: [1, 2] }, elrEnabled: false };
    expect(change({ ...shrink, metadataVersion: 11 })?.leader).toBe(1);
    expect(change({ ...shrink, metadataVersion: 12 })?.leader).toBeUndefined();
  });
});

describe("a set of Java's", () => {
  it("gives integers by bucket", () => {
    expect(javaIntegerSet([17, 3, 33, 1, 65537])).toEqual([65537, 17, 33, 1, 3]);
  });
});
