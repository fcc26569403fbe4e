import { expect, it } from "vitest";
import { parseMessage, splitFamily } from "./notation.ts";

it("reads versions, nulls, tags, defaults and structures", () => {
  const schema = parseMessage(`metadata ExampleRecord type 9 versions 0-3 flexible 2+
name: string?1+ 0-2 = null
parts: []Part 3+ @1
  id: int32 = -1
best: Part`);
  expect(schema).toMatchObject({
    name: "ExampleRecord",
    recordType: 9,
    versions: { first: 0, last: 3 },
    firstFlexible: 2,
    fields: [
      {
        name: "name",
        type: "string",
        nullable: { first: 1 },
        versions: { first: 0, last: 2 },
        defaultText: "null",
      },
      { name: "parts", array: true, tag: 1, versions: { first: 3 } },
      { name: "best", array: false, type: { name: "ExampleRecordPart" } },
    ],
  });
  expect(schema.fields[2]?.type).toBe(schema.fields[1]?.type);
});

it("refuses a table that it cannot read to its end", () => {
  const table = (line: string): string => `control Example versions 0\n${line}`;
  expect(() => parseMessage(table("count int32"))).toThrow("field in");
  expect(() => parseMessage(table("count: Integer"))).toThrow("has fields");
  expect(() => parseMessage(table("count: int32\n    id: int32"))).toThrow("every line");
  expect(() => parseMessage("answer Example\nid: int32")).toThrow("its kind");
});

it("names requests and responses after their API", () => {
  const family = "request Vote\nid: int32\n\nresponse Vote\nid: int32";
  expect(splitFamily(family).map(([name]) => name)).toEqual([
    "VoteRequest",
    "VoteResponse",
  ]);
});
