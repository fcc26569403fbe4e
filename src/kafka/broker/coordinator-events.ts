import type { Context } from "../context.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import { forgetCommitted } from "../coordinator/journal.ts";
import { coordinatorLog, roleOf } from "../coordinator/role.ts";
import { cancel, schedule, woken } from "../coordinator/timer.ts";
import { errors } from "../error-codes.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { Broker } from "./broker.ts";
import { loaded } from "./coordinator-life.ts";
import {
  armTimers,
  type CoordinatorWake,
  coordinatorKey,
  runtimeTimers,
} from "./coordinator-timers.ts";
import { flushBatch, runOperation, settleAlone } from "./coordinator-write.ts";

/** What the high watermark has passed is answered. Kafka: CoordinatorRuntime.HighWatermarkListener. */
export function coordinatorMoved(
  context: Context,
  broker: Broker,
  { topic, index, log, role }: HostedPartition,
): void {
  if (role !== "leader" || coordinatorLog(topic) === undefined) return;
  const coordinator = broker.coordinators[coordinatorKey(topic, index)];
  if (coordinator?.status !== "active") return;
  if (log.highWatermark <= coordinator.lastCommitted) return;
  committedTo(context, broker, coordinator, log.highWatermark);
}

/** Kafka: DeferredEventQueue.completeUpTo. */
function committedTo(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  offset: number,
): void {
  coordinator.lastCommitted = offset;
  forgetCommitted(coordinator.journal, offset);
  const { deferred } = coordinator;
  let count = 0;
  while (count < deferred.length && (deferred[count]?.offset ?? 0) <= offset) count++;
  if (count === 0) return;
  const events = deferred.splice(0, count);
  const [next] = deferred;
  if (next === undefined) cancel(coordinator.timers, runtimeTimers.timeout);
  else rearmTimeout(coordinator, next.deadlineMs);
  for (const event of events)
    settleAlone(context, broker, coordinator, { event, error: 0 });
}

const rearmTimeout = (coordinator: Coordinator, deadlineMs: number): void =>
  schedule(coordinator.timers, runtimeTimers.timeout, deadlineMs, {
    kind: runtimeTimers.timeout,
  });

/** What has waited for `offsets.commit.timeout.ms` fails; its records stay. Kafka: CoordinatorRuntime.OperationTimeout. */
function expire(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  nowMs: number,
): void {
  for (const event of coordinator.deferred)
    if (event.deadlineMs <= nowMs)
      settleAlone(context, broker, coordinator, {
        event,
        error: errors.REQUEST_TIMED_OUT,
      });
  const next = coordinator.deferred.find(({ done }) => !done);
  if (next !== undefined) rearmTimeout(coordinator, next.deadlineMs);
}

/** The kernel wakes a coordinator's timer. */
export function coordinatorTimer(
  context: Context,
  broker: Broker,
  argument: unknown,
): void {
  const wake = argument as CoordinatorWake;
  const coordinator = broker.coordinators[wake.coordinator];
  if (coordinator === undefined) return;
  const operation = woken(coordinator.timers, wake.key, wake.armedMs);
  if (operation !== undefined)
    switch (operation.kind) {
      case runtimeTimers.flush:
        flushBatch(context, broker, coordinator);
        break;
      case runtimeTimers.timeout:
        expire(context, broker, coordinator, wake.armedMs);
        break;
      case runtimeTimers.loaded:
        loaded(context, broker, coordinator);
        break;
      default: {
        const handler = roleOf(coordinator.topic).timers[operation.kind];
        if (handler !== undefined)
          runOperation(context, broker, coordinator, {
            operation: (turn) => handler(turn, operation as never),
            responder: null,
            retry: operation.retries === true ? { key: wake.key, operation } : null,
          });
      }
    }
  armTimers(context, coordinator);
}
