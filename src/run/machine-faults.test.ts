import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import type { Command } from "../contract/command.ts";
import { processOf } from "../kafka/cluster.ts";
import { clusterFromText, type TextCluster } from "../testing/cluster-text.ts";
import { executeCommand } from "./execute.ts";
import { plannedViews } from "./frame/links.ts";
import { nodeMemory } from "./world.ts";

const text = `
  orders-0  leader 1  epoch 2  isr 1 2
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
`;

const cluster = (): TextCluster => clusterFromText(text);

function refusal({ world }: TextCluster, command: Command): string {
  const receipt = executeCommand(world, command);
  return receipt.kind === "refused" ? `${receipt.path}: ${receipt.reason}` : receipt.kind;
}

const status = ({ world }: TextCluster, node: number): string =>
  present(world.state.sim.processes[processOf(world.state.topology, node)], "process")
    .status;

const planned = ({ world }: TextCluster): string[] =>
  plannedViews(world.state).map(({ id, command }) => `${id} ${command.kind}`);

describe("a slow node", () => {
  it("answers later, and as before when it is healed", () => {
    const answer = (change: (of: TextCluster) => TextCluster): number => {
      const slow = change(cluster());
      const from = slow.world.state.sim.nowUs;
      slow.produce("c", 1);
      while (!slow.world.state.pending.every(({ purpose }) => purpose !== "produce"))
        slow.run(1000);
      return slow.world.state.sim.nowUs - from;
    };
    const usual = answer((of) => of);
    const slow = answer((of) => of.submit({ kind: "slowNode", node: 1, factor: 50 }));
    expect(slow).toBeGreaterThan(usual + 20_000);
    expect(
      answer((of) =>
        of
          .submit({ kind: "slowNode", node: 1, factor: 50 })
          .run(1_000_000)
          .submit({ kind: "healAll" }),
      ),
    ).toBeLessThan(usual + 10_000);
  });

  it("still takes everything in order and stays in the cluster", () => {
    const slow = cluster().submit({ kind: "slowNode", node: 1, factor: 50 });
    for (const letter of "cdefg") slow.produce(letter, 1);
    slow.settle();
    expect(slow.toText()).toContain("isr 1 2");
    expect(slow.toText()).toMatch(/broker 2 \| a b( [c-g]){5} \|/u);
  });
});

describe("a blackout", () => {
  it("takes several machines at once, with nothing of what was not flushed", () => {
    const dark = cluster().produce("c", 1).run(500_000);
    dark.submit({ kind: "blackout", nodes: [1, 2], keepPercent: 0, staggerUs: 0 });
    expect([status(dark, 1), status(dark, 2)]).toEqual(["down", "down"]);
    dark.start(1).start(2).settle();
    expect(dark.toText()).toContain("broker 1 | |");
  });

  it("keeps what it is told to keep", () => {
    const kept = cluster().produce("c", 1).run(500_000);
    kept.submit({ kind: "blackout", nodes: [1, 2], keepPercent: 100, staggerUs: 0 });
    kept.start(1).start(2).settle();
    expect(kept.toText()).toContain("broker 1 | a b c |");
  });

  it("takes them one after the other when it is staggered", () => {
    const dark = cluster().submit({
      kind: "blackout",
      nodes: [2, 1],
      keepPercent: null,
      staggerUs: 1_000_000,
    });
    expect([status(dark, 1), status(dark, 2)]).toEqual(["running", "down"]);
    expect(planned(dark)).toEqual(["1 blackout"]);
    dark.run(1_100_000);
    expect(status(dark, 1)).toBe("down");
  });

  it("is refused for nodes that are unknown, named twice or down", () => {
    const blackout = (nodes: number[]) =>
      ({ kind: "blackout", nodes, keepPercent: null, staggerUs: 0 }) as const;
    expect(refusal(cluster(), blackout([1, 9]))).toContain("/nodes/1: There is no node");
    expect(refusal(cluster(), blackout([1, 1]))).toContain("/nodes/1: Found 1 twice");
    expect(refusal(cluster(), blackout([]))).toContain("/nodes: Found no node");
    expect(refusal(cluster().kill(2), blackout([1, 2]))).toContain("/nodes/1: Node 2 is");
  });
});

describe("a rolling restart", () => {
  it("never has two brokers away, and brings all back", () => {
    const rolled = cluster();
    const before = rolled.world.state.sim.processes.map(({ incarnation }) => incarnation);
    rolled.submit({ kind: "rollingRestart", nodes: null, gapUs: 500_000 });
    expect(planned(rolled)).toEqual(["1 rollingRestart"]);
    let away = 0;
    for (let i = 0; i < 300 && rolled.world.state.timed.rolling.length > 0; i++) {
      rolled.run(100_000);
      const down = [1, 2].filter(
        (node) => nodeMemory(rolled.world.state, node)?.broker?.state !== "running",
      ).length;
      away = Math.max(away, down);
    }
    rolled.settle();
    expect(away).toBe(1);
    expect(planned(rolled)).toEqual([]);
    const after = rolled.world.state.sim.processes.map(({ incarnation }) => incarnation);
    expect([0, 1].map((i) => (after[i] ?? 0) - (before[i] ?? 0))).toEqual([1, 1]);
    expect(rolled.registration("orders", 0).isr.toSorted((a, b) => a - b)).toEqual([
      1, 2,
    ]);
  });

  it("is refused for a controller, and while another goes on", () => {
    const roll = (nodes: number[] | null) =>
      ({ kind: "rollingRestart", nodes, gapUs: 0 }) as const;
    expect(refusal(cluster(), roll([101]))).toContain("/nodes/0: Node 101 is no broker");
    expect(refusal(cluster().submit(roll(null)), roll([1]))).toContain("under way");
  });
});

describe("a planned command", () => {
  it("is done at its time, and is listed until then", () => {
    const later = cluster().submit({
      kind: "schedule",
      afterUs: 2_000_000,
      command: { kind: "kill", node: 2 },
    });
    later.run(1_999_000);
    expect(status(later, 2)).toBe("running");
    expect(planned(later)).toEqual(["1 kill"]);
    later.run(1000);
    expect(status(later, 2)).toBe("down");
    expect(planned(later)).toEqual([]);
  });

  it("can be taken back", () => {
    const later = cluster()
      .submit({ kind: "schedule", afterUs: 10_000, command: { kind: "kill", node: 2 } })
      .submit({ kind: "unschedule", id: 1 })
      .run(1_000_000);
    expect(status(later, 2)).toBe("running");
    expect(refusal(later, { kind: "unschedule", id: 1 })).toContain("/id: Nothing");
  });

  it("that cannot be done any more says why", () => {
    const later = cluster()
      .submit({ kind: "schedule", afterUs: 10_000, command: { kind: "start", node: 2 } })
      .run(20_000);
    expect(later.told("command")).toContainEqual(
      expect.stringMatching(
        /planned start \(plan 1\) could not be done: Node 2 is running/u,
      ),
    );
  });

  it("is no plan of a plan", () => {
    const command = {
      kind: "schedule",
      afterUs: 1,
      command: { kind: "healAll" },
    } as const;
    expect(refusal(cluster(), { kind: "schedule", afterUs: 1, command })).toContain(
      "/command/kind: Found schedule",
    );
  });
});
