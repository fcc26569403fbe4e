import { assert } from "../base/assert.ts";
import { nextBelow, nextBits, type Stream, streams } from "./draw.ts";
import type { Behaviour, Effects } from "./effects.ts";
import { nextEventTime, popEvent, pushEvent } from "./event-queue.ts";
import { createLinks, type Links } from "./links.ts";
import { newProcess, type Process } from "./process.ts";
import type { SimState } from "./sim-state.ts";
import { traceNumber } from "./trace.ts";
import { emptyInbox, isHindered, nextWork, waits } from "./waiting.ts";

/** Kinds of kernel events; roles have timers of their own below `timer`. */
export const eventKinds = {
  deliver: 1,
  closed: 2,
  timer: 3,
  release: 4,
  work: 5,
} as const;

/** The only thing that moves time: takes the next event and hands it to its process. */
export interface Kernel {
  readonly state: SimState;
  /** Processes the next event; false when nothing is pending at or before `limitUs`. */
  readonly step: (limitUs: number) => boolean;
  /** Time of the next event, µs, or Infinity. */
  readonly nextUs: () => number;
  /** Moves the clock on without an event; never past the next one. */
  readonly rest: (untilUs: number) => void;
  readonly addProcess: (role: string, disk: object) => number;
  readonly start: (process: number) => void;
  readonly terminate: (process: number) => void;
  /**
   * SIGKILL; with `power` the whole host goes and unflushed data with it, all but `keepPercent`; where that is null
   * or missing, chance says how much stays.
   */
  readonly kill: (process: number, power: boolean, keepPercent?: number | null) => void;
  readonly pause: (process: number) => void;
  readonly resume: (process: number) => void;
  /** Handling a message takes it `factor` times as long; 1 is as it was. */
  readonly slow: (process: number, factor: number) => void;
  readonly links: Links;
  /** Runs something for a process from outside of any event, such as a person's wish at a client. */
  readonly asProcess: <T>(
    process: number,
    act: (effects: Effects, memory: object) => T,
  ) => T;
}

class KernelMachine implements Kernel {
  readonly state: SimState;
  readonly links: Links;
  private readonly behaviours: Readonly<Record<string, Behaviour>>;
  /** By process, looked up once. */
  private readonly byProcess: Behaviour[] = [];
  private current = -1;
  private readonly effects: Effects;

  constructor(state: SimState, behaviours: Readonly<Record<string, Behaviour>>) {
    this.state = state;
    this.behaviours = behaviours;
    this.links = createLinks(state);
    this.effects = {
      nowUs: () => this.state.nowUs,
      self: () => this.current,
      connect: (to) => this.links.connect(this.current, to),
      send: (connection, payload, bytes) =>
        this.links.send(connection, this.current, payload, bytes),
      close: (connection) => this.links.close(connection, this.current),
      after: (delayUs, kind, argument) => this.timer(delayUs, kind, argument),
      afterFlush: (count, kind, argument) =>
        this.timer(this.flushUs(count), kind, argument),
      draw: (stream: Stream, bound) =>
        nextBelow(this.state.draws, stream, this.current, bound),
      drawBits: (stream: Stream) => nextBits(this.state.draws, stream, this.current),
      exit: () => this.exit(),
    };
  }

  private timer(delayUs: number, kind: number, argument: unknown): void {
    const { state, current } = this;
    const slot = pushEvent(state.queue, state.nowUs + delayUs);
    state.queue.kinds[slot] = eventKinds.timer;
    state.queue.as[slot] = current;
    state.queue.bs[slot] = kind;
    state.queue.cs[slot] = (state.processes[current] as Process).incarnation;
    state.queue.payloads[slot] = argument;
  }

  private flushUs(count: number): number {
    const { state, current } = this;
    const process = state.processes[current] as Process;
    const base = process.fsyncUs || state.hardware.fsyncUs;
    let work = 0;
    for (let i = 0; i < count; i++)
      work +=
        (base >> 1) + nextBelow(state.draws, streams.diskLatency, current, base + 1);
    process.diskBusyUntilUs = Math.max(process.diskBusyUntilUs, state.nowUs) + work;
    return process.diskBusyUntilUs - state.nowUs;
  }

  readonly nextUs = (): number => nextEventTime(this.state.queue);

  readonly rest = (untilUs: number): void => {
    const to = Math.min(untilUs, this.nextUs());
    if (to > this.state.nowUs) this.state.nowUs = to;
  };

  readonly step = (limitUs: number): boolean => {
    const { state } = this;
    const { queue } = state;
    const time = nextEventTime(queue);
    if (time > limitUs) return false;
    state.nowUs = time;
    state.events++;
    const slot = popEvent(queue);
    const kind = queue.kinds[slot] as number;
    const a = queue.as[slot] as number;
    const b = queue.bs[slot] as number;
    const c = queue.cs[slot] as number;
    traceNumber(state.trace, time | 0);
    traceNumber(state.trace, (kind << 24) ^ (a << 12) ^ b);
    const payload = queue.payloads[slot];
    queue.payloads[slot] = null;
    switch (kind) {
      case eventKinds.deliver:
        this.deliver(a, b as 0 | 1, payload as object);
        break;
      case eventKinds.timer:
        this.fire(a, b, c, payload);
        break;
      case eventKinds.closed:
        this.closed(a, b);
        break;
      case eventKinds.release:
        this.links.release(a);
        break;
      case eventKinds.work:
        this.work(a, c);
        break;
      default:
        assert(false, `kernel event of kind ${kind}`);
    }
    return true;
  };

