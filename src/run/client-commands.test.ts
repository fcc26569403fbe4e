import { describe, expect, it } from "vitest";
import {
  defaultConsumerSettings,
  defaultProducerSettings,
  withConfig,
} from "../contract/client-settings.ts";
import type { Command, Receipt } from "../contract/command.ts";
import type { ViewFrame } from "../contract/frame.ts";
import { scenario } from "../scenario/build.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const second = 1_000_000;

function opened(): Run {
  const run = new Run(
    scenario().topic("orders").producer("checkout", "orders").build(),
    oracle,
  );
  run.warmUp();
  return run;
}

const go = (run: Run, seconds: number): ViewFrame =>
  run.advance({ virtualUs: seconds * second, events: Number.MAX_SAFE_INTEGER });

const refusal = (receipt: Receipt): string =>
  receipt.kind === "refused" ? `${receipt.path}: ${receipt.reason}` : "accepted";

const producer = (config: Readonly<Record<string, string>>): Command => ({
  kind: "startProducer",
  producer: {
    id: "p",
    topic: "orders",
    settings: withConfig(defaultProducerSettings, config),
  },
});

describe("a client that would not start", () => {
  it("is refused in the words of its own constructor", () => {
    const run = opened();
    const said = (config: Readonly<Record<string, string>>): string =>
      refusal(run.submit(producer(config)));
    const at = "/producer/settings/config";
    expect(said({ "enable.idempotence": "true", acks: "1" })).toBe(
      `${at}/acks: Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.`,
    );
    expect(
      said({
        "enable.idempotence": "true",
        "max.in.flight.requests.per.connection": "6",
      }),
    ).toMatch("at most 5 to use the idempotent producer");
    expect(said({ "delivery.timeout.ms": "30000" })).toBe(
      `${at}/delivery.timeout.ms: delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms`,
    );
    expect(said({ "linger.ms": "soon" })).toBe(
      `${at}/linger.ms: Invalid value soon for configuration linger.ms: Not a number of type LONG`,
    );
    expect(said({ "batch.size": "-1" })).toMatch("Value must be at least 0");
    expect(said({ "linger.m": "5" })).toMatch('did you mean "linger.ms"?');
  });

  it("is a subscriber without a group, or with configs of the other protocol", () => {
    const run = opened();
    const consumer = (config: Readonly<Record<string, string>>): string =>
      refusal(
        run.submit({
          kind: "startConsumer",
          consumer: {
            id: "c",
            api: "consumer",
            subscription: { kind: "topics", topics: ["orders"] },
            settings: withConfig(defaultConsumerSettings, config),
          },
        }),
      );
    expect(consumer({})).toMatch(
      "/consumer/settings/config/group.id: group.id is missing",
    );
    expect(
      consumer({
        "group.id": "g",
        "group.protocol": "consumer",
        "session.timeout.ms": "9000",
      }),
    ).toMatch("session.timeout.ms cannot be set when group.protocol=CONSUMER");
    expect(consumer({ "group.id": "g", "heartbeat.interval.ms": "45000" })).toMatch(
      "Heartbeat must be set lower than the session timeout",
    );
  });
});

describe("a client's process", () => {
  it("is closed or killed, stays in the list, and starts again with its settings", () => {
    const run = opened();
    for (const kind of ["closeClient", "killClient"] as const) {
      expect(run.submit({ kind, id: "checkout" }).kind).toBe("accepted");
      expect(go(run, 1).producers[0]).toMatchObject({ id: "checkout", status: "down" });
      expect(refusal(run.submit({ kind, id: "checkout" }))).toMatch("is down already");
      expect(run.submit({ kind: "startClient", id: "checkout" }).kind).toBe("accepted");
      expect(refusal(run.submit({ kind: "startClient", id: "checkout" }))).toMatch(
        "runs",
      );
      expect(go(run, 2).producers[0]).toMatchObject({ status: "running" });
      expect(go(run, 1).producers[0]?.acked).toBeGreaterThan(0);
    }
    run.submit({ kind: "removeClient", id: "checkout" });
    expect(go(run, 0).producers).toEqual([]);
  });

  it("starts anew when a config changes, and goes on when only its application does", () => {
    const run = opened();
    const before = go(run, 1).producers[0]?.acked ?? 0;
    run.submit({
      kind: "changeProducer",
      id: "checkout",
      settings: { recordsPerSecond: 50 },
    });
    expect(go(run, 1).producers[0]?.acked).toBeGreaterThan(before);
    run.submit({ kind: "changeProducer", id: "checkout", config: { acks: "1" } });
    const after = go(run, 2).producers[0];
    expect(after?.settings).toMatchObject({
      recordsPerSecond: 50,
      config: { acks: "1" },
    });
    expect(after?.acked).toBeGreaterThan(0);
    expect(after?.acked).toBeLessThan(before + 150);
    run.submit({ kind: "changeProducer", id: "checkout", config: { acks: null } });
    expect(go(run, 1).producers[0]?.settings.config).toEqual({});
  });

  it("stands still for a time and goes on by itself", () => {
    const run = opened();
    run.submit({
      kind: "pauseClient",
      id: "checkout",
      what: "process",
      forUs: 2 * second,
    });
    expect(go(run, 1).producers[0]?.status).toBe("paused");
    expect(go(run, 2).producers[0]?.status).toBe("running");
  });
});
