import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { fourCommitted, type OracleStory } from "../../testing/oracle-story.ts";

const created = (story: OracleStory, topicId: string): OracleStory => {
  story.probe.committed({
    offset: 1000,
    change: { kind: "topicCreated", topic: "orders", topicId },
    minInsyncReplicas: 0,
    elrEnabled: false,
    uncleanElection: false,
  });
  return story;
};

const pairs: readonly HistoryPair[] = [
  {
    name: "an elected leader is unfenced",
    invariant: "K18",
    kept: () => fourCommitted().commits({ leader: 2, isr: [2, 3] }),
    broken: () =>
      fourCommitted()
        .broker(2, { fenced: true })
        .commits({ leader: 2, isr: [2, 3] }),
  },
  {
    name: "an elected leader held everything",
    invariant: "K18",
    kept: () =>
      fourCommitted({ elrEnabled: true })
        .commits({ isr: [1], elr: [2] })
        .commits({ leader: -1, isr: [], elr: [1, 2] })
        .commits({ leader: 2, isr: [2], elr: [1] }),
    broken: () =>
      fourCommitted()
        .commits({ isr: [1, 2] })
        .commits({ leader: 3, isr: [3] }),
  },
  {
    name: "an unclean election is one that somebody allowed",
    invariant: "K18",
    kept: () =>
      fourCommitted({ uncleanElection: true })
        .commits({ isr: [1] })
        .commits({ leader: -1 })
        .commits({ leader: 3, isr: [3], leaderRecoveryState: 1 }),
    broken: () =>
      fourCommitted()
        .commits({ isr: [1] })
        .commits({ leader: -1 })
        .commits({ leader: 3, isr: [3], leaderRecoveryState: 1 }),
  },
  {
    name: "the first of the replicas in sync is elected",
    invariant: "K19",
    kept: () => fourCommitted().commits({ leader: 2, isr: [2, 3] }),
    broken: () => fourCommitted().commits({ leader: 3, isr: [2, 3] }),
  },
  {
    name: "a topic that is created again has another id",
    invariant: "K17",
    kept: () => created(created(fourCommitted(), "a"), "b"),
    broken: () => created(created(fourCommitted(), "a"), "a"),
  },
  {
    name: "a broker's epoch rises with each registration",
    invariant: "K13",
    kept: () => fourCommitted().broker(2, { epoch: 9 }),
    broken: () => fourCommitted().broker(2, { epoch: 9 }).broker(2, { epoch: 7 }),
  },
  {
    name: "a broker begins fenced",
    invariant: "K14",
    kept: () => fourCommitted().registered(2, { epoch: 9, fenced: true }),
    broken: () => fourCommitted().registered(2, { epoch: 9, fenced: false }),
  },
  {
    name: "the log end is told when the epoch's start is committed",
    invariant: "R13",
    kept: () => {
      const story = fourCommitted();
      story.at(1).epochStartOffset = 4;
      story.probe.latestOffsetTold(1, story.at(1), { error: 0, offset: 4 });
      return story;
    },
    broken: () => {
      const story = fourCommitted();
      story.at(1).epochStartOffset = 4;
      story.probe.latestOffsetTold(1, story.at(1), { error: 0, offset: 3 });
      return story;
    },
  },
  {
    name: "an opened log's high watermark lies within it",
    invariant: "R9",
    kept: () => fourCommitted().faults(2, "kill").faults(2, "start").opens(2),
    broken: () => {
      const story = fourCommitted().faults(2, "kill").faults(2, "start");
      story.at(2).log.highWatermark = 9;
      story.probe.replicaOpened(2, story.at(2));
      return story;
    },
  },
];

holdPairs(pairs);
