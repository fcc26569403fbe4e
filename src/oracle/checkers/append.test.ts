import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { fourCommitted, type OracleStory } from "../../testing/oracle-story.ts";

const failover = (): OracleStory => fourCommitted().commits({ leader: 2, isr: [2, 3] });

const pairs: readonly HistoryPair[] = [
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
    name: "offsets are dense",
    invariant: "R27",
    kept: () => fourCommitted().writes(1, 3),
    broken: () => {
      const story = fourCommitted();
      const batch = story.entries(1, 3)[0]?.batch;
      if (batch !== undefined)
        story.probe.leaderAppended(1, story.at(1), { baseOffset: 3, batch, acks: 1 });
      return story;
    },
  },
  {
    name: "acks=all is appended only with enough in sync",
    invariant: "R15",
    kept: () => fourCommitted().writes(1, 1, -1),
    broken: () => {
      const story = fourCommitted();
      story.at(1).isr = [1];
      return story.writes(1, 1, -1);
    },
  },
  {
    name: "a follower's log is a prefix of its leader's",
    invariant: "R28",
    kept: () => failover().writes(1).truncates(1, 4).leads(2).writes(2).fetches(1, 2),
    broken: () => failover().writes(1).leads(2).writes(2, 2).fetches(1, 2),
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

holdPairs(pairs);
