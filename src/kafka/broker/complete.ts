import type { Context } from "../context.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { purge } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { coordinators } from "./coordinator-hook.ts";
import { tryCompleteDelete } from "./delayed-delete.ts";
import { tryCompleteFetch } from "./fetch.ts";
import { holdWritten } from "./page-cache.ts";
import { tryCompleteProduce } from "./produce.ts";

/**
 * Looks again at everything that waits on the partitions touched, once the event has done its work.
 * Kafka: ActionQueue, DelayedOperationPurgatory.checkAndComplete.
 */
export function completeTouched(context: Context, broker: Broker): void {
  while (broker.touched.length > 0) {
    const touched = broker.touched;
    const [only] = touched;
    if (only !== undefined && touched.length === 1) {
      touched.length = 0;
      completeWaiting(context, broker, only);
      continue;
    }
    broker.touched = [];
    for (const partition of touched) completeWaiting(context, broker, partition);
  }
}

function completeWaiting(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
): void {
  const { produces, fetches, deletes } = partition;
  coordinators.hook?.moved(context, broker, partition);
  holdWritten(broker, partition);
  for (const wait of produces) tryCompleteProduce(context, broker, wait);
  for (const ask of fetches) tryCompleteFetch(context, broker, ask);
  for (const wait of deletes) tryCompleteDelete(context, broker, wait);
  if (produces.length + fetches.length + deletes.length > 0) purge(partition);
}
