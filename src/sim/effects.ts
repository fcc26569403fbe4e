import type { Stream } from "./draw.ts";

/** What a process can do to the world; bound to one process while it handles one event. */
export interface Effects {
  /** Virtual time, µs. */
  readonly nowUs: () => number;
  /** This process's place among all processes. */
  readonly self: () => number;
  /** Opens a connection to a process and returns its id; a refusal comes as `closed`. */
  readonly connect: (to: number) => number;
  /** Sends in order on a connection; lost when the connection is gone. `bytes` counts only where bandwidth is limited. */
  readonly send: (connection: number, payload: object, bytes: number) => void;
  /** Closes this end; the other end hears of it when packets reach it. */
  readonly close: (connection: number) => void;
  /** Calls `timer(kind, argument)` after a delay, µs, unless this life of the process has ended by then. */
  readonly after: (delayUs: number, kind: number, argument: unknown) => void;
  /** As `after`, when the disk has done its earlier work and `count` flushes more. */
  readonly afterFlush: (count: number, kind: number, argument: unknown) => void;
  /** A whole number from 0 to `bound` - 1 from a stream of this process's own. */
  readonly draw: (stream: Stream, bound: number) => number;
  /** 32 bits of chance from a stream of this process's own. */
  readonly drawBits: (stream: Stream) => number;
  /** Ends the process in order. */
  readonly exit: () => void;
}

/** What one role does with what reaches it. Functions of data: they keep nothing between calls. */
export interface Behaviour {
  /** Builds the memory of a new life from the disk. */
  readonly boot: (effects: Effects, disk: object) => object;
  /** Called once after `boot`, when the memory is in place. */
  readonly started: (effects: Effects, memory: object) => void;
  readonly message: (
    effects: Effects,
    memory: object,
    connection: number,
    payload: object,
  ) => void;
  /** The other end of a connection is gone, or refused it. */
  readonly closed: (effects: Effects, memory: object, connection: number) => void;
  readonly timer: (
    effects: Effects,
    memory: object,
    kind: number,
    argument: unknown,
  ) => void;
  /** SIGTERM. */
  readonly terminate: (effects: Effects, memory: object) => void;
  /** Power is gone: what was not flushed may be lost. `draw` gives whole numbers below its argument. */
  readonly losePower: (
    disk: object,
    draw: (bound: number) => number,
    nowUs: number,
  ) => void;
}
