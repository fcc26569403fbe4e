import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { fourCommitted, type OracleStory } from "../../testing/oracle-story.ts";

const failover = (): OracleStory => fourCommitted().commits({ leader: 2, isr: [2, 3] });

const pairs: readonly HistoryPair[] = [
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
];

holdPairs(pairs);
