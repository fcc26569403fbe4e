import { describe, expect, it } from "vitest";
import { ClientStory } from "../../testing/client-story.ts";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";

/** Ten records are committed on leader 1. */
const story = (): ClientStory => {
  const told = new ClientStory();
  told.writes(1, 10).fetches(2, 1).fetches(3, 1).commitsUpTo(1, 10);
  return told;
};

const reading = (): ClientStory => story().begins("c", 0, "reset").polls("c", 0, 5);

const committed = (offset: number): ClientStory =>
  story().takes("a", 1, offset).acknowledges(offset);

const read = (told: ClientStory, broker: number, offset: number): ClientStory => {
  told.probe.consumed("c", told.at(broker).topicId, 0, told.entries(broker, offset));
  return told;
};

const pairs: readonly HistoryPair[] = [
  {
    name: "a poll goes on where the last one ended",
    invariant: "C4",
    kept: () => reading().polls("c", 5, 8),
    broken: () => reading().polls("c", 3, 8),
  },
  {
    name: "a poll leaves no visible record out",
    invariant: "C5",
    kept: () => reading().polls("c", 5, 8),
    broken: () => reading().polls("c", 6, 8),
  },
  {
    name: "a committed record is the same for every reader",
    invariant: "C6",
    kept: () => read(story(), 1, 0),
    broken: () => {
      const told = story();
      const [entry] = told.entries(1, 9);
      if (entry === undefined) return told;
      const batch = { ...entry.batch, payload: { ...entry.batch.payload } };
      told.probe.consumed("c", told.at(1).topicId, 0, [{ ...entry, batch }]);
      return told;
    },
  },
  {
    name: "auto.offset.reset is asked only without a committed offset",
    invariant: "C7",
    kept: () => story().begins("c", 0, "reset"),
    broken: () => committed(4).begins("c", 0, "reset"),
  },
  {
    name: "a consumer is reset only where its position is gone",
    invariant: "C7",
    kept: () => {
      const told = reading();
      told.at(1).log.logStartOffset = 7;
      told.learns(1, 10);
      const partition = { topic: "orders", partition: 0 };
      return told.consumer({ kind: "positioned", partition, offset: 7, by: "reset" });
    },
    broken: () => {
      const partition = { topic: "orders", partition: 0 };
      return reading().consumer({
        kind: "positioned",
        partition,
        offset: 0,
        by: "reset",
      });
    },
  },
  {
    name: "a member begins where its group has committed",
    invariant: "C8",
    kept: () => committed(4).begins("c", 4),
    broken: () => committed(4).begins("c", 2),
  },
  {
    name: "a commit covers what was handed over",
    invariant: "C9",
    kept: () => reading().asks("c", 5),
    broken: () => reading().asks("c", 6),
  },
  {
    name: "a member's commits never go back",
    invariant: "C10",
    kept: () => reading().asks("c", 3).asks("c", 5),
    broken: () => reading().asks("c", 5).asks("c", 3),
  },
  {
    name: "a coordinator stores what somebody asked for",
    invariant: "C10",
    kept: () => reading().asks("c", 5).takes("c", 1, 5),
    broken: () => reading().asks("c", 5).takes("c", 1, 4),
  },
  {
    name: "an automatic commit covers earlier polls",
    invariant: "C11",
    kept: () => reading().processes("c", 0, 5).asks("c", 5, "auto"),
    broken: () => reading().asks("c", 5, "auto"),
  },
  {
    name: "who read what was truncated is told",
    invariant: "C12",
    kept: () => {
      const told = read(story(), 1, 0).commits({ leader: 2, isr: [2, 3] });
      told.leads(2).writes(2).fetches(3, 2).commitsUpTo(2, 11);
      return read(told, 2, 10);
    },
    broken: () => {
      const told = read(story(), 1, 0)
        .truncates(2, 8)
        .commits({ leader: 2, isr: [2], leaderRecoveryState: 1 });
      told.leads(2).writes(2, 3).commitsUpTo(2, 11);
      return read(told, 2, 10);
    },
  },
  {
    name: "an acknowledged commit outlives its coordinator",
    invariant: "G13",
    kept: () => coordinated().begins("c", 4),
    broken: () => coordinated().begins("c", 2),
  },
];

/** A commit was acknowledged by a coordinator that another one followed. */
const coordinated = (): ClientStory => {
  const told = story();
  told.holder.state.groups.partitions = 1;
  return told
    .coordinates(1, 0)
    .takes("a", 1, 2)
    .takes("a", 1, 4)
    .acknowledges(4)
    .coordinates(2, 1);
};

holdPairs(pairs);

describe("what a group processed", () => {
  it("twice is told with its cause: a crash before the commit", () => {
    const told = story().begins("a", 0, "reset").polls("a", 0, 6).processes("a", 0, 6);
    told.asks("a", 2).takes("a", 1, 2).acknowledges(2);
    told.begins("b", 2).polls("b", 2, 6).processes("b", 2, 6);
    expect(told.bugs()).toEqual([]);
    expect(told.told("A18")).toEqual([
      "group billing processes 4 records of orders-0 a second time, offsets 2 to 5: a had processed them and not committed them when it does not know yet that it is not its any more, or died",
    ]);
    expect(told.holder.state.groups.groups.billing).toMatchObject({ processedTwice: 4 });
  });

  it("not at all is told when a commit ran ahead of it", () => {
    const told = story().begins("a", 0, "reset").polls("a", 0, 6).processes("a", 0, 2);
    told.asks("a", 6).takes("a", 1, 6).acknowledges(6);
    told.begins("b", 6);
    expect(told.bugs()).toEqual([]);
    expect(told.told("A19")[0]).toContain("passes over 4 records of orders-0");
    expect(told.holder.state.groups.groups.billing).toMatchObject({ passedOver: 4 });
  });

  it("by two members at once is told when the slower one comes back", () => {
    const told = story().begins("a", 0, "reset").polls("a", 0, 6).processes("a", 0, 2);
    told.begins("b", 0, "reset").processes("a", 2, 6);
    expect(told.told("A20")[0]).toContain(
      "a and b of group billing both process orders-0",
    );
  });

  it("is no gap where a record was skipped on purpose", () => {
    const partition = { topic: "orders", partition: 0 };
    const told = story().begins("a", 0, "reset").polls("a", 0, 2).processes("a", 0, 1);
    told.consumer(
      { kind: "processingFailed", partition, offset: 1, choice: "skip" },
      "a",
    );
    told.asks("a", 2).takes("a", 1, 2).acknowledges(2).begins("b", 2);
    expect(told.told("A19")).toEqual([]);
  });
});
