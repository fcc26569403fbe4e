import type { Command } from "../../src/contract/command.ts";
import type { ProcessCommand } from "../../src/contract/fault-command.ts";
import { processOf } from "../../src/kafka/cluster.ts";
import { truncateTo } from "../../src/kafka/log/truncation.ts";
import type { NodeDisk } from "../../src/kafka/node.ts";
import { executeCommand } from "../../src/run/execute.ts";
import { executeNodeCommand } from "../../src/run/node-commands.ts";
import { type Bench, nowMs, RecorderError, sleep } from "./bench.ts";
import { controllerOf, forgetNode, resolve } from "./lookup.ts";
import { logOnDisk } from "./observe.ts";
import type { Step } from "./scenario.ts";
import { awaitUnfenced } from "./waiting.ts";

function onNode(bench: Bench, kind: ProcessCommand["kind"], node: number): void {
  const receipt = executeNodeCommand(bench.world, { kind, node });
  if (receipt.kind === "refused") throw new RecorderError(receipt.reason);
}

function onLink(bench: Bench, command: Extract<Command, { kind: "cut" | "heal" }>): void {
  executeCommand(bench.world, command);
}

const target = (bench: Bench, step: Step): number => {
  const node = resolve(bench, step["node"]);
  if (step["as"] !== undefined) bench.saved.set(step["as"] as string, node);
  return node;
};

const statusOf = (bench: Bench, node: number): string | undefined =>
  bench.world.state.sim.processes[processOf(bench.world.state.topology, node)]?.status;

const exitLimitMs = 60_000;

function awaitDown(bench: Bench, node: number, limitMs: number): boolean {
  const limit = nowMs(bench) + limitMs;
  while (statusOf(bench, node) !== "down" && nowMs(bench) < limit) sleep(bench, 5);
  return statusOf(bench, node) === "down";
}

/** SIGKILL. */
export function kill(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "kill", node);
  bench.running.delete(node);
  bench.unreachable.delete(node);
  forgetNode(bench, node);
}

/** SIGKILL for the first controller that is not the active one. */
export function killStandby(bench: Bench, step: Step): void {
  const active = controllerOf(bench);
  const node = bench.world.state.topology.controllers.find((id) => id !== active);
  kill(bench, { ...step, node });
}

/** SIGTERM, and the wait for the process to end. */
export function stop(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "stop", node);
  if (!awaitDown(bench, node, exitLimitMs))
    throw new RecorderError(`node ${node} did not stop in 60 s`);
  bench.running.delete(node);
  forgetNode(bench, node);
}

/** SIGTERM without the wait. */
export function beginStop(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "stop", node);
  bench.unreachable.add(node);
}

/** Waits for a process to end by itself. */
export function awaitExit(bench: Bench, step: Step): unknown {
  const node = target(bench, step);
  const exited = awaitDown(
    bench,
    node,
    (step["limitMs"] as number | undefined) ?? exitLimitMs,
  );
  if (exited) {
    bench.running.delete(node);
    bench.unreachable.delete(node);
  }
  return { exited };
}

/** Starts a process and waits until it is unfenced. */
export function start(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "start", node);
  bench.running.add(node);
  if (step["wait"] !== false) awaitUnfenced(bench, node);
}

/** SIGSTOP. */
export function pause(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "pause", node);
  bench.unreachable.add(node);
}

/** SIGCONT. */
export function resume(bench: Bench, step: Step): void {
  const node = target(bench, step);
  onNode(bench, "resume", node);
  bench.unreachable.delete(node);
}

/** An empty, formatted disk. */
export const wipe = (bench: Bench, step: Step): void =>
  onNode(bench, "wipe", target(bench, step));

/** No packets between each node of `a` and each of `b`. */
export function cut(bench: Bench, step: Step): void {
  for (const a of step["a"] as number[])
    for (const b of step["b"] as number[])
      onLink(bench, { kind: "cut", a, b, oneWay: false });
}

/** Packets of `from` arrive at `to`; the answers vanish. */
export const silence = (bench: Bench, step: Step): void =>
  onLink(bench, {
    kind: "cut",
    a: step["to"] as number,
    b: step["from"] as number,
    oneWay: true,
  });

/** All links restored. */
export const heal = (bench: Bench): void => onLink(bench, { kind: "heal", link: null });

/** A power loss that left a stopped node its first `keep` batches. */
export function truncateFiles(bench: Bench, step: Step): void {
  const node = target(bench, step);
  if (bench.running.has(node)) throw new RecorderError("node runs");
  const partition = step["partition"] as string;
  const log = logOnDisk(bench, node, partition);
  if (log === undefined) throw new RecorderError(`${partition} is not on node ${node}`);
  const entries = log.segments.flatMap(({ entries: list }) =>
    list.chunks.flatMap((chunk) => chunk.entries),
  );
  const first = entries[step["keep"] as number];
  if (first !== undefined) truncateTo(log, first.baseOffset, 0);
  const { state } = bench.world;
  const disk = state.sim.processes[processOf(state.topology, node)]?.disk as NodeDisk;
  for (const dir of disk.broker?.dirs ?? []) dir.cleanShutdownEpoch = -1;
}
