import { assert } from "../../base/assert.ts";
import { streams } from "../../sim/draw.ts";
import { type Context, wallClockMs } from "../context.ts";
import type {
  ControllerContext,
  ControllerResult,
} from "../controller/controller-context.ts";
import { replay } from "../controller/controller-state.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { elrEnabled } from "../controller/metadata-image.ts";
import { effectiveMinIsr, uncleanElectionEnabled } from "../controller/topic-config.ts";
import { appendAsCoordinator } from "../log/append.ts";
import { readEntries } from "../log/read.ts";
import { randomId } from "../random-id.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer } from "./answer.ts";
import { type Controller, controllerTimers } from "./controller-node.ts";
import { reportChange } from "./controller-reports.ts";
import { metadataBatch } from "./metadata-log.ts";

/** What one operation of the controller may know of the world. */
export const operationContext = (
  context: Context,
  controller: Controller,
  requestVersion?: number,
): ControllerContext => ({
  nowMs: wallClockMs(context.effects),
  nextOffset: controller.nextOffset,
  nextInt: (bound) => context.effects.draw(streams.placement, bound),
  newTopicId: () => randomId((bound) => context.effects.draw(streams.identity, bound)),
  ...(requestVersion === undefined ? {} : { requestVersion }),
});

/**
 * Takes an operation's records in: they count at once for the next operation, are written after the linger, and the
 * answer leaves when they are committed. Kafka: QuorumController.ControllerWriteEvent.
 */
export function commitResult(
  context: Context,
  controller: Controller,
  result: ControllerResult<object>,
  reply: ReplyTo | null,
): void {
  if (result.records.length > 0) accept(context, controller, result);
  if (reply === null) return;
  const body = result.response;
  const lastOffset = controller.nextOffset - 1;
  if (lastOffset < controller.disk.log.highWatermark) answer(context, reply, body);
  else controller.deferred.push({ offset: lastOffset, reply, body });
}

function accept(
  context: Context,
  controller: Controller,
  result: ControllerResult<object>,
): void {
  const baseOffset = controller.nextOffset;
  const changes: MetadataChange[] = [];
  result.records.forEach((record, i) => {
    const offset = baseOffset + i;
    const made = replay(controller.state, record, offset, controller.activeEpoch);
    changes.push(...made);
    awaitCommit(controller, offset, made);
  });
  controller.nextOffset += result.records.length;
  controller.pending.push({ baseOffset, records: result.records });
  controller.busy = true;
  // A broker's fencing comes last among its records, and is what the changes of its partitions follow from.
  const ordered = [
    ...changes.filter(({ kind }) => kind === "brokerChanged"),
    ...changes.filter(({ kind }) => kind !== "brokerChanged"),
  ];
  for (const change of ordered) reportChange(context, controller, change, result.because);
  if (controller.lingering) return;
  controller.lingering = true;
  const lingerUs = controller.config.quorumAppendLingerMs * 1000;
  context.effects.after(lingerUs, controllerTimers.drain, null);
}

/** Keeps changes until their records are committed. */
export function awaitCommit(
  controller: Controller,
  offset: number,
  changes: readonly MetadataChange[],
): void {
  const { state } = controller;
  for (const change of changes)
    controller.uncommitted.push({
      offset,
      change,
      minInsyncReplicas:
        change.kind === "partitionChanged" ? effectiveMinIsr(state, change.topic) : 0,
      elrEnabled: elrEnabled(state.image),
      uncleanElection:
        change.kind === "partitionChanged" && uncleanElectionEnabled(state, change.topic),
    });
}

/** Changes below the high watermark are told to who watches. */
export function tellCommitted(
  context: Context,
  controller: Controller,
  offset: number,
): void {
  const { uncommitted } = controller;
  const behind = uncommitted.findIndex((change) => change.offset >= offset);
  const count = behind < 0 ? uncommitted.length : behind;
  for (const change of uncommitted.splice(0, count)) context.probe.committed(change);
}

/** The linger is over: writes what is pending and flushes it. Kafka: KafkaRaftClient.maybeAppendBatches. */
export function drain(context: Context, controller: Controller): void {
  controller.lingering = false;
  if (controller.activeEpoch < 0) return;
  const { log } = controller.disk;
  const from = log.logEndOffset;
  const nowMs = wallClockMs(context.effects);
  for (const batch of controller.pending) {
    assert(
      batch.baseOffset === log.logEndOffset,
      "metadata records are written in order",
    );
    const stored = metadataBatch(batch.records, nowMs);
    controller.bytesSinceSnapshot += stored.sizeInBytes;
    appendAsCoordinator(log, stored, controller.activeEpoch, nowMs);
  }
  controller.pending = [];
  context.probe.quorum.raftAppended(
    controller.config.nodeId,
    log,
    readEntries(log, from, log.logEndOffset),
  );
  const at = { epoch: controller.activeEpoch, offset: log.logEndOffset };
  context.effects.afterFlush(1, controllerTimers.flushed, at);
}
