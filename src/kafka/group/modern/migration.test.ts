import { describe, expect, it } from "vitest";
import type { GroupHost } from "../group-fixture.ts";
import {
  beat,
  classicError,
  classicJoin,
  consumerHost,
  groupIn,
  groupText,
  joinAs,
  wait,
} from "./consumer-fixture.ts";

/** A consumer group with a member of either protocol: `c` of the classic one. */
function mixed(settings: Readonly<Record<string, string>> = {}): GroupHost {
  const host = consumerHost({ a: 2 }, settings);
  joinAs(host, "m1", "a");
  classicJoin(host, "c", ["a"]);
  return host;
}

describe("a classic consumer in a consumer group", () => {
  it("is given a member id first, and then the assignment epoch as its generation", () => {
    const host = consumerHost({ a: 2 });
    joinAs(host, "m1", "a");
    const first = classicJoin(host, "", ["a"]);
    expect(first.error).toBe("MEMBER_ID_REQUIRED");
    expect(first.memberId).toMatch(/^[\w-]{22}$/);
    const second = classicJoin(host, first.memberId, ["a"]);
    expect(second).toMatchObject({
      error: "NONE",
      generationId: 3,
      protocolName: "range",
    });
    expect(second.members).toEqual([]);
  });

  it("is told to join again when what it is to have has become free", () => {
    const host = mixed();
    expect(classicError(host, "heartbeat", "c", 3)).toBe("NONE");
    beat(host, "m1", 2, { owned: "a-0 a-1" });
    beat(host, "m1", 2, { owned: "a-0" });
    expect(classicError(host, "heartbeat", "c", 3)).toBe("REBALANCE_IN_PROGRESS");
    classicJoin(host, "c", ["a"]);
    expect(classicError(host, "sync", "c", 3)).toBe("NONE");
    expect(groupText(host)).toBe("Stable 3/3\nc 3 STABLE | a-1\nm1 3 STABLE | a-0");
  });

  it("is refused with another generation, another protocol, or another's id", () => {
    const host = mixed();
    expect(classicError(host, "heartbeat", "c", 2)).toBe("ILLEGAL_GENERATION");
    expect(classicError(host, "heartbeat", "m1", 2)).toBe("UNKNOWN_MEMBER_ID");
    expect(classicError(host, "sync", "c", 9)).toBe("ILLEGAL_GENERATION");
  });

  it("is removed when it does not sync in time", () => {
    const host = mixed();
    for (let s = 0; s < 60; s += 20) {
      wait(host, 20_000);
      beat(host, "m1", 2, { owned: "a-0" });
      if (s < 40) classicError(host, "heartbeat", "c", 3);
    }
    expect(Object.keys(groupIn(host).members)).toEqual(["/m1"]);
  });

  it("leaves by LeaveGroup", () => {
    const host = mixed();
    expect(classicError(host, "leave", "c")).toBe("NONE");
    expect(Object.keys(groupIn(host).members)).toEqual(["/m1"]);
  });
});

describe("the online upgrade of a classic group", () => {
  it("happens when the first member of the consumer protocol joins", () => {
    const host = consumerHost({ a: 2 });
    const { memberId } = classicJoin(host, "", ["a"]);
    classicJoin(host, memberId, ["a"]);
    wait(host, 3000);
    expect(joinAs(host, "m1", "a")).toBe("2: a-0");
    expect(groupText(host)).toBe(
      `Reconciling 2/2\n${memberId} 1 STABLE |\nm1 2 STABLE | a-0`,
    );
    expect(classicError(host, "heartbeat", memberId, 1)).toBe("REBALANCE_IN_PROGRESS");
  });

  it("does not happen where the policy forbids it", () => {
    const host = consumerHost(
      { a: 2 },
      { "group.consumer.migration.policy": "disabled" },
    );
    const { memberId } = classicJoin(host, "", ["a"]);
    classicJoin(host, memberId, ["a"]);
    expect(joinAs(host, "m1", "a")).toBe("GROUP_ID_NOT_FOUND");
    expect(host.state.groups["/g"]?.type).toBe("classic");
  });
});

describe("the online downgrade of a consumer group", () => {
  it("happens when the last member of the consumer protocol leaves, and the others rebalance", () => {
    const host = mixed();
    expect(beat(host, "m1", -1)).toBe("-1");
    const group = host.state.groups["/g"];
    expect(group).toMatchObject({
      type: "classic",
      state: "PreparingRebalance",
      generation: 3,
      protocol: "range",
      leader: "c",
    });
    expect(classicError(host, "heartbeat", "c", 3)).toBe("REBALANCE_IN_PROGRESS");
  });

  it("does not happen where the policy forbids it", () => {
    const host = mixed({ "group.consumer.migration.policy": "upgrade" });
    beat(host, "m1", -1);
    expect(groupText(host)).toBe("Assigning 4/3\nc 3 UNRELEASED_PARTITIONS |");
  });

  it("happens without a rebalance when a classic consumer takes a static member's place", () => {
    const host = consumerHost({ a: 2 });
    beat(host, "m1", 0, { topics: ["a"], owned: "", instance: "i" });
    const { memberId, error } = classicJoin(host, "", ["a"], "i");
    expect(error).toBe("NONE");
    expect(host.state.groups["/g"]).toMatchObject({
      type: "classic",
      state: "Stable",
      leader: memberId,
    });
    expect(classicError(host, "heartbeat", memberId, 2)).toBe("NONE");
  });

  it("is what an empty consumer group comes to when a classic consumer joins", () => {
    const host = consumerHost({ a: 2 });
    joinAs(host, "m1", "a");
    beat(host, "m1", -1);
    expect(classicJoin(host, "", ["a"]).error).toBe("MEMBER_ID_REQUIRED");
    expect(host.state.groups["/g"]?.type).toBe("classic");
  });
});
