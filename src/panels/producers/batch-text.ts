import type { BatchView, SendReason } from "../../contract/batch-view.ts";

/** Why a batch was sent when it was, in a word. */
export const reasonNames: Readonly<Record<SendReason, string>> = {
  full: "full",
  linger: "lingered out",
  flush: "flush",
  memory: "memory pressure",
  close: "close",
  alongside: "alongside",
  retry: "retry",
  split: "split",
};

/** The same in a sentence. */
export const reasonSentences: Readonly<Record<SendReason, string>> = {
  full: "It was full: the next record had no room within batch.size.",
  linger: "linger.ms had passed since its first record.",
  flush: "The application called flush().",
  memory: "Records waited for buffer.memory, so whatever there was went.",
  close: "The producer was being closed.",
  alongside:
    "A batch for the same broker was ready, and a request takes one of each partition.",
  retry: "It was sent again after an error.",
  split: "It is a part of a batch that was too large for the broker.",
};

/** What became of it: its offsets, or Kafka's error. */
export function fateText({
  error,
  baseOffset,
  records,
  partition,
  topic,
}: BatchView): string {
  if (error !== "") return error;
  const where = `${topic}-${partition}`;
  if (baseOffset < 0) return `${where}, offset not told`;
  const last = baseOffset + records - 1;
  return records === 1
    ? `${where} at offset ${baseOffset}`
    : `${where} at offsets ${baseOffset} to ${last}`;
}
