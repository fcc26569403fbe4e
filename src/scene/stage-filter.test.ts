import { expect, it } from "vitest";
import { partitionBits } from "../contract/overview.ts";
import {
  brokerFixture,
  frameFixture,
  overviewFixture,
  partitionFixture,
} from "./frame-fixture.ts";
import { groupFixture } from "./group-fixture.ts";
import { filterText, partitionCounts, rowsIn } from "./stage-filter.ts";

const partitions = [
  partitionFixture([3, 3, 3]),
  partitionFixture([3, 3], { row: 1, partition: 1 }),
  partitionFixture([3, 3, 3], { row: 2, partition: 2, leader: -1 }),
];
const overview = overviewFixture(partitions);
overview.partitions[1] = partitionBits.underReplicated | partitionBits.atMinIsr;
const frame = frameFixture({
  partitions,
  overview,
  brokers: [
    brokerFixture(1, { rack: "a" }),
    brokerFixture(2, { rack: "a" }),
    brokerFixture(3, { rack: "b", status: "down" }),
  ],
});

it("shows every partition without a filter", () => {
  expect(rowsIn(frame, null)).toEqual([0, 1, 2]);
});

it("shows of __consumer_offsets only where a group is, or something is wrong, until one asks for all of it", () => {
  const rows = [0, 1, 2, 3].map((row) =>
    partitionFixture(row === 2 ? [1, 1] : [0, 0], {
      row,
      topic: "__consumer_offsets",
      partition: row,
    }),
  );
  const columns = overviewFixture(rows);
  columns.partitions[3] = partitionBits.offline;
  const [topic] = frame.topics;
  if (topic === undefined) throw new Error("The fixture has a topic.");
  const internal = frameFixture({
    partitions: rows,
    overview: columns,
    topics: [{ ...topic, name: "__consumer_offsets", partitions: 4 }],
    groups: [groupFixture({ coordinatorPartition: 1 })],
  });
  expect(rowsIn(internal, null)).toEqual([1, 2, 3]);
  expect(rowsIn(internal, { kind: "topic", topic: "__consumer_offsets" })).toEqual([
    0, 1, 2, 3,
  ]);
});

it("picks partitions by what the controller knows of them, and counts them", () => {
  expect(rowsIn(frame, { kind: "partitions", state: "offline" })).toEqual([2]);
  expect(rowsIn(frame, { kind: "partitions", state: "atMinIsr" })).toEqual([1]);
  expect(partitionCounts(frame)).toMatchObject({ offline: 1, underReplicated: 1 });
});

it("picks partitions by the brokers and racks that hold them", () => {
  expect(rowsIn(frame, { kind: "brokers", state: "down" })).toEqual([0, 2]);
  expect(rowsIn(frame, { kind: "rack", rack: "b" })).toEqual([0, 2]);
  expect(rowsIn(frame, { kind: "broker", broker: 1 })).toEqual([0, 1, 2]);
  expect(rowsIn(frame, { kind: "topic", topic: "none" })).toEqual([]);
});

it("says in Kafka's words what is shown", () => {
  expect(filterText({ kind: "partitions", state: "underMinIsr" })).toBe("under min ISR");
});
