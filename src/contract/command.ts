import type { ClientCommand } from "./client-command.ts";
import type { ConfigTarget } from "./config-row.ts";
import type {
  DiskCommand,
  LinkCommand,
  LinkEnd,
  MachineCommand,
  ProcessCommand,
} from "./fault-command.ts";
import type { GroupCommand } from "./group-command.ts";
import type { TopicSpec } from "./scenario.ts";

/** What a person can look at closely; the detail arrives in the next frame. */
export type Focus =
  | { readonly kind: "broker"; readonly broker: number }
  | { readonly kind: "controller"; readonly node: number }
  | { readonly kind: "partition"; readonly topic: string; readonly partition: number }
  | {
      readonly kind: "replica";
      readonly topic: string;
      readonly partition: number;
      readonly broker: number;
    }
  | {
      readonly kind: "record";
      readonly topic: string;
      readonly partition: number;
      readonly broker: number;
      readonly offset: number;
    }
  | { readonly kind: "client"; readonly id: string }
  | { readonly kind: "group"; readonly group: string }
  /** One rebalance of the list, while groups are watched. */
  | { readonly kind: "rebalance"; readonly id: number }
  | { readonly kind: "link"; readonly a: LinkEnd; readonly b: LinkEnd }
  /** One request of the list, while it is watched. */
  | { readonly kind: "request"; readonly id: number }
  /** All configs of a topic, of a broker, or of the cluster's default. */
  | { readonly kind: "configs"; readonly scope: ConfigTarget };

/** What costs the engine work and is only made while somebody looks at it. */
export type Watch = "requests" | "guarantees" | "groups";

/** One record written by hand. */
export interface RecordByHand {
  readonly topic: string;
  /** Null lets the key choose, as the default partitioner does. */
  readonly partition: number | null;
  readonly key: string | null;
  /** Null is a tombstone. */
  readonly value: string | null;
  readonly acks: 0 | 1 | -1;
}

/**
 * Everything a person, a link, a lesson, a test or a fuzzer can do to a run. The same value is what a button
 * submits and what the command log keeps; an unknown broker, topic or client is a refused receipt.
 */
export type Command =
  | { readonly kind: "createTopic"; readonly topic: TopicSpec }
  | { readonly kind: "deleteTopic"; readonly topic: string }
  | ClientCommand
  | GroupCommand
  | { readonly kind: "produce"; readonly record: RecordByHand }
  | ProcessCommand
  | MachineCommand
  | LinkCommand
  | DiskCommand
  /** Takes every standing fault of links, disks and slow nodes away; what is down stays down. */
  | { readonly kind: "healAll" }
  | ScheduleCommand
  /** Takes a command back that waits for its time, or ends a flapping link or a rolling restart, by its id in the frame. */
  | { readonly kind: "unschedule"; readonly id: number }
  | {
      readonly kind: "electLeaders";
      readonly election: "preferred" | "unclean";
      readonly topic: string;
      readonly partition: number;
    }
  | {
      readonly kind: "alterConfig";
      readonly scope: ConfigTarget;
      readonly name: string;
      /** Null removes the override. */
      readonly value: string | null;
    }
  /** More partitions for a topic; `count` is how many it has then. */
  | { readonly kind: "createPartitions"; readonly topic: string; readonly count: number }
  | {
      readonly kind: "reassign";
      readonly topic: string;
      readonly partition: number;
      /** The replicas that it shall have, the preferred leader first; null cancels what is under way. */
      readonly replicas: readonly number[] | null;
    }
  /** Takes a fenced broker out of the metadata for good. */
  | { readonly kind: "unregisterBroker"; readonly broker: number }
  /** Finalizes a feature at a level, up or down. */
  | { readonly kind: "updateFeature"; readonly feature: string; readonly level: number }
  | {
      readonly kind: "deleteRecords";
      readonly topic: string;
      readonly partition: number;
      /** The new log start offset; -1 is the high watermark. */
      readonly beforeOffset: number;
    }
  | { readonly kind: "focus"; readonly on: Focus | null }
  /** What frames carry from now on besides the rest; of the view alone, as `focus`. */
  | { readonly kind: "watch"; readonly what: readonly Watch[] };

/** Another command at a later time; whether it can be done is asked then. */
export interface ScheduleCommand {
  readonly kind: "schedule";
  readonly afterUs: number;
  readonly command: Command;
}

/** A command as the log keeps it: met by the kernel before the first event after `atUs`. */
export interface LoggedCommand {
  readonly atUs: number;
  /** Events processed when the command took effect; with `atUs` it places the command exactly. */
  readonly afterEvents: number;
  readonly command: Command;
}

/** The answer to a command: taken, or refused with a reason that the page words. */
export type Receipt =
  | { readonly kind: "accepted"; readonly atUs: number }
  | {
      readonly kind: "refused";
      /** JSON pointer into the command, such as `/node`. */
      readonly path: string;
      /** What was found, what is allowed, what to do: a whole sentence. */
      readonly reason: string;
    };
