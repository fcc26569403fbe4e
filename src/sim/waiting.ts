import { pushEvent } from "./event-queue.ts";
import type { Process, Waiting } from "./process.ts";
import type { SimState } from "./sim-state.ts";

const deliverKind = 1;
const workKind = 5;
/** A machine works on so many messages at once; what a slow one cannot take waits. */
const atOnce = 8;

/** True for a process that cannot always take what reaches it at once. */
export const isHindered = (process: Process): boolean =>
  process.status === "paused" || process.slowFactor > 1;

/** A kernel event of its own for a process; `c` is its incarnation. */
function scheduleWork(state: SimState, process: Process): void {
  const at = Math.max(state.nowUs, process.cpuBusyUntilUs);
  push(state, at, {
    kind: workKind,
    a: process.index,
    b: 0,
    c: process.incarnation,
    payload: null,
  });
}

function push(state: SimState, atUs: number, item: Waiting): void {
  const { queue } = state;
  const slot = pushEvent(queue, atUs);
  queue.kinds[slot] = item.kind;
  queue.as[slot] = item.a;
  queue.bs[slot] = item.b;
  queue.cs[slot] = item.c;
  queue.payloads[slot] = item.payload;
}

/** A slow machine is busy with a message for longer than a good one, which has always room for the next. */
function occupy(state: SimState, process: Process, kind: number): void {
  if (kind !== deliverKind) return;
  const extra = (state.hardware.handlingUs * (process.slowFactor - 1)) / atOnce;
  process.cpuBusyUntilUs = state.nowUs + Math.floor(extra);
}

/** Puts something into the inbox of a paused process, or of a slow one that is busy; false when it is taken at once. */
export function waits(state: SimState, process: Process, item: Waiting): boolean {
  const paused = process.status === "paused";
  const idle = process.inbox.length === 0 && process.cpuBusyUntilUs <= state.nowUs;
  if (!paused && idle) {
    occupy(state, process, item.kind);
    return false;
  }
  process.inbox.push(item);
  if (!paused && process.inbox.length === 1) scheduleWork(state, process);
  return true;
}

/** The next thing that a slow process takes from its inbox; undefined when it is paused or in another life. */
export function nextWork(
  state: SimState,
  process: Process,
  incarnation: number,
): Waiting | undefined {
  if (process.incarnation !== incarnation || process.status !== "running")
    return undefined;
  const item = process.inbox.shift();
  if (item === undefined) return undefined;
  occupy(state, process, item.kind);
  if (process.inbox.length > 0) scheduleWork(state, process);
  return item;
}

/** All that has waited comes now, in its order. */
export function emptyInbox(state: SimState, process: Process): void {
  const waiting = process.inbox;
  process.inbox = [];
  process.cpuBusyUntilUs = 0;
  for (const item of waiting) push(state, state.nowUs, item);
}
