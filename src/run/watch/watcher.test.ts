import { describe, expect, it } from "vitest";
import type { RequestView } from "../../contract/request-view.ts";
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
