import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import type { Behaviour } from "./effects.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import type { LinkFault } from "./network.ts";
import { emptySim } from "./sim-state.ts";

interface Heard {
  readonly atUs: number;
  readonly what: string;
}

interface Memory {
  readonly heard: Heard[];
}

/** Keeps what it hears. */
const listener: Behaviour = {
  boot: (): Memory => ({ heard: [] }),
  started: () => {},
  message: (effects, memory, _, payload) => {
    const { text } = payload as { text: string };
    (memory as Memory).heard.push({ atUs: effects.nowUs(), what: text });
  },
  closed: (effects, memory) => {
    (memory as Memory).heard.push({ atUs: effects.nowUs(), what: "closed" });
  },
  timer: () => {},
  terminate: (effects) => effects.exit(),
  losePower: () => {},
};

const latencyUs = 1000;

function pair(): Kernel {
  const hardware = { latencyUs, jitterUs: 0, bandwidth: 0, fsyncUs: 1000, handlingUs: 0 };
  const kernel = createKernel(emptySim(1, hardware), { listener });
  for (const process of [0, 1]) {
    kernel.addProcess("listener", {});
    kernel.start(process);
  }
  return kernel;
}

const heard = (kernel: Kernel, process: number): Heard[] =>
  present(kernel.state.processes[process]?.memory as Memory | undefined, "memory").heard;

const say = (kernel: Kernel, connection: number, text: string): void =>
  kernel.asProcess(0, (effects) => effects.send(connection, { text }, 10));

const connect = (kernel: Kernel): number =>
  kernel.asProcess(0, (effects) => effects.connect(1));

function run(kernel: Kernel, untilUs: number): void {
  let more = true;
  while (more) more = kernel.step(untilUs);
  kernel.rest(untilUs);
}

const fault = (change: Partial<LinkFault>): LinkFault => ({
  from: 0,
  to: 1,
  cut: false,
  stalled: false,
  latencyUs: -1,
  jitterUs: -1,
  bandwidth: 0,
  ...change,
});

describe("a link", () => {
  it("delivers in order after its handshake", () => {
    const kernel = pair();
    const connection = connect(kernel);
    say(kernel, connection, "a");
    say(kernel, connection, "b");
    run(kernel, 10_000);
    expect(heard(kernel, 1)).toEqual([
      { atUs: 3000, what: "a" },
      { atUs: 3000, what: "b" },
    ]);
  });

  it("sends again what a cut held back, when TCP tries again and in order", () => {
    const kernel = pair();
    const connection = connect(kernel);
    run(kernel, 10_000);
    kernel.links.setFault(fault({ cut: true }));
    say(kernel, connection, "a");
    say(kernel, connection, "b");
    run(kernel, 500_000);
    expect(heard(kernel, 1)).toEqual([]);
    kernel.links.heal({ from: 0, to: 1 });
    run(kernel, 2_000_000);
    // First try at 10 ms, then after 200, 400 and 800 ms: the next one behind 500 ms is at 610 ms.
    expect(heard(kernel, 1)).toEqual([
      { atUs: 611_000, what: "a" },
      { atUs: 611_000, what: "b" },
    ]);
  });

  it("lets a stalled connection go on the moment the stall is over", () => {
    const kernel = pair();
    const connection = connect(kernel);
    run(kernel, 10_000);
    kernel.links.setFault(fault({ stalled: true }));
    say(kernel, connection, "a");
    run(kernel, 500_000);
    expect(heard(kernel, 1)).toEqual([]);
    kernel.links.heal({ from: 0, to: 1 });
    run(kernel, 2_000_000);
    expect(heard(kernel, 1)).toEqual([{ atUs: 501_000, what: "a" }]);
  });

  it("tells both ends of a reset once, and loses what was on its way", () => {
    const kernel = pair();
    const connection = connect(kernel);
    run(kernel, 10_000);
    say(kernel, connection, "lost");
    kernel.links.reset(0, 1);
    run(kernel, 20_000);
    expect(heard(kernel, 0)).toEqual([{ atUs: 10_000, what: "closed" }]);
    expect(heard(kernel, 1)).toEqual([{ atUs: 10_000, what: "closed" }]);
    expect(Object.keys(kernel.state.connections)).toEqual([]);
  });

  it("cut one way still lets answers through the other way", () => {
    const kernel = pair();
    const connection = connect(kernel);
    run(kernel, 10_000);
    kernel.links.setFault(fault({ cut: true }));
    kernel.asProcess(1, (effects) => effects.send(connection, { text: "back" }, 10));
    run(kernel, 20_000);
    expect(heard(kernel, 0)).toEqual([{ atUs: 11_000, what: "back" }]);
  });

  it("takes longer by its bandwidth and its extra latency", () => {
    const kernel = pair();
    const connection = connect(kernel);
    run(kernel, 10_000);
    kernel.links.setFault(fault({ latencyUs: 6000, bandwidth: 1000 }));
    say(kernel, connection, "a");
    run(kernel, 100_000);
    // Ten bytes at a thousand a second are 10 ms.
    expect(heard(kernel, 1)).toEqual([{ atUs: 26_000, what: "a" }]);
  });

  it("refuses where no process listens, and is silent where the power is gone", () => {
    const kernel = pair();
    kernel.kill(1, false);
    connect(kernel);
    run(kernel, 10_000);
    expect(heard(kernel, 0)).toEqual([{ atUs: 2000, what: "closed" }]);
    kernel.kill(1, true);
    connect(kernel);
    run(kernel, 1_000_000);
    expect(heard(kernel, 0)).toHaveLength(1);
    kernel.start(1);
    run(kernel, 1_100_000);
    expect(heard(kernel, 0)).toHaveLength(1);
  });
});
