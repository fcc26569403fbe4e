import { describe, expect, it } from "vitest";
import { javaIntegerSet, javaStringSet } from "./java-hash-set.ts";

describe("the order of Java's hash tables", () => {
  it("is by bucket, and ints hash to themselves", () => {
    expect(javaIntegerSet([33, 17, 2, 1])).toEqual([33, 17, 1, 2]);
  });

  it("has 32 buckets from the thirteenth element on", () => {
    expect(javaIntegerSet([17, 1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10]).slice(0, 3)).toEqual([
      0, 17, 1,
    ]);
    expect(javaIntegerSet([17, 1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).at(-1)).toBe(17);
  });

  it("gives strings by String.hashCode", () => {
    // The names of the assignors, as a HashMap of a member's protocols gives them.
    expect(javaStringSet(["roundrobin", "range", "sticky"])).toEqual([
      "sticky",
      "range",
      "roundrobin",
    ]);
  });
});
