import type { BrokerRegistration } from "./metadata-image.ts";
import type { PartitionRegistration } from "./partition-registration.ts";

/** What one record changed in an image: what a broker acts on. Kafka: MetadataDelta. */
export type MetadataChange =
  | { readonly kind: "topicCreated"; readonly topic: string; readonly topicId: string }
  | {
      readonly kind: "topicDeleted";
      readonly topic: string;
      readonly topicId: string;
      readonly partitions: readonly PartitionRegistration[];
    }
  | {
      readonly kind: "partitionChanged";
      readonly topic: string;
      readonly topicId: string;
      readonly partition: number;
      /** null when the partition is new. */
      readonly previous: PartitionRegistration | null;
      readonly registration: PartitionRegistration;
    }
  | {
      readonly kind: "configChanged";
      readonly resourceType: number;
      readonly resourceName: string;
      readonly name: string;
      readonly previous: string | null;
      readonly value: string | null;
    }
  | {
      readonly kind: "brokerChanged";
      readonly brokerId: number;
      /** null when the broker is new. */
      readonly previous: BrokerRegistration | null;
      /** null when the broker has been unregistered. */
      readonly registration: BrokerRegistration | null;
    }
  | { readonly kind: "controllerChanged"; readonly controllerId: number }
  | {
      readonly kind: "featureChanged";
      readonly name: string;
      readonly previous: number;
      readonly level: number;
    }
  | { readonly kind: "clientQuotaChanged" }
  | { readonly kind: "producerIdsChanged"; readonly nextProducerId: number };
