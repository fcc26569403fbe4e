import type { Context } from "../context.ts";
import { readEntries } from "../log/read.ts";
import type { RaftPort } from "../quorum/raft-port.ts";
import { answer } from "./answer.ts";
import { applyEntry } from "./apply-entry.ts";
import { tellCommitted } from "./commit.ts";
import type { Controller } from "./controller-node.ts";
import { claim } from "./leadership.ts";
import { completeFetches } from "./serve-fetch.ts";
import { maybeSnapshot } from "./snapshots.ts";

/**
 * The quorum has committed more: the active controller answers what waited for it, the others apply it, and a leader
 * that has caught up with the start of its epoch becomes the active one. Kafka: KafkaRaftClient.updateListenersProgress.
 */
export function committed(
  context: Context,
  controller: Controller,
  port: RaftPort,
): void {
  const { raft } = controller;
  const end = raft.highWatermark;
  const leads = raft.role.kind === "leader";
  if (controller.activeEpoch >= 0) controller.appliedOffset = end - 1;
  else applyCommitted(context, controller, end);
  if (leads) {
    tellCommitted(context, controller, end);
    answerCommitted(context, controller, end);
    if (controller.activeEpoch < 0) claim(context, controller);
    completeFetches(context, controller, port);
  }
  maybeSnapshot(context, controller);
}

/** A standby keeps its image up to date. Kafka: QuorumController.QuorumMetaLogListener.handleCommit. */
function applyCommitted(context: Context, controller: Controller, end: number): void {
  const { log } = controller.disk;
  const from = Math.max(controller.appliedOffset + 1, log.logStartOffset);
  for (const entry of readEntries(log, from, end)) applyEntry(controller, entry);
  controller.appliedOffset = Math.max(controller.appliedOffset, end - 1);
  if (controller.raft.role.kind !== "leader") controller.uncommitted = [];
  const { nodeId } = controller.config;
  const { appliedOffset, state } = controller;
  context.probe.quorum.metadataApplied(nodeId, appliedOffset, state.image);
}

function answerCommitted(context: Context, controller: Controller, end: number): void {
  const ready = controller.deferred.filter((deferred) => deferred.offset < end);
  if (ready.length === 0) return;
  controller.deferred = controller.deferred.filter((deferred) => deferred.offset >= end);
  for (const deferred of ready) answer(context, deferred.reply, deferred.body);
}
