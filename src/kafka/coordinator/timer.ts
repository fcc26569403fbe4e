/** What a timer does when it fires: plain data for the handler of its kind (see `role.ts`). */
export interface TimerOperation {
  readonly kind: string;
  /** If its records cannot be written, it is tried again. Kafka: the argument `retry` of CoordinatorTimer.schedule. */
  readonly retries?: boolean;
}

/** One timer of a coordinator. Kafka: CoordinatorTimerImpl.TimerTask. */
export interface CoordinatorTimer {
  deadlineMs: number;
  operation: TimerOperation;
  /** When the kernel wakes it, ms; -1 when nothing is armed. Never later than the deadline. */
  armedMs: number;
}

/** The timers of one coordinator by key, and those that the kernel must be asked for when the operation is done. */
export interface Timers {
  readonly byKey: Record<string, CoordinatorTimer>;
  toArm: string[];
}

export const timers = (): Timers => ({ byKey: {}, toArm: [] });

/**
 * Sets a timer or moves it. One that is moved on costs no event: it is armed anew when it wakes too early, so a
 * member's heartbeats only move a number. Kafka: CoordinatorTimer.schedule.
 */
export function schedule(
  all: Timers,
  key: string,
  deadlineMs: number,
  operation: TimerOperation,
): void {
  const known = all.byKey[key];
  if (known === undefined) {
    all.byKey[key] = { deadlineMs, operation, armedMs: -1 };
    all.toArm.push(key);
    return;
  }
  known.deadlineMs = deadlineMs;
  known.operation = operation;
  if (known.armedMs < 0 || known.armedMs > deadlineMs) all.toArm.push(key);
}

/** Kafka: CoordinatorTimer.cancel. */
export function cancel(all: Timers, key: string): void {
  delete all.byKey[key];
}

/** Kafka: CoordinatorTimer.isScheduled. */
export const isScheduled = (all: Timers, key: string): boolean =>
  all.byKey[key] !== undefined;

/**
 * The timer of a key has been woken: what to do when it is due, undefined when it was cancelled or moved on; then it
 * is to be armed again.
 */
export function woken(
  all: Timers,
  key: string,
  armedMs: number,
): TimerOperation | undefined {
  const timer = all.byKey[key];
  if (timer === undefined || timer.armedMs !== armedMs) return undefined;
  timer.armedMs = -1;
  if (timer.deadlineMs > armedMs) {
    all.toArm.push(key);
    return undefined;
  }
  delete all.byKey[key];
  return timer.operation;
}
