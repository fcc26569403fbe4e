import { type Bench, call } from "./bench.ts";
import { anyBroker } from "./lookup.ts";
import type { Step } from "./scenario.ts";

/** The leader and epoch of the last reading. */
interface Reading {
  readonly leader: number;
  readonly epoch: number;
}

const savedAs = "quorum";

const ids = (states: readonly { readonly replicaId: number }[]): number[] =>
  states.map(({ replicaId }) => replicaId).toSorted((a, b) => a - b);

/** The quorum by what does not depend on which of the controllers won, against the last such reading. */
export function quorum(bench: Bench, _step: Step): unknown {
  const topics = [
    { topicName: "__cluster_metadata", partitions: [{ partitionIndex: 0 }] },
  ];
  const answer = call(bench, anyBroker(bench), "DescribeQuorum", {
    version: 2,
    body: { topics },
  });
  const partition = answer.topics[0]?.partitions[0];
  const leader = partition?.leaderId ?? -1;
  const epoch = partition?.leaderEpoch ?? -1;
  const before = bench.saved.get(savedAs) as Reading | undefined;
  bench.saved.set(savedAs, { leader, epoch });
  return {
    ...(before === undefined
      ? {}
      : { leaderChanged: before.leader !== leader, epochRaised: epoch > before.epoch }),
    voters: ids(partition?.currentVoters ?? []),
    observers: ids(partition?.observers ?? []),
  };
}
