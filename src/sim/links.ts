import { nextBelow, streams } from "./draw.ts";
import { pushEvent } from "./event-queue.ts";
import {
  addFault,
  type Connection,
  type FaultChange,
  isCut,
  isHeldBack,
  type LinkFault,
  linkFault,
  retransmissionUs,
} from "./network.ts";
import type { Process } from "./process.ts";
import type { SimState } from "./sim-state.ts";

const deliverKind = 1;
const closedKind = 2;
const releaseKind = 4;

/** The only thing that delivers or loses a message. */
export interface Links {
  readonly connect: (from: number, to: number) => number;
  readonly send: (
    connection: number,
    self: number,
    payload: object,
    bytes: number,
  ) => void;
  readonly close: (connection: number, self: number) => void;
  /** A message reaches the end of its way: the process that gets it, or -1 when nobody does. */
  readonly arrive: (connection: number, direction: 0 | 1, payload: object) => number;
  /** Sends again what a cut link held back. */
  readonly release: (connection: number) => void;
  /** Drops a connection whose end at `self` has now heard of the close; false when it knew. */
  readonly forget: (connection: number, self: number) => boolean;
  /** A process ends: its kernel closes its connections. */
  readonly closeAll: (process: number) => void;
  /** A host goes dark: nobody is told. */
  readonly darken: (process: number) => void;
  /** A dark host is back and knows nothing of its old connections. */
  readonly refuseHalfOpen: (process: number) => void;
  /** Adds to what is wrong with one direction. */
  readonly setFault: (fault: FaultChange) => void;
  /** Breaks every connection between two processes: both ends are told. How many there were. */
  readonly reset: (a: number, b: number) => number;
  /** Takes the fault of one direction away, or of all when null. */
  readonly heal: (link: { readonly from: number; readonly to: number } | null) => void;
}

class LinkMachine implements Links {
  private readonly state: SimState;

  constructor(state: SimState) {
    this.state = state;
  }

  private schedule(kind: number, atUs: number, a: number, b: number): number {
    const { queue } = this.state;
    const slot = pushEvent(queue, atUs);
    queue.kinds[slot] = kind;
    queue.as[slot] = a;
    queue.bs[slot] = b;
    queue.cs[slot] = 0;
    queue.sinces[slot] = this.state.nowUs;
    queue.payloads[slot] = null;
    return slot;
  }

  private latency(from: number, to: number): number {
    const { hardware, draws, linkFaults } = this.state;
    const jitter =
      hardware.jitterUs === 0
        ? 0
        : nextBelow(draws, streams.latency, from, hardware.jitterUs + 1);
    const fault = linkFaults.length === 0 ? undefined : linkFault(this.state, from, to);
    if (fault === undefined) return hardware.latencyUs + jitter;
    const base = fault.latencyUs < 0 ? hardware.latencyUs : fault.latencyUs;
    if (fault.jitterUs < 0) return base + jitter;
    // A stream of its own: other links' chance is the same with and without the fault.
    return base + nextBelow(draws, streams.shapedLatency, from, fault.jitterUs + 1);
  }

  readonly connect = (from: number, to: number): number => {
    const { state } = this;
    const id = state.nextConnection++;
    const blocked = isCut(state, from, to) || isCut(state, to, from);
    const roundTrip = this.latency(from, to) + this.latency(to, from);
    const target = state.processes[to] as Process;
    const connection: Connection = {
      id,
      from,
      to,
      readyUs: blocked || !target.powered ? -1 : state.nowUs + roundTrip,
      openedUs: state.nowUs,
      lastArrivalUs: [0, 0],
      busyUntilUs: [0, 0],
      held: [],
      closedBy: "none",
    };
    state.connections[id] = connection;
    if (target.powered && target.status === "down" && !blocked) {
      connection.closedBy = "to";
      this.schedule(closedKind, state.nowUs + roundTrip, id, from);
    }
    return id;
  };

