import type { Context } from "../context.ts";
import type { DelayedFetch, DelayedProduce } from "../replication/purgatory.ts";
import { type Broker, brokerTimers } from "./broker.ts";

/**
 * Lets a request wait for at most `waitUs`. Its connection has no other, so one timer a connection is enough: it is
 * armed anew only when it has fired or would come too late. Kafka: DelayedOperationPurgatory.tryCompleteElseWatch.
 */
export function park(
  context: Context,
  broker: Broker,
  wait: DelayedFetch | DelayedProduce,
  waitUs: number,
): void {
  const { connection } = wait.reply;
  const deadlineUs = context.effects.nowUs() + waitUs;
  const parked = (broker.parked[connection] ??= { wait, deadlineUs, timerUs: 0 });
  parked.wait = wait;
  parked.deadlineUs = deadlineUs;
  if (parked.timerUs !== 0 && parked.timerUs <= deadlineUs) return;
  parked.timerUs = deadlineUs;
  context.effects.after(waitUs, brokerTimers.parked, connection);
}
