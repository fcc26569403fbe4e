import { describe, expect, it } from "vitest";
import { fourCommitted, type OracleStory } from "../testing/oracle-story.ts";

/** A history that keeps an invariant and one that breaks it. */
interface Pair {
  readonly name: string;
  readonly invariant: string;
  readonly kept: () => OracleStory;
  readonly broken: () => OracleStory;
}

const failover = (): OracleStory => fourCommitted().commits({ leader: 2, isr: [2, 3] });

const pairs: readonly Pair[] = [
  {
    name: "one broker leads an epoch",
    invariant: "R1",
    kept: () => failover().leads(2).writes(2),
    broken: () => failover().leads(2).leads(3),
  },
  {
    name: "only the leader of an epoch appends in it",
    invariant: "R1",
    kept: () => fourCommitted().writes(1),
    broken: () => {
      const story = fourCommitted();
      story.at(2).leaderEpoch = 0;
      return story.writes(2);
    },
  },
  {
    name: "each change raises the partition epoch by one",
    invariant: "R2",
    kept: () => fourCommitted().commits({ isr: [1, 2] }),
    broken: () => fourCommitted().commits({ isr: [1, 2], partitionEpoch: 5 }),
  },
  {
    name: "a new leader has a new epoch",
    invariant: "R2",
    kept: () => fourCommitted().commits({ leader: 2 }),
    broken: () => fourCommitted().commits({ leader: 2, leaderEpoch: 0 }),
  },
  {
    name: "epochs never fall within a log",
    invariant: "R3",
    kept: () => failover().leads(2).writes(2).fetches(3, 2),
    broken: () => {
      const story = failover().leads(2).writes(2);
      story.at(2).leaderEpoch = 0;
      return story.writes(2);
    },
  },
  {
    name: "whoever leads goes on from what was committed",
    invariant: "R4",
    kept: () => failover().leads(2).writes(2).fetches(3, 2).commitsUpTo(2, 5),
    broken: () => {
      const story = fourCommitted().writes(1, 2).fetches(3, 1);
      story
        .commits({ leader: 2, isr: [2, 3] })
        .leads(2)
        .writes(2, 2)
        .commitsUpTo(2, 6);
      story.at(3).leaderEpoch = 1;
      return story.learns(3, 6);
    },
  },
  {
    name: "who holds a record agrees with its leader on all before it",
    invariant: "R5",
    kept: () => failover().leads(2).writes(2).fetches(3, 2),
    broken: () => {
      const story = failover().writes(1, 2).fetches(3, 1).leads(2).writes(2, 3);
      const entries = story.entries(2, 6);
      story.at(3).log.logEndOffset = 7;
      story.at(3).leaderEpoch = 1;
      story.probe.followerAppended(3, story.at(3), entries);
      return story;
    },
  },
  {
    name: "an elected leader holds everything committed",
    invariant: "R6",
    kept: () => failover().leads(2),
    broken: () =>
      fourCommitted()
        .truncates(2, 3)
        .commits({ leader: 2, isr: [2, 3] })
        .leads(2),
  },
  {
    name: "who may be elected holds everything committed",
    invariant: "R7",
    kept: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .commits({ isr: [1, 2, 3] }),
    broken: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .truncates(3, 1)
        .commits({ isr: [1, 2, 3] }),
  },
  {
    name: "a leader counts whom the controller counts",
    invariant: "R8",
    kept: () => {
      const story = fourCommitted();
      story.probe.isrProposed(1, story.at(1), [1, 2]);
      return story;
    },
    broken: () => {
      const story = fourCommitted();
      story.at(1).isr = [1, 2];
      story.probe.isrProposed(1, story.at(1), [1, 2]);
      return story;
    },
  },
  {
    name: "a high watermark lies within its log",
    invariant: "R9",
    kept: () => fourCommitted().learns(2, 3),
    broken: () => fourCommitted().learns(2, 9),
  },
  {
    name: "every in-sync replica has what is committed",
    invariant: "R10",
    kept: () => fourCommitted().writes(1).fetches(2, 1).fetches(3, 1).commitsUpTo(1, 5),
    broken: () => fourCommitted().writes(1).fetches(2, 1).commitsUpTo(1, 5),
  },
  {
    name: "a pending expansion counts for what is committed",
    invariant: "R10",
    kept: () => {
      const story = fourCommitted().writes(1).fetches(2, 1);
      story.at(1).isr = [1, 2];
      return story.commitsUpTo(1, 5);
    },
    broken: () => {
      const story = fourCommitted().writes(1).fetches(2, 1);
      story.at(1).isr = [1, 2];
      story.at(1).pending = { kind: "expand", isr: [1, 2, 3], sent: true };
      return story.commitsUpTo(1, 5);
    },
  },
  {
    name: "a leader's high watermark only rises within its epoch",
    invariant: "R11",
    kept: () =>
      failover().learns(2, 2).leads(2).fetches(3, 2).commitsUpTo(2, 3).commitsUpTo(2, 4),
    broken: () => fourCommitted().commitsUpTo(1, 3),
  },
  {
    name: "a replica joins behind the start of the leader's epoch",
    invariant: "R13",
    kept: () => {
      const story = fourCommitted()
        .commits({ leader: 2, isr: [2] })
        .leads(2);
      story.fetches(3, 2).probe.isrProposed(2, story.at(2), [2, 3]);
      return story;
    },
    broken: () => {
      const story = fourCommitted().commits({ leader: 2, isr: [2] });
      story.learns(2, 2).leads(2);
      for (const follower of story.at(2).followers) follower.logEndOffset = 3;
      story.probe.isrProposed(2, story.at(2), [2, 3]);
      return story;
    },
  },
  {
    name: "nothing is committed below min.insync.replicas",
    invariant: "R14",
    kept: () => fourCommitted().writes(1).fetches(2, 1).fetches(3, 1).commitsUpTo(1, 5),
    broken: () => {
      const story = fourCommitted().writes(1);
      story.at(1).isr = [1];
      return story.commitsUpTo(1, 5);
    },
  },
  {
    name: "acks=all is answered when the record is committed",
    invariant: "R15",
    kept: () => fourCommitted().answers(1, 3),
    broken: () => fourCommitted().writes(1).answers(1, 4),
  },
  {
    name: "NOT_ENOUGH_REPLICAS_AFTER_APPEND needs too few in sync",
    invariant: "R15",
    kept: () => {
      const story = fourCommitted();
      story.at(1).isr = [1];
      return story.answers(1, 3, 20);
    },
    broken: () => fourCommitted().answers(1, 3, 20),
  },
  {
    name: "what acks=all promised stays with the leader",
    invariant: "R16",
    kept: () =>
      fourCommitted()
        .acked(1, 3, -1)
        .commits({ leader: 2, isr: [2, 3] })
        .leads(2),
    broken: () =>
      fourCommitted()
        .acked(1, 3, -1)
        .truncates(2, 3)
        .truncates(3, 3)
        .commits({ leader: 2, isr: [2, 3] })
        .leads(2),
  },
  {
    name: "a killed process loses nothing of its disk",
    invariant: "R17",
    kept: () => fourCommitted().faults(2, "kill").faults(2, "start").opens(2),
    broken: () => fourCommitted().faults(2, "kill").faults(2, "start").opens(2, 2),
  },
  {
    name: "an in-sync replica truncates nothing committed",
    invariant: "R18",
    kept: () => fourCommitted().writes(1).fetches(2, 1).truncates(2, 4),
    broken: () => fourCommitted().truncates(2, 3),
  },
  {
    name: "ISR and ELR are disjoint sets of replicas",
    invariant: "R19",
    kept: () => fourCommitted({ elrEnabled: true }).commits({ isr: [1], elr: [2] }),
    broken: () => fourCommitted({ elrEnabled: true }).commits({ isr: [1], elr: [1, 2] }),
  },
  {
    name: "the ELR is empty while enough are in sync",
    invariant: "R19",
    kept: () => fourCommitted({ elrEnabled: true }).commits({ isr: [1, 2] }),
    broken: () => fourCommitted({ elrEnabled: true }).commits({ isr: [1, 2], elr: [3] }),
  },
  {
    name: "the leader is in sync",
    invariant: "R20",
    kept: () => fourCommitted().commits({ leader: 2 }),
    broken: () => fourCommitted().commits({ isr: [2, 3] }),
  },
  {
    name: "the ISR is empty only with ELR",
    invariant: "R21",
    kept: () =>
      fourCommitted({ elrEnabled: true }).commits({ leader: -1, isr: [], elr: [1] }),
    broken: () => fourCommitted().commits({ leader: -1, isr: [] }),
  },
  {
    name: "a fenced broker leaves an ISR that can do without it",
    invariant: "R22",
    kept: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .broker(3, { fenced: true }),
    broken: () => fourCommitted().broker(3, { fenced: true }),
  },
  {
    name: "who joins the ISR has reached the high watermark",
    invariant: "R23",
    kept: () => {
      const story = fourCommitted().commits({ isr: [1, 2] });
      story.at(1).isr = [1, 2];
      story.probe.isrProposed(1, story.at(1), [1, 2, 3]);
      return story;
    },
    broken: () => {
      const story = fourCommitted().commits({ isr: [1, 2] });
      story.at(1).isr = [1, 2];
      for (const follower of story.at(1).followers) follower.logEndOffset = 2;
      story.probe.isrProposed(1, story.at(1), [1, 2, 3]);
      return story;
    },
  },
  {
    name: "nobody joins the ISR while it is stopping",
    invariant: "R23",
    kept: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .commits({ isr: [1, 2, 3] }),
    broken: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .broker(3, { inControlledShutdown: true })
        .commits({ isr: [1, 2, 3] }),
  },
  {
    name: "a fetch of an old epoch is fenced",
    invariant: "R25",
    kept: () => {
      const story = failover().leads(2);
      story.probe.fetchChecked(2, story.at(2), 0, 74);
      story.probe.fetchChecked(2, story.at(2), 2, 75);
      story.probe.fetchChecked(2, story.at(2), 1, 0);
      return story;
    },
    broken: () => {
      const story = failover().leads(2);
      story.probe.fetchChecked(2, story.at(2), 0, 0);
      return story;
    },
  },
  {
    name: "an unclean shutdown costs the seat in the ISR",
    invariant: "R26",
    kept: () =>
      fourCommitted()
        .faults(3, "kill")
        .faults(3, "start")
        .commits({ isr: [1, 2] })
        .broker(3, { epoch: 2, fenced: true }),
    broken: () =>
      fourCommitted().faults(3, "kill").faults(3, "start").broker(3, { epoch: 2 }),
  },
  {
    name: "offsets are dense",
    invariant: "R27",
    kept: () => fourCommitted().writes(1, 3),
    broken: () => {
      const story = fourCommitted();
      const batch = story.entries(1, 3)[0]?.batch;
      if (batch !== undefined) story.probe.leaderAppended(1, story.at(1), 3, batch);
      return story;
    },
  },
  {
    name: "a follower's log is a prefix of its leader's",
    invariant: "R28",
    kept: () => failover().writes(1).truncates(1, 4).leads(2).writes(2).fetches(1, 2),
    broken: () => failover().writes(1).leads(2).writes(2, 2).fetches(1, 2),
  },
  {
    name: "a log start only rises",
    invariant: "R29",
    kept: () => {
      const story = fourCommitted();
      story.at(2).log.logStartOffset = 2;
      return story.learns(2, 4);
    },
    broken: () => {
      const story = fourCommitted();
      story.at(2).log.logStartOffset = 2;
      story.learns(2, 4);
      story.at(2).log.logStartOffset = 1;
      return story.learns(2, 4);
    },
  },
  {
    name: "nothing above the high watermark is deleted",
    invariant: "R30",
    kept: () => {
      const story = fourCommitted().writes(1);
      story.at(1).log.logStartOffset = 4;
      story.probe.offsetsMoved(1, story.at(1));
      return story;
    },
    broken: () => {
      const story = fourCommitted().writes(1);
      story.at(1).log.logStartOffset = 5;
      story.probe.offsetsMoved(1, story.at(1));
      return story;
    },
  },
  {
    name: "a consumer is given only what is committed",
    invariant: "I3",
    kept: () => {
      const story = fourCommitted();
      story.probe.consumed("c", story.at(1).topicId, 0, story.entries(1, 0));
      return story;
    },
    broken: () => {
      const story = fourCommitted().writes(1);
      story.probe.consumed("c", story.at(1).topicId, 0, story.entries(1, 0));
      return story;
    },
  },
];

