import { describe, expect, it } from "vitest";
import type { ViewFrame } from "../contract/frame.ts";
import type { GroupView } from "../contract/group-view.ts";
import type { Happening } from "../contract/happening.ts";
import type { Scenario } from "../contract/scenario.ts";
import { oracle } from "../run/oracle.ts";
import { Run } from "../run/run.ts";
import { createWatcher } from "../run/watch/watcher.ts";
import { groupStories } from "../scenario/group-stories.ts";

const second = 1_000_000;

/** A story under way, second by second. */
class Told {
  readonly run: Run;
  frame: ViewFrame;
  readonly happenings: Happening[] = [];

  constructor(scenario: Scenario) {
    this.run = new Run(scenario, oracle);
    this.run.watchWith(createWatcher());
    this.frame = this.run.advance({ virtualUs: 0, events: 0 });
  }
  until(seconds: number): this {
    const left = seconds * second - this.frame.atUs;
    const frame = this.run.advance({ virtualUs: left, events: Number.MAX_SAFE_INTEGER });
    if (frame.health.kind === "failed") throw new Error(frame.health.message);
    this.happenings.push(...frame.happenings);
    this.frame = frame;
    return this;
  }
  group(): GroupView {
    const [group] = this.frame.groups;
    if (group === undefined) throw new Error("There is no group.");
    return group;
  }
  count(kind: Happening["kind"], after: number): number {
    return this.happenings.filter((one) => one.kind === kind && one.atUs > after * second)
      .length;
  }
}

const told = (scenario: Scenario): Told => new Told(scenario);

describe("a story of groups", () => {
  it("rebalances twice for every restart of a dynamic member", () => {
    const story = told(groupStories.rebalanceStorm).until(20);
    expect(story.group()).toMatchObject({ state: "Stable", memberCount: 4 });
    const before = story.group().epoch;
    story.until(75);
    expect(story.group()).toMatchObject({ state: "Stable", memberCount: 4 });
    expect(story.group().epoch - before).toBe(8);
    expect(story.count("groupRebalance", 20)).toBe(8);
  });

  it("does not rebalance for a static member that is back before its session ends", () => {
    const story = told(groupStories.staticMembers).until(20);
    const before = story.group().epoch;
    story.until(75);
    expect(story.group()).toMatchObject({
      state: "Stable",
      memberCount: 4,
      epoch: before,
    });
    expect(story.count("groupRebalance", 20)).toBe(0);
    expect(
      story
        .group()
        .members.map(({ instanceId }) => instanceId)
        .toSorted(),
    ).toEqual(["shop-1", "shop-2", "shop-3", "shop-4"]);
  });

  it("never gets past a poison record, while the other partitions are read", () => {
    const { offsets } = told(groupStories.poisonRecord).until(45).group();
    const [first, stuck, third] = offsets.map(({ lag }) => lag);
    expect(stuck).toBeGreaterThan(150);
    expect(first).toBeLessThan(60);
    expect(third).toBeLessThan(60);
  });

  it("falls behind when records come faster than they are processed", () => {
    const story = told(groupStories.slowConsumer).until(20);
    const early = story.group().lag;
    expect(story.until(40).group().lag - early).toBeGreaterThan(500);
  });

  it("leaves the group when a poll's records take longer than max.poll.interval.ms, and reads them again", () => {
    const story = told(groupStories.slowPoll).until(90);
    expect(story.count("groupRebalance", 15)).toBeGreaterThan(0);
    expect(story.group().processedTwice).toBeGreaterThan(100);
  });

  it("has one owner of one partition, whoever else waits", () => {
    const group = told(groupStories.onePartition).until(25).group();
    expect(group).toMatchObject({ state: "Stable", memberCount: 10 });
    expect(group.members.filter(({ assigned }) => assigned.length > 0)).toHaveLength(1);
  });

  it("puts a key into one partition whoever writes it, until one of them knows of more partitions", () => {
    const story = told(groupStories.sameKey).until(25);
    const written = (): number[] =>
      story.frame.partitions
        .filter(
          ({ topic, logs }) => topic === "orders" && (logs[0]?.logEndOffset ?? 0) > 0,
        )
        .map(({ partition }) => partition);
    expect(written()).toHaveLength(1);
    expect(story.frame.producers.every(({ acked }) => acked > 50)).toBe(true);
    const before = written();
    story.until(60);
    expect(written().length).toBe(2);
    expect(written()).toEqual(expect.arrayContaining(before));
  });

  it("processes twice what a killed consumer had processed since its last automatic commit", () => {
    const story = told(groupStories.duplicateByCrash).until(18);
    expect(story.group().processedTwice).toBe(0);
    story.until(45);
    expect(story.group()).toMatchObject({ state: "Stable", memberCount: 1 });
    expect(story.group().processedTwice).toBeGreaterThan(20);
    expect(story.group().passedOver).toBe(0);
  });
});
