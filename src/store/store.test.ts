import { describe, expect, it } from "vitest";
import type { Command, Receipt } from "../contract/command.ts";
import type { EngineApi } from "../contract/engine-api.ts";
import type { ViewFrame } from "../contract/frame.ts";
import type { Happening } from "../contract/happening.ts";
import type { Scenario } from "../contract/scenario.ts";
import { chainOf, createChronicle, happeningById } from "./chronicle.ts";
import { createCommands } from "./commands.ts";
import { createFrames } from "./frames.ts";
import { parsePreferences } from "./preferences.ts";
import { createRunStore } from "./run.ts";
import { createViewStore } from "./view.ts";

function frameAt(atUs: number, changes: Partial<ViewFrame> = {}): ViewFrame {
  return {
    atUs,
    events: atUs,
    traceHash: "",
    brokers: [],
    controllers: [],
    links: [],
    planned: [],
    topics: [],
    overview: {
      topicOf: new Int32Array(),
      partitionOf: new Int32Array(),
      firstReplica: new Int32Array(1),
      partitions: new Uint8Array(),
      brokerOf: new Int32Array(),
      replicas: new Uint8Array(),
    },
    partitions: [],
    cells: new Uint8Array(),
    packets: new Float64Array(),
    producers: [],
    consumers: [],
    groups: [],
    rebalances: null,
    happenings: [],
    promises: { acked: 0, readable: 0, lost: 0, checked: true },
    requests: null,
    guarantees: null,
    detail: null,
    health: { kind: "well" },
    ...changes,
  };
}

function happening(id: number, cause: number): Happening {
  return {
    id,
    atUs: id,
    kind: "command",
    weight: "notice",
    node: 1,
    partition: "",
    text: `number ${id}`,
    config: "",
    cause,
  };
}

const scenario: Scenario = {
  format: 2,
  name: "test",
  about: "",
  seed: 1,
  cluster: { brokers: [], controllers: [], config: {}, features: {} },
  network: { latencyUs: 0, jitterUs: 0, bandwidth: null },
  topics: [],
  producers: [],
  consumers: [],
  plan: [],
};

describe("frames", () => {
  it("tell the scene of every frame and the panels of ten a second", () => {
    const frames = createFrames();
    let told = 0;
    frames.calm.subscribe(() => {
      told += 1;
    });
    for (let ms = 0; ms < 1_000; ms += 10) frames.push(frameAt(ms), ms);
    expect(told).toBe(10);
    expect(frames.every.getState().current?.atUs).toBe(990);
    expect(frames.every.getState().previous?.atUs).toBe(980);
    frames.settle(1_000);
    expect(frames.calm.getState().frame?.atUs).toBe(990);
  });
});

describe("chronicle", () => {
  it("finds a happening by its id and the chain that led to it", () => {
    const list = [happening(1, 0), happening(2, 1), happening(3, 2), happening(4, 0)];
    expect(happeningById(list, 3)?.text).toBe("number 3");
    expect(happeningById(list, 9)).toBeNull();
    const third = happeningById(list, 3);
    if (third === null) throw new Error("It is there.");
    expect(chainOf(list, third).map((one) => one.id)).toEqual([1, 2, 3]);
  });

  it("does not walk in circles", () => {
    const list = [happening(1, 2), happening(2, 1)];
    const first = happeningById(list, 1);
    if (first === null) throw new Error("It is there.");
    expect(chainOf(list, first).length).toBeLessThanOrEqual(12);
  });

  it("remembers when a broker was away, and tells only when asked to", () => {
    const chronicle = createChronicle();
    const broker = {
      id: 1,
      rack: null,
      status: "running",
      statusSinceUs: 0,
      fenced: false,
      brokerEpoch: 1,
      metadataOffset: 1,
      controller: false,
      dirs: [],
      slowFactor: 1,
    } as const;
    chronicle.record(frameAt(1, { brokers: [broker] }));
    chronicle.record(
      frameAt(2, { brokers: [{ ...broker, status: "down", statusSinceUs: 2 }] }),
    );
    chronicle.record(frameAt(9, { brokers: [{ ...broker, statusSinceUs: 9 }] }));
    expect(chronicle.store.getState().spans).toEqual([]);
    chronicle.tell();
    expect(chronicle.store.getState().spans).toEqual([
      { broker: 1, status: "down", fromUs: 2, toUs: 9 },
    ]);
  });
});

describe("commands", () => {
  function setUp(answer: (command: Command) => Promise<Receipt>) {
    const run = createRunStore(scenario);
    run.setState({ status: "open" });
    const view = createViewStore();
    const engine: EngineApi = {
      open: () => Promise.reject(new Error("not asked")),
      advance: () => Promise.reject(new Error("not asked")),
      exportRun: () => Promise.reject(new Error("not asked")),
      experiment: () => Promise.reject(new Error("not asked")),
      submit: answer,
    };
    let stale = 0;
    const commands = createCommands({
      engine: () => engine,
      run,
      view,
      events: () => 77,
      stale: () => {
        stale += 1;
      },
    });
    return { run, view, commands, stale: () => stale };
  }

  it("keep a log on this side of the thread, placed by the events of the last frame", async () => {
    const { run, commands, stale } = setUp(() =>
      Promise.resolve({ kind: "accepted", atUs: 5 }),
    );
    await commands.perform({ kind: "kill", node: 1 });
    expect(run.getState().commands).toEqual([
      { atUs: 5, afterEvents: 77, command: { kind: "kill", node: 1 } },
    ]);
    expect(run.getState().doneTo[1]).toBe("kill");
    expect(stale()).toBe(1);
  });

  it("remember a focus as the view's, not as part of the run", async () => {
    const { run, view, commands } = setUp(() =>
      Promise.resolve({ kind: "accepted", atUs: 5 }),
    );
    await commands.perform({ kind: "focus", on: { kind: "broker", broker: 2 } });
    expect(view.getState().focus).toEqual({ kind: "broker", broker: 2 });
    expect(run.getState().commands).toEqual([]);
  });

  it("show a refusal and log nothing", async () => {
    const { run, view, commands } = setUp(() =>
      Promise.resolve({ kind: "refused", path: "/node", reason: "There is no node 9." }),
    );
    await commands.perform({ kind: "kill", node: 9 });
    expect(view.getState().refusal?.reason).toBe("There is no node 9.");
    expect(run.getState().commands).toEqual([]);
  });

  it("wait while a run is being opened", async () => {
    const { run, commands } = setUp(() => Promise.resolve({ kind: "accepted", atUs: 7 }));
    run.setState({ status: "opening" });
    const receipt = commands.submit({ kind: "kill", node: 1 });
    expect(commands.open()).toBe(1);
    run.setState({ status: "open" });
    expect(await receipt).toEqual({ kind: "accepted", atUs: 7 });
  });

  it("are refused when the engine has died", async () => {
    const { commands } = setUp(() => Promise.reject(new Error("dead")));
    expect(await commands.submit({ kind: "kill", node: 1 })).toMatchObject({
      kind: "refused",
    });
    expect(commands.open()).toBe(0);
  });
});

describe("preferences", () => {
  it("fall back to their defaults, field by field", () => {
    expect(parsePreferences(null).theme).toBe("system");
    expect(parsePreferences("nonsense").theme).toBe("system");
    expect(parsePreferences('{"theme":"dark","motion":7}')).toMatchObject({
      theme: "dark",
      motion: "system",
    });
  });
});
