import {
  type ProducerBatchName,
  type ProducerEvent,
  silentClientProbe,
} from "../../client-probe.ts";
import type { Context } from "../../context.ts";
import type { Producer } from "./producer.ts";
import { closeBatch, type ProducerBatch } from "./producer-batch.ts";

/** The producer in the event that it handles. */
export interface ProducerHost {
  readonly context: Context;
  readonly producer: Producer;
}

/** Tells who watches; what is told is made only if somebody does. */
export function tell(
  { context, producer }: ProducerHost,
  make: () => ProducerEvent,
): void {
  const { producer: told } = context.probe.clients;
  if (told !== silentClientProbe.producer) told(producer.id, make());
}

/** A batch as a probe names it. */
export const nameOf = (batch: ProducerBatch): ProducerBatchName => ({
  topic: batch.topic,
  partition: batch.partition,
  number: batch.number,
  batch: batch.sent ?? closeBatch(batch),
});
