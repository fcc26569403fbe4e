import type {
  RequestMessage,
  ResponseMessage,
  WireMessage,
} from "../../kafka/protocol/envelope.ts";
import { eventKinds } from "../../sim/kernel.ts";
import { isHeldBack } from "../../sim/network.ts";
import type { SimState } from "../../sim/sim-state.ts";

/** The most that is kept: the oldest goes first. */
const requestLimit = 2_000;

/** One request and what became of it. Times in virtual microseconds, -1 while they have not come. */
export interface LoggedRequest {
  readonly id: number;
  readonly connection: number;
  /** Processes. */
  readonly from: number;
  readonly to: number;
  readonly request: RequestMessage;
  readonly sentUs: number;
  arrivedUs: number;
  /** When the process took it: later than its arrival where it was paused. */
  takenUs: number;
  answeredUs: number;
  returnedUs: number;
  response: ResponseMessage | null;
  /** A link holds it or its answer back at the moment. */
  held: boolean;
}

/** What was seen of requests since somebody began to look. */
export interface RequestLog {
  readonly entries: Map<number, LoggedRequest>;
  /** Requests without an answer, by connection and correlation id. */
  readonly open: Map<string, LoggedRequest>;
  /** Changed since they were shown last. */
  readonly changed: Set<number>;
  nextId: number;
}

export const requestLog = (): RequestLog => ({
  entries: new Map(),
  open: new Map(),
  changed: new Set(),
  nextId: 1,
});

const keyOf = (connection: number, correlationId: number): string =>
  `${connection}:${correlationId}`;

function begin(
  log: RequestLog,
  sim: SimState,
  seen: {
    readonly connection: number;
    readonly direction: number;
    readonly request: RequestMessage;
    readonly sentUs: number;
  },
): LoggedRequest | null {
  const { connection, direction, request, sentUs } = seen;
  const ends = sim.connections[connection];
  if (ends === undefined) return null;
  const entry: LoggedRequest = {
    id: log.nextId++,
    connection,
    from: direction === 0 ? ends.from : ends.to,
    to: direction === 0 ? ends.to : ends.from,
    request,
    sentUs,
    arrivedUs: -1,
    takenUs: -1,
    answeredUs: -1,
    returnedUs: -1,
    response: null,
    held: false,
  };
  log.entries.set(entry.id, entry);
  log.open.set(keyOf(connection, request.correlationId), entry);
  if (log.entries.size > requestLimit) drop(log, entry.id - requestLimit);
  return entry;
}

function drop(log: RequestLog, id: number): void {
  const old = log.entries.get(id);
  if (old === undefined) return;
  log.entries.delete(id);
  log.changed.delete(id);
  log.open.delete(keyOf(old.connection, old.request.correlationId));
}

interface Arrival {
  readonly connection: number;
  readonly direction: number;
  readonly message: WireMessage;
  readonly sentUs: number;
  readonly atUs: number;
}

function noteRequest(log: RequestLog, sim: SimState, arrival: Arrival): void {
  const { connection, direction, message, sentUs, atUs } = arrival;
  if (message.kind !== "request") return;
  const entry =
    log.open.get(keyOf(connection, message.correlationId)) ??
    begin(log, sim, { connection, direction, request: message, sentUs });
  if (entry === null) return;
  if (entry.arrivedUs < 0) entry.arrivedUs = atUs;
  entry.held = false;
  if (sim.processes[entry.to]?.status === "running") entry.takenUs = atUs;
  log.changed.add(entry.id);
}

function noteResponse(log: RequestLog, arrival: Arrival): void {
  const { connection, message, sentUs, atUs } = arrival;
  if (message.kind !== "response") return;
  const key = keyOf(connection, message.correlationId);
  const entry = log.open.get(key);
  // It was asked before anybody looked.
  if (entry === undefined) return;
  if (entry.answeredUs < 0) entry.answeredUs = sentUs;
  entry.returnedUs = atUs;
  entry.response = message;
  entry.held = false;
  log.open.delete(key);
  log.changed.add(entry.id);
}

/** Looks at the event that comes next, if it comes by then: a message that reaches its end is noted. */
export function noteNext(log: RequestLog, sim: SimState, limitUs: number): void {
  const { queue } = sim;
  const atUs = queue.times[0] ?? Number.POSITIVE_INFINITY;
  if (queue.size === 0 || atUs > limitUs) return;
  const slot = queue.slots[0] ?? 0;
  if (queue.kinds[slot] !== eventKinds.deliver) return;
  const message = queue.payloads[slot] as WireMessage;
  const arrival: Arrival = {
    connection: queue.as[slot] ?? 0,
    direction: queue.bs[slot] ?? 0,
    message,
    sentUs: queue.sinces[slot] ?? 0,
    atUs,
  };
  const ends = sim.connections[arrival.connection];
  if (ends === undefined) return;
  const forth = arrival.direction === 0;
  if (isHeldBack(sim, forth ? ends.from : ends.to, forth ? ends.to : ends.from)) return;
  if (message.kind === "request") noteRequest(log, sim, arrival);
  else noteResponse(log, arrival);
}

/** Notes what cut and stalled links hold back at the moment, and whose connection is gone. */
export function noteHeld(log: RequestLog, sim: SimState): void {
  for (const connection of Object.values(sim.connections))
    for (const { direction, sentUs, payload } of connection.held) {
      const message = payload as WireMessage;
      const known = log.open.get(keyOf(connection.id, message.correlationId));
      const entry =
        known ??
        (message.kind === "request"
          ? begin(log, sim, {
              connection: connection.id,
              direction,
              request: message,
              sentUs,
            })
          : null);
      if (entry === null || entry.held) continue;
      entry.held = true;
      log.changed.add(entry.id);
    }
  for (const [key, entry] of log.open) {
    if (sim.connections[entry.connection] !== undefined) continue;
    log.open.delete(key);
    log.changed.add(entry.id);
  }
}
