import type { RecordBatch } from "../kafka/protocol/record-batch.ts";

/** A batch that a producer has sent for one partition. */
export interface GhostSend {
  readonly client: string;
  /** The producer's own number of it. */
  readonly number: number;
  batch: RecordBatch;
  /** It may have been written though no answer says so. */
  doubtful: boolean;
  /** It was acknowledged, failed or was split. */
  done: boolean;
  /** It failed with an error that says that no leader took it. */
  refused: boolean;
  /** Of the copy that a leader wrote last. */
  producerEpoch: number;
  /** Where a leader wrote it last; -1 before. */
  offset: number;
  epoch: number;
}

/** What was sent to one partition lately, by all producers. */
export interface GhostSends {
  sends: GhostSend[];
  /** The greatest number that a leader has written, by client. */
  readonly written: Record<string, number>;
  /** Duplicates and turned orders told so far, by client. */
  readonly told: Record<string, number>;
}

/** A producer's process as the oracle was told of it. */
export interface GhostProducer {
  readonly client: string;
  producerId: number;
  epoch: number;
  /** `max.in.flight.requests.per.connection`; 0 while it is not known. */
  maxInFlight: number;
  idempotent: boolean;
  /** Partitions of each topic as it last went by, and before. */
  readonly partitions: Record<string, { now: number; before: number }>;
}

/** Producers, and what they sent by topic and partition. */
export interface GhostProducers {
  readonly clients: Record<string, GhostProducer>;
  readonly sent: Record<string, (GhostSends | undefined)[]>;
}

export const ghostProducers = (): GhostProducers => ({ clients: {}, sent: {} });

/** The ghost of a producer, made at first sight. */
export const producerOf = (state: GhostProducers, client: string): GhostProducer =>
  (state.clients[client] ??= {
    client,
    producerId: -1,
    epoch: -1,
    maxInFlight: 0,
    idempotent: false,
    partitions: {},
  });

/** What was sent to a partition, made at first sight. */
export function sendsTo(
  { sent }: GhostProducers,
  topic: string,
  partition: number,
): GhostSends {
  const partitions = (sent[topic] ??= []);
  const known = partitions[partition];
  if (known !== undefined) return known;
  const made: GhostSends = { sends: [], written: {}, told: {} };
  while (partitions.length <= partition) partitions.push(undefined);
  partitions[partition] = made;
  return made;
}

/** A batch of an idempotent producer in a log: sequences are of one producer and epoch without a gap. */
export interface GhostSequence {
  readonly producerEpoch: number;
  readonly first: number;
  readonly last: number;
  readonly offset: number;
  readonly end: number;
  readonly leaderEpoch: number;
  /** The leader knew nothing of the producer, so that any sequence was good. */
  readonly blind: boolean;
}
