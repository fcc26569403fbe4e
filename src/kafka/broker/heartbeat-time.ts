import type { Context } from "../context.ts";
import { type Broker, brokerTimers } from "./broker.ts";

/** The next heartbeat is sent after a delay, or at once when something is to be told. */
export function heartbeatAfter(context: Context, broker: Broker, delayUs: number): void {
  const waitUs = broker.heartbeatSoon ? 0 : delayUs;
  broker.heartbeatSoon = false;
  broker.heartbeatDueUs = context.effects.nowUs() + waitUs;
  context.effects.after(waitUs, brokerTimers.heartbeat, broker.heartbeatDueUs);
}

/** Kafka: BrokerLifecycleManager.scheduleNextCommunicationImmediately. */
export function heartbeatSoon(context: Context, broker: Broker): void {
  broker.heartbeatSoon = true;
  if (!broker.heartbeatInFlight && broker.brokerEpoch >= 0)
    heartbeatAfter(context, broker, 0);
}
