/** Where a partition is read, and whom it is read from. Kafka: SubscriptionState.FetchPosition. */
export interface FetchPosition {
  readonly offset: number;
  /** Leader epoch of the record before it; -1 none: then the position cannot be validated. */
  readonly offsetEpoch: number;
  /** Leader as the metadata has it, -1 none, and its epoch, -1 unknown. */
  readonly leader: number;
  readonly leaderEpoch: number;
}

/** The leader of a partition as a client knows it. Kafka: Metadata.LeaderAndEpoch. */
export type LeaderAndEpoch = Pick<FetchPosition, "leader" | "leaderEpoch">;

/** Nothing is known of the leader. Kafka: LeaderAndEpoch.noLeaderOrEpoch. */
export const noLeader: LeaderAndEpoch = { leader: -1, leaderEpoch: -1 };

/** A position at a leader. */
export const fetchPosition = (
  offset: number,
  offsetEpoch: number,
  { leader, leaderEpoch }: LeaderAndEpoch,
): FetchPosition => ({ offset, offsetEpoch, leader, leaderEpoch });

/** Kafka: LeaderAndEpoch.equals. */
export const isSameLeader = (a: LeaderAndEpoch, b: LeaderAndEpoch): boolean =>
  a.leader === b.leader && a.leaderEpoch === b.leaderEpoch;

/** Kafka: FetchPosition.equals. */
export const isSamePosition = (a: FetchPosition, b: FetchPosition): boolean =>
  a.offset === b.offset && a.offsetEpoch === b.offsetEpoch && isSameLeader(a, b);
