import { present, unreachable } from "../../base/assert.ts";
import { errorCode } from "../../terms/errors.ts";
import type {
  BrokerHeartbeatRequest,
  BrokerHeartbeatResponse,
} from "../protocol/messages.ts";
import {
  type BrokerHeartbeat,
  isShuttingDown,
  lowestActiveOffset,
  startControlledShutdown,
  touchHeartbeat,
} from "./broker-heartbeat-state.ts";
import { removeExpiredSession, touchSession } from "./broker-sessions.ts";
import {
  brokerFencedRecords,
  brokerUnfencedRecords,
  controlledShutdownRecords,
} from "./broker-transitions.ts";
import type {
  ControllerContext,
  ControllerResult,
  PeriodicResponse,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  cordonedDirectoriesRecords,
  directoriesOfflineRecords,
} from "./log-directories.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { hasLeaderships } from "./partition-place.ts";

/** Kafka: BrokerControlState. */
export type BrokerControlState =
  | "FENCED"
  | "UNFENCED"
  | "CONTROLLED_SHUTDOWN"
  | "SHUTDOWN_NOW";

/** Counts a heartbeat as a sign of life when it arrives, whatever becomes of it. Kafka: trackBrokerHeartbeat. */
export function trackHeartbeat(
  state: ControllerState,
  request: BrokerHeartbeatRequest,
  nowMs: number,
): void {
  touchSession(state.sessions, request.brokerId, request.brokerEpoch, nowMs);
}

/** Kafka: ReplicationControlManager.processBrokerHeartbeat. */
export function brokerHeartbeat(
  state: ControllerState,
  request: BrokerHeartbeatRequest,
  context: ControllerContext,
): ControllerResult<BrokerHeartbeatResponse> {
  trackHeartbeat(state, request, context.nowMs);
  const { brokerId } = request;
  const broker = state.image.brokers[brokerId];
  if (broker === undefined || broker.epoch !== request.brokerEpoch)
    return {
      records: [],
      response: heartbeatResponse(errorCode("STALE_BROKER_EPOCH"), false, "FENCED"),
      because: `heartbeat:${brokerId}`,
    };
  const heartbeat = present(state.heartbeats[brokerId], `heartbeats of ${brokerId}`);
  const current = currentBrokerState(heartbeat);
  const next = nextBrokerState(state, request, heartbeat);
  const records = [
    ...transitionRecords(state, request, current === next ? undefined : next),
    ...directoriesOfflineRecords(state, broker, request.offlineLogDirs ?? []),
    ...cordonedDirectoriesRecords(broker, request.cordonedLogDirs),
  ];
  touchHeartbeat(
    state.heartbeats,
    brokerId,
    isFencedState(next),
    request.currentMetadataOffset,
  );
  if (next === "CONTROLLED_SHUTDOWN")
    startControlledShutdown(
      present(state.heartbeats[brokerId], `heartbeats of ${brokerId}`),
      context.nextOffset + records.length - 1,
    );
  const caughtUp = isCaughtUp(state, request);
  return {
    records,
    response: heartbeatResponse(errorCode("NONE"), caughtUp, next),
    because: (request.offlineLogDirs ?? []).some((dir) =>
      broker.directories.includes(dir),
    )
      ? `offlineDirs:${brokerId}`
      : transitionKey(brokerId, current === next ? undefined : next),
  };
}

function currentBrokerState(heartbeat: BrokerHeartbeat): BrokerControlState {
  if (isShuttingDown(heartbeat)) return "CONTROLLED_SHUTDOWN";
  return heartbeat.fenced ? "FENCED" : "UNFENCED";
}