  private deliver(connection: number, direction: 0 | 1, payload: object): void {
    const to = this.links.arrive(connection, direction, payload);
    if (to < 0) return;
    const process = this.state.processes[to] as Process;
    if (isHindered(process)) {
      const item = {
        kind: eventKinds.deliver,
        a: connection,
        b: direction,
        c: 0,
        payload,
      };
      if (waits(this.state, process, item)) return;
    }
    this.hand(process, connection, payload);
  }

  private hand(process: Process, connection: number, payload: object): void {
    this.current = process.index;
    const memory = process.memory as object;
    this.behaviour(process).message(this.effects, memory, connection, payload);
  }

  /** A slow process takes the next thing from its inbox. */
  private work(index: number, incarnation: number): void {
    const { state } = this;
    const process = state.processes[index] as Process;
    const item = nextWork(state, process, incarnation);
    if (item === undefined) return;
    const { kind, a, b, payload } = item;
    if (kind === eventKinds.deliver) {
      const to = this.links.arrive(a, b as 0 | 1, payload as object);
      if (to >= 0) this.hand(process, a, payload as object);
    } else if (kind === eventKinds.timer) this.alarm(process, b, payload);
    else this.hearClosed(process, a);
  }

  private fire(
    index: number,
    kind: number,
    incarnation: number,
    argument: unknown,
  ): void {
    const process = this.state.processes[index] as Process;
    if (process.incarnation !== incarnation || process.status === "down") return;
    if (isHindered(process)) {
      const item = {
        kind: eventKinds.timer,
        a: index,
        b: kind,
        c: incarnation,
        payload: argument,
      };
      if (waits(this.state, process, item)) return;
    }
    this.alarm(process, kind, argument);
  }

  private alarm(process: Process, kind: number, argument: unknown): void {
    this.current = process.index;
    this.behaviour(process).timer(this.effects, process.memory as object, kind, argument);
  }

  private closed(connection: number, index: number): void {
    const process = this.state.processes[index] as Process;
    if (isHindered(process)) {
      const item = {
        kind: eventKinds.closed,
        a: connection,
        b: index,
        c: 0,
        payload: null,
      };
      if (waits(this.state, process, item)) return;
    }
    this.hearClosed(process, connection);
  }

  private hearClosed(process: Process, connection: number): void {
    const known = this.links.forget(connection, process.index);
    if (!known || process.status === "down") return;
    this.current = process.index;
    this.behaviour(process).closed(this.effects, process.memory as object, connection);
  }

  private behaviour(process: Process): Behaviour {
    return (this.byProcess[process.index] ??= this.behaviours[process.role] as Behaviour);
  }

  readonly addProcess = (role: string, disk: object): number => {
    const index = this.state.processes.length;
    assert(this.behaviours[role] !== undefined, `no behaviour for role ${role}`);
    this.state.processes.push(newProcess(index, role, disk, this.state.nowUs));
    return index;
  };

  readonly start = (index: number): void => {
    const process = this.state.processes[index] as Process;
    assert(process.status === "down", "only a process that is down starts");
    if (!process.powered) this.links.refuseHalfOpen(index);
    process.powered = true;
    process.incarnation++;
    this.become(process, "running");
    this.current = index;
    process.memory = this.behaviour(process).boot(this.effects, process.disk);
    this.behaviour(process).started(this.effects, process.memory);
  };

  readonly terminate = (index: number): void => {
    const process = this.state.processes[index] as Process;
    assert(process.status === "running", "only a running process handles SIGTERM");
    this.current = index;
    this.behaviour(process).terminate(this.effects, process.memory as object);
  };

  readonly kill = (
    index: number,
    power: boolean,
    keepPercent: number | null = null,
  ): void => {
    const process = this.state.processes[index] as Process;
    if (power) {
      process.powered = false;
      this.links.darken(index);
      const draw = (bound: number): number =>
        keepPercent === null
          ? nextBelow(this.state.draws, streams.powerLoss, index, bound)
          : Math.floor(((bound - 1) * keepPercent) / 100);
      this.behaviour(process).losePower(process.disk, draw, this.state.nowUs);
    } else if (process.status !== "down") this.links.closeAll(index);
    this.end(process);
  };

  private end(process: Process): void {
    if (process.status !== "down") this.become(process, "down");
    process.memory = null;
    process.inbox = [];
    process.diskBusyUntilUs = 0;
    process.cpuBusyUntilUs = 0;
  }

  private exit(): void {
    const process = this.state.processes[this.current] as Process;
    this.links.closeAll(process.index);
    this.end(process);
  }

  private become(process: Process, status: Process["status"]): void {
    process.status = status;
    process.statusSinceUs = this.state.nowUs;
  }

  readonly pause = (index: number): void => {
    const process = this.state.processes[index] as Process;
    assert(process.status === "running", "only a running process pauses");
    this.become(process, "paused");
  };

  readonly resume = (index: number): void => {
    const process = this.state.processes[index] as Process;
    assert(process.status === "paused", "only a paused process resumes");
    this.become(process, "running");
    emptyInbox(this.state, process);
  };

  readonly slow = (index: number, factor: number): void => {
    const process = this.state.processes[index] as Process;
    process.slowFactor = factor;
    if (factor === 1 && process.status === "running") emptyInbox(this.state, process);
  };

  readonly asProcess = <T>(
    index: number,
    act: (effects: Effects, memory: object) => T,
  ): T => {
    const process = this.state.processes[index] as Process;
    assert(process.status === "running", "only a running process acts");
    this.current = index;
    return act(this.effects, process.memory as object);
  };
}

/** A kernel over a state: a new one, or a restored snapshot. */
export const createKernel = (
  state: SimState,
  behaviours: Readonly<Record<string, Behaviour>>,
): Kernel => new KernelMachine(state, behaviours);
