import { describe, expect, it } from "vitest";
import type { OracleStory } from "./oracle-story.ts";

/** A history that keeps an invariant and one that breaks it. */
export interface HistoryPair {
  /** The invariant in words. */
  readonly name: string;
  readonly invariant: string;
  readonly kept: () => OracleStory;
  readonly broken: () => OracleStory;
}

/** Tests that the oracle accepts the one history of each pair and refuses the other. */
export function holdPairs(pairs: readonly HistoryPair[]): void {
  describe("the oracle", () => {
    it.each(pairs)("accepts $invariant: $name", ({ kept }) => {
      expect(kept().bugs()).toEqual([]);
    });

    it.each(pairs)("refuses a history without $invariant: $name", (pair) => {
      expect(pair.broken().bugs()).toContain(pair.invariant);
    });
  });
}
