import { describe, expect, it } from "vitest";
import type { BatchView } from "../../contract/batch-view.ts";
import type { ClientStatus } from "../../contract/client-view.ts";
import { fateText } from "./batch-text.ts";
import { splitText, totalOf } from "./latency-parts.ts";
import { producerActions } from "./producer-actions.ts";

const split = {
  accumulator: 5_000,
  queue: 0,
  network: 30_100,
  append: 500,
  replication: 140_000,
  response: 0,
};

const batch: BatchView = {
  number: 7,
  topic: "orders",
  partition: 1,
  records: 3,
  bytes: 400,
  reason: "linger",
  attempts: 0,
  createdUs: 0,
  sentUs: 5_000,
  doneUs: 175_600,
  baseOffset: 40,
  error: "",
  split,
};

describe("the latency of a producer", () => {
  it("is told in its parts, without those that took no time", () => {
    expect(totalOf(split)).toBe(175_600);
    expect(splitText(split)).toBe(
      "in the accumulator 5.0 ms, on the network 30.1 ms, until appended 0.5 ms, until replicated 140 ms",
    );
  });
});

describe("a batch", () => {
  it("ends at offsets, at one, at none that was told, or with Kafka’s error", () => {
    expect(fateText(batch)).toBe("orders-1 at offsets 40 to 42");
    expect(fateText({ ...batch, records: 1 })).toBe("orders-1 at offset 40");
    expect(fateText({ ...batch, baseOffset: -1 })).toBe("orders-1, offset not told");
    expect(fateText({ ...batch, error: "NOT_ENOUGH_REPLICAS" })).toBe(
      "NOT_ENOUGH_REPLICAS",
    );
  });
});

describe("what can be done to a producer", () => {
  const labels = (status: ClientStatus): readonly string[] =>
    producerActions({ id: "checkout", status }).map(({ label }) => label);

  it("is only what it would not be refused in its state", () => {
    expect(labels("running")).toEqual(["Flush", "Close", "Freeze", "Kill", "Remove"]);
    expect(labels("closing")).toEqual(["Kill", "Remove"]);
    expect(labels("paused")).toEqual(["Resume", "Kill", "Remove"]);
    expect(labels("down")).toEqual(["Start again", "Remove"]);
  });
});
