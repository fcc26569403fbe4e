import { streams } from "../../sim/draw.ts";
import { ask, channelTo, disconnect } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { updateHighWatermark } from "../log/high-watermark.ts";
import type { RaftRequest } from "../quorum/raft-message.ts";
import { electionOf, type RaftNode, type Role } from "../quorum/raft-node.ts";
import { poll } from "../quorum/raft-poll.ts";
import type { RaftPort } from "../quorum/raft-port.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer } from "./answer.ts";
import { committed } from "./committed.ts";
import {
  type Controller,
  controllerPurposes,
  controllerTimers,
  latestSnapshot,
  type StoredSnapshot,
} from "./controller-node.ts";
import { quorumChanged } from "./leadership.ts";
import { reportRole } from "./quorum-reports.ts";
import { wireRequest } from "./raft-wire.ts";
import { installSnapshot } from "./snapshots.ts";

/** How a controller's quorum node reaches the world. */
export function controllerPort(context: Context, controller: Controller): RaftPort {
  const { effects, probe } = context;
  const { disk, config } = controller;
  const { log } = disk;
  const id = config.nodeId;
  const port: RaftPort = {
    nowUs: effects.nowUs,
    nowMs: () => wallClockMs(effects),
    nextInt: (bound) => effects.draw(streams.election, bound),
    log,
    latestSnapshot: () => latestSnapshot(disk)?.id ?? null,
    send: (to, request, correlationId) =>
      leave(context, controller, {
        kind: "request",
        to,
        request,
        correlationId,
        afterFlush: controller.flushes,
      }),
    store: (election) => {
      disk.election = election;
      probe.quorum.electionStored(id, election);
      beginFlush(context, controller);
    },
    copied: (entries) => {
      probe.quorum.raftAppended(id, log, entries);
      beginFlush(context, controller);
    },
    truncated: (from) => probe.quorum.raftTruncated(id, log, from),
    changed: (node, from) => changed(context, controller, from, node),
    committed: (node, from) => {
      if (node.highWatermark > log.highWatermark)
        updateHighWatermark(log, node.highWatermark);
      probe.quorum.raftHighWatermark(id, log, {
        from,
        leader: node.role.kind === "leader",
        epoch: node.epoch,
      });
      committed(context, controller, port);
    },
    install: (_id, content) =>
      installSnapshot(context, controller, content as StoredSnapshot),
    fatal: (why) => {
      reportRole(context, controller, `stops: ${why}`);
      effects.after(0, controllerTimers.exit, null);
    },
  };
  return port;
}

function changed(
  context: Context,
  controller: Controller,
  from: Role,
  node: RaftNode,
): void {
  context.probe.quorum.roleChanged(
    node.localId,
    node.role.kind,
    electionOf(node),
    from.kind,
  );
  quorumChanged(context, controller, from);
}

/** What is written now must be durable before anything tells of it. */
function beginFlush(context: Context, controller: Controller): void {
  controller.flushes++;
  const at = { flush: controller.flushes, offset: controller.disk.log.logEndOffset };
  context.effects.afterFlush(1, controllerTimers.durable, at);
}

/** Messages leave at once unless a flush ahead of them is under way. */
function leave(
  context: Context,
  controller: Controller,
  message: Controller["outbox"][number],
): void {
  if (message.afterFlush > controller.flushed) controller.outbox.push(message);
  else if (message.kind === "answer") answer(context, message.reply, message.body);
  else sendNow(context, controller, message);
}

/** An answer that may tell of a vote or an epoch. */
export const answerDurably = (
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  body: object,
): void =>
  leave(context, controller, {
    kind: "answer",
    reply,
    body,
    afterFlush: controller.flushes,
  });

/** A flush of votes or copies is done: what waited for it leaves. */
export function durable(context: Context, controller: Controller, flush: number): void {
  controller.flushed = flush;
  const waiting = controller.outbox;
  controller.outbox = [];
  for (const message of waiting) leave(context, controller, message);
}

function sendNow(
  context: Context,
  controller: Controller,
  message: {
    readonly to: number;
    readonly request: RaftRequest;
    readonly correlationId: number;
  },
): void {
  const { disk, config, client } = controller;
  const { to, request, correlationId } = message;
  const target = disk.voters.find(({ nodeId }) => nodeId === to);
  if (target === undefined) return;
  // A fetch waits at the leader; what decides elections does not wait behind it.
  const copies = request.api === "Fetch" || request.api === "FetchSnapshot";
  const channel = channelTo(client, to * 2 + (copies ? 1 : 0), target.process);
  // One fetch at a time: one that is not waited for any more gives its place up with its connection.
  if (copies && channel.inFlight.length > 0) disconnect(context.effects, client, channel);
  const wire = wireRequest(request, { nodeId: config.nodeId, ...disk });
  ask(context.effects, client, channel, {
    ...wire,
    purpose: controllerPurposes.raft,
    context: { id: to, correlationId, api: request.api },
    timeoutUs: config.quorumRequestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** Lets the quorum node do what is due, and arms the timer for what is due next. */
export function pollQuorum(
  context: Context,
  controller: Controller,
  port: RaftPort = controllerPort(context, controller),
): void {
  const dueUs = poll(controller.raft, port);
  if (dueUs >= Number.MAX_SAFE_INTEGER) return;
  if (controller.pollUs !== 0 && controller.pollUs <= dueUs) return;
  controller.pollUs = dueUs;
  const nowUs = context.effects.nowUs();
  context.effects.after(Math.max(0, dueUs - nowUs), controllerTimers.poll, dueUs);
}

/** The poll timer; an earlier one may have been armed since. */
export function pollDue(context: Context, controller: Controller, dueUs: number): void {
  if (controller.pollUs === dueUs) controller.pollUs = 0;
  pollQuorum(context, controller);
}
