import { describe, expect, it } from "vitest";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { fourCommitted, type OracleStory } from "../../testing/oracle-story.ts";

const failover = (): OracleStory => fourCommitted().commits({ leader: 2, isr: [2, 3] });

const pairs: readonly HistoryPair[] = [
  {
    name: "each change raises the partition epoch by one",
    invariant: "R2",
    kept: () => fourCommitted().commits({ isr: [1, 2] }),
    broken: () => fourCommitted().commits({ isr: [1, 2], partitionEpoch: 5 }),
  },
  {
    name: "a new leader has a new epoch",
    invariant: "R2",
    kept: () => fourCommitted().commits({ leader: 2, isr: [2, 3] }),
    broken: () => fourCommitted().commits({ leader: 2, leaderEpoch: 0 }),
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
    kept: () => fourCommitted().commits({ leader: 2, isr: [2, 3] }),
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
];

holdPairs(pairs);

describe("an ELR that a reassignment outlived", () => {
  /** Broker 3 is the only replica, and broker 1 was eligible when its replica was taken away. */
  const left = (): OracleStory =>
    fourCommitted({ elrEnabled: true, replicas: [1, 2, 3] })
      .commits({ leader: 3, isr: [3], elr: [1] })
      .leads(3)
      .commits({ replicas: [3], elr: [1] });

  it("makes a hazard of KIP-966 of the empty replica that is elected by coming back", () => {
    const story = left()
      .commits({ leader: -1, isr: [], elr: [1, 3] })
      .commits({ replicas: [1, 3], leader: 1, isr: [1], elr: [3] });
    story.truncates(1, 0).leads(1);
    expect(story.bugs()).toEqual([]);
    expect(story.findings("hazard")[0]).toMatchObject({
      invariant: "R19",
      reference: "KIP-966",
    });
  });

  it("keeps no record, and loses none that a replica outside of the ISR still has", () => {
    const story = left().writes(3).acked(3, 4, 1);
    story.commits({ leader: -1, isr: [], elr: [1] });
    expect(story.bugs()).toEqual([]);
    expect(story.promises().lost).toBe(0);
  });
});
