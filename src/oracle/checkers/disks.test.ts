import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { fourCommitted } from "../../testing/oracle-story.ts";

const pairs: readonly HistoryPair[] = [
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
    name: "only who was taken out of the replicas comes back empty",
    invariant: "R17",
    kept: () =>
      fourCommitted()
        .commits({ isr: [1, 2], replicas: [1, 2] })
        .commits({ replicas: [1, 2, 3], addingReplicas: [3] })
        .opens(3, 0),
    broken: () => fourCommitted().opens(3, 0),
  },
  {
    name: "an in-sync replica truncates nothing committed",
    invariant: "R18",
    kept: () => fourCommitted().writes(1).fetches(2, 1).truncates(2, 4),
    broken: () => fourCommitted().truncates(2, 3),
  },
];

holdPairs(pairs);
