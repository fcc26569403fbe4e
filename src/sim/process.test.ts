import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import type { Behaviour, Effects } from "./effects.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import type { Process } from "./process.ts";
import { emptySim } from "./sim-state.ts";
import { traceDigest } from "./trace.ts";

interface Memory {
  readonly heard: string[];
}

interface Disk {
  lives: number;
  powerLosses: number;
}

const at = (effects: Effects, what: string): string => `${effects.nowUs()} ${what}`;

/** Writes down what happens to it; a message `timer n` sets a timer, any other is answered with `re: …`. */
const scribe: Behaviour = {
  boot: (_, disk): Memory => {
    (disk as Disk).lives++;
    return { heard: [] };
  },
  started: () => {},
  message: (effects, memory, connection, payload) => {
    const { text } = payload as { text: string };
    (memory as Memory).heard.push(at(effects, text));
    if (text.startsWith("timer ")) effects.after(Number(text.slice(6)), 1, text);
    else if (!text.startsWith("re: "))
      effects.send(connection, { text: `re: ${text}` }, 0);
  },
  closed: (effects, memory) => (memory as Memory).heard.push(at(effects, "closed")),
  timer: (effects, memory, _, argument) =>
    (memory as Memory).heard.push(at(effects, `rang: ${String(argument)}`)),
  terminate: (effects) => effects.exit(),
  losePower: (disk) => (disk as Disk).powerLosses++,
};

function kernelOf(jitterUs = 0, seed = 1): Kernel {
  const hardware = { latencyUs: 100, jitterUs, bandwidth: 0, fsyncUs: 10, handlingUs: 0 };
  const kernel = createKernel(emptySim(seed, hardware), { scribe });
  for (const process of [0, 1]) {
    kernel.addProcess("scribe", { lives: 0, powerLosses: 0 });
    kernel.start(process);
  }
  return kernel;
}

const process = (kernel: Kernel, index: number): Process =>
  present(kernel.state.processes[index], "process");

const heard = (kernel: Kernel, index: number): string[] =>
  (process(kernel, index).memory as Memory).heard;

const connect = (kernel: Kernel): number =>
  kernel.asProcess(0, (effects) => effects.connect(1));

const say = (kernel: Kernel, connection: number, text: string): void =>
  kernel.asProcess(0, (effects) => effects.send(connection, { text }, 0));

function run(kernel: Kernel, untilUs: number): void {
  let more = true;
  while (more) more = kernel.step(untilUs);
  kernel.rest(untilUs);
}

describe("a process", () => {
  it("takes up in order, when it is resumed, what came while it was paused", () => {
    const kernel = kernelOf();
    const connection = connect(kernel);
    say(kernel, connection, "timer 500");
    run(kernel, 400);
    kernel.pause(1);
    say(kernel, connection, "a");
    say(kernel, connection, "b");
    run(kernel, 10_000);
    expect(heard(kernel, 1)).toEqual(["300 timer 500"]);
    kernel.resume(1);
    run(kernel, 20_000);
    expect(heard(kernel, 1).slice(1)).toEqual([
      "10000 a",
      "10000 b",
      "10000 rang: timer 500",
    ]);
    expect(heard(kernel, 0)).toEqual(["10100 re: a", "10100 re: b"]);
  });

  it("hears no timer of an earlier life", () => {
    const kernel = kernelOf();
    say(kernel, connect(kernel), "timer 5000");
    run(kernel, 1000);
    kernel.kill(1, false);
    kernel.start(1);
    run(kernel, 10_000);
    expect(heard(kernel, 1)).toEqual([]);
    expect((process(kernel, 1).disk as Disk).lives).toBe(2);
  });

  it("that is killed closes its connections, and their other ends hear of it", () => {
    const kernel = kernelOf();
    connect(kernel);
    run(kernel, 1000);
    kernel.kill(1, false);
    run(kernel, 2000);
    expect(heard(kernel, 0)).toEqual(["1100 closed"]);
  });

  it("that loses its power tells nobody, until its host is back and knows of no connection", () => {
    const kernel = kernelOf();
    const connection = connect(kernel);
    run(kernel, 1000);
    kernel.kill(1, true);
    say(kernel, connection, "a");
    run(kernel, 50_000);
    expect(heard(kernel, 0)).toEqual([]);
    expect((process(kernel, 1).disk as Disk).powerLosses).toBe(1);
    kernel.start(1);
    run(kernel, 60_000);
    expect(heard(kernel, 0)).toEqual(["50100 closed"]);
    expect(heard(kernel, 1)).toEqual([]);
  });

  it("that ends in order is gone like one that was killed", () => {
    const kernel = kernelOf();
    connect(kernel);
    run(kernel, 1000);
    kernel.terminate(1);
    run(kernel, 2000);
    expect(process(kernel, 1)).toMatchObject({ status: "down", memory: null });
    expect(heard(kernel, 0)).toEqual(["1100 closed"]);
  });
});

describe("a connection", () => {
  it("delivers in the order of sending, whatever the jitter", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(fc.nat(300), { maxLength: 50 }),
        (seed, pauses) => {
          const kernel = kernelOf(5000, seed);
          const connection = connect(kernel);
          pauses.forEach((pause, i) => {
            run(kernel, kernel.state.nowUs + pause);
            say(kernel, connection, `${i}`);
          });
          run(kernel, 10_000_000);
          const texts = (index: number): string[] =>
            heard(kernel, index).map((line) => line.split(" ").slice(1).join(" "));
          expect(texts(1)).toEqual(pauses.map((_, i) => `${i}`));
          expect(texts(0)).toEqual(pauses.map((_, i) => `re: ${i}`));
        },
      ),
    );
  });
});

describe("a trace", () => {
  const traceOf = (seed: number, text: string): string => {
    const kernel = kernelOf(300, seed);
    const connection = connect(kernel);
    say(kernel, connection, text);
    run(kernel, 100_000);
    return traceDigest(kernel.state.trace);
  };

  it("is the same for the same run and another for another", () => {
    expect(traceOf(1, "a")).toBe(traceOf(1, "a"));
    expect(traceOf(1, "a")).not.toBe(traceOf(2, "a"));
    expect(traceOf(1, "a")).not.toBe(traceOf(1, "timer 7"));
  });
});
