import { coordinatorPartition } from "../kafka/protocol/coordinator-partition.ts";

/** A member as its coordinator told of it. */
export interface GhostMember {
  readonly memberId: string;
  instanceId: string | null;
  /** Generation, or member epoch. */
  epoch: number;
  /** Generation or member epoch of its assignment; -1 before. */
  assignedEpoch: number;
  /** `topic-partition`, in its generation or as its current assignment. */
  assigned: readonly string[];
  /** KIP-848: what it still has to give up. */
  revoking: readonly string[];
  /** It has sent JoinGroup, and no generation began since. */
  joining: boolean;
}

/** What a group has committed of a partition. */
export interface GhostOffset {
  /** The last commit that was acknowledged; -1 none. */
  acked: number;
  /** Coordinator epoch in which it was. */
  ackedEpoch: number;
  /** What a coordinator has taken last, the newest at the end; one that failed over may have lost it. */
  readonly taken: number[];
  /** What members asked for last. */
  readonly asked: number[];
}

/** What members of a group did with a partition. */
export interface GhostWork {
  /** Behind the last record that somebody processed or stepped over; -1 before. */
  done: number;
  /** The client that did. */
  by: string;
  /** The client that was assigned it last and has not given it up; empty for none. */
  owner: string;
  /** How the last owner gave it up. */
  ended: string;
  /** An earlier owner that does not know that it is none any more. */
  zombie: string;
  /** Until there processing is a repetition, and why; empty where that is told. */
  again: { readonly to: number; readonly why: string } | null;
}

/** A group as its coordinators told of it, and what its members did. */
export interface GhostGroup {
  readonly id: string;
  /** Whether it speaks the classic protocol; null where it is not known. */
  classic: boolean | null;
  /** Empty where it is not known. */
  state: string;
  /** It is told to be stable, and what that rests on may still be told. */
  becameStable: boolean;
  /** Generation or group epoch; -1 where it is not known. */
  generation: number;
  members: Record<string, GhostMember>;
  /** Member by `topic-partition`: of the present generation, or who holds or gives up. */
  owners: Record<string, string>;
  /** Epoch in which the owners own. */
  ownersEpoch: number;
  /** KIP-848: the target, by member. */
  target: { epoch: number; members: Record<string, readonly string[]> } | null;
  readonly offsets: Record<string, GhostOffset>;
  readonly work: Record<string, GhostWork>;
  /** Records that were processed again, and that were stepped over by a commit. */
  processedTwice: number;
  passedOver: number;
}

/** A broker that coordinates what one partition of `__consumer_offsets` is for. */
export interface GhostTenure {
  readonly broker: number;
  readonly epoch: number;
}

/** Where a consumer stands in a partition. */
export interface GhostPosition {
  /** The next offset that the application is handed; -1 before it is known. */
  next: number;
  /** Behind the last record that the application is through with; -1 before. */
  done: number;
  /** The greatest offset that it has asked to be committed since it stands here; -1 for none. */
  asked: number;
  /** What its group had acknowledged when it was assigned; -1 for nothing. */
  ackedBefore: number;
  /** It stands there by a committed offset or otherwise since it was assigned. */
  settled: boolean;
}

/** A consumer's process. */
export interface GhostConsumer {
  readonly client: string;
  group: string;
  memberId: string;
  readonly positions: Record<string, GhostPosition>;
  /** The last batch that it was given, by `topicId-partition`. */
  readonly reads: Record<string, { next: number; epoch: number }>;
}

/** Groups, their coordinators and consumers. */
export interface GhostGroups {
  groups: Record<string, GhostGroup>;
  consumers: Record<string, GhostConsumer>;
  /** By `topic-partition` of the internal topics. */
  tenures: Record<string, GhostTenure>;
  /** Partitions of `__consumer_offsets`; 0 while there is none. */
  partitions: number;
}

export const ghostGroups = (): GhostGroups => ({
  groups: {},
  consumers: {},
  tenures: {},
  partitions: 0,
});

/** The ghost of a group, made at first sight. */
export const groupGhost = (state: GhostGroups, id: string): GhostGroup =>
  (state.groups[id] ??= {
    id,
    classic: null,
    state: "",
    becameStable: false,
    generation: -1,
    members: {},
    owners: {},
    ownersEpoch: -1,
    target: null,
    offsets: {},
    work: {},
    processedTwice: 0,
    passedOver: 0,
  });

/** The ghost of a consumer, made at first sight. */
export const consumerGhost = (state: GhostGroups, client: string): GhostConsumer =>
  (state.consumers[client] ??= {
    client,
    group: "",
    memberId: "",
    positions: {},
    reads: {},
  });

export const offsetGhost = (group: GhostGroup, name: string): GhostOffset =>
  (group.offsets[name] ??= { acked: -1, ackedEpoch: -1, taken: [], asked: [] });

export const workGhost = (group: GhostGroup, name: string): GhostWork =>
  (group.work[name] ??= {
    done: -1,
    by: "",
    owner: "",
    ended: "",
    zombie: "",
    again: null,
  });

/** The partition of `__consumer_offsets` of a group, as it is called; empty while there is none. */
export const offsetsPartitionOf = (
  { partitions }: Pick<GhostGroups, "partitions">,
  group: string,
): string =>
  partitions === 0 ? "" : `__consumer_offsets-${coordinatorPartition(group, partitions)}`;

/** What a coordinator that took over cannot know: only what is in the log counts. */
export function forgetMembers(group: GhostGroup): void {
  group.classic = null;
  group.state = "";
  group.becameStable = false;
  group.generation = -1;
  group.members = {};
  group.owners = {};
  group.ownersEpoch = -1;
  group.target = null;
}

/** Adds to a short list of numbers, the oldest goes. */
export function keepLast(list: number[], value: number, most = 16): void {
  if (list.at(-1) === value) return;
  list.push(value);
  if (list.length > most) list.shift();
}
