import type { ConsumerEvent, OwnedPartition } from "../../kafka/client-probe.ts";
import { violated, type Watch } from "../findings.ts";
import { allGhosts, type GhostPartition } from "../ghost.ts";
import {
  consumerGhost,
  type GhostConsumer,
  type GhostPosition,
  groupGhost,
  keepLast,
  offsetGhost,
} from "../group-ghost.ts";
import {
  assignedTo,
  givenUp,
  positionedAt,
  processedBy,
  steppedOver,
} from "../group-work.ts";
import { checkResumed } from "./commits.ts";

type Told<Kind extends ConsumerEvent["kind"]> = Extract<ConsumerEvent, { kind: Kind }>;

const nameOf = ({ topic, partition }: OwnedPartition): string => `${topic}-${partition}`;

const ghostNamed = (
  watch: Watch,
  { topic, partition }: OwnedPartition,
): GhostPartition | undefined =>
  allGhosts(watch.state).find((one) => one.topic === topic && one.index === partition);

const positionOf = (
  consumer: GhostConsumer,
  name: string,
  ackedBefore = -1,
): GhostPosition =>
  (consumer.positions[name] ??= {
    next: -1,
    done: -1,
    asked: -1,
    ackedBefore,
    settled: false,
  });

function assigned(watch: Watch, consumer: GhostConsumer, names: readonly string[]): void {
  const group = groupGhost(watch.state.groups, consumer.group);
  for (const name of names) {
    delete consumer.positions[name];
    positionOf(consumer, name, group.offsets[name]?.acked ?? -1);
    assignedTo(group, name, consumer.client);
  }
}

/** Whether an offset lies in a partition's log, as far as that is sure. */
function isInLog(ghost: GhostPartition | undefined, offset: number): boolean {
  if (ghost === undefined || ghost.rebase !== null) return false;
  const starts = Object.values(ghost.replicas).map(
    ({ logStartOffset }) => logStartOffset,
  );
  return offset >= Math.max(0, ...starts) && offset <= ghost.committed.end;
}

/** C7: where to begin is asked of `auto.offset.reset` only without a committed offset, or where there is no such offset. */
function checkReset(
  watch: Watch,
  consumer: GhostConsumer,
  { partition }: Told<"positioned">,
  position: GhostPosition,
): void {
  const name = nameOf(partition);
  const acked = watch.state.groups.groups[consumer.group]?.offsets[name]?.acked ?? -1;
  const from = position.settled ? position.next : Math.min(acked, position.ackedBefore);
  if (from < 0 || !isInLog(ghostNamed(watch, partition), from)) return;
  violated(
    watch,
    null,
    "C7",
    `consumer ${consumer.client} was reset in ${name} though ${position.settled ? "it stood" : `group ${consumer.group} had committed`} at ${from}`,
  );
}

function positioned(
  watch: Watch,
  consumer: GhostConsumer,
  event: Told<"positioned">,
): void {
  const { offset, by, partition } = event;
  const name = nameOf(partition);
  const position = positionOf(consumer, name);
  if (by === "committed" && consumer.group !== "")
    checkResumed(watch, consumer, name, { offset, position });
  if (by === "reset") checkReset(watch, consumer, event, position);
  position.next = offset;
  position.done = offset;
  position.asked = -1;
  position.settled = true;
  const ghost = ghostNamed(watch, partition);
  if (ghost !== undefined) delete consumer.reads[`${ghost.topicId}-${ghost.index}`];
  if (consumer.group !== "")
    positionedAt(watch, groupGhost(watch.state.groups, consumer.group), name, {
      client: consumer.client,
      offset,
      by,
    });
}

/** C4 and C5: what is handed over next begins where the last ended. */
function polled(watch: Watch, consumer: GhostConsumer, event: Told<"polled">): void {
  const { partition, from, next } = event;
  const name = nameOf(partition);
  const position = positionOf(consumer, name);
  const expected = position.next;
  position.next = next;
  if (expected < 0 || from === expected) return;
  if (from < expected)
    violated(
      watch,
      null,
      "C4",
      `consumer ${consumer.client} was handed offset ${from} of ${name} behind offset ${expected - 1}`,
    );
  else if (isInLog(ghostNamed(watch, partition), expected))
    violated(
      watch,
      null,
      "C5",
      `consumer ${consumer.client} was handed offset ${from} of ${name} where ${expected} was due`,
    );
}

