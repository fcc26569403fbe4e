import { describe, expect, it } from "vitest";
import { defaultMachine } from "../../contract/scenario.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { Broker } from "./broker.ts";
import { keepHandler, requestThreads, takeThreads } from "./request-threads.ts";

const request: RequestMessage = {
  kind: "request",
  immutable: true,
  api: apiKeys.Metadata,
  version: 13,
  correlationId: 1,
  clientId: "c",
  body: {},
};

const brokerWith = (handlers: number, cpuPercent = 100): Broker =>
  ({
    threads: requestThreads(3, handlers),
    disk: { machine: { ...defaultMachine, cpuPercent } },
  }) as unknown as Broker;

describe("request threads", () => {
  it("make nobody wait while one is free", () => {
    const broker = brokerWith(8);
    const waits = [0, 10, 20, 30].map((at) => takeThreads(broker, request, at).waitUs);
    expect(waits).toEqual([0, 0, 0, 0]);
  });

  it("take requests one after the other when num.io.threads are busy", () => {
    const broker = brokerWith(1);
    const waits = [1, 2, 3].map(() => takeThreads(broker, request, 1000).waitUs);
    expect(waits).toEqual([0, 30, 60]);
    expect(broker.threads.workedUs).toBe(90);
    expect(takeThreads(broker, request, 10_000).waitUs).toBe(0);
  });

  it("are slower on a slower machine, and kept by what a fetch reads", () => {
    const broker = brokerWith(1, 10);
    takeThreads(broker, request, 0);
    expect(takeThreads(broker, request, 0).waitUs).toBe(300);
    keepHandler(broker, { bytes: 2_000_000, diskUs: 0 }, 0);
    expect(takeThreads(broker, request, 0).waitUs).toBe(600 + 10_000);
  });
});
