import { describe, expect, it } from "vitest";
import { openingScenario } from "../../scenario/opening.ts";
import { oracle } from "../oracle.ts";
import { Run } from "../run.ts";
import { detailOf } from "./detail.ts";

const events = Number.MAX_SAFE_INTEGER;

function lookedAt(): Run {
  const run = new Run(openingScenario, oracle);
  run.lookWith(detailOf);
  run.warmUp();
  run.submit({ kind: "focus", on: { kind: "client", id: "checkout" } });
  return run;
}

describe("a producer up close", () => {
  it("shows its last batches, the newest first, with why each was sent when it was", () => {
    const { detail } = lookedAt().advance({ virtualUs: 3_000_000, events });
    const batches = detail?.batches ?? [];
    expect(batches.length).toBeGreaterThan(10);
    const numbers = batches.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    // Twenty records a second fill no batch: each is sent when it has lingered, or along with another one.
    expect(new Set(batches.map(({ reason }) => reason))).toContain("linger");
    const [batch] = batches;
    expect(batch?.error).toBe("");
    expect(batch?.baseOffset).toBeGreaterThan(0);
    const { createdUs = 0, sentUs = 0, doneUs = 0, split = null } = batch ?? {};
    expect(sentUs - createdUs).toBeGreaterThanOrEqual(0);
    expect(doneUs - sentUs).toBeGreaterThanOrEqual(2 * openingScenario.network.latencyUs);
    // The parts of the last attempt make up the whole of a batch that was sent once.
    const parts = Object.values(split ?? {}).reduce((sum, us) => sum + us, 0);
    expect(parts).toBeGreaterThan(0.9 * (doneUs - createdUs));
    expect(parts).toBeLessThan(1.1 * (doneUs - createdUs));
  });

  it("names configs in effect, set or by default", () => {
    const { detail } = lookedAt().advance({ virtualUs: 0, events: 0 });
    const fields = detail?.sections.find(
      ({ title }) => title === "Configuration",
    )?.fields;
    expect(fields).toContainEqual({ name: "linger.ms", value: "5 (default)" });
    expect(detail?.shell).toContain("kafka-producer-perf-test.sh");
  });
});
