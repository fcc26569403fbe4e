import { describe, expect, it } from "vitest";
import { rebalanceDetail } from "./rebalance-detail.ts";
import { classic, eager, group, ms, Told } from "./rebalance-fixture.ts";
import { rebalanceById, rebalanceViews } from "./rebalance-views.ts";

describe("a rebalance of the classic protocol", () => {
  it("is over when every member has been assigned its partitions, in one piece from epoch to epoch", () => {
    expect(eager().lines(0, 200)).toEqual([
      "9–16 0→1 Adding new member a-id",
      "101–120 1→2 Adding new member b-id",
    ]);
  });

  it("goes on until then", () => {
    const told = eager();
    told.rebalance(300, "client reason: rebalance enforced by user", 2);
    told.state(300, "PreparingRebalance", 2);
    expect(told.lines(300, 310)).toEqual([
      "300– 2→-1 client reason: rebalance enforced by user",
    ]);
  });

  it("stops everybody when it is eager, and tells each member's way through it", () => {
    const told = eager();
    const view = told.views(200)[1];
    expect(told.lanes(view)).toEqual([
      "a: processing 101-108, revoking 108-113, joining 113-115, syncing 115-119, processing 119-120",
      "b: joining 101-115, syncing 115-120",
    ]);
    // From the revocation at 112 until the first assignment at 119; orders-2 one more.
    expect(view?.allStoppedUs).toBe(7 * ms);
    expect(view?.partitionStoppedUs).toBe(7 * ms + 7 * ms + 8 * ms);
    expect(view?.members.map(({ stoppedUs }) => stoppedUs / ms)).toEqual([7, 19]);
    expect(view?.revoked).toEqual(["orders-0", "orders-1", "orders-2"]);
    expect(view?.moved).toEqual(["orders-2"]);
  });

  it("is one rebalance though a cooperative member gives up in a first round and another owns in a second", () => {
    const told = classic();
    told.joining(100, "b");
    told.state(101, "PreparingRebalance", 1);
    told.rebalance(101, "Adding new member b-id");
    told.joining(110, "a");
    told.state(111, "CompletingRebalance", 2);
    told.joined(112, "a", 2);
    told.joined(112, "b", 2);
    told.state(114, "Stable", 2);
    told.owns(115, "b", "assigned", []);
    told.owns(115, "a", "revoked", [2]);
    told.owns(115, "a", "assigned", []);
    told.joining(117, "a");
    told.state(118, "PreparingRebalance", 2);
    told.rebalance(118, "need to revoke partitions and re-join");
    told.joining(120, "b");
    told.state(121, "CompletingRebalance", 3);
    told.joined(122, "a", 3);
    told.joined(122, "b", 3);
    told.state(124, "Stable", 3);
    told.owns(125, "a", "assigned", []);
    told.owns(126, "b", "assigned", [2]);
    expect(told.lines(100, 200)).toEqual(["101–126 1→3 Adding new member b-id"]);
    const view = told.views(200)[1];
    expect(told.lanes(view)[0]).toBe("a: processing 101-126");
    expect(view?.allStoppedUs).toBe(0);
    expect(view?.partitionStoppedUs).toBe(11 * ms);
    expect(view?.revoked).toEqual(["orders-2"]);
    expect(view?.moved).toEqual(["orders-2"]);
  });

  it("ends without result when another member comes before it is over", () => {
    const told = classic();
    told.joining(100, "b");
    told.rebalance(101, "Adding new member b-id", 1);
    told.state(101, "PreparingRebalance", 1);
    told.owns(110, "a", "revoked", [0, 1, 2]);
    told.joining(110, "a");
    told.state(111, "CompletingRebalance", 2);
    told.joined(112, "a", 2);
    told.joined(112, "b", 2);
    told.joining(113, "c");
    told.state(114, "PreparingRebalance", 2);
    told.rebalance(114, "Adding new member c-id", 2);
    expect(told.lines(100, 150)).toEqual([
      "101–114 1→2 Adding new member b-id",
      "114– 2→-1 Adding new member c-id",
    ]);
    // Nothing is counted twice: nobody has processed since 110.
    expect(told.views(150).map(({ allStoppedUs }) => allStoppedUs / ms)).toEqual([
      0, 4, 36,
    ]);
  });

  it("counts from the crash on what a dead member's session cost", () => {
    const told = eager();
    told.process("b", "down", 1_000);
    told.rebalance(46_000, "removing member b-id on heartbeat expiration", 2);
    told.state(46_000, "PreparingRebalance", 2);
    told.group(46_000, {
      kind: "member",
      memberId: "b-id",
      clientId: "b",
      what: "expired",
      reason: "",
      epoch: -1,
    });
    told.owns(46_100, "a", "revoked", [0, 1]);
    told.joining(46_100, "a");
    told.state(46_101, "CompletingRebalance", 3);
    told.joined(46_102, "a", 3);
    told.state(46_103, "Stable", 3);
    told.owns(46_104, "a", "assigned", [0, 1, 2]);
    const view = told.views(50_000)[2];
    expect(view?.endedUs).toBe(46_104 * ms);
    expect(told.lanes(view)[1]).toBe("b: gone 1000-46104");
    expect(view?.partitionStoppedUs).toBe((45_104 + 4 + 4) * ms);
    expect(view?.allStoppedUs).toBe(4 * ms);
    expect(view?.moved).toEqual(["orders-2"]);
  });

  it("has those who left or died before it only where they had something to lose", () => {
    const told = eager();
    told.owns(1_000, "b", "revoked", [2]);
    told.client(1_000, "b", {
      kind: "left",
      group,
      reason: "the consumer is being closed",
    });
    told.rebalance(1_001, "explicit `LeaveGroup` request for (b-id) members.", 2);
    told.state(1_001, "PreparingRebalance", 2);
    told.process("b", "down", 1_002);
    told.owns(1_100, "a", "revoked", [0, 1]);
    told.joining(1_100, "a");
    told.state(1_101, "CompletingRebalance", 3);
    told.joined(1_102, "a", 3);
    told.state(1_103, "Stable", 3);
    told.owns(1_104, "a", "assigned", [0, 1, 2]);
    told.joining(2_000, "c");
    told.rebalance(2_001, "Adding new member c-id", 3);
    told.state(2_001, "PreparingRebalance", 3);
    const [, , left, next] = told.views(2_002);
    expect(
      left?.members.map(({ clientId, before }) => [clientId, before.length]),
    ).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(left?.moved).toEqual(["orders-2"]);
    expect(next?.members.map(({ clientId }) => clientId)).toEqual(["a", "c"]);
  });

  it("is none when a static member comes back within its session", () => {
    const told = eager();
    told.process("b", "down", 1_000);
    told.process("b", "running", 3_000);
    told.joining(3_100, "b");
    told.joined(3_102, "b", 2);
    told.owns(3_104, "b", "assigned", [2]);
    expect(told.lines(1_000, 4_000)).toEqual([]);
    // Nor does its absence stand on the next one's account.
    told.rebalance(5_000, "Adding new member c-id", 2);
    expect(told.views(5_001).at(-1)?.partitionStoppedUs).toBe(0);
  });

  it("goes on when another coordinator takes over in the middle of it", () => {
    const told = classic();
    told.joining(100, "b");
    told.state(101, "PreparingRebalance", 1);
    told.rebalance(101, "Adding new member b-id", 1);
    told.broker = 2;
    told.state(900, "PreparingRebalance", 1);
    told.rebalance(900, "Adding new member b-id", 1);
    told.owns(905, "a", "revoked", [0, 1, 2]);
    told.joining(905, "a");
    told.state(910, "CompletingRebalance", 2);
    told.joined(911, "a", 2);
    told.joined(911, "b", 2);
    told.state(912, "Stable", 2);
    told.owns(913, "a", "assigned", [0, 1]);
    told.owns(913, "b", "assigned", [2]);
    expect(told.lines(100, 2_000)).toEqual(["101–913 1→2 Adding new member b-id"]);
  });

  it("ends with the group's last member, and what nobody owns then stands on nobody's account", () => {
    const told = classic();
    told.owns(100, "a", "revoked", [0, 1, 2]);
    told.client(100, "a", {
      kind: "left",
      group,
      reason: "the consumer is being closed",
    });
    told.rebalance(101, "removing member a-id on LeaveGroup", 1);
    told.state(101, "PreparingRebalance", 1);
    told.state(102, "Empty", 2);
    told.joining(9_000, "a");
    told.rebalance(9_001, "Adding new member a-id", 2);
    const [, , last] = told.views(9_002);
    expect(told.views(9_002)[1]?.endedUs).toBe(102 * ms);
    expect([last?.allStoppedUs, last?.partitionStoppedUs]).toEqual([0, 0]);
  });
});

