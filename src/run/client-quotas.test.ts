import { describe, expect, it } from "vitest";
import type { QuotaEntity } from "../contract/group-command.ts";
import { scenario } from "../scenario/build.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const second = 1_000_000;

function opened(): Run {
  const run = new Run(
    scenario()
      .network({ latencyUs: 500, jitterUs: 0 })
      .topic("orders", { partitions: 1, replicationFactor: 1 })
      .producer("loud", "orders", {}, { recordsPerSecond: 500, valueSize: 1000 })
      .consumer("reader", "orders")
      .build(),
    oracle,
  );
  run.warmUp();
  return run;
}

const go = (run: Run, seconds: number) =>
  run.advance({ virtualUs: seconds * second, events: Number.MAX_SAFE_INTEGER });

function limit(
  run: Run,
  quota: "producer_byte_rate" | "consumer_byte_rate" | "request_percentage",
  entity: QuotaEntity,
  value: number | null,
): void {
  const command = { kind: "alterQuota", entity, quota, value } as const;
  expect(run.submit(command).kind).toBe("accepted");
}

/** Records that the producer got acknowledged, and the consumer read, in some seconds. */
function done(run: Run, seconds: number): { acked: number; read: number } {
  const before = go(run, 0);
  const after = go(run, seconds);
  const of = (frame: typeof before) => ({
    acked: frame.producers[0]?.acked ?? 0,
    read: frame.consumers[0]?.consumed ?? 0,
  });
  return {
    acked: of(after).acked - of(before).acked,
    read: of(after).read - of(before).read,
  };
}

describe("a client quota", () => {
  it("holds a producer to its bytes a second, and lets it go when it is taken away", () => {
    const run = opened();
    go(run, 3);
    limit(run, "producer_byte_rate", { clientId: "loud" }, 100_000);
    go(run, 40);
    const { acked } = done(run, 30);
    // 500 records of some 1,030 bytes a second were offered; 100,000 bytes a second pass.
    expect(acked / 30).toBeGreaterThan(80);
    expect(acked / 30).toBeLessThan(110);
    limit(run, "producer_byte_rate", { clientId: "loud" }, null);
    go(run, 20);
    expect(done(run, 5).acked / 5).toBeGreaterThan(450);
  });

  it("holds a consumer by answers without records", () => {
    const run = opened();
    limit(run, "consumer_byte_rate", { clientId: null }, 50_000);
    go(run, 40);
    const { acked, read } = done(run, 30);
    expect(acked / 30).toBeGreaterThan(450);
    expect(read / 30).toBeLessThan(60);
    expect(read).toBeGreaterThan(0);
  });

  it("of a user and client comes before that of the client", () => {
    const run = opened();
    limit(run, "producer_byte_rate", { clientId: "loud" }, 1000);
    limit(run, "producer_byte_rate", { user: "ANONYMOUS", clientId: "loud" }, 10_000_000);
    go(run, 5);
    expect(done(run, 5).acked / 5).toBeGreaterThan(450);
  });
});
