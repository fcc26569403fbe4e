import { describe, expect, it } from "vitest";
import { scenario } from "./build.ts";
import { parseScenario } from "./parse.ts";

describe("a scenario that is built in code", () => {
  it("is one that the parser takes as it is", () => {
    const built = scenario()
      .about("All of it", "Every step of the builder.")
      .seed(7)
      .brokers(2, ["a", "b"])
      .combined()
      .config({ "replica.lag.time.max.ms": "3000" })
      .features({ "eligible.leader.replicas.version": 0 })
      .network({ latencyUs: 100 })
      .topic("orders", { assignment: [[1, 2]] })
      .topic("plain")
      .producer("p", "orders", { acks: "1" })
      .consumer("c", "orders", { "fetch.max.wait.ms": "10" })
      .at(1.5, { kind: "kill", node: 1 })
      .build();
    expect(parseScenario(built)).toEqual({ kind: "scenario", scenario: built });
    expect(built.topics[0]).toMatchObject({ partitions: 1, replicationFactor: 2 });
    expect(built.plan[0]?.atUs).toBe(1_500_000);
  });

  it("leaves a shared beginning as it was", () => {
    const shared = scenario().topic("a");
    expect(shared.topic("b").build().topics).toHaveLength(2);
    expect(shared.build().topics).toHaveLength(1);
  });
});
