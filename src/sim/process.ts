/** `down`: no process. `paused`: stopped by SIGSTOP; its kernel still takes packets. */
export type ProcessStatus = "running" | "paused" | "down";

/** Something that waited while the process was paused. */
export interface Waiting {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly payload: unknown;
}

/** One process on a host of its own. Memory is lost when it dies; the disk is not. */
export interface Process {
  /** Place in {@link SimState.processes}. */
  readonly index: number;
  /** Which behaviour runs it. */
  readonly role: string;
  status: ProcessStatus;
  /** Since when, µs. */
  statusSinceUs: number;
  /** False after a power loss until the next start: such a host answers nothing, not even a refusal. */
  powered: boolean;
  /** Counts starts; timers of an earlier life do not fire. */
  incarnation: number;
  /** The role's plain data; null while down. */
  memory: object | null;
  /** What survives a crash; the role's plain data. */
  disk: object;
  /** The disk works on one thing at a time until then, µs. */
  diskBusyUntilUs: number;
  /** What came while paused, in order. */
  inbox: Waiting[];
}
