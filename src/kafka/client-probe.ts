import type { RecordBatch } from "./protocol/record-batch.ts";

/** One batch of a producer for one partition. */
export interface ProducerBatchName {
  readonly topic: string;
  readonly partition: number;
  /** The producer's own number of the batch; it stays through retries. */
  readonly number: number;
  readonly batch: RecordBatch;
}

/** What a producer does, in the order in which it does it. */
export type ProducerEvent =
  /** Its process begins: numbers of batches begin anew. */
  | {
      readonly kind: "started";
      readonly idempotent: boolean;
      /** `max.in.flight.requests.per.connection`. */
      readonly maxInFlight: number;
    }
  /** InitProducerId was answered, or the epoch was raised by the client itself. */
  | { readonly kind: "session"; readonly producerId: number; readonly epoch: number }
  | {
      readonly kind: "sent";
      readonly batch: ProducerBatchName;
      /** -1 without idempotence. */
      readonly producerId: number;
      readonly epoch: number;
      readonly baseSequence: number;
      /** 0 for the first sending. */
      readonly attempts: number;
      readonly node: number;
      /** Unanswered produce requests to this node, this one counted. */
      readonly inFlight: number;
      /** Partitions of the topic in its metadata; -1 where keys do not choose. */
      readonly partitions: number;
    }
  | {
      readonly kind: "retried";
      readonly batch: ProducerBatchName;
      readonly error: string;
    }
  | {
      readonly kind: "acked";
      readonly batch: ProducerBatchName;
      /** -1 when the answer has none. */
      readonly offset: number;
    }
  /** `sent` is false when it never left the client. */
  | {
      readonly kind: "failed";
      readonly batch: ProducerBatchName;
      readonly error: string;
      readonly sent: boolean;
    }
  | {
      readonly kind: "split";
      readonly batch: ProducerBatchName;
      readonly into: readonly number[];
    }
  /** Records that never came into a batch: `send` threw, or its future failed at once. */
  | {
      readonly kind: "refused";
      readonly records: number;
      readonly error: string;
      /** The place of a record that somebody chose among all such; -1 for one of the application's own. */
      readonly chosen: number;
    };

/** A partition of a consumer's. */
export interface OwnedPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a consumer and the application around it do, in the order in which they do it. */
export type ConsumerEvent =
  /** Its process begins; `group` is empty without one. */
  | { readonly kind: "started"; readonly group: string }
  | { readonly kind: "joining"; readonly group: string; readonly memberId: string }
  /** A generation or member epoch of a group began for this member. */
  | {
      readonly kind: "joined";
      readonly group: string;
      readonly memberId: string;
      readonly generation: number;
    }
  | {
      readonly kind: "assigned" | "revoked" | "lost";
      readonly partitions: readonly OwnedPartition[];
    }
  | { readonly kind: "left"; readonly group: string; readonly reason: string }
  /** Where reading begins, and why there. */
  | {
      readonly kind: "positioned";
      readonly partition: OwnedPartition;
      readonly offset: number;
      readonly by: "committed" | "reset" | "seek" | "truncation";
    }
  /** Records from `from` to before `next` were handed to the application; `from` is the position before. */
  | {
      readonly kind: "polled";
      readonly partition: OwnedPartition;
      readonly from: number;
      readonly next: number;
    }
  | {
      readonly kind: "processed";
      readonly partition: OwnedPartition;
      readonly from: number;
      readonly next: number;
    }
  | {
      readonly kind: "processingFailed";
      readonly partition: OwnedPartition;
      readonly offset: number;
      readonly choice: "crash" | "retry" | "skip";
    }
  /** Asked of the coordinator; `offsets` are the next offsets to read. */
  | {
      readonly kind: "commit";
      readonly group: string;
      readonly how: "auto" | "sync" | "async";
      /** Its sender waits for the answer, as an automatic one does in a revocation and in `close`. */
      readonly isAwaited: boolean;
      readonly offsets: readonly (OwnedPartition & { readonly offset: number })[];
    }
  | { readonly kind: "commitAnswered"; readonly group: string; readonly error: string }
  /** An exception left `poll` or another method. */
  | { readonly kind: "thrown"; readonly exception: string };

/** What watches clients, as part of the probe: it reads what it is shown and never writes to it. */
export interface ClientProbe {
  readonly producer: (client: string, event: ProducerEvent) => void;
  readonly consumer: (client: string, event: ConsumerEvent) => void;
}

const nothing = (): void => {};

/** Watches nothing. */
export const silentClientProbe: ClientProbe = { producer: nothing, consumer: nothing };