  readonly send = (id: number, self: number, payload: object, bytes: number): void => {
    const { state } = this;
    const connection = state.connections[id];
    if (connection === undefined || connection.closedBy !== "none") return;
    const direction = connection.from === self ? 0 : 1;
    const other = direction === 0 ? connection.to : connection.from;
    if (
      connection.readyUs < 0 ||
      connection.held.length > 0 ||
      isHeldBack(state, self, other)
    ) {
      connection.held.push({ direction, sentUs: state.nowUs, payload, bytes });
      return;
    }
    this.dispatch(connection, direction, payload, bytes);
  };

  private dispatch(
    connection: Connection,
    direction: 0 | 1,
    payload: object,
    bytes: number,
  ): void {
    const { state } = this;
    const self = direction === 0 ? connection.from : connection.to;
    const other = direction === 0 ? connection.to : connection.from;
    let leaves = Math.max(
      state.nowUs +
        (direction === 1
          ? state.hardware.handlingUs * (state.processes[self] as Process).slowFactor
          : 0),
      connection.readyUs,
    );
    const bandwidth =
      linkFault(state, self, other)?.bandwidth || state.hardware.bandwidth;
    if (bandwidth > 0) {
      leaves =
        Math.max(leaves, connection.busyUntilUs[direction]) +
        Math.ceil((bytes * 1_000_000) / bandwidth);
      connection.busyUntilUs[direction] = leaves;
    }
    const arrives = Math.max(
      leaves + this.latency(self, other),
      connection.lastArrivalUs[direction],
    );
    connection.lastArrivalUs[direction] = arrives;
    const slot = this.schedule(deliverKind, arrives, connection.id, direction);
    state.queue.payloads[slot] = payload;
  }

  readonly arrive = (id: number, direction: 0 | 1, payload: object): number => {
    const { state } = this;
    const connection = state.connections[id];
    if (connection === undefined) return -1;
    const from = direction === 0 ? connection.from : connection.to;
    const to = direction === 0 ? connection.to : connection.from;
    if (connection.closedBy === (direction === 0 ? "to" : "from")) return -1;
    if (connection.closedBy === "reset") return -1;
    if (isHeldBack(state, from, to)) {
      connection.held.push({ direction, sentUs: state.nowUs, payload, bytes: 0 });
      return -1;
    }
    const process = state.processes[to] as Process;
    return process.status === "down" ? -1 : to;
  };

  readonly release = (id: number): void => {
    const { state } = this;
    const connection = state.connections[id];
    if (connection === undefined) return;
    const blockedForth = isHeldBack(state, connection.from, connection.to);
    const blockedBack = isHeldBack(state, connection.to, connection.from);
    if (connection.readyUs < 0) {
      if (blockedForth || blockedBack) return;
      this.finishHandshake(connection);
      if (connection.readyUs < 0) return;
    }
    const held = connection.held;
    connection.held = [];
    for (const message of held) {
      if (message.direction === 0 ? blockedForth : blockedBack)
        connection.held.push(message);
      else this.dispatch(connection, message.direction, message.payload, message.bytes);
    }
    this.tellClosed(connection);
  };

  private finishHandshake(connection: Connection): void {
    const { state } = this;
    const target = state.processes[connection.to] as Process;
    if (!target.powered) return;
    const roundTrip =
      this.latency(connection.from, connection.to) +
      this.latency(connection.to, connection.from);
    connection.readyUs = state.nowUs + roundTrip;
    if (target.status === "down") connection.closedBy = "to";
  }

  readonly close = (id: number, self: number): void => {
    const connection = this.state.connections[id];
    if (connection === undefined) return;
    const mine = connection.from === self ? "from" : "to";
    if (connection.closedBy !== "none") {
      if (connection.closedBy !== mine) delete this.state.connections[id];
      return;
    }
    connection.closedBy = mine;
    connection.held = connection.held.filter(
      (message) => message.direction === (mine === "from" ? 0 : 1),
    );
    if (connection.readyUs < 0) delete this.state.connections[id];
    else this.tellClosed(connection);
  };

