import { errors } from "../error-codes.ts";

/** One partition of a share session. Kafka: CachedSharePartition. */
export interface SessionPartition {
  readonly topicId: string;
  readonly index: number;
}

/** What a member reads from this broker, so that it need only name what changed. Kafka: ShareSession. */
export interface ShareSession {
  readonly groupId: string;
  readonly memberId: string;
  /** The connection that it came by: with that it ends. */
  readonly connection: number;
  /** The epoch that the next request must have. */
  epoch: number;
  /** In the order in which they are read. */
  partitions: SessionPartition[];
}

/** Kafka: ShareSessionCache, by group and member. */
export type ShareSessions = Record<string, ShareSession>;

export const finalEpoch = -1;
export const initialEpoch = 0;

export const sessionKey = (groupId: string, memberId: string): string =>
  `${groupId}/${memberId}`;

/** After the largest epoch comes 1. Kafka: ShareRequestMetadata.nextEpoch. */
const nextEpoch = (epoch: number): number => (epoch >= 2147483647 ? 1 : epoch + 1);

/** Whose request it is, and what it says about the session. */
export interface SessionAsk {
  readonly groupId: string;
  readonly memberId: string;
  readonly epoch: number;
  readonly connection: number;
}

const same = (a: SessionPartition, b: SessionPartition): boolean =>
  a.topicId === b.topicId && a.index === b.index;

/** The session of a request that goes on with one, or an error; its epoch moves on. */
export function continueSession(
  sessions: ShareSessions,
  { groupId, memberId, epoch }: SessionAsk,
): ShareSession | number {
  const session = sessions[sessionKey(groupId, memberId)];
  if (session === undefined) return errors.SHARE_SESSION_NOT_FOUND;
  if (epoch === finalEpoch) return session;
  if (session.epoch !== epoch) return errors.INVALID_SHARE_SESSION_EPOCH;
  session.epoch = nextEpoch(epoch);
  return session;
}

/** A new session takes the place of the member's old one. Kafka: SharePartitionManager.newContext. */
export function openSession(
  sessions: ShareSessions,
  { groupId, memberId, connection }: SessionAsk,
  partitions: SessionPartition[],
  maxSessions: number,
): ShareSession | number {
  const key = sessionKey(groupId, memberId);
  delete sessions[key];
  if (Object.keys(sessions).length >= maxSessions)
    return errors.SHARE_SESSION_LIMIT_REACHED;
  const session = {
    groupId,
    memberId,
    connection,
    epoch: nextEpoch(initialEpoch),
    partitions,
  };
  sessions[key] = session;
  return session;
}

/** Kafka: ShareSession.update. */
export function updateSession(
  session: ShareSession,
  added: readonly SessionPartition[],
  forgotten: readonly SessionPartition[],
): void {
  const kept = session.partitions.filter(
    (known) => !forgotten.some((each) => same(each, known)),
  );
  for (const each of added) if (!kept.some((known) => same(known, each))) kept.push(each);
  session.partitions = kept;
}
