import { expect, it } from "vitest";
import { defaultProducerSettings } from "../../contract/client-settings.ts";
import { commandLine } from "./command-line.ts";

it("words a new topic as kafka-topics.sh does", () => {
  const line = commandLine({
    kind: "createTopic",
    topic: {
      name: "payments",
      partitions: 2,
      replicationFactor: 3,
      assignment: null,
      config: { "min.insync.replicas": "2" },
    },
  });
  expect(line).toContain("kafka-topics.sh --bootstrap-server localhost:9092 --create");
  expect(line).toContain("--config min.insync.replicas=2");
});

it("kills by the signal that a person would send", () => {
  expect(commandLine({ kind: "kill", node: 1 })).toBe("kill -9 <pid of broker 1>");
  expect(commandLine({ kind: "pause", node: 2 })).toBe("kill -STOP <pid of broker 2>");
});

it("names only the settings that differ from Kafka's defaults", () => {
  const config = { acks: "1", "linger.ms": "50" };
  const settings = { ...defaultProducerSettings, config };
  const line = commandLine({
    kind: "startProducer",
    producer: { id: "p", topic: "orders", settings },
  });
  expect(line).toContain("acks=1 linger.ms=50");
  expect(line).not.toContain("batch.size");
});

it("drops packets of one direction only when the cut is one-way", () => {
  expect(commandLine({ kind: "cut", a: 1, b: 2, oneWay: true }).split("\n")).toHaveLength(
    1,
  );
  expect(
    commandLine({ kind: "cut", a: 1, b: 2, oneWay: false }).split("\n"),
  ).toHaveLength(2);
});

it("words a reset of some partitions as kafka-consumer-groups.sh does", () => {
  const line = commandLine({
    kind: "resetOffsets",
    group: "billing",
    partitions: [
      { topic: "orders", partition: 0 },
      { topic: "orders", partition: 2 },
    ],
    to: { kind: "shiftBy", by: -10 },
  });
  expect(line).toContain("--group billing");
  expect(line).toContain("--reset-offsets --shift-by -10 --topic orders:0,2 --execute");
});

it("says a date as the tool reads it, and a duration as ISO 8601", () => {
  const reset = { kind: "resetOffsets", group: "billing", partitions: null } as const;
  expect(
    commandLine({ ...reset, to: { kind: "datetime", atMs: 1_767_225_601_500 } }),
  ).toContain("--to-datetime 2026-01-01T00:00:01.500 --all-topics");
  expect(commandLine({ ...reset, to: { kind: "duration", backMs: 30_000 } })).toContain(
    "--by-duration PT30S",
  );
});
