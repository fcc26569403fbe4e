import type { HostedPartition } from "../replication/partition.ts";
import type { Broker } from "./broker.ts";

/** Marks a partition whose log end, high watermark or role moved, so that what waits on it is looked at when the event is done. */
export function touch(broker: Broker, partition: HostedPartition): void {
  if (!broker.touched.includes(partition)) broker.touched.push(partition);
}
