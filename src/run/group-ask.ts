import { silentReport } from "../kafka/report.ts";
import { type ApiName, apiNamed } from "../terms/apis.ts";
import { errorName } from "../terms/errors.ts";
import type { GroupTask } from "./group-task.ts";
import { sendWish } from "./requests.ts";
import { renew } from "./timed.ts";
import type { World } from "./world.ts";

/** Coordinators load and move: as often does the tool look for one again, with Kafka's `retry.backoff.ms` between. */
const mostTries = 100;
const retryUs = 100_000;
/** NETWORK_EXCEPTION: no answer came. */
export const networkException = 13;
/** COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR. */
const moving: readonly number[] = [14, 15, 16, networkException];

/** A request of a task; its answer comes to `continueTask` of `group-steps.ts`. */
export function askFor(
  world: World,
  task: GroupTask,
  node: number,
  request: { readonly api: ApiName; readonly version: number; readonly body: object },
): void {
  sendWish(world, node, {
    api: apiNamed(request.api).key,
    version: request.version,
    body: request.body,
    purpose: "task",
    about: "",
    data: task,
    answered: true,
  });
}

/** What a task came to, as a happening. */
export function tellTask(world: World, text: string, failed: boolean): void {
  world.probe.report({
    ...silentReport,
    kind: failed ? "clientError" : "command",
    weight: failed ? "warning" : "notice",
    text,
  });
}

/** Tries a task again from its beginning, later. */
export function again(world: World, task: GroupTask, error: number): void {
  if (task.tries >= mostTries) {
    failTask(world, task, errorName(error));
    return;
  }
  const { timed, sim } = world.state;
  timed.tasks.push({ atUs: sim.nowUs + retryUs, task });
  renew(timed);
}

/** What a task does, in words. */
export const words: Readonly<Record<GroupTask["command"]["kind"], string>> = {
  resetOffsets: "reset offsets",
  deleteOffsets: "delete offsets",
  deleteGroup: "delete the group",
  removeMembers: "remove members",
};

/** Ends a task without success. */
export function failTask(world: World, task: GroupTask, why: string): void {
  const { kind, group } = task.command;
  tellTask(world, `${words[kind]} of group ${group} failed: ${why}`, true);
}

/** True when the coordinator moved or the request failed; the task is taken care of then. */
export function refusedBy(world: World, task: GroupTask, error: number): boolean {
  if (error === 0) return false;
  if (moving.includes(error)) again(world, task, error);
  else failTask(world, task, errorName(error));
  return true;
}
