import { type Context, wallClockMs } from "../context.ts";
import { truncateTo } from "../log/truncation.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { silentReport } from "../report.ts";
import type { Broker } from "./broker.ts";

/** Cuts a log and tells about it. */
export function truncate(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  offset: number,
): void {
  const { log } = partition;
  const before = log.logEndOffset;
  truncateTo(log, offset, wallClockMs(context.effects));
  if (log.logEndOffset >= before) return;
  context.probe.truncated(broker.id, partition, before);
  const lost = before - log.logEndOffset;
  context.probe.report({
    ...silentReport,
    kind: "logTruncated",
    weight: "warning",
    node: broker.id,
    topic: partition.topic,
    partition: partition.index,
    text: `broker ${broker.id} truncated ${lost} ${lost === 1 ? "record" : "records"} to offset ${log.logEndOffset}: leader ${partition.leader} never had them`,
    key: `truncated:${partition.topic}-${partition.index}:${broker.id}`,
    because: [`follow:${partition.topic}-${partition.index}:${broker.id}`],
  });
}
