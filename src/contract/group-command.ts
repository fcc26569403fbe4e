import type { PartitionName } from "./client-command.ts";

/** Where `kafka-consumer-groups.sh --reset-offsets` sets a group's committed offsets. */
export type ResetTarget =
  | { readonly kind: "earliest" }
  | { readonly kind: "latest" }
  | { readonly kind: "current" }
  | { readonly kind: "offset"; readonly offset: number }
  /** By so many records, either way. */
  | { readonly kind: "shiftBy"; readonly by: number }
  /** The first record of this time or later, milliseconds since 1970 in the cluster's own time. */
  | { readonly kind: "datetime"; readonly atMs: number }
  /** The first record that is no older than this. */
  | { readonly kind: "duration"; readonly backMs: number };

/** Whom a client quota is for; null is the default of its kind, what is left out is not looked at. */
export interface QuotaEntity {
  readonly user?: string | null;
  readonly clientId?: string | null;
}

/** What an operator does to groups and to what clients may use. */
export type GroupCommand =
  | {
      readonly kind: "resetOffsets";
      readonly group: string;
      /** Null is every partition that the group has committed. */
      readonly partitions: readonly PartitionName[] | null;
      readonly to: ResetTarget;
    }
  | {
      readonly kind: "deleteOffsets";
      readonly group: string;
      readonly topic: string;
      /** Null is all of the topic. */
      readonly partition: number | null;
    }
  | { readonly kind: "deleteGroup"; readonly group: string }
  /** Takes members out, by `group.instance.id` or member id; null is all of them. */
  | {
      readonly kind: "removeMembers";
      readonly group: string;
      readonly members: readonly string[] | null;
    }
  | {
      readonly kind: "alterQuota";
      readonly entity: QuotaEntity;
      readonly quota: "producer_byte_rate" | "consumer_byte_rate" | "request_percentage";
      /** Null takes the quota away. */
      readonly value: number | null;
    };
