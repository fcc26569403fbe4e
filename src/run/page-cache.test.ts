import { expect, it } from "vitest";
import { defaultMachine, type Scenario } from "../contract/scenario.ts";
import { scenario } from "../scenario/build.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const second = 1_000_000;

/** 2 MB a second are written for 20 s; then somebody reads it all from the start. Records read within a second. */
function readAfter(pageCacheBytes: number | null): number {
  const base: Scenario = scenario()
    .brokers(1)
    .network({ latencyUs: 500, jitterUs: 0 })
    .topic("orders", { partitions: 1, replicationFactor: 1 })
    .producer(
      "loud",
      "orders",
      { "batch.size": "100000", acks: "1" },
      { recordsPerSecond: 2000, valueSize: 1000 },
    )
    .build();
  const machine = {
    ...defaultMachine,
    pageCacheBytes,
    diskReadBytesPerSecond: 5_000_000,
  };
  const run = new Run({ ...base, cluster: { ...base.cluster, machine } }, oracle);
  run.warmUp();
  const go = (seconds: number) =>
    run.advance({ virtualUs: seconds * second, events: Number.MAX_SAFE_INTEGER });
  go(20);
  const late = scenario()
    .consumer("late", "orders", {}, { processing: { kind: "constant", us: 1 } })
    .build().consumers[0];
  if (late === undefined) throw new Error("no consumer was built");
  run.submit({ kind: "startConsumer", consumer: late });
  const frame = go(2);
  return frame.consumers[0]?.consumed ?? 0;
}

it("a reader that comes late waits for the disk when the page cache has forgotten", () => {
  const remembered = readAfter(null);
  const forgotten = readAfter(4_000_000);
  expect(forgotten).toBeGreaterThan(0);
  expect(forgotten).toBeLessThan(remembered / 3);
});
