import type { Context } from "../context.ts";
import { maybeFenceStaleBroker } from "../controller/broker-heartbeats.ts";
import {
  balancePartitionLeaders,
  electUncleanLeaders,
} from "../controller/leader-balance.ts";
import { commitResult, operationContext } from "./commit.ts";
import { type Controller, controllerTimers } from "./controller-node.ts";

/** Fences one broker at a time and looks again at once while there may be more. */
function checkSessions(context: Context, controller: Controller): void {
  const result = maybeFenceStaleBroker(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const waitUs = result.response.again
    ? 0
    : controller.config.brokerSessionTimeoutMs * 125;
  context.effects.after(waitUs, controllerTimers.sessions, controller.activeEpoch);
}

/** A NoOpRecord keeps the brokers' metadata offsets moving. Kafka: QuorumController.maybeScheduleNextWriteNoOpRecord. */
function idle(context: Context, controller: Controller): void {
  if (!controller.busy)
    commitResult(
      context,
      controller,
      { records: [{ type: "NO_OP_RECORD" }], response: {}, because: "idle" },
      null,
    );
  controller.busy = false;
  const waitUs = controller.config.metadataMaxIdleIntervalMs * 1000;
  context.effects.after(waitUs, controllerTimers.idle, controller.activeEpoch);
}

function balance(context: Context, controller: Controller): void {
  const result = balancePartitionLeaders(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const seconds = controller.config.leaderImbalanceCheckIntervalSeconds;
  const waitUs = result.response.again ? 0 : seconds * 1_000_000;
  context.effects.after(waitUs, controllerTimers.balance, controller.activeEpoch);
}

function unclean(context: Context, controller: Controller): void {
  const result = electUncleanLeaders(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const waitUs = controller.config.uncleanElectionIntervalMs * 1000;
  context.effects.after(waitUs, controllerTimers.unclean, controller.activeEpoch);
}

type Task = (context: Context, controller: Controller) => void;

const tasks: Readonly<Record<number, Task>> = {
  [controllerTimers.idle]: idle,
  [controllerTimers.sessions]: checkSessions,
  [controllerTimers.balance]: balance,
  [controllerTimers.unclean]: unclean,
};

/** A periodic task of the active controller; one of an epoch that is over does not run. Kafka: PeriodicTaskControlManager. */
export function periodicTask(
  context: Context,
  controller: Controller,
  kind: number,
  epoch: number,
): void {
  if (controller.activeEpoch === epoch) tasks[kind]?.(context, controller);
}
