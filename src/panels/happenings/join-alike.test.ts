import { expect, it } from "vitest";
import type { Happening } from "../../contract/happening.ts";
import { joinAlike } from "./join-alike.ts";

function happening(id: number, kind: Happening["kind"], partition = ""): Happening {
  return {
    id,
    atUs: id,
    kind,
    weight: "notice",
    node: -1,
    partition,
    text: "",
    config: "",
    cause: 0,
  };
}

it("tells findings of one partition once, with their number, newest first", () => {
  const told = joinAlike(
    [
      happening(1, "finding", "a-0"),
      happening(2, "command"),
      happening(3, "finding", "a-0"),
      happening(4, "finding", "a-1"),
      happening(5, "finding", "a-0"),
    ],
    10,
  );
  expect(told.map((one) => [one.happening.id, one.count])).toEqual([
    [5, 2],
    [4, 1],
    [2, 1],
    [1, 1],
  ]);
});

it("tells no more than asked for", () => {
  const many = Array.from({ length: 50 }, (_, i) => happening(i, "command"));
  expect(joinAlike(many, 7)).toHaveLength(7);
});
