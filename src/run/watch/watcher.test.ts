import { describe, expect, it } from "vitest";
import type { RequestView } from "../../contract/request-view.ts";
import { scenario } from "../../scenario/build.ts";
import { openingScenario } from "../../scenario/opening.ts";
import { apiNamed } from "../../terms/apis.ts";
import { oracle } from "../oracle.ts";
import { Run } from "../run.ts";
import { createWatcher } from "./watcher.ts";

const ms = 1_000;
const events = Number.MAX_SAFE_INTEGER;

function watchedRun(): Run {
  const run = new Run(openingScenario, oracle);
  run.watchWith(createWatcher());
  run.warmUp();
  run.submit({ kind: "watch", what: ["requests", "guarantees"] });
  return run;
}

function requestsOf(run: Run, virtualUs: number): readonly RequestView[] {
  return run.advance({ virtualUs, events }).requests ?? [];
}

const named = (all: readonly RequestView[], name: "Produce" | "Fetch"): RequestView[] =>
  all.filter(({ api }) => api === apiNamed(name).key);

describe("a watcher", () => {
  it("lists requests with their way there, the wait in purgatory and their way back", () => {
    const answered = named(requestsOf(watchedRun(), 2_000 * ms), "Produce").filter(
      ({ stage, from }) => stage === "answered" && from === "checkout",
    );
    expect(answered.length).toBeGreaterThan(5);
    const { latencyUs } = openingScenario.network;
    for (const one of answered) {
      expect(one.requestUs).toBeGreaterThanOrEqual(latencyUs);
      expect(one.responseUs).toBeGreaterThanOrEqual(latencyUs);
      expect(one.to).toMatch(/^broker [123]$/);
    }
    // acks=all waits until the followers have fetched.
    expect(answered.some(({ waitUs }) => waitUs > 0)).toBe(true);
  });

  it("tells nothing twice, and nothing while nobody looks", () => {
    const run = watchedRun();
    const first = requestsOf(run, 500 * ms).filter(({ stage }) => stage === "answered");
    const again = requestsOf(run, 0);
    expect(first.length).toBeGreaterThan(0);
    expect(again).toEqual([]);
    run.submit({ kind: "watch", what: [] });
    expect(run.advance({ virtualUs: 500 * ms, events }).requests).toBeNull();
  });

  it("changes nothing in the run", () => {
    const plain = new Run(openingScenario, oracle);
    plain.warmUp();
    const looked = watchedRun();
    const budget = { virtualUs: 3_000 * ms, events };
    expect(looked.advance(budget).traceHash).toBe(plain.advance(budget).traceHash);
  });

  it("shows a request that a cut link holds back", () => {
    const run = watchedRun();
    requestsOf(run, 1_000 * ms);
    run.submit({ kind: "cut", a: 1, b: 2, oneWay: false });
    const held = requestsOf(run, 2_000 * ms).filter(({ stage }) => stage === "held");
    expect(held.some(({ from, to }) => from === "broker 2" && to === "broker 1")).toBe(
      true,
    );
  });

  it("has heard of the rebalances of the run before anybody asked, and opens one", () => {
    const run = new Run(
      scenario()
        .brokers(1)
        .config({ "offsets.topic.replication.factor": "1" })
        .topic("orders", { partitions: 4 })
        .member("a", { group: "billing", topics: ["orders"] })
        .member("b", { group: "billing", topics: ["orders"] })
        .build(),
      oracle,
    );
    run.watchWith(createWatcher());
    run.warmUp();
    expect(run.advance({ virtualUs: 10_000 * ms, events }).rebalances).toBeNull();
    run.submit({ kind: "watch", what: ["groups"] });
    const [first, ...more] = run.advance({ virtualUs: 0, events: 0 }).rebalances ?? [];
    expect(more).toEqual([]);
    expect(first?.endedUs).toBeGreaterThan(first?.beganUs ?? 0);
    expect(first?.members.map(({ clientId, after }) => [clientId, after.length])).toEqual(
      [
        ["a", 2],
        ["b", 2],
      ],
    );
    run.submit({ kind: "killClient", id: "b" });
    const later = run.advance({ virtualUs: 60_000 * ms, events }).rebalances ?? [];
    expect(later).toHaveLength(1);
    expect(later[0]?.reason).toContain("heartbeat expiration");
    expect(later[0]?.moved).toHaveLength(2);
    // session.timeout.ms is 45 seconds.
    expect(later[0]?.partitionStoppedUs).toBeGreaterThan(2 * 40_000 * ms);
    run.submit({ kind: "focus", on: { kind: "rebalance", id: later[0]?.id ?? 0 } });
    const { detail } = run.advance({ virtualUs: 0, events: 0 });
    expect(detail?.title).toBe("Rebalance 2 of billing");
  });

  it("decodes both bodies in Kafka's field names", () => {
    const run = watchedRun();
    const last = named(requestsOf(run, 2_000 * ms), "Produce").findLast(
      ({ stage }) => stage === "answered",
    );
    run.submit({ kind: "focus", on: { kind: "request", id: last?.id ?? 0 } });
    const { detail } = run.advance({ virtualUs: 0, events: 0 });
    const [request, response] = detail?.bodies ?? [];
    expect(request?.name).toBe("ProduceRequest");
    expect(request?.fields.map(({ name }) => name)).toContain("acks");
    expect(JSON.stringify(request)).toContain('"baseOffset"');
    expect(JSON.stringify(response)).toContain('"errorCode"');
  });

  it("counts acknowledged records by the brokers that have them", () => {
    const run = watchedRun();
    const { guarantees, promises } = run.advance({ virtualUs: 1_000 * ms, events });
    const total = (guarantees?.partitions ?? [])
      .flatMap(({ spread }) => spread)
      .reduce((sum, records) => sum + records, 0);
    expect(total).toBe(promises.acked - promises.lost);
  });
});
