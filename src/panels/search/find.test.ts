import { expect, it } from "vitest";
import {
  brokerFixture,
  frameFixture,
  partitionFixture,
} from "../../scene/frame-fixture.ts";
import { find } from "./find.ts";

const partitions = [0, 1, 2].map((partition) =>
  partitionFixture([3, 3, 3], { row: partition, partition }),
);
const frame = frameFixture({
  partitions,
  brokers: [
    brokerFixture(1, { rack: "a" }),
    brokerFixture(2, { rack: "b" }),
    brokerFixture(12, { rack: "b" }),
  ],
});
const found = (words: string): readonly string[] =>
  find(frame, words, { "replica.lag.time.max.ms": "5000" }).map(
    ({ kind, label }) => `${kind} ${label}`,
  );

it("finds a partition by its full name", () => {
  expect(found("orders-2")).toEqual(["partition orders-2"]);
  expect(find(frame, "orders-2", {})[0]?.row).toBe(2);
  expect(found("orders-9")).toEqual([]);
});

it("finds brokers and racks by number and name", () => {
  expect(found("broker 1")).toEqual([
    "broker broker 1 · rack a",
    "broker broker 12 · rack b",
  ]);
  expect(found("rack b")).toEqual(["rack rack b"]);
});

it("finds topics, clients and configs by a part of their name", () => {
  expect(found("ord")[0]).toBe("topic orders · 3 partitions");
  expect(found("billing")).toEqual(["client billing · orders"]);
  expect(found("lag.time")).toEqual(["config replica.lag.time.max.ms=5000 · cluster"]);
});

it("finds nothing without words", () => {
  expect(found("  ")).toEqual([]);
});
