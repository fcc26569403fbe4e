import { processOf } from "../../src/kafka/cluster.ts";
import type { LogDir } from "../../src/kafka/log/log-dir.ts";
import type { NodeDisk } from "../../src/kafka/node.ts";
import { executeCommand } from "../../src/run/execute.ts";
import { type Bench, RecorderError } from "./bench.ts";
import { resolve } from "./lookup.ts";
import type { Step } from "./scenario.ts";

/** The log dir that a step names by the end of its path; the recorder's nodes have one or more below their data. */
function dirOf(
  bench: Bench,
  step: Step,
): { readonly node: number; readonly dir: LogDir } {
  const node = resolve(bench, step["node"]);
  const { state } = bench.world;
  const disk = state.sim.processes[processOf(state.topology, node)]?.disk as
    | NodeDisk
    | undefined;
  const name = (step["dir"] as string | undefined) ?? "";
  const dirs = disk?.broker?.dirs ?? [];
  const dir = dirs.find(({ path }) => path.endsWith(`/${name}`)) ?? dirs[0];
  if (dir === undefined) throw new RecorderError(`node ${node} has no log dir ${name}`);
  return { node, dir };
}

/** The directory is moved away under the broker: what is open can still be written, nothing new can be made. */
export function loseDir(bench: Bench, step: Step): void {
  dirOf(bench, step).dir.vanished = true;
}

/** The directory is back. */
export function returnDir(bench: Bench, step: Step): void {
  dirOf(bench, step).dir.vanished = false;
}

function limit(bench: Bench, step: Step, freeBytes: number | null): void {
  const { node, dir } = dirOf(bench, step);
  const receipt = executeCommand(bench.world, {
    kind: "limitDisk",
    node,
    dir: dir.path,
    freeBytes,
  });
  if (receipt.kind === "refused") throw new RecorderError(receipt.reason);
}

/** A small disk of its own. */
export const mount = (bench: Bench, step: Step): void =>
  limit(bench, step, ((step["megabytes"] as number | undefined) ?? 40) * 1024 * 1024);

/** Something else takes all that is left. */
export const fillDisk = (bench: Bench, step: Step): void => limit(bench, step, 0);

/** What took all that was left is gone. */
export const freeDisk = (bench: Bench, step: Step): void => limit(bench, step, null);
