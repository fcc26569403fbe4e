import { present } from "../../base/assert.ts";

/** A broker's process: its id and the epoch of its registration. */
export interface BrokerIdAndEpoch {
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/**
 * When each broker and epoch, as `id@epoch`, last sent a heartbeat, in ms. Every heartbeat counts,
 * also of fenced and unknown brokers. Kafka: BrokerHeartbeatTracker.
 */
export type BrokerSessions = Record<string, number>;

export function touchSession(
  sessions: BrokerSessions,
  brokerId: number,
  brokerEpoch: number,
  nowMs: number,
): void {
  sessions[`${brokerId}@${brokerEpoch}`] = nowMs;
}

export function hasValidSession(
  sessions: BrokerSessions,
  broker: BrokerIdAndEpoch,
  nowMs: number,
  timeoutMs: number,
): boolean {
  const contact = sessions[`${broker.brokerId}@${broker.brokerEpoch}`];
  return contact !== undefined && contact + timeoutMs >= nowMs;
}

/** Takes one expired session out; brokers go stale one at a time. Kafka: maybeRemoveExpired. */
export function removeExpiredSession(
  sessions: BrokerSessions,
  nowMs: number,
  timeoutMs: number,
): BrokerIdAndEpoch | undefined {
  const expired = Object.entries(sessions).find(
    ([, contact]) => contact + timeoutMs < nowMs,
  );
  if (expired === undefined) return undefined;
  const [key] = expired;
  delete sessions[key];
  const [brokerId, brokerEpoch] = key.split("@");
  return {
    brokerId: Number(present(brokerId, "id of a session")),
    brokerEpoch: Number(present(brokerEpoch, "epoch of a session")),
  };
}
