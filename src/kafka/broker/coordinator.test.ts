import { describe, expect, it } from "vitest";
import { GroupCluster } from "../../testing/group-cluster.ts";
import { errors } from "../error-codes.ts";
import type { OffsetFetchResponse } from "../protocol/messages.ts";

const commit = (offset: number, groupId = "g"): object => ({
  groupId,
  generationIdOrMemberEpoch: -1,
  topics: [
    { name: "orders", partitions: [{ partitionIndex: 0, committedOffset: offset }] },
  ],
});

const fetch = (requireStable: boolean): object => ({
  requireStable,
  groups: [{ groupId: "g", topics: [{ name: "orders", partitionIndexes: [0] }] }],
});

const offsetIn = (answer: OffsetFetchResponse): number | undefined =>
  answer.groups[0]?.topics[0]?.partitions[0]?.committedOffset;

const errorIn = (answer: {
  readonly topics: readonly {
    readonly partitions: readonly { readonly errorCode: number }[];
  }[];
}): number | undefined => answer.topics[0]?.partitions[0]?.errorCode;

const join = (memberId: string, rebalanceTimeoutMs = 8000): object => ({
  groupId: "g",
  sessionTimeoutMs: 6000,
  rebalanceTimeoutMs,
  memberId,
  protocolType: "consumer",
  protocols: [{ name: "range", metadata: new Uint8Array(0) }],
});

/** Joins as the only member, and leads; its id. */
function onlyMember(test: GroupCluster, node: number): string {
  const { memberId } = test.ask(node, "JoinGroup", 9, join(""));
  const { generationId } = test.ask(node, "JoinGroup", 9, join(memberId));
  const synced = test.ask(node, "SyncGroup", 5, {
    groupId: "g",
    generationId,
    memberId,
    protocolType: "consumer",
    protocolName: "range",
    assignments: [{ memberId, assignment: new Uint8Array([7]) }],
  });
  expect(synced.errorCode).toBe(0);
  return memberId;
}

