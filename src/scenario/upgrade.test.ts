import { expect, it } from "vitest";
import { defaultConsumerSettings } from "../contract/client-settings.ts";
import { parseScenario } from "./parse.ts";
import { loggedUpgraded } from "./upgrade.ts";

it("reads a file of format 1: settings become Kafka's configs, consumers assign what they read", () => {
  const parsed = parseScenario({
    format: 1,
    topics: [{ name: "a", partitions: 2 }],
    producers: [
      { id: "p", topic: "a", settings: { acks: -1, lingerMs: 0, valueSize: 9 } },
    ],
    consumers: [
      { id: "c", topic: "a", partitions: [1], settings: { isolation: "read_committed" } },
      { id: "d", topic: "a" },
    ],
    plan: [
      { atUs: 1, command: { kind: "changeProducer", id: "p", settings: { acks: 1 } } },
      {
        atUs: 2,
        command: {
          kind: "schedule",
          afterUs: 3,
          command: { kind: "stopClient", id: "d" },
        },
      },
    ],
  });
  expect(parsed).toMatchObject({
    kind: "scenario",
    scenario: {
      format: 2,
      producers: [
        {
          settings: {
            valueSize: 9,
            config: { acks: "all", "linger.ms": "0", "enable.idempotence": "false" },
          },
        },
      ],
      consumers: [
        {
          api: "consumer",
          subscription: { kind: "assign", topic: "a", partitions: [1] },
          settings: {
            config: {
              "auto.offset.reset": "earliest",
              "isolation.level": "read_committed",
            },
          },
        },
        {
          subscription: { kind: "assign", topic: "a", partitions: null },
          settings: defaultConsumerSettings,
        },
      ],
      plan: [
        { command: { kind: "changeProducer", settings: {}, config: { acks: "1" } } },
        { command: { kind: "schedule", command: { kind: "removeClient", id: "d" } } },
      ],
    },
  });
});

it("says what is wrong with a file of format 1 as with any other", () => {
  const parsed = parseScenario({ format: 1, producers: [{ id: "p", settings: 3 }] });
  expect(parsed.kind === "problems" && parsed.problems.map(({ path }) => path)).toEqual([
    "/producers/0/topic",
    "/producers/0/settings",
  ]);
});

it("leaves commands of the present format as they are", () => {
  const logged = { atUs: 1, command: { kind: "stopClient", id: "x" } };
  expect(loggedUpgraded(logged, 2)).toBe(logged);
  expect(loggedUpgraded(logged, 1)).toEqual({
    atUs: 1,
    command: { kind: "removeClient", id: "x" },
  });
});
