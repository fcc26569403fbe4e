import { describe, expect, it } from "vitest";
import { clonePlain } from "../../../base/clone.ts";
import { errors } from "../../error-codes.ts";
import { hostTurn, runOn } from "../group-fixture.ts";
import { groupRole } from "../group-role.ts";
import { groupState } from "../group-state.ts";
import {
  beat,
  consumerHost,
  groupIn,
  groupText,
  joinAs,
  putTopic,
  twoMembers,
  wait,
} from "./consumer-fixture.ts";
import { consumerGroupHeartbeat } from "./consumer-heartbeat.ts";

describe("a consumer group", () => {
  it("counts from epoch 1, so that its first member is in epoch 2 and has everything", () => {
    const host = consumerHost({ a: 2 });
    expect(joinAs(host, "m1", "a")).toBe("2: a-0 a-1");
    expect(groupText(host)).toBe("Stable 2/2\nm1 2 STABLE | a-0 a-1");
  });

  it("gives a partition to nobody until its owner has given it up", () => {
    const host = consumerHost({ a: 4 });
    joinAs(host, "m1", "a");
    expect(joinAs(host, "m2", "a")).toBe("3:");
    expect(beat(host, "m1", 2, { owned: "a-0 a-1 a-2 a-3" })).toBe("2: a-0 a-1");
    expect(groupText(host)).toBe(
      "Reconciling 3/3\nm1 2 UNREVOKED_PARTITIONS | a-0 a-1 - a-2 a-3\nm2 3 UNRELEASED_PARTITIONS |",
    );
    expect(beat(host, "m2", 3)).toBe("3");
    expect(beat(host, "m1", 2, { owned: "a-0 a-1" })).toBe("3");
    expect(beat(host, "m2", 3)).toBe("3: a-2 a-3");
    expect(groupText(host)).toBe(
      "Stable 3/3\nm1 3 STABLE | a-0 a-1\nm2 3 STABLE | a-2 a-3",
    );
  });

  it("computes a target at most once an interval, and answers from the old one meanwhile", () => {
    const host = consumerHost(
      { a: 4 },
      { "group.consumer.assignment.interval.ms": "1000" },
    );
    expect(joinAs(host, "m1", "a")).toBe("2: a-0 a-1 a-2 a-3");
    expect(joinAs(host, "m2", "a")).toBe("2:");
    expect(groupText(host).split("\n")[0]).toBe("Assigning 3/2");
    host.nowMs += 1000;
    expect(beat(host, "m2", 2)).toBe("3");
    expect(groupIn(host).numbers.assignmentEpoch).toBe(3);
  });

  it("takes the interval of the group's own setting", () => {
    const host = consumerHost({ a: 4 });
    host.groupSettings["g"] = { "consumer.assignment.interval.ms": "9000" };
    joinAs(host, "m1", "a");
    joinAs(host, "m2", "a");
    expect(groupText(host).split("\n")[0]).toBe("Assigning 3/2");
  });

  it("fences a member with a greater epoch, and one with an older unless its answer was lost", () => {
    const host = twoMembers();
    expect(beat(host, "m1", 9)).toBe("FENCED_MEMBER_EPOCH");
    expect(beat(host, "m1", 2, { owned: "a-0 a-1 a-2 a-3" })).toBe("FENCED_MEMBER_EPOCH");
    expect(beat(host, "m1", 2, { owned: "a-0 a-1" })).toBe("3");
    expect(beat(host, "nobody", 3)).toBe("UNKNOWN_MEMBER_ID");
  });

  it("knows no group that nobody joined", () => {
    expect(beat(consumerHost({}), "m1", 1)).toBe("GROUP_ID_NOT_FOUND");
  });

  it("refuses members beyond group.consumer.max.size", () => {
    const host = consumerHost({ a: 1 }, { "group.consumer.max.size": "1" });
    joinAs(host, "m1", "a");
    expect(joinAs(host, "m2", "a")).toBe("GROUP_MAX_SIZE_REACHED");
  });

  it("removes who was not heard of within the session timeout, and whoever leaves", () => {
    const host = twoMembers();
    wait(host, 44_000);
    beat(host, "m1", 3);
    wait(host, 1000);
    expect(groupText(host)).toBe("Assigning 4/3\nm1 3 STABLE | a-0 a-1 a-2");
    expect(beat(host, "m1", -1)).toBe("-1");
    expect(groupText(host)).toBe("Empty 5/3");
  });

  it("removes who does not give up its partitions within its rebalance timeout", () => {
    const host = consumerHost({ a: 4 });
    joinAs(host, "m1", "a");
    joinAs(host, "m2", "a");
    beat(host, "m1", 2);
    wait(host, 4000);
    expect(groupText(host)).toBe("Assigning 4/3\nm2 3 UNRELEASED_PARTITIONS |");
  });

  it("sees a topic that grew with the next heartbeat of any member", () => {
    const host = consumerHost({ a: 1 });
    joinAs(host, "m1", "a");
    putTopic(host, "a", 2);
    expect(groupIn(host).numbers.groupEpoch).toBe(2);
    expect(beat(host, "m1", 2, { owned: "a-0" })).toBe("3: a-0 a-1");
  });

  it("takes what a member no longer subscribes to before there is a new target", () => {
    const host = consumerHost(
      { a: 1, b: 1 },
      { "group.consumer.assignment.interval.ms": "3000" },
    );
    joinAs(host, "m1", "a", "b");
    expect(beat(host, "m1", 2, { topics: ["b"], owned: "a-0 b-0" })).toBe("2: b-0");
  });

  it("asks the assignor that most members want", () => {
    const host = consumerHost({ a: 3, b: 3 });
    beat(host, "m1", 0, { topics: ["a", "b"], owned: "", assignor: "range" });
    beat(host, "m2", 0, { topics: ["a", "b"], owned: "" });
    const { target } = groupIn(host);
    expect(Object.values(target["/m1"] ?? {})).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it("is rebuilt from its records by another coordinator, sessions anew", () => {
    const host = twoMembers();
    const written: Parameters<typeof groupRole.replay>[1][] = [];
    const fresh = consumerHost({ a: 4 });
    for (const member of ["m1", "m2"]) {
      const body = {
        groupId: "g",
        memberId: member,
        memberEpoch: 0,
        instanceId: null,
        rackId: null,
        rebalanceTimeoutMs: 4000,
        subscribedTopicNames: ["a"],
        subscribedTopicRegex: null,
        serverAssignor: null,
        topicPartitions: [],
      };
      const asked = { body, version: 1, clientId: "c", clientHost: "/h" };
      written.push(
        ...runOn(fresh, (turn) =>
          consumerGroupHeartbeat(turn, { ...asked, responder: undefined as never }),
        ).records,
      );
    }
    const before = groupText(fresh);
    const next = { ...fresh, state: groupState(), timers: { byKey: {}, toArm: [] } };
    for (const record of written)
      groupRole.replay(hostTurn(next) as never, record, {
        producerId: -1,
        producerEpoch: -1,
      });
    groupRole.loaded(hostTurn(next) as never);
    expect(groupText(next)).toBe(before);
    expect(Object.keys(next.timers.byKey)).toContain("session-timeout-g-m1");
    expect(host.state).not.toBe(next.state);
  });

  it("takes a failed write back, epochs, members and owners", () => {
    const host = consumerHost({ a: 2 });
    joinAs(host, "m1", "a");
    const before = clonePlain(groupIn(host));
    const body = {
      groupId: "g",
      memberId: "m2",
      memberEpoch: 0,
      instanceId: null,
      rackId: null,
      rebalanceTimeoutMs: 4000,
      subscribedTopicNames: ["a"],
      subscribedTopicRegex: null,
      serverAssignor: null,
      topicPartitions: [],
    };
    const asked = { body, version: 1, clientId: "c", clientHost: "/h" };
    runOn(
      host,
      (turn) => consumerGroupHeartbeat(turn, { ...asked, responder: undefined as never }),
      errors.NOT_ENOUGH_REPLICAS,
    );
    const after = groupIn(host);
    const { refreshDeadlineMs, refreshEpoch } = before;
    expect({ ...after, refreshDeadlineMs, refreshEpoch }).toEqual(before);
    // The deadline is not written: a group epoch that is too low makes it run again.
    expect(after.refreshEpoch).toBe(3);
  });
});
