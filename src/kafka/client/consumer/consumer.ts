import type { NetworkClient } from "../network-client.ts";
import type { Application } from "./application.ts";
import type { ConsumerCall } from "./call.ts";
import type { ClassicMembership } from "./classic-membership.ts";
import type { Commits } from "./commit-task.ts";
import type { ConsumerConfig } from "./consumer-config.ts";
import type { ConsumerMetadata } from "./consumer-metadata.ts";
import type { FetchBuffer } from "./fetch-buffer.ts";
import type { FetchSession } from "./fetch-session.ts";
import type { GroupCoordinator } from "./group-coordinator.ts";
import type { Listener, ListenerRun } from "./listener.ts";
import type { ModernMembership } from "./modern-membership.ts";
import type { Note } from "./note.ts";
import type { OffsetLookups } from "./offset-lookups.ts";
import type { SubscriptionState } from "./subscription-state.ts";

/** A simulated consumer with the application around it. Kafka: ClassicKafkaConsumer, AsyncKafkaConsumer. */
export interface Consumer {
  readonly id: string;
  readonly config: ConsumerConfig;
  readonly client: NetworkClient;
  /** Nodes that could not be reached, by id: not tried before (µs), and how often it failed in a row. */
  readonly unreachable: Record<number, { untilUs: number; failures: number }>;
  readonly metadata: ConsumerMetadata;
  readonly subscription: SubscriptionState;
  readonly buffer: FetchBuffer;
  readonly sessions: FetchSession[];
  readonly lookups: OffsetLookups;
  readonly coordinator: GroupCoordinator;
  /** Null without `group.id`. */
  readonly membership: ClassicMembership | ModernMembership | null;
  readonly commits: Commits;
  /** The application's rebalance callbacks; null: it subscribed without any. */
  listener: Listener | null;
  /** The rebalance callback that runs in the application's thread; null for none. */
  running: ListenerRun | null;
  /** The method that the application has called and that has not returned; null while it does something else. */
  call: ConsumerCall | null;
  readonly app: Application;
  /** What happened, for whoever drives this consumer step by step; null: nobody reads it. */
  notes: Note[] | null;
  /** Wake-up that is armed and the earliest that is wished for, µs; 0 and Infinity for none. */
  armedUs: number;
  wishedUs: number;
  closed: boolean;
}

/** What of a consumer asks brokers; a share consumer has it, too. */
export type Caller = Pick<
  Consumer,
  | "id"
  | "config"
  | "client"
  | "unreachable"
  | "metadata"
  | "coordinator"
  | "subscription"
  | "wishedUs"
>;

/** What of a consumer works through records. */
export type Worker = Pick<Consumer, "id" | "config" | "app">;

/** Timers of a consumer; the first is the network client's. */
export const consumerTimers = { sweep: 1, wake: 2 } as const;

/** Looks again at a time at the latest. */
export function wakeAt(consumer: Pick<Consumer, "wishedUs">, atUs: number): void {
  if (atUs < consumer.wishedUs) consumer.wishedUs = atUs;
}
