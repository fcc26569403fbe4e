import type { RaftRequest } from "./raft-message.ts";
import { type Connection, never, type RaftNode } from "./raft-node.ts";
import type { RaftPort } from "./raft-port.ts";

const timedOut = (node: RaftNode, connection: Connection, nowUs: number): boolean =>
  connection.state === "awaiting" &&
  nowUs >= connection.sinceUs + node.times.requestTimeoutMs * 1000;

const backedOff = (node: RaftNode, connection: Connection, nowUs: number): boolean =>
  connection.state === "backingOff" &&
  nowUs >= connection.sinceUs + node.times.retryBackoffMs * 1000;

/** Forgets what is over; whether any request is still under way. Kafka: RequestManager.hasAnyInflightRequest. */
export function anyInFlight(node: RaftNode, nowUs: number): boolean {
  let any = false;
  for (const [id, connection] of Object.entries(node.connections))
    if (timedOut(node, connection, nowUs) || backedOff(node, connection, nowUs))
      delete node.connections[Number(id)];
    else if (connection.state === "awaiting") any = true;
  return any;
}

/** Kafka: RequestManager.isReady. */
function isReady(node: RaftNode, to: number, nowUs: number): boolean {
  const connection = node.connections[to];
  if (connection === undefined) return true;
  const ready = timedOut(node, connection, nowUs) || backedOff(node, connection, nowUs);
  if (ready) delete node.connections[to];
  return ready;
}

/** Kafka: RequestManager.hasRequestTimedOut. */
export const hasTimedOut = (node: RaftNode, to: number, nowUs: number): boolean => {
  const connection = node.connections[to];
  return connection !== undefined && timedOut(node, connection, nowUs);
};

/** Kafka: RequestManager.isBackingOff. */
export const isBackingOff = (node: RaftNode, to: number, nowUs: number): boolean => {
  const connection = node.connections[to];
  return connection?.state === "backingOff" && !backedOff(node, connection, nowUs);
};

/** When something may be sent to a node again, µs. */
export function readyAgainUs(node: RaftNode, to: number): number {
  const connection = node.connections[to];
  if (connection === undefined) return 0;
  const { requestTimeoutMs, retryBackoffMs } = node.times;
  const waitMs = connection.state === "awaiting" ? requestTimeoutMs : retryBackoffMs;
  return connection.sinceUs + waitMs * 1000;
}

/** When the first of all connections may be used again, µs. */
export const firstReadyUs = (node: RaftNode): number =>
  Object.keys(node.connections).reduce(
    (first, id) => Math.min(first, readyAgainUs(node, Number(id))),
    never,
  );

/** Kafka: KafkaRaftClient.maybeSendRequest; whether it was sent. */
export function maybeSend(
  node: RaftNode,
  port: RaftPort,
  to: number,
  request: () => RaftRequest,
): boolean {
  const nowUs = port.nowUs();
  if (isBackingOff(node, to, nowUs) || !isReady(node, to, nowUs)) return false;
  const correlationId = node.nextCorrelation++;
  node.connections[to] = { state: "awaiting", correlationId, sinceUs: nowUs };
  port.send(to, request(), correlationId);
  return true;
}

/** One of the voters that is free, beginning at a random one. Kafka: RequestManager.findReadyBootstrapServer. */
export function readyBootstrapServer(node: RaftNode, port: RaftPort): number {
  const nowUs = port.nowUs();
  if (anyInFlight(node, nowUs)) return -1;
  const { voters } = node;
  const start = port.nextInt(voters.length);
  for (let i = 0; i < voters.length; i++) {
    const id = voters[(start + i) % voters.length] ?? -1;
    if (isReady(node, id, nowUs)) return id;
  }
  return -1;
}

/** Kafka: RequestManager.isResponseExpected. */
export const isExpected = (
  node: RaftNode,
  from: number,
  correlationId: number,
): boolean => {
  const connection = node.connections[from];
  return connection?.state === "awaiting" && connection.correlationId === correlationId;
};

/** Kafka: RequestManager.onResponseResult. */
export function answered(
  node: RaftNode,
  from: { readonly id: number; readonly correlationId: number },
  success: boolean,
  nowUs: number,
): void {
  if (!isExpected(node, from.id, from.correlationId)) return;
  if (success) delete node.connections[from.id];
  else
    node.connections[from.id] = {
      state: "backingOff",
      correlationId: 0,
      sinceUs: nowUs,
    };
}
