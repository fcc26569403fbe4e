import { describe, expect, it } from "vitest";
import { ClientStory } from "../../testing/client-story.ts";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";

const story = (): ClientStory => new ClientStory();

/** Two members have joined a classic group, which awaits their assignment in generation 1. */
const joined = (): ClientStory =>
  story()
    .state("Empty", "PreparingRebalance", 0)
    .member("a", "joined")
    .member("b", "joined")
    .state("PreparingRebalance", "CompletingRebalance", 1);

const stable = (): ClientStory =>
  joined()
    .state("CompletingRebalance", "Stable", 1)
    .assigns("a", 1, [0])
    .assigns("b", 1, [1]);

const modern = (): ClientStory =>
  story()
    .target(1, { a: [0, 1] })
    .assigns("a", 1, [0, 1]);

const pairs: readonly HistoryPair[] = [
  {
    name: "in a generation a partition has one owner",
    invariant: "G1",
    kept: stable,
    broken: () => stable().assigns("b", 1, [0]),
  },
  {
    name: "a target gives a partition to one member",
    invariant: "G1",
    kept: () => story().target(1, { a: [0], b: [1] }),
    broken: () => story().target(1, { a: [0, 1], b: [1] }),
  },
  {
    name: "a target gives a topic out whole",
    invariant: "G2",
    kept: () => story().target(1, { a: [0], b: [1] }),
    broken: () => story().target(1, { a: [0], b: [2] }),
  },
  {
    name: "a member gets what the one before has given up",
    invariant: "G3",
    kept: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 1, [0], [1])
        .assigns("b", 2, [])
        .assigns("a", 2, [0])
        .assigns("b", 2, [1]),
    broken: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 1, [0], [1])
        .assigns("b", 2, [1]),
  },
  {
    name: "who left owns nothing",
    invariant: "G3",
    kept: () =>
      modern()
        .target(2, { b: [0, 1] })
        .member("a", "left", -1)
        .assigns("b", 2, [0, 1]),
    broken: () =>
      modern()
        .target(2, { b: [0, 1] })
        .assigns("b", 2, [0, 1]),
  },
  {
    name: "a commit is of the present generation",
    invariant: "G4",
    kept: () => stable().takes("a", 1, 3),
    broken: () => stable().takes("a", 0, 3),
  },
  {
    name: "nobody commits while the assignment is awaited",
    invariant: "G4",
    kept: () => stable().takes("a", 1, 3),
    broken: () => joined().takes("a", 1, 3),
  },
  {
    name: "nobody commits from outside while there are members",
    invariant: "G4",
    kept: () => story().takes("", -1, 3),
    broken: () => stable().takes("", -1, 3),
  },
  {
    name: "a member of an older epoch commits what it still holds (KIP-1251)",
    invariant: "G4",
    kept: () =>
      modern()
        .target(2, { a: [0, 1] })
        .assigns("a", 2, [0, 1])
        .takes("a", 1, 3),
    broken: () =>
      modern()
        .target(2, { a: [1] })
        .assigns("a", 2, [1])
        .takes("a", 1, 3),
  },
  {
    name: "generations rise",
    invariant: "G5",
    kept: () => stable().state("Stable", "PreparingRebalance", 1),
    broken: () => stable().state("Stable", "PreparingRebalance", 0),
  },
  {
    name: "member epochs rise",
    invariant: "G5",
    kept: () => modern().assigns("a", 2, [0, 1]),
    broken: () => modern().assigns("a", 0, [0, 1]),
  },
  {
    name: "who has reached the target's epoch holds what it gives",
    invariant: "G6",
    kept: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 1, [0], [1]),
    broken: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 2, [0, 1]),
  },
  {
    name: "a group is stable when all have what the target gives, in its epoch",
    invariant: "G7",
    kept: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 1, [0], [1])
        .state("Reconciling", "Stable", 2)
        .assigns("a", 2, [0])
        .assigns("b", 2, [1])
        .takes("a", 2, 3),
    broken: () =>
      modern()
        .target(2, { a: [0], b: [1] })
        .assigns("a", 1, [0], [1])
        .state("Reconciling", "Stable", 2)
        .takes("a", 1, 3),
  },
  {
    name: "states follow one another as Kafka's do",
    invariant: "G9",
    kept: () => stable().state("Stable", "PreparingRebalance", 1),
    broken: () => stable().state("Stable", "CompletingRebalance", 1),
  },
  {
    name: "a static member comes back to its generation",
    invariant: "G10",
    kept: () => stable().member("c", "joined", 1, "i").member("d", "replaced", 1, "i"),
    broken: () => stable().member("c", "joined", 1, "i").member("d", "replaced", 2, "i"),
  },
  {
    name: "members with one subscription have their share",
    invariant: "G11",
    kept: () => story().target(1, { a: [0, 1], b: [2] }),
    broken: () => story().target(1, { a: [0, 1, 2], b: [] }),
  },
  {
    name: "only what is above the share moves",
    invariant: "G12",
    kept: () =>
      story()
        .target(1, { a: [0, 1], b: [2] })
        .target(2, { a: [0], b: [2], c: [1] }),
    broken: () =>
      story()
        .target(1, { a: [0, 1], b: [2] })
        .target(2, { a: [2], b: [0], c: [1] }),
  },
  {
    name: "one broker coordinates in an epoch",
    invariant: "G14",
    kept: () => story().coordinates(1, 0).coordinates(2, 1),
    broken: () => story().coordinates(1, 0).coordinates(2, 0),
  },
  {
    name: "a generation begins when all have joined",
    invariant: "G15",
    kept: () =>
      stable()
        .state("Stable", "PreparingRebalance", 1)
        .member("a", "rejoined", 1)
        .member("b", "expired", -1)
        .state("PreparingRebalance", "CompletingRebalance", 2),
    broken: () =>
      stable()
        .state("Stable", "PreparingRebalance", 1)
        .member("a", "rejoined", 1)
        .state("PreparingRebalance", "CompletingRebalance", 2),
  },
];

holdPairs(pairs);

describe("a coordinator", () => {
  it("that failed over knows what was replicated, and may begin behind its predecessor", () => {
    const told = modern();
    told.holder.state.groups.partitions = 1;
    told.coordinates(1, 0).coordinates(1, 0, "reverted");
    expect(told.assigns("b", 1, [0]).bugs()).toEqual([]);
  });

  it("that another one followed is not listened to any more", () => {
    const told = story();
    told.holder.state.groups.partitions = 1;
    told.coordinates(1, 0).coordinates(2, 1);
    told.group({ kind: "state", from: "Empty", to: "Stable", generation: 1 }, 1);
    expect(told.bugs()).toEqual([]);
  });

  it("keeps the place of a static member for its next process", () => {
    const told = story()
      .target(1, { a: [0] })
      .assigns("a", 1, [0])
      .member("a", "joined", 1, "i")
      .member("b", "replaced", 1, "i");
    expect(told.assigns("b", 1, [0]).bugs()).toEqual([]);
  });
});
