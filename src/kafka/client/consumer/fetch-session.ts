import { isFullFetch, type SessionEnd, sessionEnd } from "../fetch-session.ts";

/** What a session holds of one partition. Kafka: FetchRequest.PartitionData. */
export interface HeldPartition {
  readonly topicId: string;
  readonly fetchOffset: number;
  readonly leaderEpoch: number;
}

/** The fetch session with one node. Kafka: FetchSessionHandler. */
export interface FetchSession extends SessionEnd {
  readonly node: number;
  /** Its fetch is in flight. */
  busy: boolean;
  /** By the partition's name, in the order of the session. */
  held: Record<string, HeldPartition>;
  /** Topic names by id, for the answers. */
  names: Record<string, string>;
}

/** The session with a node, made at first use. */
export function sessionWith(sessions: FetchSession[], node: number): FetchSession {
  for (const session of sessions) if (session.node === node) return session;
  const session = { ...sessionEnd(), node, busy: false, held: {}, names: {} };
  sessions.push(session);
  return session;
}

/** A partition that the next fetch is for. */
export interface WantedPartition extends HeldPartition {
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
}

/** What a fetch request names. */
export interface SessionFetch {
  readonly sessionId: number;
  readonly sessionEpoch: number;
  readonly send: readonly WantedPartition[];
  /** Names of the partitions that leave the session, with their topic's id. */
  readonly forget: readonly { readonly name: string; readonly topicId: string }[];
}

/**
 * What the session does not know yet, or everything to open one; the session is as if it had been sent.
 * Kafka: FetchSessionHandler.Builder.build.
 */
export function nextFetch(
  session: FetchSession,
  wanted: readonly WantedPartition[],
): SessionFetch {
  const before = isFullFetch(session) ? {} : session.held;
  const send: WantedPartition[] = [];
  const forget: { name: string; topicId: string }[] = [];
  let kept = 0;
  for (const partition of wanted) {
    const known = before[partition.name];
    if (known !== undefined) kept++;
    if (known !== undefined && known.topicId !== partition.topicId)
      forget.push({ name: partition.name, topicId: known.topicId });
    if (known === undefined || !isSame(known, partition)) send.push(partition);
  }
  if (kept < Object.keys(before).length) {
    const names = new Set(wanted.map(({ name }) => name));
    for (const name in before)
      if (!names.has(name)) forget.push({ name, topicId: before[name]?.topicId ?? "" });
  }
  if (send.length > 0 || forget.length > 0 || isFullFetch(session)) {
    session.held = {};
    for (const partition of wanted) {
      session.held[partition.name] = partition;
      session.names[partition.topicId] = partition.topic;
    }
  }
  return { sessionId: session.id, sessionEpoch: session.epoch, send, forget };
}

const isSame = (a: HeldPartition, b: HeldPartition): boolean =>
  a.fetchOffset === b.fetchOffset &&
  a.leaderEpoch === b.leaderEpoch &&
  a.topicId === b.topicId;
