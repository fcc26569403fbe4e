import { expect, it } from "vitest";
import { fromJson, problemText } from "./from-json.ts";

function problems(json: unknown, version = 7): readonly string[] {
  const reading = fromJson("CreateTopicsRequest", version, json);
  return reading.kind === "problems" ? reading.problems.map(problemText) : [];
}

it("reads what is left out as its default", () => {
  const reading = fromJson("CreateTopicsRequest", 7, { topics: [{ name: "orders" }] });
  expect(reading).toEqual({
    kind: "message",
    message: {
      topics: [
        {
          name: "orders",
          numPartitions: 0,
          replicationFactor: 0,
          assignments: [],
          configs: [],
        },
      ],
      timeoutMs: 60_000,
      validateOnly: false,
    },
  });
});

it("names every problem with its path, what was found and what is allowed", () => {
  const json = {
    topics: [
      { name: 7, numPartitions: 3_000_000_000 },
      { name: "b", replicationFactor: 1.5, configs: "none", partitions: 3 },
    ],
    validateOnly: null,
  };
  expect(problems(json)).toEqual([
    "/topics/0/name: found 7; allowed is text.",
    "/topics/0/numPartitions: found 3000000000; allowed is a whole number (int32, -2147483648 to 2147483647).",
    "/topics/1/partitions: found a field that CreateTopicsRequestTopic lacks; allowed is one of name, numPartitions, replicationFactor, assignments, configs.",
    "/topics/1/replicationFactor: found 1.5; allowed is a whole number (int16, -32768 to 32767).",
    '/topics/1/configs: found "none"; allowed is a list.',
    "/validateOnly: found null; allowed is true or false.",
  ]);
});

it("says in which versions a field exists", () => {
  const reading = fromJson("FetchRequest", 12, { topics: [{ topicId: "x" }] });
  expect(reading).toEqual({
    kind: "problems",
    problems: [
      {
        path: "/topics/0/topicId",
        found: "a field that version 12 lacks",
        allowed: "this field in versions 13 and later",
      },
    ],
  });
});

it("refuses what is no object at all", () => {
  expect(problems([])).toEqual([
    "The message: found []; allowed is an object with the fields of CreateTopicsRequest.",
  ]);
});

it("takes an int64 as a number, as text, and as a bigint only beyond 2^53", () => {
  const offset = (committedOffset: unknown): unknown => {
    const json = { topics: [{ partitions: [{ committedOffset }] }] };
    const reading = fromJson("OffsetCommitRequest", 9, json);
    return reading.kind === "problems"
      ? reading.problems.length
      : reading.message.topics[0]?.partitions[0]?.committedOffset;
  };
  expect(offset(5)).toBe(5);
  expect(offset("9007199254740992")).toBe(9_007_199_254_740_992);
  expect(offset("9223372036854775807")).toBe(9_223_372_036_854_775_807n);
  expect(offset("9223372036854775808")).toBe(1);
  expect(offset("ten")).toBe(1);
});
