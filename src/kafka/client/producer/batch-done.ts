import { silentReport } from "../../report.ts";
import { knownTopic } from "./known-topics.ts";
import type { ProducerBatch } from "./producer-batch.ts";
import { countAcked, countError, keepLife } from "./producer-figures.ts";
import { nameOf, type ProducerHost, tell } from "./producer-host.ts";
import type { Outcome } from "./sender.ts";

/** A batch is acknowledged or has failed: its records' futures complete. Kafka: ProducerBatch.completeFutureAndFireCallbacks. */
export function batchDone(
  host: ProducerHost,
  batch: ProducerBatch,
  { baseOffset, error }: Outcome,
): void {
  const { context, producer } = host;
  const nowUs = context.effects.nowUs();
  const { figures } = producer;
  const name = nameOf(batch);
  const { recordCount: records } = batch.builder;
  if (error === "") {
    countAcked(figures, records, nowUs);
    const { topic, partition } = name;
    context.probe.acknowledged(producer.id, {
      topic,
      topicId: knownTopic(producer.metadata, topic).id,
      partition,
      baseOffset,
      batch: name.batch,
      acks: baseOffset < 0 ? 0 : producer.config.acks,
    });
    tell(host, () => ({ kind: "acked", batch: name, offset: baseOffset }));
  } else {
    figures.failed += records;
    countError(figures, error);
    const sent = batch.firstDrainedUs >= 0;
    context.probe.clients.producer(producer.id, {
      kind: "failed",
      batch: name,
      error,
      sent,
    });
    reportFailure(host, batch, error);
  }
  keepLife(figures, {
    immutable: true,
    number: batch.number,
    topic: batch.topic,
    partition: batch.partition,
    records,
    bytes: name.batch.sizeInBytes,
    reason: batch.reason,
    attempts: batch.attempts,
    createdUs: batch.createdUs,
    sentUs: batch.firstDrainedUs,
    doneUs: nowUs,
    baseOffset,
    error,
    times: batch.times,
  });
  if (batch.number < producer.flushBefore) flushed(host);
}

/** One batch less that `flush` waits for. Kafka: RecordAccumulator.awaitFlushCompletion. */
export function flushed({ producer }: ProducerHost): void {
  producer.flushLeft--;
  if (producer.flushLeft > 0) return;
  producer.flushBefore = 0;
  producer.sender.accumulator.flushesInProgress = 0;
}

function reportFailure(
  { context, producer }: ProducerHost,
  { topic, partition, builder }: ProducerBatch,
  error: string,
): void {
  const isLate = error === "TimeoutException";
  context.probe.report({
    ...silentReport,
    kind: "produceFailed",
    weight: "warning",
    topic,
    partition,
    text: `producer ${producer.id} gave up ${builder.recordCount} records: ${error}`,
    config: isLate
      ? `delivery.timeout.ms = ${producer.config.deliveryTimeoutUs / 1000}`
      : "",
    because: ["fault:any"],
  });
}
