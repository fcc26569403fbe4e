import type { RecordSlice } from "../consumer/completed-fetch.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { ShareMembership } from "./share-membership.ts";

/** Acknowledgements of one run of offsets. Kafka: AcknowledgementBatch. */
export interface Acknowledgement {
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** One for all, or one for each. */
  readonly acknowledgeTypes: readonly number[];
}

/** Records of one partition that were acquired and not delivered, or are in the application's hands. Kafka: ShareInFlightBatch. */
export interface AcquiredBatch {
  readonly name: string;
  /** The session's node. */
  readonly node: number;
  readonly slices: readonly RecordSlice[];
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
}

/** What one broker keeps for this member. Kafka: ShareSessionHandler. */
export interface ShareSession {
  readonly node: number;
  /** Of the next request; 0 opens a session. */
  epoch: number;
  /** Partitions that the broker knows of. */
  partitions: string[];
  /** One request at a time. */
  busy: boolean;
  /** What is to be acknowledged to this broker, by partition. */
  pending: Record<string, Acknowledgement[]>;
  /** Not asked before, µs. */
  notBeforeUs: number;
  attempts: number;
}

/** What the application does about acknowledgements that were not sent. */
export type Committing = "no" | "async" | "sync" | "close";

/** A KafkaShareConsumer with the application around it. Kafka: ShareConsumerImpl. */
export interface ShareConsumer
  extends Pick<
    Consumer,
    | "id"
    | "config"
    | "client"
    | "unreachable"
    | "metadata"
    | "subscription"
    | "coordinator"
    | "app"
    | "armedUs"
    | "wishedUs"
    | "closed"
  > {
  /** `share.acknowledgement.mode`: the application says of each record what became of it; else all that was delivered is accepted. */
  readonly isExplicit: boolean;
  /** `share.acquire.mode=record_limit`. */
  readonly recordLimit: boolean;
  readonly membership: ShareMembership;
  readonly sessions: ShareSession[];
  /** Acquired, not delivered. Kafka: ShareFetchBuffer. */
  buffer: AcquiredBatch[];
  /** In the application's hands. */
  held: AcquiredBatch[];
  /** Offsets in hand that are not simply accepted, by partition. */
  marks: Record<string, Record<number, number>>;
  committing: Committing;
  /** When closing is given up, µs. */
  closeUntilUs: number;
}

/** What a share consumer asks for. */
export const sharePurposes = {
  metadata: 1,
  findCoordinator: 5,
  heartbeat: 20,
  fetch: 21,
  acknowledge: 22,
} as const;

/** The session with a broker, made at first use. */
export function sessionOf(consumer: ShareConsumer, node: number): ShareSession {
  const known = consumer.sessions.find((each) => each.node === node);
  if (known !== undefined) return known;
  const session: ShareSession = {
    node,
    epoch: 0,
    partitions: [],
    busy: false,
    pending: {},
    notBeforeUs: 0,
    attempts: 0,
  };
  consumer.sessions.push(session);
  return session;
}
