import { describe, expect, it } from "vitest";
import { errorName } from "../../../terms/errors.ts";
import { type GroupHost, hostTurn } from "../group-fixture.ts";
import { rulesOf } from "../group-rules.ts";
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
import { describeConsumerGroup } from "./describe-consumer-group.ts";

describe("a static member of a consumer group", () => {
  const join = (host: GroupHost, memberId: string): string =>
    beat(host, memberId, 0, { topics: ["a"], owned: "", instance: "i" });

  it("cannot be joined by a second process", () => {
    const host = consumerHost({ a: 2 });
    join(host, "m1");
    expect(join(host, "m2")).toBe("UNRELEASED_INSTANCE_ID");
  });

  it("keeps its partitions while it is away, and comes back without a rebalance", () => {
    const host = consumerHost({ a: 2 });
    join(host, "m1");
    expect(beat(host, "m1", -2, { instance: "i" })).toBe("-2");
    expect(groupText(host)).toBe("Reconciling 2/2\nm1 -2 STABLE | a-0 a-1");
    expect(join(host, "m2")).toBe("2: a-0 a-1");
    expect(beat(host, "m1", 2, { instance: "i" })).toBe("FENCED_INSTANCE_ID");
    wait(host, 44_000);
    beat(host, "m2", 2, { instance: "i" });
    wait(host, 2000);
    expect(groupText(host)).toBe("Stable 2/2\nm2 2 STABLE | a-0 a-1");
  });

  it("is removed when it stays away longer than its session", () => {
    const host = consumerHost({ a: 2 });
    join(host, "m1");
    beat(host, "m1", -2, { instance: "i" });
    wait(host, 45_000);
    expect(groupText(host)).toBe("Empty 3/2");
  });
});

describe("a regular expression of a consumer group", () => {
  it("is resolved beside the coordinator and brings a new epoch", () => {
    const host = consumerHost({ a: 1, b: 1 });
    expect(beat(host, "m1", 0, { regex: "a|c", owned: "" })).toBe("1:");
    wait(host, 0);
    expect(groupIn(host).numbers.groupEpoch).toBe(2);
    expect(beat(host, "m1", 1, { owned: "" })).toBe("2: a-0");
  });

  it("is looked at again for new topics, at most every ten seconds", () => {
    const host = consumerHost({ a: 1 });
    beat(host, "m1", 0, { regex: ".*", owned: "" });
    wait(host, 0);
    beat(host, "m1", 1, { owned: "" });
    putTopic(host, "b", 1);
    wait(host, 10_000);
    beat(host, "m1", 2);
    wait(host, 0);
    expect(groupIn(host).resolved["/.*"]?.topics).toEqual(["a"]);
    wait(host, 1);
    beat(host, "m1", 2);
    wait(host, 0);
    expect(groupIn(host).resolved["/.*"]?.topics).toEqual(["a", "b"]);
  });

  it("is refused when RE2 cannot read it, and nothing changes", () => {
    const host = consumerHost({ a: 1 });
    expect(beat(host, "m1", 0, { regex: "(?=a)", owned: "" })).toBe(
      "INVALID_REGULAR_EXPRESSION",
    );
    expect(host.state.groups["/g"]).toBeUndefined();
  });

  it("is forgotten with its last subscriber", () => {
    const host = consumerHost({ a: 1 });
    beat(host, "m1", 0, { regex: "a", owned: "" });
    wait(host, 0);
    beat(host, "m1", -1);
    expect(groupIn(host).resolved).toEqual({});
  });
});

describe("a commit to a consumer group", () => {
  const commit = (host: GroupHost, epoch: number, partition: number): string => {
    const group = groupIn(host);
    const by = {
      memberId: "m1",
      instanceId: null,
      generationOrEpoch: epoch,
      transactional: false,
      version: 9,
    };
    const at = { topic: "a", topicId: "AAAAAAAAcAAAAAAAAAAAAQ", partition };
    const rules = rulesOf(group);
    const error =
      rules.commitError(hostTurn(host), group, by) ??
      rules.commitPartitionError(group, by, at);
    return errorName(error?.error ?? 0);
  };

  it("may come with an older epoch for what the member has had since then", () => {
    const host = twoMembers();
    expect(commit(host, 2, 0)).toBe("NONE");
    expect(commit(host, 2, 4)).toBe("STALE_MEMBER_EPOCH");
    expect(commit(host, 1, 0)).toBe("STALE_MEMBER_EPOCH");
    expect(commit(host, 4, 0)).toBe("STALE_MEMBER_EPOCH");
  });
});

describe("the description of a consumer group", () => {
  it("counts what a member still has to give up as its own", () => {
    const host = consumerHost({ a: 4 });
    joinAs(host, "m1", "a");
    joinAs(host, "m2", "a");
    beat(host, "m1", 2);
    const { groupState: state, members } = describeConsumerGroup(hostTurn(host), "g");
    expect(state).toBe("Reconciling");
    const m1 = members.find(({ memberId }) => memberId === "m1");
    expect(m1?.assignment.topicPartitions).toMatchObject([
      { topicName: "a", partitions: [0, 1, 2, 3] },
    ]);
    expect(m1?.targetAssignment.topicPartitions).toMatchObject([
      { topicName: "a", partitions: [0, 1] },
    ]);
  });

  it("says that a group that is not there cannot be found", () => {
    const { errorCode } = describeConsumerGroup(hostTurn(consumerHost({})), "g");
    expect(errorName(errorCode)).toBe("GROUP_ID_NOT_FOUND");
  });
});