/** C9 to C11: a commit covers what was handed over, never goes back, and an automatic one what the application is through with. */
function commits(watch: Watch, consumer: GhostConsumer, event: Told<"commit">): void {
  const group = groupGhost(watch.state.groups, event.group);
  for (const asked of event.offsets) {
    const { offset } = asked;
    const name = nameOf(asked);
    keepLast(offsetGhost(group, name).asked, offset);
    const position = consumer.positions[name];
    if (position === undefined || position.next < 0) continue;
    const refuse = (invariant: string, why: string): void =>
      violated(
        watch,
        null,
        invariant,
        `consumer ${consumer.client} asks to commit ${offset} of ${name}, ${why}`,
      );
    if (offset > position.next) refuse("C9", `behind its position ${position.next}`);
    else if (event.how === "auto" && !event.isAwaited && offset > position.done)
      refuse(
        "C11",
        `of which its application is through up to ${position.done} only: an automatic commit covers earlier polls`,
      );
    if (offset < position.asked) refuse("C10", `having asked for ${position.asked}`);
    position.asked = Math.max(position.asked, offset);
  }
}

function forget(watch: Watch, consumer: GhostConsumer, how: string): void {
  const { client, positions, group } = consumer;
  for (const name of Object.keys(positions)) {
    delete positions[name];
    if (group !== "")
      givenUp(groupGhost(watch.state.groups, group), name, { client, how });
  }
}

/** A consumer did something: C4, C5, C7 to C11, and what was processed twice or by nobody. */
export function consumerDid(watch: Watch, client: string, event: ConsumerEvent): void {
  const { groups } = watch.state;
  const consumer = consumerGhost(groups, client);
  switch (event.kind) {
    case "started":
      forget(watch, consumer, "its process ended");
      delete groups.consumers[client];
      consumerGhost(groups, client).group = event.group;
      break;
    case "joining":
    case "joined":
      consumer.group = event.group;
      consumer.memberId = event.memberId;
      break;
    case "assigned":
      assigned(watch, consumer, event.partitions.map(nameOf));
      break;
    case "revoked":
    case "lost":
      for (const name of event.partitions.map(nameOf)) {
        delete consumer.positions[name];
        givenUp(groupGhost(groups, consumer.group), name, {
          client,
          how: event.kind === "lost" ? "was fenced" : "gave it up in a rebalance",
        });
      }
      break;
    case "positioned":
      positioned(watch, consumer, event);
      break;
    case "polled":
      polled(watch, consumer, event);
      break;
    case "processed":
      processed(watch, consumer, event);
      break;
    case "processingFailed":
      if (event.choice === "skip") skipped(watch, consumer, event);
      break;
    case "commit":
      commits(watch, consumer, event);
      break;
    case "left":
    case "commitAnswered":
    case "thrown":
      break;
    default:
  }
}

function processed(
  watch: Watch,
  consumer: GhostConsumer,
  { partition, from, next }: Told<"processed">,
): void {
  const name = nameOf(partition);
  const position = consumer.positions[name];
  if (position !== undefined) position.done = Math.max(position.done, next);
  if (consumer.group === "") return;
  const group = groupGhost(watch.state.groups, consumer.group);
  processedBy(watch, group, name, { client: consumer.client, from, next });
}

function skipped(
  watch: Watch,
  consumer: GhostConsumer,
  { partition, offset }: Told<"processingFailed">,
): void {
  const name = nameOf(partition);
  const position = consumer.positions[name];
  if (position !== undefined) position.done = Math.max(position.done, offset + 1);
  if (consumer.group === "") return;
  steppedOver(groupGhost(watch.state.groups, consumer.group), name, offset + 1);
}
