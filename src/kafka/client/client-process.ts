import type {
  ConsumerSettings,
  ProducerSettings,
} from "../../contract/client-settings.ts";
import type { Subscription } from "../../contract/scenario.ts";
import type { Address } from "./address.ts";
import type { Admin } from "./admin.ts";
import type { Consumer } from "./consumer/consumer.ts";
import type { Producer } from "./producer/producer.ts";
import type { ShareConsumer } from "./share-consumer/share-consumer.ts";

/** Role of all clients in the kernel. */
export const clientRole = "client";

/** The memory of a client process: one kind of client. */
export type ClientMemory =
  | { readonly kind: "admin"; readonly admin: Admin }
  | { readonly kind: "producer"; readonly producer: Producer }
  | {
      readonly kind: "consumer";
      readonly consumer: Consumer;
      /** What it reads from its start on; null: whoever drives it says so. */
      readonly subscription: Subscription | null;
    }
  | { readonly kind: "shareConsumer"; readonly consumer: ShareConsumer };

/** What a client process is started with, as its command line would say it. */
export type ClientDisk =
  | { readonly kind: "admin" }
  | {
      readonly kind: "producer";
      readonly id: string;
      readonly topic: string;
      readonly settings: ProducerSettings;
      readonly addresses: readonly Address[];
    }
  | {
      readonly kind: "consumer";
      readonly id: string;
      readonly subscription: Subscription;
      readonly settings: ConsumerSettings;
      /** Its application calls nothing by itself: a recording drives it. */
      readonly driven?: boolean;
      readonly addresses: readonly Address[];
    }
  | {
      readonly kind: "shareConsumer";
      readonly id: string;
      readonly topics: readonly string[];
      readonly settings: ConsumerSettings;
      readonly addresses: readonly Address[];
    };
