import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import type { Command } from "../contract/command.ts";
import type { Scenario } from "../contract/scenario.ts";
import { processOf } from "../kafka/cluster.ts";
import { readEntries } from "../kafka/log/read.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { type Report, silentProbe } from "../kafka/probe.ts";
import { decode } from "../kafka/protocol/codec/message.ts";
import { controlTypeOf } from "../kafka/protocol/control-batch.ts";
import { recordsOf } from "../kafka/protocol/record-batch.ts";
import type { Controller } from "../kafka/raft/controller-node.ts";
import { scenario } from "../scenario/build.ts";
import { traceDigest } from "../sim/trace.ts";
import { executeCommand } from "./execute.ts";
import { runWorld } from "./step.ts";
import { nodeMemory, openWorld, restoreWorld, startNodes, type World } from "./world.ts";

const controllers = [101, 102, 103];

function threeControllers(config: Readonly<Record<string, string>> = {}): Scenario {
  const made = scenario()
    .brokers(3)
    .config({ "broker.session.timeout.ms": "3000", ...config })
    .topic("orders", { partitions: 2, replicationFactor: 3 })
    .build();
  const nodes = controllers.map((id) => ({ id, rack: null, config: {} }));
  return { ...made, cluster: { ...made.cluster, controllers: nodes } };
}

interface Story {
  readonly world: World;
  readonly told: Report[];
}

function opened(from: Scenario = threeControllers()): Story {
  const told: Report[] = [];
  const world = openWorld(from, {
    ...silentProbe,
    report: (report) => told.push(report),
  });
  startNodes(world);
  run(world, 6);
  return { world, told };
}

function run(world: World, seconds: number): void {
  const untilUs = world.state.sim.nowUs + seconds * 1_000_000;
  runWorld(world, untilUs, Number.POSITIVE_INFINITY);
}

function submit(world: World, command: Command): void {
  expect(executeCommand(world, command).kind).toBe("accepted");
}

const controllerOf = (world: World, id: number): Controller =>
  present(nodeMemory(world.state, id)?.controller, `controller ${id}`);

/** Ids of the controllers that run and believe to be the active one. */
const active = (world: World): number[] =>
  controllers.filter(
    (id) => (nodeMemory(world.state, id)?.controller?.activeEpoch ?? -1) >= 0,
  );

const one = (ids: readonly number[]): number => {
  expect(ids).toHaveLength(1);
  return ids[0] ?? -1;
};

const diskOf = (world: World, id: number): NonNullable<NodeDisk["controller"]> => {
  const process = world.state.sim.processes[processOf(world.state.topology, id)];
  return present(
    (process?.disk as NodeDisk | undefined)?.controller,
    "controller's disk",
  );
};

/** Whether every controller has committed the same, but for what is on its way. */
function haveOneLog(world: World): boolean {
  const ends = controllers.map((id) => diskOf(world, id).log.highWatermark);
  const images = controllers.map((id) =>
    JSON.stringify(controllerOf(world, id).state.image.topics),
  );
  return Math.max(...ends) - Math.min(...ends) < 5 && new Set(images).size === 1;
}

