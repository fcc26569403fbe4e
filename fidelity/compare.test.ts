import { describe, expect, it } from "vitest";
import { compare } from "./compare.ts";
import { explanationOf } from "./divergence.ts";
import { parseOptions } from "./options.ts";

describe("a comparison", () => {
  it("names each difference by its JSON pointer", () => {
    expect(compare({ a: [1, { "b/c": 2 }] }, { a: [1, { "b/c": 3 }], d: 4 })).toEqual([
      { path: "/a/1/b~1c", expected: 2, got: 3 },
      { path: "/d", expected: undefined, got: 4 },
    ]);
  });

  it("takes an undefined key for an absent one", () => {
    expect(compare({ a: 1 }, { a: 1, b: undefined })).toEqual([]);
  });

  it("leaves out ignored pointers and the order of sets", () => {
    const ignore = ["/rows/*/time"];
    const expected = { rows: [{ time: 1, ids: [1, 2] }] };
    const got = { rows: [{ time: 2, ids: [2, 1] }] };
    expect(compare(expected, got, { ignore, sets: ["/rows/*/ids"] })).toEqual([]);
    expect(compare(expected, got, { ignore })).toHaveLength(2);
  });
});

describe("a known divergence", () => {
  it("explains its pointer and all below", () => {
    const known = [{ file: "pure/x", path: "/a/*", reason: "why", kind: "bug" as const }];
    expect(explanationOf(known, "pure/x", "/a/3/b")?.reason).toBe("why");
    expect(explanationOf(known, "pure/x", "/b")).toBeUndefined();
  });
});

describe("the command line", () => {
  it("refuses what it does not know, with the reason", () => {
    expect(parseOptions(["--onyl", "x"])).toEqual({ problem: "unknown argument --onyl" });
    expect(parseOptions(["--only"])).toEqual({ problem: "--only needs a value" });
    expect(parseOptions(["--only", "("])).toEqual({
      problem: "--only ( is no regular expression",
    });
    expect(parseOptions(["--recordings", "nowhere"])).toEqual({
      problem: "there is no folder nowhere",
    });
  });
});
