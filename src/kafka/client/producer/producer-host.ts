import type { ProducerBatchName } from "../../client-probe.ts";
import type { Context } from "../../context.ts";
import type { Producer } from "./producer.ts";
import { closeBatch, type ProducerBatch } from "./producer-batch.ts";

/** The producer in the event that it handles. */
export interface ProducerHost {
  readonly context: Context;
  readonly producer: Producer;
}

/** A batch as a probe names it. */
export const nameOf = (batch: ProducerBatch): ProducerBatchName => ({
  topic: batch.topic,
  partition: batch.partition,
  number: batch.number,
  batch: batch.sent ?? closeBatch(batch),
});