/** Kafka: BrokerHeartbeatManager.calculateNextBrokerState. */
export function nextBrokerState(
  state: ControllerState,
  request: BrokerHeartbeatRequest,
  heartbeat: BrokerHeartbeat,
): BrokerControlState {
  const { wantFence, wantShutDown, brokerId } = request;
  const current = currentBrokerState(heartbeat);
  switch (current) {
    case "FENCED":
      if (wantShutDown) return "SHUTDOWN_NOW";
      return !wantFence && isCaughtUp(state, request) ? "UNFENCED" : "FENCED";
    case "UNFENCED":
      if (wantFence) return wantShutDown ? "SHUTDOWN_NOW" : "FENCED";
      if (!wantShutDown) return "UNFENCED";
      return hasLeaderships(state.image, brokerId)
        ? "CONTROLLED_SHUTDOWN"
        : "SHUTDOWN_NOW";
    case "CONTROLLED_SHUTDOWN":
      if (hasLeaderships(state.image, brokerId)) return "CONTROLLED_SHUTDOWN";
      return heartbeat.controlledShutdownOffset <= lowestActiveOffset(state.heartbeats)
        ? "SHUTDOWN_NOW"
        : "CONTROLLED_SHUTDOWN";
    case "SHUTDOWN_NOW":
      return "SHUTDOWN_NOW";
    default:
      return unreachable(current);
  }
}

/** Has the broker read its own registration? */
function isCaughtUp(state: ControllerState, request: BrokerHeartbeatRequest): boolean {
  const offset = state.registrationOffsets[request.brokerId];
  return request.currentMetadataOffset >= present(offset, "offset of a registration");
}

function isFencedState(control: BrokerControlState): boolean {
  return control === "FENCED" || control === "SHUTDOWN_NOW";
}

function transitionRecords(
  state: ControllerState,
  request: BrokerHeartbeatRequest,
  next: BrokerControlState | undefined,
): MetadataRecord[] {
  const { brokerId, brokerEpoch } = request;
  switch (next) {
    case "FENCED":
    case "SHUTDOWN_NOW":
      return brokerFencedRecords(state, brokerId, brokerEpoch);
    case "UNFENCED":
      return brokerUnfencedRecords(state, brokerId, brokerEpoch);
    case "CONTROLLED_SHUTDOWN":
      return controlledShutdownRecords(state, brokerId, brokerEpoch);
    case undefined:
      return [];
    default:
      return unreachable(next);
  }
}

function transitionKey(brokerId: number, next: BrokerControlState | undefined): string {
  switch (next) {
    case "FENCED":
      return `fenced:${brokerId}`;
    case "UNFENCED":
      return `unfenced:${brokerId}`;
    case "CONTROLLED_SHUTDOWN":
    case "SHUTDOWN_NOW":
      return `shutdown:${brokerId}`;
    case undefined:
      return `heartbeat:${brokerId}`;
    default:
      return unreachable(next);
  }
}

function heartbeatResponse(
  code: number,
  caughtUp: boolean,
  next: BrokerControlState,
): BrokerHeartbeatResponse {
  return {
    throttleTimeMs: 0,
    errorCode: code,
    isCaughtUp: caughtUp,
    isFenced: isFencedState(next),
    shouldShutDown: next === "SHUTDOWN_NOW",
  };
}

/**
 * Fences at most one broker whose session has ended. A broker that stopped cleanly is fenced once
 * more here. Kafka: ReplicationControlManager.maybeFenceStaleBroker, every session / 8.
 */
export function maybeFenceStaleBroker(
  state: ControllerState,
  context: ControllerContext,
): ControllerResult<PeriodicResponse> {
  const { nowMs } = context;
  const { sessionTimeoutMs } = state.config;
  const stale = removeExpiredSession(state.sessions, nowMs, sessionTimeoutMs);
  const because = `fenced:${stale?.brokerId ?? "none"}`;
  if (stale === undefined) return { records: [], response: { again: false }, because };
  const { brokerId, brokerEpoch } = stale;
  if (state.image.brokers[brokerId]?.epoch !== brokerEpoch)
    return { records: [], response: { again: true }, because };
  const records = brokerFencedRecords(state, brokerId, brokerEpoch);
  const metadataOffset = state.heartbeats[brokerId]?.metadataOffset ?? -1;
  touchHeartbeat(state.heartbeats, brokerId, true, metadataOffset);
  return { records, response: { again: true }, because };
}
