import type { RequestStage, RequestView } from "../../contract/request-view.ts";
import type { WorldState } from "../world.ts";
import type { LoggedRequest, RequestLog } from "./request-log.ts";

/** The first error code in an answer that is not NONE, wherever it stands. */
function firstError(value: unknown): number {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return 0;
  for (const [name, each] of Object.entries(value)) {
    const found =
      typeof each === "number"
        ? name === "errorCode" || name === "partitionErrorCode"
          ? each
          : 0
        : firstError(each);
    if (found !== 0) return found;
  }
  return 0;
}

/** A process by the name that a person knows. */
function processName(state: WorldState, process: number): string {
  const { topology, clients, admin } = state;
  const node = topology.peers.find((peer) => peer.process === process)?.nodeId;
  if (node !== undefined)
    return `${topology.brokers.includes(node) ? "broker" : "controller"} ${node}`;
  if (process === admin) return "admin";
  return clients.find((client) => client.process === process)?.id ?? "a client";
}

function stageOf(log: RequestLog, entry: LoggedRequest): RequestStage {
  if (entry.response !== null) return "answered";
  if (entry.held) return "held";
  const key = `${entry.connection}:${entry.request.correlationId}`;
  return log.open.has(key) ? "waiting" : "unanswered";
}

/** One request as a line. */
export function requestView(
  state: WorldState,
  log: RequestLog,
  entry: LoggedRequest,
): RequestView {
  const { request, sentUs, arrivedUs, takenUs, answeredUs, returnedUs } = entry;
  const answered = answeredUs >= 0;
  const taken = takenUs < 0 ? arrivedUs : takenUs;
  const { handlingUs } = state.sim.hardware;
  return {
    id: entry.id,
    api: request.api,
    version: request.version,
    correlationId: request.correlationId,
    clientId: request.clientId,
    from: processName(state, entry.from),
    to: processName(state, entry.to),
    stage: stageOf(log, entry),
    sentUs,
    requestUs: arrivedUs < 0 ? -1 : arrivedUs - sentUs,
    queueUs: arrivedUs < 0 ? 0 : taken - arrivedUs,
    handlingUs: answered ? handlingUs : -1,
    waitUs: answered && taken >= 0 ? answeredUs - taken : -1,
    responseUs: answered ? Math.max(0, returnedUs - answeredUs - handlingUs) : -1,
    error: entry.response === null ? 0 : firstError(entry.response.body),
  };
}

/** What is new since it was asked last, oldest first. */
export function requestViews(state: WorldState, log: RequestLog): RequestView[] {
  const ids = [...log.changed].toSorted((a, b) => a - b);
  log.changed.clear();
  return ids.flatMap((id) => {
    const entry = log.entries.get(id);
    return entry === undefined ? [] : [requestView(state, log, entry)];
  });
}
