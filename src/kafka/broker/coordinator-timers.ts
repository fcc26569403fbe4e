import { type Context, epochStartMs } from "../context.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import { brokerTimers } from "./broker.ts";

/** What the kernel wakes a coordinator for. */
export interface CoordinatorWake {
  readonly coordinator: string;
  readonly key: string;
  readonly armedMs: number;
}

/** Timers of the runtime's own, which no role handles. */
export const runtimeTimers = {
  flush: "(flush)",
  timeout: "(timeout)",
  loaded: "(loaded)",
} as const;

/** A coordinator's place among the broker's. */
export const coordinatorKey = (topic: string, index: number): string =>
  `${topic}-${index}`;

/** Asks the kernel for the timers that an operation has set. */
export function armTimers(context: Context, coordinator: Coordinator): void {
  const { timers } = coordinator;
  if (timers.toArm.length === 0) return;
  const nowUs = context.effects.nowUs();
  for (const key of timers.toArm) {
    const timer = timers.byKey[key];
    if (timer === undefined) continue;
    const { armedMs, deadlineMs } = timer;
    if (armedMs >= 0 && armedMs <= deadlineMs) continue;
    timer.armedMs = deadlineMs;
    const wake: CoordinatorWake = {
      coordinator: coordinatorKey(coordinator.topic, coordinator.index),
      key,
      armedMs: deadlineMs,
    };
    const delayUs = Math.max(0, (deadlineMs - epochStartMs) * 1000 - nowUs);
    context.effects.after(delayUs, brokerTimers.coordinator, wake);
  }
  timers.toArm = [];
}
