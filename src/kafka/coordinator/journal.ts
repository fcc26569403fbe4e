/** One change of a field of the coordinator's state, with what was there before. */
export interface Change {
  /** A reader of what is committed sees it once the high watermark is here or above. */
  readonly visibleAt: number;
  readonly target: Record<string, unknown>;
  readonly key: string;
  /** The other value: the one before, and the one after while the change is taken back. */
  other: unknown;
  /** Whether the field exists in the other state. */
  existed: boolean;
}

/**
 * Changes that are not committed yet, oldest first. Kafka keeps versions of every element (SnapshotRegistry,
 * TimelineHashMap); a list of what changed is enough to take changes back and to read what is committed.
 */
export interface Journal {
  changes: Change[];
  /** The end of what is written: a change of now becomes visible with the next record behind it. */
  lastWritten: number;
}

export const journal = (lastWritten: number): Journal => ({ changes: [], lastWritten });

function note(kept: Journal, target: Record<string, unknown>, key: string): void {
  kept.changes.push({
    visibleAt: kept.lastWritten + 1,
    target,
    key,
    other: target[key],
    existed: Object.hasOwn(target, key),
  });
}

/** Sets a field so that it can be taken back. Kafka: TimelineHashMap.put. */
export function put<Value>(
  kept: Journal,
  target: Record<string, Value>,
  key: string,
  value: Value,
): void {
  note(kept, target, key);
  target[key] = value;
}

/** Removes a field so that it can be taken back. Kafka: TimelineHashMap.remove. */
export function drop(kept: Journal, target: Record<string, unknown>, key: string): void {
  if (!Object.hasOwn(target, key)) return;
  note(kept, target, key);
  delete target[key];
}

/** Exchanges the two states of a change. */
function swap(change: Change): void {
  const { target, key } = change;
  const value = target[key];
  const exists = Object.hasOwn(target, key);
  if (change.existed) target[key] = change.other;
  else delete target[key];
  change.other = value;
  change.existed = exists;
}

/** Takes back what changed since the journal had `kept` changes. Kafka: SnapshottableCoordinator.revertLastWrittenOffset. */
export function revert(book: Journal, kept: number): void {
  for (let at = book.changes.length - 1; at >= kept; at--)
    swap(book.changes[at] as Change);
  book.changes.length = kept;
}

/** Everything below `offset` is committed. Kafka: SnapshottableCoordinator.updateLastCommittedOffset. */
export function forgetCommitted(book: Journal, offset: number): void {
  const { changes } = book;
  let committed = 0;
  while (committed < changes.length && (changes[committed] as Change).visibleAt <= offset)
    committed++;
  if (committed > 0) changes.splice(0, committed);
}

/** What `read` gives of the state without the changes that are not committed yet. */
export function readCommitted<Result>(book: Journal, read: () => Result): Result {
  const { changes } = book;
  for (let at = changes.length - 1; at >= 0; at--) swap(changes[at] as Change);
  const result = read();
  for (const change of changes) swap(change);
  return result;
}
