import { describe, expect, it } from "vitest";
import { openingScenario } from "../../scenario/opening.ts";
import { placeOf, readText } from "./read-text.ts";

describe("a text that is to be opened", () => {
  it("names ten mistakes at once, each with its path and what is allowed", () => {
    const text = JSON.stringify({
      seed: -1,
      nam: "x",
      cluster: {
        brokers: [{ id: 1 }, { id: 1 }],
        controllers: 2,
        config: { "num.partitions": "many" },
      },
      network: { latencyUs: "2 ms" },
      topics: [
        { name: "orders", partitions: 0 },
        { name: "pay", replicationFactor: 5 },
        { name: "bad name!", partitions: 1 },
      ],
      producers: [{ id: "checkout", topic: "nowhere" }],
      plan: [{ atUs: 1, command: { kind: "kill", node: 9 } }],
    });
    const read = readText(text);
    if (read.kind !== "problems") throw new Error("It has mistakes.");
    expect(read.problems.length).toBeGreaterThanOrEqual(10);
    const paths = read.problems.map(({ path }) => path);
    for (const path of ["/seed", "/nam", "/network/latencyUs", "/topics/0/partitions"])
      expect(paths).toContain(path);
    for (const { message } of read.problems) expect(message.length).toBeGreaterThan(10);
  });

  it("opens a scenario, and a run with its commands", () => {
    expect(readText(JSON.stringify(openingScenario)).kind).toBe("read");
    const command = { kind: "kill", node: 1 } as const;
    const run = readText(
      JSON.stringify({
        scenario: openingScenario,
        commands: [{ atUs: 5, afterEvents: 7, command }],
      }),
    );
    expect(run).toMatchObject({
      kind: "read",
      commands: [{ atUs: 5, afterEvents: 7, command }],
    });
  });

  it("says where a run's command is wrong, and where a text is no JSON", () => {
    const run = readText(
      JSON.stringify({
        scenario: openingScenario,
        commands: [{ atUs: 5, afterEvents: 7, command: { kind: "kil" } }, 3],
      }),
    );
    if (run.kind !== "problems") throw new Error("It has mistakes.");
    expect(run.problems.map(({ path }) => path)).toEqual([
      "/commands/0/command/kind",
      "/commands/1",
    ]);
    expect(readText("{").kind).toBe("problems");
  });

  it("finds the place of a problem in the text", () => {
    const text = '{"cluster":{"config":{"a":1}},"config":2}';
    const { from, to } = placeOf(text, "/cluster/config/a");
    expect(text.slice(from, to)).toBe('"a"');
  });
});
