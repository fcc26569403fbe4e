import type { DrawState } from "./draw.ts";
import { type EventQueue, emptyQueue } from "./event-queue.ts";
import type { Connection, LinkFault } from "./network.ts";
import type { Process } from "./process.ts";
import { emptyTrace, type TraceHash } from "./trace.ts";

/** Fixed properties of the simulated machines. */
export interface Hardware {
  /** One-way network latency, µs. */
  readonly latencyUs: number;
  /** Added to each latency: 0 to this many µs. */
  readonly jitterUs: number;
  /** Bytes a second one direction of a connection carries; 0 is unlimited. */
  readonly bandwidth: number;
  /** Time of one fsync, µs: drawn from half of it to one and a half. */
  readonly fsyncUs: number;
  /** A process answers a message no sooner than this after taking it, µs. */
  readonly handlingUs: number;
}

/** Everything that the future of a run depends on, as plain data: copied, it is a snapshot. */
export interface SimState {
  nowUs: number;
  /** Events processed. */
  events: number;
  trace: TraceHash;
  queue: EventQueue;
  readonly hardware: Hardware;
  processes: Process[];
  connections: Record<number, Connection>;
  nextConnection: number;
  linkFaults: LinkFault[];
  draws: DrawState;
}

/** A state with hosts that are all down. */
export function emptySim(seed: number, hardware: Hardware): SimState {
  return {
    nowUs: 0,
    events: 0,
    trace: emptyTrace(),
    queue: emptyQueue(),
    hardware,
    processes: [],
    connections: {},
    nextConnection: 1,
    linkFaults: [],
    draws: { seed, counters: [] },
  };
}
