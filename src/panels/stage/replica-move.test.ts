import { expect, it } from "vitest";
import { arrange } from "../../scene/arrange/arrange.ts";
import { arrangeFixture, placedFixture } from "../../scene/arrange/arrange-fixture.ts";
import { brokerUnder, freeBrokers, moveCommand, nextBroker } from "./replica-move.ts";

const at = arrange(
  arrangeFixture({
    width: 1200,
    brokers: [1, 2, 3, 4],
    partitions: placedFixture("orders", [[2, 1]]),
  }),
);

it("moves a replica only to a broker that has none of its partition", () => {
  expect(freeBrokers(at, 0)).toEqual([3, 4]);
  const third = at.columns[2];
  const second = at.columns[1];
  expect(brokerUnder(at, 0, (third?.x ?? 0) + 5)).toBe(3);
  expect(brokerUnder(at, 0, (second?.x ?? 0) + 5)).toBeNull();
});

it("walks over the free brokers by keys and stays at the ends", () => {
  const held = { row: 0, from: 1, to: null };
  expect(nextBroker(at, held, 1)).toBe(3);
  expect(nextBroker(at, { ...held, to: 3 }, 1)).toBe(4);
  expect(nextBroker(at, { ...held, to: 4 }, 1)).toBe(4);
  expect(nextBroker(at, { ...held, to: 3 }, -1)).toBe(3);
});

it("keeps the order of the replicas, so that the preferred leader stays where it was", () => {
  expect(moveCommand(at, [2, 1], { row: 0, from: 2, to: 4 })).toEqual({
    kind: "reassign",
    topic: "orders",
    partition: 0,
    replicas: [4, 1],
  });
  expect(moveCommand(at, [2, 1], { row: 0, from: 2, to: null })).toBeNull();
});
