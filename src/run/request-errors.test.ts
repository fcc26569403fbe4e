import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import { takeAnswer } from "../kafka/client/admin.ts";
import { silentProbe } from "../kafka/probe.ts";
import { apiKeys } from "../kafka/protocol/envelope.ts";
import { scenario } from "../scenario/build.ts";
import { sendWish } from "./requests.ts";
import { runWorld } from "./step.ts";
import { adminOf, nodeMemory, openWorld, startNodes, type World } from "./world.ts";

const controllers = [101, 102, 103];

function quorum(config: Readonly<Record<string, string>> = {}): World {
  const made = scenario().brokers(1).config(config).build();
  const nodes = controllers.map((id) => ({ id, rack: null, config: {} }));
  const world = openWorld(
    { ...made, cluster: { ...made.cluster, controllers: nodes } },
    silentProbe,
  );
  startNodes(world);
  run(world, 6000);
  return world;
}

function run(world: World, ms: number): void {
  runWorld(world, world.state.sim.nowUs + ms * 1000, Number.POSITIVE_INFINITY);
}

const activeOf = (world: World): number =>
  present(
    controllers.find(
      (id) => (nodeMemory(world.state, id)?.controller?.activeEpoch ?? -1) >= 0,
    ),
    "an active controller",
  );

function ask(world: World, node: number, api: keyof typeof apiKeys, body: object) {
  const tag = sendWish(world, node, {
    api: apiKeys[api],
    version: 1,
    body,
    purpose: "other",
    about: api,
    data: null,
    answered: true,
  });
  world.state.pending = world.state.pending.filter((each) => each.tag !== tag);
  for (;;) {
    run(world, 1);
    const found = takeAnswer(present(adminOf(world.state), "admin client"), tag);
    if (found !== undefined) return found.body;
  }
}

const topicPartitions = [{ topic: "orders", partitions: [0, 1] }];

describe("a request that fails as a whole", () => {
  it("is told by a standby, for all that was asked for, who the active controller is", () => {
    const world = quorum();
    const active = activeOf(world);
    const standby = present(
      controllers.find((id) => id !== active),
      "a standby",
    );
    const error = {
      errorCode: 41,
      errorMessage: `The active controller appears to be node ${active}.`,
    };
    const election = { electionType: 0, topicPartitions, timeoutMs: 1000 };
    expect(ask(world, standby, "ElectLeaders", election)).toMatchObject({
      errorCode: 41,
      replicaElectionResults: [
        {
          topic: "orders",
          partitionResult: [
            { partitionId: 0, ...error },
            { partitionId: 1, ...error },
          ],
        },
      ],
    });
    const resources = [{ resourceType: 2, resourceName: "orders", configs: [] }];
    expect(ask(world, standby, "IncrementalAlterConfigs", { resources })).toMatchObject({
      responses: [{ resourceType: 2, resourceName: "orders", ...error }],
    });
  });

  it("is told of each partition that the deadline has passed or that there is no such election", () => {
    const world = quorum();
    const told = (electionType: number, timeoutMs: number): unknown =>
      (
        ask(world, activeOf(world), "ElectLeaders", {
          electionType,
          topicPartitions,
          timeoutMs,
        }) as { readonly replicaElectionResults: readonly object[] }
      ).replicaElectionResults[0];
    const both = (errorCode: number, errorMessage: string | null): object => ({
      partitionResult: [
        { partitionId: 0, errorCode, errorMessage },
        { partitionId: 1, errorCode, errorMessage },
      ],
    });
    expect(told(0, 0)).toMatchObject(both(7, null));
    expect(told(9, 1000)).toMatchObject(both(42, "Unknown election type 9"));
  });

  it("asks of no other log than that of the metadata who its quorum is", () => {
    const world = quorum();
    const topics = [{ topicName: "orders", partitions: [{ partitionIndex: 0 }] }];
    expect(ask(world, activeOf(world), "DescribeQuorum", { topics })).toMatchObject({
      errorCode: 0,
      topics: [
        { topicName: "orders", partitions: [{ partitionIndex: 0, errorCode: 3 }] },
      ],
    });
  });

  it("is told of each topic that none is deleted where delete.topic.enable is off", () => {
    const world = quorum({ "delete.topic.enable": "false" });
    const body = { topics: [], topicNames: ["a", "b"], timeoutMs: 1000 };
    const { responses } = ask(world, activeOf(world), "DeleteTopics", body) as {
      readonly responses: readonly {
        readonly name: string;
        readonly errorCode: number;
      }[];
    };
    expect(responses.map(({ name, errorCode }) => `${name} ${errorCode}`)).toEqual([
      "a 42",
      "b 42",
    ]);
  });
});
