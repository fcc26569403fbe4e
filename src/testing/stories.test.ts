import { afterEach, describe, expect, it } from "vitest";
import { breakRule } from "../base/mutants.ts";
import { stories } from "../scenario/stories.ts";
import { playStory, type StoryEnd } from "./play-story.ts";

const bugs = ({ findings }: StoryEnd): string[] =>
  findings
    .filter(({ verdict }) => verdict === "engineBug")
    .map(({ invariant }) => invariant);

const losses = ({ findings }: StoryEnd): (readonly [string, string])[] => [
  ...new Map(
    findings
      .filter(({ records }) => records > 0)
      .map(({ verdict, reference }) => [verdict, [verdict, reference] as const]),
  ).values(),
];

describe("a story of Kafka's", () => {
  afterEach(() => breakRule(null));

  it("keeps what was acknowledged when a restarted follower takes over (KIP-101)", () => {
    const end = playStory(stories.truncationToHighWatermark, 45);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBe(0);
    expect(end.partition?.isr).toHaveLength(2);
  });

  it("cuts what was committed where a follower still truncates to its high watermark", () => {
    breakRule("truncateToHighWatermark");
    const end = playStory(stories.monotonicGap, 45);
    expect(bugs(end)).toContain("R18");
  });

  it("leaves equal logs after two power losses", () => {
    const end = playStory(stories.powerLossOfBoth, 60);
    expect(bugs(end)).toEqual([]);
    expect(end.logOf(1)?.logEndOffset).toBe(end.logOf(2)?.logEndOffset);
  });

  it("loses what acks=1 promised when its leader dies, and expects it", () => {
    const end = playStory(stories.acksOneLoss, 45);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBeGreaterThan(0);
    expect(losses(end)).toEqual([["expected", ""]]);
    expect(end.partition?.isr).toHaveLength(3);
  });

  it("shows nobody what an isolated leader acknowledged, and drops it", () => {
    const end = playStory(stories.isolatedLeader, 60);
    expect(bugs(end)).toEqual([]);
    expect(losses(end)).toEqual([["expected", ""]]);
    expect(end.partition?.leaderEpoch).toBeGreaterThan(0);
  });

  it("trusts the last replica that stood, and loses committed records: a hazard of KIP-966", () => {
    const end = playStory(stories.lastReplicaStanding, 60);
    expect(bugs(end)).toEqual([]);
    expect(losses(end)).toEqual([["hazard", "KIP-966"]]);
  });

  it("waits with ELR for a replica that has everything, and loses nothing", () => {
    const end = playStory(stories.lastReplicaWithElr, 60);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBe(0);
    expect(end.partition?.leader).not.toBe(-1);
  });

  it("loses with all disks what acks=all promised, and expects it; the logs agree", () => {
    const end = playStory(stories.powerLossOfAll, 80);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBeGreaterThan(0);
    const ends = [1, 2, 3].map((id) => end.logOf(id)?.logEndOffset);
    expect(new Set(ends).size).toBe(1);
  });

  it("brings deleted records back when the process dies before the checkpoint", () => {
    expect(playStory(stories.deletedComesBack, 9.5).logOf(1)?.logStartOffset).toBe(50);
    expect(playStory(stories.deletedComesBack, 30).logOf(1)?.logStartOffset).toBe(0);
  });

  it("makes a killed leader's partitions wait for its session, however fast it is back", () => {
    const end = playStory(stories.fasterThanSession, 40);
    const moved = end.reports.find(
      ({ kind, text }) => kind === "partitionChanged" && text.includes("leader 1 → 2"),
    );
    expect(moved?.atUs).toBeGreaterThan(11_500_000);
    expect(moved?.atUs).toBeLessThan(16_000_000);
    expect(end.partition?.isr).toHaveLength(3);
  });

  it("never tells a lower end after a failover", () => {
    const end = playStory(stories.monotonicGap, 45);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBe(0);
  });

  it("keeps a slow follower in sync as long as it keeps up", () => {
    const end = playStory(stories.slowFollower, 30);
    expect(end.partition?.isr).toHaveLength(3);
    expect(end.promises.acked).toBeGreaterThan(100);
  });

  it("leaves equal logs behind two leaders that wrote at the same offsets (KIP-279)", () => {
    const end = playStory(stories.fastFailover, 90);
    expect(bugs(end)).toEqual([]);
    expect(end.partition?.isr).toHaveLength(2);
    expect(end.logOf(2)?.epochs).toEqual(end.logOf(1)?.epochs);
    expect(end.promises.lost).toBeGreaterThan(0);
  });

  it("loses by an unclean election what the one elected had missed, and expects it", () => {
    const end = playStory(stories.uncleanElection, 45);
    expect(bugs(end)).toEqual([]);
    expect(end.promises).toMatchObject({ acked: 3, lost: 1 });
    expect(losses(end)).toEqual([["expected", ""]]);
    expect(end.logOf(1)?.logEndOffset).toBe(2);
    expect(end.logOf(2)?.logEndOffset).toBe(2);
  });

  it("has no leader without unclean elections until the last in-sync replica is back", () => {
    const waits = playStory(stories.uncleanForbidden, 25);
    expect([waits.partition?.leader, waits.partition?.isr, waits.partition?.elr]).toEqual(
      [-1, [], [1]],
    );
    const end = playStory(stories.uncleanForbidden, 45);
    expect(end.partition).toMatchObject({ leader: 1 });
    expect(end.promises).toMatchObject({ acked: 2, lost: 0 });
  });

  it("shows nobody what acks=1 wrote under min.insync.replicas until a second one is in sync", () => {
    const hidden = playStory(stories.underMinIsr, 40);
    expect(hidden.partition?.isr).toEqual([1]);
    expect(hidden.logOf(1)).toMatchObject({ logEndOffset: 2, highWatermark: 1 });
    const seen = playStory(stories.underMinIsr, 70);
    expect(bugs(seen)).toEqual([]);
    expect(seen.logOf(1)).toMatchObject({ logEndOffset: 2, highWatermark: 2 });
  });

  it("lets a topic exist of which its leader has not heard, and its first write wait", () => {
    const early = playStory(stories.createdUnheard, 9.5);
    expect(early.partition?.leader).toBe(2);
    expect(early.logOf(2)).toBeUndefined();
    const end = playStory(stories.createdUnheard, 25);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.acked).toBeGreaterThan(0);
    expect(end.promises.lost).toBe(0);
  });

  it("counts a fetch of an earlier life for nothing (KIP-903)", () => {
    const end = playStory(stories.instantRestartEmpty, 60);
    expect(bugs(end)).toEqual([]);
    expect(end.promises.lost).toBe(0);
    expect(end.partition?.isr).toEqual([1, 2]);
    expect(end.logOf(2)?.logEndOffset).toBe(end.logOf(1)?.logEndOffset);
  });

  it("takes an empty log into the ISR where AlterPartition has no broker epochs", () => {
    breakRule("expandIgnoresBrokerEpoch");
    expect(bugs(playStory(stories.instantRestartEmpty, 60))).toContain("R23");
  });
});
