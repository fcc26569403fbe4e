import { describe, expect, it } from "vitest";
import {
  answerOf,
  type ClusterFixture,
  contextOf,
  startCluster,
} from "./controller-fixture.ts";
import { createTopics } from "./create-topics.ts";
import { deleteTopics } from "./delete-topics.ts";
import { topicByName, topicsOf } from "./metadata-image.ts";

const noId = "AAAAAAAAAAAAAAAAAAAAAA";

function withTopics(...names: string[]): ClusterFixture {
  const cluster = startCluster(3);
  const topics = names.map((name) => ({
    name,
    numPartitions: 1,
    replicationFactor: 3,
    assignments: [],
    configs: [],
  }));
  const request = { topics, timeoutMs: 1000, validateOnly: false };
  answerOf(cluster, createTopics(cluster.state, request, contextOf(cluster)));
  return cluster;
}

const idOf = ({ state }: ClusterFixture, name: string): string =>
  topicByName(state.image, name)?.topicId ?? "";

type Named = readonly [name: string | null, topicId?: string];

/** `name error` of each answer, and the topics that are left. */
function remove(cluster: ClusterFixture, ...named: readonly Named[]) {
  const request = {
    topics: named.map(([name, topicId = noId]) => ({ name, topicId })),
    topicNames: [],
    timeoutMs: 1000,
  };
  const { responses } = answerOf(
    cluster,
    deleteTopics(cluster.state, request, contextOf(cluster)),
  );
  return {
    told: responses.map(({ name, errorCode }) => `${name} ${errorCode}`),
    left: topicsOf(cluster.state.image).map(({ name }) => name),
  };
}

describe("DeleteTopics", () => {
  it("tells once of a topic that is named twice, and leaves it", () => {
    const cluster = withTopics("a", "b");
    expect(remove(cluster, ["a"], ["b"], ["a"])).toEqual({
      told: ["a 42", "b 0"],
      left: ["a"],
    });
    const id = idOf(cluster, "a");
    expect(remove(cluster, [null, id], [null, id])).toEqual({
      told: ["null 42"],
      left: ["a"],
    });
  });

  it("leaves a topic that is named both by its name and by its id", () => {
    const cluster = withTopics("a", "b");
    const id = idOf(cluster, "a");
    expect(remove(cluster, [null, id], ["a"], ["b"])).toEqual({
      told: ["a 42", "b 0"],
      left: ["a"],
    });
  });

  it("refuses what is named in no way or in two ways at once, each time", () => {
    const cluster = withTopics("a");
    const id = idOf(cluster, "a");
    expect(
      remove(cluster, [null], [null], ["a", id], ["x"], [null, "x".repeat(22)]),
    ).toEqual({
      told: ["null 42", "null 42", "a 42", "x 3", "null 100"],
      left: ["a"],
    });
  });
});
