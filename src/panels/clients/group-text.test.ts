import { expect, it } from "vitest";
import { ownedText, partitionsText, stateTone } from "./group-text.ts";

it("joins runs of partitions, topic by topic", () => {
  expect(
    partitionsText(["orders-0", "orders-1", "orders-2", "orders-5", "refunds-1"]),
  ).toBe("orders 0–2, 5, refunds 1");
});

it("says two neighbours apart and a single one alone", () => {
  const at = (partition: number) => ({ topic: "orders", partition });
  expect(ownedText([at(4), at(3)])).toBe("orders 3, 4");
  expect(ownedText([at(7)])).toBe("orders 7");
  expect(ownedText([])).toBe("");
});

it("takes the dash that stands before the number for topics with dashes", () => {
  expect(partitionsText(["my-own-topic-12"])).toBe("my-own-topic 12");
});

it("calls only a stable group good, and a rebalance no error", () => {
  expect(["Stable", "PreparingRebalance", "Reconciling", "Empty"].map(stateTone)).toEqual(
    ["good", "warn", "warn", "none"],
  );
});