describe("a quorum of three controllers", () => {
  it("elects one leader, which is the active controller, and all register with it", () => {
    const { world } = opened();
    const leader = one(active(world));
    const { image } = controllerOf(world, leader).state;
    expect(Object.keys(image.controllers).map(Number)).toEqual(controllers);
    expect(Object.keys(image.brokers)).toHaveLength(3);
    expect(haveOneLog(world)).toBe(true);
  });

  it.each(["kill", "powerLoss", "pause"] as const)(
    "has another active controller after a %s of the first, and takes that one back",
    (kind) => {
      const { world } = opened();
      const first = one(active(world));
      submit(world, { kind, node: first });
      run(world, 6);
      const second = one(active(world).filter((id) => id !== first));
      const { epoch } = controllerOf(world, second).raft;
      submit(world, { kind: kind === "pause" ? "resume" : "start", node: first });
      run(world, 6);
      expect(active(world)).toEqual([second]);
      expect(controllerOf(world, first).raft.epoch).toBe(epoch);
      expect(haveOneLog(world)).toBe(true);
    },
  );

  it("hands over at once when its leader is stopped in order", () => {
    const { world } = opened();
    const first = one(active(world));
    submit(world, { kind: "stop", node: first });
    run(world, 1);
    expect(one(active(world))).not.toBe(first);
    const stopped = world.state.sim.processes[processOf(world.state.topology, first)];
    expect(stopped?.status).toBe("down");
  });

  it("commits nothing without a majority, and goes on when it is back", () => {
    const { world } = opened();
    const leader = one(active(world));
    const others = controllers.filter((id) => id !== leader);
    for (const node of others) submit(world, { kind: "kill", node });
    run(world, 5);
    expect(active(world)).toEqual([]);
    const before = diskOf(world, leader).log.highWatermark;
    run(world, 5);
    expect(diskOf(world, leader).log.highWatermark).toBe(before);
    submit(world, { kind: "start", node: others[0] ?? -1 });
    run(world, 8);
    one(active(world));
    expect(diskOf(world, leader).log.highWatermark).toBeGreaterThan(before);
  });

  it("a leader that is cut off from the others resigns, and drops what was not committed", () => {
    const { world } = opened();
    const first = one(active(world));
    for (const other of controllers)
      if (other !== first)
        submit(world, { kind: "cut", a: first, b: other, oneWay: false });
    run(world, 8);
    expect(active(world)).not.toContain(first);
    one(active(world));
    for (const other of controllers)
      if (other !== first) submit(world, { kind: "heal", link: { a: first, b: other } });
    run(world, 6);
    expect(haveOneLog(world)).toBe(true);
  });

  it("fills the disk of a wiped standby again", () => {
    const { world } = opened();
    const standby = present(
      controllers.find((id) => !active(world).includes(id)),
      "standby",
    );
    submit(world, { kind: "kill", node: standby });
    submit(world, { kind: "wipe", node: standby });
    submit(world, { kind: "start", node: standby });
    run(world, 5);
    expect(haveOneLog(world)).toBe(true);
  });

  it("gives a standby that is far behind its snapshot instead of the log", () => {
    const { world, told } = opened(
      threeControllers({
        "metadata.log.max.record.bytes.between.snapshots": "300",
        "metadata.max.retention.bytes": "1",
      }),
    );
    const leader = one(active(world));
    const standby = present(
      controllers.find((id) => id !== leader),
      "standby",
    );
    submit(world, { kind: "kill", node: standby });
    run(world, 70);
    expect(diskOf(world, leader).log.logStartOffset).toBeGreaterThan(0);
    submit(world, { kind: "start", node: standby });
    run(world, 5);
    expect(diskOf(world, standby).log.logStartOffset).toBeGreaterThan(0);
    expect(told.some(({ text }) => text.includes("copied a snapshot"))).toBe(true);
    expect(haveOneLog(world)).toBe(true);
  });

  it("writes down at the start of an epoch who leads it and who voted for that", () => {
    const { world } = opened();
    const leader = one(active(world));
    const { log } = diskOf(world, leader);
    const changes = readEntries(log, 0, log.logEndOffset).filter(
      ({ batch }) => controlTypeOf(batch) === "LEADER_CHANGE",
    );
    const value = recordsOf(present(changes.at(-1), "leader change").batch)[0]?.value;
    const { leaderId, voters, grantingVoters } = decode(
      "LeaderChangeMessage",
      0,
      present(value ?? undefined, "value"),
    );
    expect(leaderId).toBe(leader);
    expect(voters.map(({ voterId }) => voterId)).toEqual(controllers);
    const granting = grantingVoters.map(({ voterId }) => voterId);
    expect(granting).toContain(leader);
    expect(granting.length).toBeGreaterThanOrEqual(2);
  });

  it("ends a snapshot as it begins it, with a control record that says what it is", () => {
    const { world } = opened(
      threeControllers({ "metadata.log.max.record.bytes.between.snapshots": "300" }),
    );
    const { snapshots } = diskOf(world, one(active(world)));
    const { entries, lastContainedMs } = present(snapshots.at(-1), "snapshot");
    const [first, last] = [entries[0], entries.at(-1)].map((entry) => {
      const { batch } = present(entry, "batch");
      const value = recordsOf(batch)[0]?.value ?? new Uint8Array(0);
      return { type: controlTypeOf(batch), value };
    });
    expect([first?.type, last?.type]).toEqual(["SNAPSHOT_HEADER", "SNAPSHOT_FOOTER"]);
    const bytes = present(first?.value, "header");
    expect(decode("SnapshotHeaderRecord", 0, bytes).lastContainedLogTimestamp).toBe(
      lastContainedMs,
    );
    expect(decode("SnapshotFooterRecord", 0, present(last?.value, "footer"))).toEqual({
      version: 0,
    });
  });

  it("goes on from a snapshot of the run as it would have gone on", () => {
    const { world } = opened();
    const copy = restoreWorld(structuredClone(world.state), silentProbe);
    const first = one(active(world));
    for (const each of [world, copy]) {
      submit(each, { kind: "kill", node: first });
      run(each, 5);
    }
    expect(traceDigest(copy.state.sim.trace)).toBe(traceDigest(world.state.sim.trace));
  });
});

describe("a quorum of three brokers that are controllers too", () => {
  it("has another active controller when the node of the first is stopped, which comes back", () => {
    const made = scenario()
      .brokers(3)
      .topic("orders", { partitions: 2, replicationFactor: 3 })
      .build();
    const cluster = { ...made.cluster, controllers: [], combined: 3 };
    const { world } = opened({ ...made, cluster });
    const ids = [1, 2, 3];
    const leads = (): number[] =>
      ids.filter(
        (id) => (nodeMemory(world.state, id)?.controller?.activeEpoch ?? -1) >= 0,
      );
    const first = one(leads());
    submit(world, { kind: "stop", node: first });
    run(world, 3);
    const second = one(leads());
    expect(second).not.toBe(first);
    submit(world, { kind: "start", node: first });
    run(world, 6);
    expect(leads()).toEqual([second]);
    const { image } = controllerOf(world, second).state;
    expect(ids.map((id) => image.brokers[id]?.fenced)).toEqual([false, false, false]);
  });
});
