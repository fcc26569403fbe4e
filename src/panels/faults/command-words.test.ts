import { expect, it } from "vitest";
import { commandWords } from "./command-words.ts";

it("says a command in a few words", () => {
  expect(commandWords({ kind: "powerLoss", node: 2 })).toBe("power loss 2");
  expect(commandWords({ kind: "cut", a: 1, b: "checkout", oneWay: true })).toBe(
    "cut 1 → checkout",
  );
  expect(
    commandWords({
      kind: "schedule",
      afterUs: 5_000_000,
      command: { kind: "heal", link: null },
    }),
  ).toBe("heal all links in 5 s");
  expect(commandWords({ kind: "partition", groups: [[1, 2], [3]] })).toBe(
    "partition 1 2 | 3",
  );
});
