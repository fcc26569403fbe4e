import { expect, it } from "vitest";
import {
  brokerFixture,
  frameFixture,
  partitionFixture,
} from "../../scene/frame-fixture.ts";
import { brokerTable, linkTable, partitionTable } from "./outline-text.ts";

it("says of each replica what it is and how far it has come", () => {
  const view = partitionFixture([5, 5, 3], { isr: [1, 2] });
  const logs = view.logs.map((log) => ({ ...log, inSync: log.broker !== 3 }));
  const frame = frameFixture({ partitions: [{ ...view, logs }] });
  expect(partitionTable(frame, [0]).rows).toEqual([
    [
      "orders-0",
      "1",
      "0",
      "1 2",
      "none",
      "1 leader, HW 3, LEO 5\n2 in sync, HW 3, LEO 5\n3 out of sync, HW 3, LEO 3",
    ],
  ]);
  expect(partitionTable(frame, []).rows).toEqual([]);
});

it("says how far a broker is behind in the metadata log", () => {
  const [controller] = frameFixture().controllers;
  if (controller === undefined) throw new Error("There is a controller.");
  const frame = frameFixture({
    controllers: [{ ...controller, highWatermark: 10 }],
    brokers: [
      brokerFixture(1, { metadataOffset: 9 }),
      brokerFixture(2, { metadataOffset: 4 }),
    ],
  });
  expect(brokerTable(frame).rows.map((row) => row[4])).toEqual(["0", "5"]);
});

it("names links that are cut, and in which direction", () => {
  const whole = {
    stalledForth: false,
    stalledBack: false,
    latencyUs: null,
    jitterUs: null,
    bandwidth: null,
  };
  const frame = frameFixture({
    links: [{ a: 1, b: 2, cutForth: true, cutBack: false, ...whole }],
  });
  expect(linkTable(frame).rows).toEqual([["1 – 2", "cut from 1 to 2"]]);
});
