import type { SimState } from "./sim-state.ts";

/** A message that a cut link holds back: TCP will send it again. */
export interface HeldMessage {
  /** 0: from the initiator, 1: to it. */
  readonly direction: 0 | 1;
  readonly sentUs: number;
  readonly payload: object;
  readonly bytes: number;
}

/** One TCP connection. Each direction delivers in order. */
export interface Connection {
  readonly id: number;
  /** Process that opened it. */
  readonly from: number;
  /** Process that it was opened to. */
  readonly to: number;
  /** When the handshake is over, µs; -1 while a cut link holds it back. */
  readyUs: number;
  /** When the handshake was begun, µs. */
  readonly openedUs: number;
  /** Last arrival scheduled by direction, µs. */
  lastArrivalUs: [number, number];
  /** One direction is busy with a large message until then, µs. */
  busyUntilUs: [number, number];
  held: HeldMessage[];
  /** The end of `from` or `to` is gone and the other end has not heard of it yet, or neither has heard of a reset. */
  closedBy: "none" | "from" | "to" | "reset";
}

/** What is wrong with one direction between two processes. */
export interface LinkFault {
  readonly from: number;
  readonly to: number;
  /** Packets vanish; TCP sends them again with a growing wait, and connections cannot be opened. */
  cut: boolean;
  /** Bytes are taken and acknowledged, and go no further until the stall is over, as behind a stuck proxy. */
  stalled: boolean;
  /** Instead of the network's own; -1 is the network's own, µs. */
  latencyUs: number;
  jitterUs: number;
  /** Bytes a second, or 0 for the network's own. */
  bandwidth: number;
}

/** A direction with nothing wrong. */
export const noFault = (from: number, to: number): LinkFault => ({
  from,
  to,
  cut: false,
  stalled: false,
  latencyUs: -1,
  jitterUs: -1,
  bandwidth: 0,
});

/** True where a fault says nothing. */
const isHarmless = (fault: LinkFault): boolean =>
  !fault.cut &&
  !fault.stalled &&
  fault.latencyUs < 0 &&
  fault.jitterUs < 0 &&
  fault.bandwidth === 0;

/** The fault on one direction, or undefined. */
export function linkFault(
  state: SimState,
  from: number,
  to: number,
): LinkFault | undefined {
  if (state.linkFaults.length === 0) return undefined;
  return state.linkFaults.find((fault) => fault.from === from && fault.to === to);
}

/** True when packets from one process to another vanish. */
export const isCut = (state: SimState, from: number, to: number): boolean =>
  state.linkFaults.length > 0 && (linkFault(state, from, to)?.cut ?? false);

/** True when a message from one process to another must wait, cut off or stalled. */
export function isHeldBack(state: SimState, from: number, to: number): boolean {
  if (state.linkFaults.length === 0) return false;
  const fault = linkFault(state, from, to);
  return fault !== undefined && (fault.cut || fault.stalled);
}

/** First retransmission of a lost segment, and of a lost SYN; both double each time (RFC 6298). */
const firstRetryUs = 200_000;
const firstSynRetryUs = 1_000_000;
const retryCapUs = 120_000_000;

/** When TCP tries again a segment that was first sent at `sentUs`, at or after `nowUs`. */
export function retransmissionUs(sentUs: number, nowUs: number, syn: boolean): number {
  let wait = syn ? firstSynRetryUs : firstRetryUs;
  let at = sentUs + wait;
  while (at < nowUs) {
    wait = Math.min(wait * 2, retryCapUs);
    at += wait;
  }
  return at;
}

/** What is to be wrong with one direction, besides what is wrong already. */
export type FaultChange = Partial<LinkFault> & Pick<LinkFault, "from" | "to">;

/** Adds to what is wrong with one direction; where nothing is left, it is forgotten. */
export function addFault(state: SimState, fault: FaultChange): void {
  const known = linkFault(state, fault.from, fault.to);
  if (known === undefined)
    state.linkFaults.push({ ...noFault(fault.from, fault.to), ...fault });
  else Object.assign(known, fault);
  state.linkFaults = state.linkFaults.filter((each) => !isHarmless(each));
}
