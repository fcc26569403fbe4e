import type { RebalanceView } from "../../contract/group-view.ts";
import type { ConsumerEvent, OwnedPartition } from "../../kafka/client-probe.ts";
import type { GroupEvent } from "../../kafka/group-probe.ts";
import { rebalanceLog } from "./rebalance-log.ts";
import { noteConsumer, noteGroup, noteProcesses } from "./rebalance-note.ts";
import { rebalanceViews, tellAll } from "./rebalance-views.ts";

/** Microseconds. */
export const ms = 1_000;
/** The group that is told of. */
export const group = "billing";

const partitions = (numbers: readonly number[]): OwnedPartition[] =>
  numbers.map((partition) => ({ topic: "orders", partition }));

/** A group to which things are told at milliseconds of its own. */
export class Told {
  readonly log = rebalanceLog();
  broker = 1;

  group(atMs: number, event: GroupEvent): void {
    noteGroup(this.log, atMs * ms, group, { broker: this.broker, event });
  }
  client(atMs: number, id: string, event: ConsumerEvent): void {
    noteConsumer(this.log, atMs * ms, id, event);
  }
  rebalance(atMs: number, reason: string, generation = 0): void {
    this.group(atMs, { kind: "rebalance", generation, reason });
  }
  state(atMs: number, to: string, generation: number): void {
    this.group(atMs, { kind: "state", from: "", to, generation });
  }
  joining(atMs: number, id: string): void {
    this.client(atMs, id, { kind: "joining", group, memberId: `${id}-id` });
  }
  joined(atMs: number, id: string, generation: number): void {
    this.client(atMs, id, { kind: "joined", group, memberId: `${id}-id`, generation });
  }
  owns(atMs: number, id: string, what: "assigned" | "revoked", of: number[]): void {
    this.client(atMs, id, { kind: what, partitions: partitions(of) });
  }
  process(id: string, status: "running" | "paused" | "down", sinceMs: number): void {
    noteProcesses(this.log, [{ clientId: id, status, sinceUs: sinceMs * ms }]);
  }
  target(atMs: number, epoch: number, of: Readonly<Record<string, number[]>>): void {
    const members = Object.entries(of).map(([id, numbers]) => ({
      memberId: `${id}-id`,
      assigned: [{ topic: "orders", partitions: numbers }],
    }));
    this.group(atMs, { kind: "target", epoch, assignor: "uniform", members });
  }
  views(atMs: number): RebalanceView[] {
    tellAll(this.log);
    return rebalanceViews(this.log, atMs * ms);
  }
  /** The rebalances that began after this, in a line each. */
  lines(fromMs: number, nowMs: number): string[] {
    return this.views(nowMs)
      .filter(({ beganUs }) => beganUs >= fromMs * ms)
      .map(
        ({ beganUs, endedUs, reason, fromEpoch, toEpoch }) =>
          `${beganUs / ms}–${endedUs < 0 ? "" : endedUs / ms} ${fromEpoch}→${toEpoch} ${reason}`,
      );
  }
  /** Lanes of one rebalance: `a: processing 100-110, revoking 110-112`. */
  lanes(view: RebalanceView | undefined): string[] {
    return (view?.members ?? []).map(
      ({ clientId, phases }) =>
        `${clientId}: ${phases
          .map(
            ({ phase, fromUs, toUs }) =>
              `${phase} ${fromUs / ms}-${toUs < 0 ? "" : toUs / ms}`,
          )
          .join(", ")}`,
    );
  }
}

/** One member of the classic protocol that owns all three partitions, at rest since 20 ms. */
export function classic(): Told {
  const told = new Told();
  told.joining(8, "a");
  told.state(9, "PreparingRebalance", 0);
  told.rebalance(9, "Adding new member a-id");
  told.state(12, "CompletingRebalance", 1);
  told.joined(13, "a", 1);
  told.state(15, "Stable", 1);
  told.owns(16, "a", "assigned", [0, 1, 2]);
  return told;
}

/** The first member finds out by a heartbeat, commits, gives up all, and both get their share. */
export function eager(): Told {
  const told = classic();
  told.joining(100, "b");
  told.state(101, "PreparingRebalance", 1);
  told.rebalance(101, "Adding new member b-id");
  told.client(108, "a", {
    kind: "commit",
    group,
    how: "auto",
    isAwaited: false,
    offsets: [],
  });
  told.client(112, "a", { kind: "commitAnswered", group, error: "" });
  told.owns(112, "a", "revoked", [0, 1, 2]);
  told.joining(113, "a");
  told.state(114, "CompletingRebalance", 2);
  told.joined(115, "a", 2);
  told.joined(115, "b", 2);
  told.state(118, "Stable", 2);
  told.owns(119, "a", "assigned", [0, 1]);
  told.owns(120, "b", "assigned", [2]);
  return told;
}
