import { describe, expect, it } from "vitest";
import { defaultConsumerSettings, withConfig } from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import { frameFixture } from "../frame-fixture.ts";
import { groupFixture, memberFixture } from "../group-fixture.ts";
import { narrate, tellToo } from "../narrate.ts";
import { groupStory } from "./group-stories.ts";
import type { Narration } from "./story.ts";

tellToo(groupStory);

function member(id: string, change: Partial<ConsumerView> = {}): ConsumerView {
  const [one] = frameFixture().consumers;
  if (one === undefined) throw new Error("The fixture has a consumer.");
  return { ...one, id, group: "billing", memberState: "stable", ...change };
}

const position = (lag: number) => ({
  topic: "orders",
  partition: 0,
  position: 0,
  lag,
  committed: -1,
  paused: false,
  inHand: -1,
  processed: 0,
  processedTwice: 0,
  skipped: 0,
});

const said = (changes: Partial<ViewFrame>): Narration =>
  narrate({ frame: frameFixture(changes), happenings: [], commands: [], config: {} });

const offset = (lag: number) => ({
  topic: "orders",
  partition: 0,
  committed: 0,
  end: lag,
  lag,
  owner: "b1",
});

describe("groups", () => {
  it("stop all of their members in an eager rebalance, and static members are the cure", () => {
    const told = said({
      groups: [groupFixture({ state: "PreparingRebalance", assignor: "range" })],
      consumers: [member("b1"), member("b2")],
    });
    expect(told.headline).toBe("Group billing rebalances.");
    expect(told.rest).toContain("every member gives up all");
    expect(told.rest).toContain("group.instance.id");
  });

  it("go on in a cooperative one", () => {
    const told = said({
      groups: [
        groupFixture({ state: "PreparingRebalance", assignor: "cooperative-sticky" }),
      ],
      consumers: [member("b1")],
    });
    expect(told.rest).toContain("only what moves");
  });

  it("wait for a dead member for the session that is in force", () => {
    const settings = withConfig(defaultConsumerSettings, {
      "session.timeout.ms": "10000",
    });
    const told = said({
      groups: [groupFixture()],
      consumers: [member("b1", { status: "down", settings })],
    });
    expect(told.rest).toContain("session.timeout.ms (10\u202fs)");
    expect(told.next?.commands).toEqual([{ kind: "startClient", id: "b1" }]);
  });

  it("lose a member that does not poll by max.poll.interval.ms, not by its session", () => {
    const told = said({
      groups: [groupFixture()],
      consumers: [member("b1", { pollingPaused: true })],
    });
    expect(told.rest).toContain("max.poll.interval.ms (300\u202fs)");
    expect(told.next?.commands).toEqual([{ kind: "resumeClient", id: "b1" }]);
  });

  it("stand still behind a poison record until their consumer skips it", () => {
    const settings = {
      ...defaultConsumerSettings,
      poisonKey: "p",
      onFailure: "retry",
    } as const;
    const told = said({
      groups: [groupFixture({ lag: 300, offsets: [offset(300)] })],
      consumers: [member("b1", { settings, positions: [position(300)] })],
    });
    expect(told.headline).toBe("b1 does not get past one record.");
    expect(told.next?.commands).toEqual([
      { kind: "changeConsumer", id: "b1", settings: { onFailure: "skip" } },
    ]);
  });

  it("say how far behind they are, and that members help only as far as there are partitions", () => {
    const told = said({
      groups: [groupFixture({ lag: 1200, offsets: [offset(1200)] })],
      consumers: [member("b1", { positions: [position(1100)] })],
    });
    expect(told.headline).toBe("Group billing is 1\u202f200 records behind.");
    expect(told.rest).toContain("have 1");
  });

  it("are not slow because they have not committed yet", () => {
    const told = said({
      groups: [groupFixture({ lag: 1200, offsets: [offset(1200)] })],
      consumers: [member("b1", { positions: [position(3)] })],
    });
    expect(told.headline).not.toContain("behind");
  });

  it("read records twice, and commit after each poll to read fewer of them twice", () => {
    const told = said({
      groups: [groupFixture({ processedTwice: 40 })],
      consumers: [member("b1")],
    });
    expect(told.headline).toBe("Group billing processed 40 records twice.");
    expect(told.next?.commands[0]).toMatchObject({ settings: { commit: "syncAfter" } });
  });

  it("have members without work where there are more of them than partitions", () => {
    const told = said({
      groups: [
        groupFixture({
          members: [memberFixture("b1", { assigned: ["orders-0"] }), memberFixture("b2")],
          offsets: [offset(0)],
        }),
      ],
      consumers: [member("b1"), member("b2", { positions: [] })],
    });
    expect(told.headline).toBe("1 member of billing has nothing to read.");
    expect(told.next?.commands).toEqual([
      { kind: "createPartitions", topic: "orders", count: 2 },
    ]);
  });
});
