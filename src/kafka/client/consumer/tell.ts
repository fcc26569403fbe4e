import type { FailureChoice } from "../../../contract/client-settings.ts";
import type { ConsumerEvent, OwnedPartition } from "../../client-probe.ts";
import type { Context } from "../../context.ts";
import { silentReport } from "../../report.ts";
import type { Offsets } from "./commit-task.ts";
import type { Worker } from "./consumer.ts";
import type { Delivered } from "./fetch-collector.ts";
import { partitionOf } from "./partition-state.ts";

/** How a position came about. */
export type PositionedBy = "committed" | "reset" | "seek" | "truncation";

/** What a consumer tells those who watch. */
export interface Teller {
  readonly positioned: (name: string, offset: number, by: PositionedBy) => void;
  readonly partitions: (
    kind: "assigned" | "revoked" | "lost",
    names: readonly string[],
  ) => void;
  readonly started: () => void;
  readonly joining: (memberId: string) => void;
  readonly joined: (memberId: string, generation: number) => void;
  readonly left: (reason: string) => void;
  readonly polled: (delivered: readonly Delivered[]) => void;
  readonly processed: (name: string, from: number, next: number) => void;
  readonly processingFailed: (
    name: string,
    offset: number,
    choice: FailureChoice,
  ) => void;
  readonly commit: (
    how: "auto" | "sync" | "async",
    offsets: Offsets,
    isAwaited: boolean,
  ) => void;
  readonly commitAnswered: (error: string) => void;
  readonly thrown: (exception: string) => void;
}

const owned = (name: string): OwnedPartition => partitionOf(name);

/** Reports what happens at a consumer. */
export function tell({ probe }: Context, consumer: Worker): Teller {
  const { id, config } = consumer;
  const group = config.groupId;
  const send = (event: ConsumerEvent): void => probe.clients.consumer(id, event);
  return {
    positioned: (name, offset, by) => {
      send({ kind: "positioned", partition: owned(name), offset, by });
      if (by !== "truncation") return;
      probe.report({
        ...silentReport,
        kind: "consumerReset",
        weight: "warning",
        ...owned(name),
        text: `consumer ${id} found the log truncated below its position and goes on at ${offset}`,
      });
    },
    partitions: (kind, names) => send({ kind, partitions: names.map(owned) }),
    started: () => send({ kind: "started", group }),
    joining: (memberId) => send({ kind: "joining", group, memberId }),
    joined: (memberId, generation) =>
      send({ kind: "joined", group, memberId, generation }),
    left: (reason) => send({ kind: "left", group, reason }),
    polled: (delivered) => {
      for (const { name, from, next } of delivered)
        send({ kind: "polled", partition: owned(name), from, next });
    },
    processed: (name, from, next) =>
      send({ kind: "processed", partition: owned(name), from, next }),
    processingFailed: (name, offset, choice) =>
      send({ kind: "processingFailed", partition: owned(name), offset, choice }),
    commit: (how, offsets, isAwaited) =>
      send({
        kind: "commit",
        group,
        how,
        isAwaited,
        offsets: Object.entries(offsets).map(([name, { offset }]) => ({
          ...owned(name),
          offset,
        })),
      }),
    commitAnswered: (error) => send({ kind: "commitAnswered", group, error }),
    thrown: (exception) => send({ kind: "thrown", exception }),
  };
}