describe("a coordinator's broker", () => {
  it("creates __consumer_offsets for the first FindCoordinator, and names its leader once there is one", () => {
    const test = new GroupCluster();
    const body = { keyType: 0, coordinatorKeys: ["g"] };
    const [first] = test.ask(1, "FindCoordinator", 6, body).coordinators;
    expect(first?.errorCode).toBe(errors.COORDINATOR_NOT_AVAILABLE);
    expect(test.ready()).toBeGreaterThan(0);
    const [topic] = test.ask(1, "Metadata", 12, {
      topics: [{ name: "__consumer_offsets" }],
    }).topics;
    expect(topic?.isInternal).toBe(true);
    expect(topic?.partitions.map(({ replicaNodes }) => replicaNodes.length)).toEqual([3]);
  });

  it("makes no internal topic while there are fewer brokers than its replication factor", () => {
    const test = new GroupCluster({ "offsets.topic.replication.factor": "4" });
    for (let i = 0; i < 5; i++) {
      expect(test.coordinator()).toBe(-1);
      test.run(500);
    }
  });

  it("answers a commit when it is replicated, and shows readers only what is", () => {
    const test = new GroupCluster({ "replica.lag.time.max.ms": "30000" });
    const node = test.ready();
    test.ask(node, "OffsetCommit", 9, commit(1));
    for (const other of [1, 2, 3])
      if (other !== node) test.submit({ kind: "cut", a: node, b: other, oneWay: false });
    const pending = test.send(node, "OffsetCommit", 9, commit(2));
    test.run(100);
    expect(test.answer(pending)).toBeNull();
    expect(offsetIn(test.ask(node, "OffsetFetch", 9, fetch(false)))).toBe(1);
    const stable = test.send(node, "OffsetFetch", 9, fetch(true));
    test.run(100);
    expect(test.answer(stable)).toBeNull();
    test.submit({ kind: "heal", link: null });
    expect(errorIn(test.await(pending))).toBe(0);
    expect(offsetIn(test.await(stable))).toBe(2);
    expect(offsetIn(test.ask(node, "OffsetFetch", 9, fetch(false)))).toBe(2);
  });

  it("gives a commit up after offsets.commit.timeout.ms", () => {
    const test = new GroupCluster({
      "replica.lag.time.max.ms": "30000",
      "offsets.commit.timeout.ms": "2000",
    });
    const node = test.ready();
    for (const other of [1, 2, 3])
      if (other !== node) test.submit({ kind: "cut", a: node, b: other, oneWay: false });
    const pending = test.send(node, "OffsetCommit", 9, commit(2));
    test.run(1900);
    expect(test.answer(pending)).toBeNull();
    test.run(200);
    expect(errorIn(test.await(pending))).toBe(errors.COORDINATOR_NOT_AVAILABLE);
  });

  it("takes back what it cannot write because too few replicas are in sync", () => {
    const test = new GroupCluster({ "min.insync.replicas": "2" });
    const node = test.ready();
    test.ask(node, "OffsetCommit", 9, commit(1));
    for (const other of [1, 2, 3])
      if (other !== node) test.submit({ kind: "kill", node: other });
    test.run(12_000);
    const refused = test.ask(node, "OffsetCommit", 9, commit(2));
    expect(errorIn(refused)).toBe(errors.COORDINATOR_NOT_AVAILABLE);
    expect(offsetIn(test.ask(node, "OffsetFetch", 9, fetch(true)))).toBe(1);
    expect(test.log(node)).toEqual(["OffsetCommit"]);
  });

  it("writes what comes within group.coordinator.append.linger.ms as one batch", () => {
    const test = new GroupCluster({ "group.coordinator.append.linger.ms": "50" });
    const node = test.ready();
    const tags = [1, 2, 3].map((offset) =>
      test.send(node, "OffsetCommit", 9, commit(offset)),
    );
    for (const tag of tags) expect(errorIn(test.await(tag))).toBe(0);
    expect(test.log(node)).toEqual(["OffsetCommit OffsetCommit OffsetCommit"]);
  });

  it("tells who waits that it is not the coordinator any more; the next one knows the members", () => {
    const test = new GroupCluster();
    const node = test.ready();
    const memberId = onlyMember(test, node);
    test.ask(node, "OffsetCommit", 9, {
      ...commit(5),
      generationIdOrMemberEpoch: 1,
      memberId,
    });
    const other = test.ask(node, "JoinGroup", 9, join("")).memberId;
    const waiting = test.send(node, "JoinGroup", 9, join(other, 60_000));
    test.run(200);
    expect(test.answer(waiting)).toBeNull();
    test.submit({ kind: "stop", node });
    const { errorCode } = test.await(waiting);
    expect(errorCode).toBe(errors.NOT_COORDINATOR);
    test.run(3000);
    const next = test.ready();
    expect(next).not.toBe(node);
    const [group] = test.ask(next, "DescribeGroups", 6, { groups: ["g"] }).groups;
    expect(group?.groupState).toBe("Stable");
    expect(group?.members.map((each) => each.memberId)).toEqual([memberId]);
    expect([...(group?.members[0]?.memberAssignment ?? [])]).toEqual([7]);
    expect(offsetIn(test.ask(next, "OffsetFetch", 9, fetch(true)))).toBe(5);
    // Its session began when the coordinator was loaded.
    test.run(7000);
    const [left] = test.ask(next, "DescribeGroups", 6, { groups: ["g"] }).groups;
    expect(left?.groupState).toBe("Empty");
  });

  it("answers NOT_COORDINATOR where it does not lead, and lists its own groups only", () => {
    const test = new GroupCluster();
    const node = test.ready();
    test.ask(node, "OffsetCommit", 9, commit(1));
    const elsewhere = node === 1 ? 2 : 1;
    expect(errorIn(test.ask(elsewhere, "OffsetCommit", 9, commit(2)))).toBe(
      errors.NOT_COORDINATOR,
    );
    expect(test.ask(elsewhere, "ListGroups", 5, {}).groups).toEqual([]);
    expect(test.ask(node, "ListGroups", 5, {}).groups).toEqual([
      { groupId: "g", protocolType: "", groupState: "Empty", groupType: "classic" },
    ]);
  });

  it("tries again soon to expire offsets when that could not be written", () => {
    const test = new GroupCluster({
      "min.insync.replicas": "2",
      "offsets.retention.minutes": "1",
      "offsets.retention.check.interval.ms": "65000",
    });
    const node = test.ready();
    const others = [1, 2, 3].filter((id) => id !== node);
    test.ask(node, "OffsetCommit", 9, commit(1));
    for (const other of others) test.submit({ kind: "kill", node: other });
    test.run(70_000);
    expect(test.log(node)).toEqual(["OffsetCommit"]);
    for (const other of others) test.submit({ kind: "start", node: other });
    test.run(20_000);
    expect(test.log(node)).toEqual(["OffsetCommit", "-OffsetCommit -GroupMetadata"]);
  });

  it("says why an internal topic cannot be created", () => {
    const test = new GroupCluster({ "offsets.topic.replication.factor": "4" });
    for (let i = 0; i < 5; i++) {
      test.coordinator();
      test.run(500);
    }
    expect(test.cluster.told("clientError")).toEqual([
      "broker 1 cannot create __consumer_offsets: INVALID_REPLICATION_FACTOR",
    ]);
  });

  it("goes on the same after a snapshot, with who waits in it", () => {
    const test = new GroupCluster();
    const node = test.ready();
    const memberId = onlyMember(test, node);
    const other = test.ask(node, "JoinGroup", 9, join("")).memberId;
    test.send(node, "JoinGroup", 9, join(other, 60_000));
    test.send(node, "OffsetCommit", 9, {
      ...commit(5),
      generationIdOrMemberEpoch: 1,
      memberId,
    });
    test.run(1);
    const { straight, restored } = test.goOnTwice(20_000);
    expect(restored).toBe(straight);
  });

  it("knows a group whose name is a word of JavaScript", () => {
    const test = new GroupCluster();
    const node = test.ready();
    for (const groupId of ["constructor", "__proto__"]) {
      const described = (): string | undefined =>
        test.ask(node, "DescribeGroups", 6, { groups: [groupId] }).groups[0]?.groupState;
      expect(described()).toBe("Dead");
      expect(errorIn(test.ask(node, "OffsetCommit", 9, commit(1, groupId)))).toBe(0);
      expect(described()).toBe("Empty");
    }
  });
});
