import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import { defaultMachine } from "../contract/scenario.ts";
import { buildCluster } from "../kafka/cluster.ts";
import { appendAsCoordinator } from "../kafka/log/append.ts";
import { flushTo } from "../kafka/log/partition-log.ts";
import { type NodeDisk, nodeBehaviour } from "../kafka/node.ts";
import { silentProbe } from "../kafka/probe.ts";
import { metadataBatch } from "../kafka/raft/metadata-log.ts";
import { drawing } from "../testing/cluster-drawing.ts";
import { clusterFromText } from "../testing/cluster-text.ts";
import { executeCommand } from "./execute.ts";
import { runWorld } from "./step.ts";
import { restoreWorld } from "./world.ts";

const text = `
  orders-0  leader 1  epoch 2  isr 1 2
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
`;

const node = (id: number): { id: number; rack: null; config: object } => ({
  id,
  rack: null,
  config: {},
});

describe("a controller", () => {
  it.each(["kill", "powerLoss"] as const)(
    "has after a %s what the quorum had committed",
    (kind) => {
      const cluster = clusterFromText(text);
      cluster.submit({ kind, node: 101 }).start(101).settle();
      expect(cluster.toText()).toBe(drawing(text));
    },
  );

  it("lets partitions be written while it is down, but elects nobody", () => {
    const cluster = clusterFromText(text);
    cluster.kill(101).produce("c", -1).run(2_000_000).kill(1).settle();
    expect(cluster.toText()).toContain("leader 1  epoch 2  isr 1 2");
    expect(cluster.toText()).toContain("broker 2 | a b c |");
    cluster.start(101).settle();
    expect(cluster.toText()).toContain("leader 2  epoch 3  isr 2");
  });

  it("that starts again tells the whole of its log once more, in order", () => {
    const offsets: number[] = [];
    const cluster = clusterFromText(text);
    const world = restoreWorld(cluster.world.state, {
      ...silentProbe,
      committed: ({ offset }) => offsets.push(offset),
    });
    executeCommand(world, { kind: "kill", node: 101 });
    executeCommand(world, { kind: "start", node: 101 });
    runWorld(world, world.state.sim.nowUs + 2_000_000, 1_000_000);
    expect(offsets.length).toBeGreaterThan(5);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  });

  it("loses with its power only what it had not flushed", () => {
    const { state, topology } = buildCluster({
      seed: 1,
      hardware: { latencyUs: 1, jitterUs: 0, bandwidth: 0, fsyncUs: 1, handlingUs: 0 },
      clusterId: "MkU3OEVBNTcwNTJENDM2Qk",
      brokers: [node(1)] as never,
      controllers: [node(101)] as never,
      config: {},
      features: {},
      machine: defaultMachine,
    });
    const index = present(
      topology.peers.find(({ nodeId }) => nodeId === 101),
      "peer",
    ).process;
    const disk = state.processes[index]?.disk as NodeDisk;
    const { log } = present(disk.controller, "controller");
    for (let i = 0; i < 4; i++) {
      appendAsCoordinator(log, metadataBatch([{ type: "NO_OP_RECORD" }], 0), 1, 0);
      if (i === 1) flushTo(log, log.logEndOffset);
    }
    nodeBehaviour(silentProbe).losePower(disk, () => 0, 0);
    expect(log.logEndOffset).toBe(2);
  });
});
