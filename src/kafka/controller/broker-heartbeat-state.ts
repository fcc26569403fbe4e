/** What the active controller remembers of one broker. Kafka: BrokerHeartbeatManager.BrokerHeartbeatState. */
export interface BrokerHeartbeat {
  fenced: boolean;
  /** The metadata offset that the broker last reported. */
  metadataOffset: number;
  /** Every active broker must have read up to here before the broker may stop; -1 when it is not shutting down. */
  controlledShutdownOffset: number;
}

export type BrokerHeartbeats = Record<number, BrokerHeartbeat>;

/** Kafka: BrokerHeartbeatManager.register. The reported offset survives only a change of the fenced state. */
export function registerHeartbeat(
  heartbeats: BrokerHeartbeats,
  brokerId: number,
  fenced: boolean,
): void {
  const known = heartbeats[brokerId];
  const metadataOffset =
    known !== undefined && known.fenced !== fenced ? known.metadataOffset : -1;
  touchHeartbeat(heartbeats, brokerId, fenced, metadataOffset);
}

/** A fenced broker leaves controlled shutdown: on its next heartbeat it may stop at once. Kafka: touch. */
export function touchHeartbeat(
  heartbeats: BrokerHeartbeats,
  brokerId: number,
  fenced: boolean,
  metadataOffset: number,
): void {
  const controlledShutdownOffset = fenced
    ? -1
    : (heartbeats[brokerId]?.controlledShutdownOffset ?? -1);
  heartbeats[brokerId] = { fenced, metadataOffset, controlledShutdownOffset };
}

export function forgetHeartbeat(heartbeats: BrokerHeartbeats, brokerId: number): void {
  delete heartbeats[brokerId];
}

/** Only the first offset counts. Kafka: maybeUpdateControlledShutdownOffset. */
export function startControlledShutdown(
  heartbeat: BrokerHeartbeat,
  offset: number,
): void {
  if (heartbeat.controlledShutdownOffset < 0) heartbeat.controlledShutdownOffset = offset;
}

export function isShuttingDown(heartbeat: BrokerHeartbeat): boolean {
  return heartbeat.controlledShutdownOffset >= 0;
}

/** The lowest offset that any unfenced broker that is not stopping has reported. */
export function lowestActiveOffset(heartbeats: BrokerHeartbeats): number {
  const offsets = Object.values(heartbeats)
    .filter((heartbeat) => !heartbeat.fenced && !isShuttingDown(heartbeat))
    .map((heartbeat) => heartbeat.metadataOffset);
  return Math.min(Number.MAX_SAFE_INTEGER, ...offsets);
}
