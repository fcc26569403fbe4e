import { describe, expect, it } from "vitest";
import type { GroupHost } from "../group-fixture.ts";
import { beat, consumerHost, joinAs, twoMembers, wait } from "./consumer-fixture.ts";

/** What was told since the last look, in short. */
function told(host: GroupHost): string[] {
  return host.events.splice(0).map((event) => {
    switch (event.kind) {
      case "member":
        return `${event.memberId} ${event.what} ${event.epoch}`;
      case "rebalance":
        return `epoch ${event.generation}: ${event.reason}`;
      case "target":
        return `target ${event.epoch} ${event.assignor}: ${event.members
          .map(({ memberId, assigned }) => `${memberId} ${JSON.stringify(assigned)}`)
          .join(", ")}`;
      case "assignment":
        return `${event.memberId} has ${JSON.stringify(event.assigned)} - ${JSON.stringify(event.revoking)}`;
      case "state":
        return `${event.from} -> ${event.to}`;
      default:
        return event.kind;
    }
  });
}

describe("what is told of a consumer group", () => {
  it("is who joined, why the epoch rose, the target, and what each member got", () => {
    const host = consumerHost({ a: 2 });
    joinAs(host, "m1", "a");
    expect(told(host)).toEqual([
      "epoch 2: member m1 joined",
      'target 2 uniform: m1 [{"topic":"a","partitions":[0,1]}]',
      'm1 has [{"topic":"a","partitions":[0,1]}] - []',
      "m1 joined 2",
      "Empty -> Stable",
    ]);
    joinAs(host, "m2", "a");
    expect(told(host)).toContain("Stable -> Reconciling");
    beat(host, "m1", 2);
    expect(told(host)).toEqual([
      'm1 has [{"topic":"a","partitions":[0]}] - [{"topic":"a","partitions":[1]}]',
    ]);
  });

  it("is who left or was given up, and that the others are to be assigned anew", () => {
    const host = twoMembers();
    told(host);
    beat(host, "m1", -1);
    expect(told(host)).toEqual(["m1 left -1", "epoch 4: m1 left", "Stable -> Assigning"]);
    wait(host, 45_000);
    expect(told(host)).toEqual([
      "m2 expired -1",
      "epoch 5: m2 expired",
      "Assigning -> Empty",
    ]);
  });
});
