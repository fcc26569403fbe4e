import { loadRecording, type RecordingFile } from "./load.ts";
import { playerOf } from "./players.ts";
import type { Difference } from "./recording.ts";

/** How one recording went. */
export interface Played {
  readonly path: string;
  readonly passed: number;
  readonly total: number;
  readonly differences: readonly Difference[];
  /** Why it could not be played to its end. */
  readonly problem?: string;
}

/** Plays one recording; whatever our code throws is its failure. */
export async function play(file: RecordingFile): Promise<Played> {
  const { path } = file;
  const player = playerOf(path);
  const nothing = { path, passed: 0, total: 0, differences: [] };
  if (player === undefined) return { ...nothing, problem: "not built yet" };
  try {
    return { path, ...(await player(loadRecording(file))) };
  } catch (error) {
    const problem =
      error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothing, problem };
  }
}

export function hasPassed(played: Played): boolean {
  const { problem, differences, passed, total } = played;
  return (
    problem === undefined && differences.length === 0 && passed === total && total > 0
  );
}
