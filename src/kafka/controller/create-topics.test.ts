import { describe, expect, it } from "vitest";
import { answerOf, contextOf, startCluster } from "./controller-fixture.ts";
import { createTopics } from "./create-topics.ts";

describe("CreateTopics", () => {
  it("makes no topic of a request that wants more than 10,000 partitions in all", () => {
    const cluster = startCluster(3);
    const create = (...counts: readonly number[]): (number | string)[] => {
      const topics = counts.map((numPartitions, at) => ({
        name: at === 0 ? "a" : "not a name",
        numPartitions,
        replicationFactor: 1,
        assignments: [],
        configs: [],
      }));
      const request = { topics, timeoutMs: 1000, validateOnly: true };
      return answerOf(
        cluster,
        createTopics(cluster.state, request, contextOf(cluster)),
      ).topics.map((topic) => topic.errorCode);
    };
    expect(create(9_999, -1)).toEqual([0, 17]);
    expect(create(9_999, 2)).toEqual([44, 44]);
  });
});
