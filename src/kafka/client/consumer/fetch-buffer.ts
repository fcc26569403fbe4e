import type { CompletedFetch } from "./completed-fetch.ts";

/** Fetched and not handed out yet. Kafka: FetchBuffer. */
export interface FetchBuffer {
  /** What is being handed out. */
  nextInLine: CompletedFetch | null;
  completed: CompletedFetch[];
}

export const fetchBuffer = (): FetchBuffer => ({ nextInLine: null, completed: [] });

/** Whether a partition has data here, so that no more is asked for. Kafka: FetchBuffer.bufferedPartitions. */
export function isBuffered(
  { nextInLine, completed }: FetchBuffer,
  name: string,
): boolean {
  if (nextInLine !== null && !nextInLine.consumed && nextInLine.name === name)
    return true;
  for (const fetch of completed) if (fetch.name === name) return true;
  return false;
}

/** Names of the partitions that are buffered. */
export function bufferedNames({ nextInLine, completed }: FetchBuffer): string[] {
  const names = completed.map(({ name }) => name);
  if (nextInLine !== null && !nextInLine.consumed) names.push(nextInLine.name);
  return [...new Set(names)];
}

/** Drops what is buffered of other partitions. Kafka: FetchBuffer.retainAll. */
export function retainBuffered(buffer: FetchBuffer, names: readonly string[]): void {
  const isKept = ({ name }: CompletedFetch): boolean => names.includes(name);
  if (!buffer.completed.every(isKept)) buffer.completed = buffer.completed.filter(isKept);
  if (buffer.nextInLine !== null && !isKept(buffer.nextInLine)) buffer.nextInLine = null;
}
