import { describe, expect, it } from "vitest";
import { resetStrategy, resetTimestamp } from "./reset-strategy.ts";

describe("auto.offset.reset", () => {
  it("may be a duration as Java writes it, which is asked for as a time", () => {
    const strategy = resetStrategy("by_duration:P1DT2H3M4.5S");
    const durationMs = 86_400_000 + 2 * 3_600_000 + 3 * 60_000 + 4500;
    expect(strategy).toEqual({ kind: "by_duration", durationMs });
    expect(strategy === null ? 0 : resetTimestamp(strategy, 100_000_000)).toBe(
      100_000_000 - durationMs,
    );
  });

  it("is refused when it is none of its values", () => {
    for (const text of ["first", "by_duration:", "by_duration:1h", "by_duration:PT"])
      expect(resetStrategy(text)).toBeNull();
  });

  it("asks for the ends by Kafka's special timestamps", () => {
    const of = (text: "earliest" | "latest"): number => resetTimestamp({ kind: text }, 5);
    expect([of("earliest"), of("latest")]).toEqual([-2, -1]);
  });
});
