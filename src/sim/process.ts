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
  /** Time of one flush of a slow disk, µs; 0 is the hardware's. */
  fsyncUs: number;
  /** Handling a message takes so many times as long; 1 is as it should be. */
  slowFactor: number;
  /** A slow machine takes no further message until then, µs. */
  cpuBusyUntilUs: number;
  /** What came while paused or busy, in order. */
  inbox: Waiting[];
}

/** A process that is down, on a disk that it will find when it starts. */
export const newProcess = (
  index: number,
  role: string,
  disk: object,
  nowUs: number,
): Process => ({
  index,
  role,
  status: "down",
  statusSinceUs: nowUs,
  powered: true,
  incarnation: 0,
  memory: null,
  disk,
  diskBusyUntilUs: 0,
  fsyncUs: 0,
  slowFactor: 1,
  cpuBusyUntilUs: 0,
  inbox: [],
});