describe("the oracle", () => {
  it.each(pairs)("accepts a history in which $name ($invariant)", ({ kept }) => {
    expect(kept().bugs()).toEqual([]);
  });

  it.each(pairs)("refuses a history in which not $name ($invariant)", (pair) => {
    expect(pair.broken().bugs()).toContain(pair.invariant);
  });
});

describe("a verdict", () => {
  it("is expected when acks=1 loses a record that no follower had", () => {
    const story = fourCommitted()
      .writes(1)
      .acked(1, 4, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.bugs()).toEqual([]);
    expect(story.promises()).toEqual({ acked: 1, readable: 0, lost: 1, checked: true });
    expect(story.findings("expected")[0]?.text).toBe(
      "1 record of orders-0 acknowledged with acks=1 (offset 4, epoch 0) is lost: acks=1 waits for no follower, and no in-sync replica had them when broker 2 was elected in epoch 1; only broker 1 still has them, and must truncate them to follow",
    );
    expect(story.reports.at(-1)).toMatchObject({ kind: "finding", weight: "loss" });
  });

  it("is expected when a replica outside of the ISR is elected uncleanly", () => {
    const story = fourCommitted()
      .acked(1, 3, -1)
      .truncates(3, 2)
      .commits({ leader: -1, isr: [1] })
      .commits({ leader: 3, isr: [3], leaderRecoveryState: 1 })
      .leads(3);
    expect(story.bugs()).toEqual(["R18"]);
    expect(story.findings("expected")[0]?.text).toContain("elected uncleanly in epoch 2");
    expect(story.promises().lost).toBe(1);
  });

  it("is a hazard of KIP-966 when the last in-sync replica loses its power and is trusted", () => {
    const story = fourCommitted()
      .acked(1, 3, -1)
      .commits({ isr: [1] })
      .faults(1, "powerLoss")
      .commits({ leader: -1, isr: [1] })
      .faults(1, "start")
      .broker(1, { epoch: 2 })
      .commits({ leader: 1, isr: [1] })
      .opens(1, 2)
      .leads(1);
    expect(story.bugs()).toEqual([]);
    expect(story.findings("hazard")[0]).toMatchObject({
      reference: "KIP-966",
      records: 1,
    });
  });

  it("is expected when more disks lose power than min.insync.replicas survives", () => {
    const story = fourCommitted()
      .acked(1, 3, -1)
      .faults(1, "powerLoss")
      .faults(2, "powerLoss")
      .faults(3, "powerLoss")
      .opens(1, 1)
      .opens(2, 1)
      .opens(3, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.bugs()).toEqual([]);
    expect(story.findings("expected")[0]?.text).toContain("min.insync.replicas = 2");
  });
});

describe("the ledger of promises", () => {
  it("counts what can be read from a leader that runs", () => {
    const story = fourCommitted()
      .acked(1, 0, -1)
      .acked(1, 1, -1)
      .writes(1)
      .acked(1, 4, 1);
    expect(story.promises()).toEqual({ acked: 3, readable: 2, lost: 0, checked: true });
  });

  it("keeps what adjoins as one range", () => {
    const story = fourCommitted().writes(1, 100);
    for (let offset = 0; offset < 104; offset++) story.acked(1, offset, -1);
    const [ghost] = Object.values(story.holder.state.topics).flat();
    expect(ghost?.promises).toEqual([
      { from: 0, to: 104, epoch: 0, acks: -1, kept: 104 },
    ]);
  });

  it("counts a record again that an unclean election brings back", () => {
    const story = fourCommitted()
      .writes(1)
      .acked(1, 4, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.promises().lost).toBe(1);
    story.commits({ leader: 1, isr: [1], leaderRecoveryState: 1 }).leads(1);
    expect(story.promises().lost).toBe(0);
  });
});
