import type { Context } from "../context.ts";
import { type Broker, brokerTimers } from "./broker.ts";
import { expireFetch } from "./fetch.ts";
import { expireProduce } from "./produce.ts";

/** The timer of a connection's waiting request: that may be over, be a later one, or be answered long since. */
export function sweepParked(context: Context, broker: Broker, connection: number): void {
  const parked = broker.parked[connection];
  const nowUs = context.effects.nowUs();
  if (parked === undefined || parked.timerUs !== nowUs) return;
  parked.timerUs = 0;
  const { wait, deadlineUs } = parked;
  if (wait === null || wait.done) {
    parked.wait = null;
    if (broker.inbound[connection] === undefined) delete broker.parked[connection];
  } else if (deadlineUs > nowUs) {
    parked.timerUs = deadlineUs;
    context.effects.after(deadlineUs - nowUs, brokerTimers.parked, connection);
  } else if (wait.kind === "fetch") expireFetch(context, broker, wait);
  else expireProduce(context, broker, wait);
}