describe("a rebalance of the consumer protocol", () => {
  function joinedByThird(): Told {
    const told = new Told();
    told.joining(8, "a");
    told.rebalance(9, "a-id joined the consumer group", 1);
    told.state(9, "Assigning", 1);
    told.target(9, 1, { a: [0, 1, 2] });
    told.state(9, "Stable", 1);
    told.joined(10, "a", 1);
    told.owns(12, "a", "assigned", [0, 1, 2]);
    told.joining(100, "b");
    told.rebalance(101, "b-id joined the consumer group", 2);
    told.state(101, "Reconciling", 2);
    told.target(101, 2, { a: [0, 1], b: [2] });
    told.joined(102, "b", 2);
    told.client(5_000, "a", {
      kind: "commit",
      group,
      how: "auto",
      isAwaited: false,
      offsets: [],
    });
    told.owns(5_003, "a", "revoked", [2]);
    told.owns(5_004, "a", "assigned", []);
    told.state(5_006, "Stable", 2);
    told.owns(10_005, "b", "assigned", [2]);
    return told;
  }

  it("is over when each member owns its target, which a stable coordinator may say before", () => {
    expect(joinedByThird().lines(0, 20_000)).toEqual([
      "9–12 0→1 a-id joined the consumer group",
      "101–10005 1→2 b-id joined the consumer group",
    ]);
  });

  it("ends in its own epoch when another member comes before it is over", () => {
    const told = new Told();
    told.joining(8, "a");
    told.rebalance(9, "a-id joined", 1);
    told.target(9, 1, { a: [0, 1] });
    told.state(9, "Stable", 1);
    told.joining(10, "b");
    told.rebalance(10, "b-id joined", 2);
    told.target(10, 2, { a: [0], b: [1] });
    told.state(10, "Reconciling", 2);
    expect(told.lines(0, 50)).toEqual(["9–10 0→1 a-id joined", "10– 1→2 b-id joined"]);
  });

  it("stops only the partition that moves", () => {
    const told = joinedByThird();
    const view = told.views(20_000)[1];
    expect(view?.allStoppedUs).toBe(0);
    expect(view?.partitionStoppedUs).toBe(5_002 * ms);
    expect(view?.members.map(({ stoppedUs }) => stoppedUs / ms)).toEqual([0, 9_904]);
    expect(told.lanes(view)).toEqual([
      "a: reconciling 101-5000, revoking 5000-5003, processing 5003-10005",
      "b: reconciling 101-10005",
    ]);
  });

  it("is told in words", () => {
    const told = joinedByThird();
    const view = rebalanceById(told.log, 2, 20_000 * ms);
    expect(view).not.toBeNull();
    if (view === null) return;
    const detail = rebalanceDetail(view, { kind: "rebalance", id: 2 }, 20_000 * ms);
    expect(detail.title).toBe("Rebalance 2 of billing");
    expect(detail.badge).toBe("over");
    expect(JSON.stringify(detail.sections)).toContain("b-id joined the consumer group");
    expect(JSON.stringify(detail.sections)).toContain("9.904 s");
  });
});

describe("the list of rebalances", () => {
  it("tells only what is new or goes on, and everything to who begins to look", () => {
    const told = eager();
    expect(told.views(200)).toHaveLength(2);
    expect(rebalanceViews(told.log, 210 * ms)).toEqual([]);
    told.rebalance(300, "Adding new member c-id", 2);
    told.state(300, "PreparingRebalance", 2);
    expect(rebalanceViews(told.log, 310 * ms).map(({ id }) => id)).toEqual([3]);
    expect(rebalanceViews(told.log, 320 * ms).map(({ id }) => id)).toEqual([3]);
    expect(told.views(330)).toHaveLength(3);
  });

  it("keeps the last fifty", () => {
    const told = classic();
    for (let i = 1; i <= 80; i++) told.rebalance(1_000 + i, `reason ${i}`, i);
    const ids = told.views(2_000).map(({ id }) => id);
    expect(ids).toHaveLength(50);
    expect(ids.at(-1)).toBe(81);
  });
});