  /** Lets the end that is still open know, if packets reach it. */
  private tellClosed(connection: Connection): void {
    const { closedBy } = connection;
    if (closedBy === "none" || closedBy === "reset" || connection.held.length > 0) return;
    const gone = closedBy === "from" ? connection.from : connection.to;
    const left = closedBy === "from" ? connection.to : connection.from;
    const { state } = this;
    if (isHeldBack(state, gone, left) || !(state.processes[gone] as Process).powered)
      return;
    const direction = closedBy === "from" ? 0 : 1;
    const at = Math.max(
      state.nowUs + this.latency(gone, left),
      connection.lastArrivalUs[direction],
      connection.readyUs,
    );
    this.schedule(closedKind, at, connection.id, left);
  }

  readonly forget = (id: number, self: number): boolean => {
    const connection = this.state.connections[id];
    if (connection === undefined) return false;
    const mine = connection.from === self ? "from" : "to";
    if (connection.closedBy === "reset") {
      // The other end is told by an event of its own.
      connection.closedBy = mine;
      return true;
    }
    delete this.state.connections[id];
    return connection.closedBy !== mine;
  };

  readonly closeAll = (process: number): void => {
    for (const connection of this.of(process)) this.close(connection.id, process);
  };

  readonly darken = (process: number): void => {
    for (const connection of this.of(process)) {
      const mine = connection.from === process ? "from" : "to";
      if (connection.closedBy !== "none" && connection.closedBy !== mine)
        delete this.state.connections[connection.id];
      else connection.closedBy = mine;
    }
  };

  readonly refuseHalfOpen = (process: number): void => {
    (this.state.processes[process] as Process).powered = true;
    for (const connection of this.of(process)) {
      if (connection.readyUs < 0)
        this.schedule(releaseKind, this.state.nowUs, connection.id, 0);
      else {
        connection.held = [];
        this.tellClosed(connection);
      }
    }
  };

  private of(process: number): Connection[] {
    return Object.values(this.state.connections).filter(
      (connection) => connection.from === process || connection.to === process,
    );
  }

  readonly setFault = (fault: FaultChange): void => addFault(this.state, fault);

  readonly heal = (link: { readonly from: number; readonly to: number } | null): void => {
    const { state } = this;
    const healed = state.linkFaults.filter(
      (fault) => link === null || (fault.from === link.from && fault.to === link.to),
    );
    state.linkFaults = state.linkFaults.filter((fault) => !healed.includes(fault));
    for (const fault of healed) this.resumeLink(fault);
  };

  readonly reset = (a: number, b: number): number => {
    let broken = 0;
    for (const connection of this.of(a)) {
      if (connection.from !== b && connection.to !== b) continue;
      connection.held = [];
      broken++;
      const { closedBy } = connection;
      if (closedBy === "none") connection.closedBy = "reset";
      for (const end of ["from", "to"] as const)
        if (closedBy !== end)
          this.schedule(closedKind, this.state.nowUs, connection.id, connection[end]);
    }
    return broken;
  };

  private resumeLink(fault: LinkFault): void {
    const { state } = this;
    for (const connection of Object.values(state.connections)) {
      const along =
        (connection.from === fault.from && connection.to === fault.to) ||
        (connection.from === fault.to && connection.to === fault.from);
      if (!along) continue;
      const syn = connection.readyUs < 0;
      const since = syn
        ? connection.openedUs
        : Math.min(state.nowUs, ...connection.held.map((message) => message.sentUs));
      if (syn || connection.held.length > 0 || connection.closedBy !== "none")
        this.schedule(
          releaseKind,
          fault.cut ? retransmissionUs(since, state.nowUs, syn) : state.nowUs,
          connection.id,
          0,
        );
    }
  }
}

/** The links of a state. */
export const createLinks = (state: SimState): Links => new LinkMachine(state);
