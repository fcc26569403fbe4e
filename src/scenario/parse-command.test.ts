import { describe, expect, it } from "vitest";
import {
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import { parseCommand } from "./parse-command.ts";

const commands: readonly Command[] = [
  {
    kind: "createTopic",
    topic: {
      name: "a",
      partitions: 1,
      replicationFactor: 2,
      assignment: [[1, 2]],
      config: { "retention.ms": "1" },
    },
  },
  { kind: "deleteTopic", topic: "a" },
  {
    kind: "startProducer",
    producer: { id: "p", topic: "a", settings: defaultProducerSettings },
  },
  {
    kind: "changeProducer",
    id: "p",
    settings: { keys: { kind: "none" } },
    config: { acks: "0" },
  },
  {
    kind: "startConsumer",
    consumer: {
      id: "c",
      api: "consumer",
      subscription: { kind: "assign", topic: "a", partitions: [0] },
      settings: defaultConsumerSettings,
    },
  },
  {
    kind: "changeConsumer",
    id: "c",
    settings: {},
    config: { "isolation.level": "read_committed" },
  },
  { kind: "removeClient", id: "c" },
  {
    kind: "produce",
    record: { topic: "a", partition: null, key: "", value: null, acks: -1 },
  },
  { kind: "kill", node: 1 },
  { kind: "stop", node: 1 },
  { kind: "start", node: 1 },
  { kind: "pause", node: 1 },
  { kind: "resume", node: 1 },
  { kind: "powerLoss", node: 1 },
  { kind: "wipe", node: 1 },
  { kind: "cut", a: 1, b: 2, oneWay: true },
  { kind: "stall", a: 1, b: "p", oneWay: false },
  { kind: "resetConnections", a: 1, b: 2 },
  { kind: "shapeLink", a: 1, b: 2, latencyUs: 5, jitterUs: null, bandwidth: 1000 },
  { kind: "isolate", node: 1 },
  {
    kind: "partition",
    groups: [
      [1, 2],
      [3, "p"],
    ],
  },
  { kind: "cutPlane", plane: "brokerBroker", nodes: null },
  { kind: "flap", a: 1, b: 2, periodUs: 1000, dutyPercent: 50, forUs: 9000 },
  { kind: "slowNode", node: 1, factor: 50 },
  { kind: "blackout", nodes: [1, 2], keepPercent: 50, staggerUs: 0 },
  { kind: "rollingRestart", nodes: null, gapUs: 1 },
  { kind: "failDir", node: 1, dir: "/a" },
  { kind: "returnDir", node: 1, dir: "/a" },
  { kind: "limitDisk", node: 1, dir: null, freeBytes: 0 },
  { kind: "slowDisk", node: 1, dir: "/a", writeUs: 1, fsyncUs: null },
  { kind: "healAll" },
  { kind: "schedule", afterUs: 1, command: { kind: "kill", node: 1 } },
  { kind: "unschedule", id: 1 },
  { kind: "heal", link: { a: 1, b: 2 } },
  { kind: "heal", link: null },
  { kind: "electLeaders", election: "unclean", topic: "a", partition: 0 },
  {
    kind: "alterConfig",
    scope: { kind: "topic", topic: "a" },
    name: "retention.ms",
    value: null,
  },
  {
    kind: "alterConfig",
    scope: { kind: "broker", broker: 1 },
    name: "leader.replication.throttled.rate",
    value: "1000",
  },
  {
    kind: "alterConfig",
    scope: { kind: "cluster" },
    name: "min.insync.replicas",
    value: "2",
  },
  { kind: "createPartitions", topic: "a", count: 3 },
  { kind: "reassign", topic: "a", partition: 0, replicas: [1, 2] },
  { kind: "reassign", topic: "a", partition: 0, replicas: null },
  { kind: "unregisterBroker", broker: 1 },
  { kind: "updateFeature", feature: "group.version", level: 0 },
  { kind: "deleteRecords", topic: "a", partition: 0, beforeOffset: -1 },
  { kind: "focus", on: { kind: "configs", scope: { kind: "cluster" } } },
  {
    kind: "focus",
    on: { kind: "record", topic: "a", partition: 0, broker: 1, offset: 7 },
  },
  { kind: "focus", on: null },
];

describe("a command from JSON", () => {
  it.each(commands.map((command) => [command.kind, command] as const))(
    "reads %s as it was written",
    (_, command) => {
      expect(parseCommand(JSON.parse(JSON.stringify(command)))).toEqual({
        kind: "command",
        command,
      });
    },
  );

  it("does not ask whether a node, topic or config exists", () => {
    expect(parseCommand({ kind: "kill", node: 99 }).kind).toBe("command");
    const config = { "no.such.config": "x" };
    expect(parseCommand({ kind: "createTopic", topic: { name: "a", config } }).kind).toBe(
      "command",
    );
  });

  it("reports every problem of its shape", () => {
    expect(
      parseCommand({ kind: "cut", a: true, b: -1, oneway: true, oneWay: "no" }),
    ).toEqual({
      kind: "problems",
      problems: [
        { path: "/oneway", message: 'unknown field "oneway"; did you mean "oneWay"?' },
        {
          path: "/a",
          message: "found true; allowed is a node id or a client id",
        },
        {
          path: "/b",
          message: "found -1; allowed is a whole number from 0 to 2147483647",
        },
        { path: "/oneWay", message: 'found "no"; allowed is true or false' },
      ],
    });
  });

  it("says which kinds there are, or which was meant", () => {
    expect(parseCommand({ kind: "kil", node: 1 })).toEqual({
      kind: "problems",
      problems: [{ path: "/kind", message: 'found "kil"; did you mean "kill"?' }],
    });
    expect(parseCommand({ kind: "toString" }).kind).toBe("problems");
    for (const value of [null, undefined, [], "kill", 3])
      expect(parseCommand(value)).toMatchObject({ problems: [{ path: "" }] });
  });
});
