import type { LogEntry } from "../log/log-entry.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { RaftAnswer, RaftRequest } from "../quorum/raft-message.ts";
import { metadataTopicId } from "./metadata-log.ts";

/** Who asks, and of which cluster. */
export interface QuorumIdentity {
  readonly nodeId: number;
  readonly clusterId: string;
  readonly directoryId: string;
}

/** A request of the quorum in Kafka's schema. */
interface WireRequest {
  readonly api: number;
  readonly version: number;
  readonly body: object;
}

/** `__cluster_metadata`. */
export const metadataTopic = "__cluster_metadata";
/** Kafka: KafkaRaftClient.MAX_FETCH_WAIT_MS. */
const maxWaitMs = 500;
/** controller.quorum.fetch.max.bytes. */
export const maxFetchBytes = 8 * 1024 * 1024;
/** controller.quorum.fetch.snapshot.max.bytes. */
const maxSnapshotBytes = 8 * 1024 * 1024;
const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

const onePartition = (partition: object): object[] => [
  { topicName: metadataTopic, partitions: [{ partitionIndex: 0, ...partition }] },
];

/** Kafka: RaftUtil.singleton…Request. */
export function wireRequest(request: RaftRequest, who: QuorumIdentity): WireRequest {
  const { clusterId } = who;
  switch (request.api) {
    case "Vote":
      return {
        api: apiKeys.Vote,
        version: 2,
        body: {
          clusterId,
          voterId: -1,
          topics: onePartition({
            replicaEpoch: request.epoch,
            replicaId: request.candidate,
            replicaDirectoryId: who.directoryId,
            voterDirectoryId: zeroId,
            lastOffsetEpoch: request.lastEpoch,
            lastOffset: request.lastOffset,
            preVote: request.preVote,
          }),
        },
      };
    case "BeginQuorumEpoch":
      return {
        api: apiKeys.BeginQuorumEpoch,
        version: 1,
        body: {
          clusterId,
          voterId: -1,
          topics: onePartition({
            voterDirectoryId: zeroId,
            leaderId: request.leader,
            leaderEpoch: request.epoch,
          }),
          leaderEndpoints: [],
        },
      };
    case "EndQuorumEpoch":
      return {
        api: apiKeys.EndQuorumEpoch,
        version: 1,
        body: {
          clusterId,
          topics: onePartition({
            leaderId: request.leader,
            leaderEpoch: request.epoch,
            preferredCandidates: request.successors.map((candidateId) => ({
              candidateId,
              candidateDirectoryId: zeroId,
            })),
          }),
          leaderEndpoints: [],
        },
      };
    default:
      return copyRequest(request, who);
  }
}

type CopyRequest = Extract<
  RaftRequest,
  { api: "Fetch" | "FetchSnapshot" | "UpdateRaftVoter" }
>;

/** What followers and observers send. */
function copyRequest(request: CopyRequest, who: QuorumIdentity): WireRequest {
  const { clusterId, nodeId, directoryId } = who;
  switch (request.api) {
    case "Fetch":
      return { api: apiKeys.Fetch, version: 18, body: fetchBody(request, who) };
    case "FetchSnapshot":
      return {
        api: apiKeys.FetchSnapshot,
        version: 1,
        body: {
          clusterId,
          replicaId: nodeId,
          maxBytes: maxSnapshotBytes,
          topics: [
            {
              name: metadataTopic,
              partitions: [
                {
                  partition: 0,
                  currentLeaderEpoch: request.epoch,
                  snapshotId: request.snapshotId,
                  position: request.position,
                  replicaDirectoryId: directoryId,
                },
              ],
            },
          ],
        },
      };
    default:
      return {
        api: apiKeys.UpdateRaftVoter,
        version: 0,
        body: {
          clusterId,
          currentLeaderEpoch: request.epoch,
          voterId: nodeId,
          voterDirectoryId: directoryId,
          listeners: [],
          kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: 1 },
        },
      };
  }
}

function fetchBody(
  request: Extract<RaftRequest, { api: "Fetch" }>,
  who: QuorumIdentity,
): object {
  return {
    clusterId: who.clusterId,
    replicaState: { replicaId: who.nodeId, replicaEpoch: -1 },
    maxWaitMs,
    minBytes: 0,
    maxBytes: maxFetchBytes,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [
      {
        topic: metadataTopic,
        topicId: metadataTopicId,
        partitions: [
          {
            partition: 0,
            currentLeaderEpoch: request.epoch,
            fetchOffset: request.offset,
            lastFetchedEpoch: request.lastFetchedEpoch,
            logStartOffset: -1,
            partitionMaxBytes: 0,
            replicaDirectoryId: who.directoryId,
            highWatermark: request.highWatermark,
          },
        ],
      },
    ],
    forgottenTopicsData: [],
    rackId: "",
  };
}

/** The fields of all partitions of the quorum's requests and answers that are read here. */
interface WirePartition {
  readonly errorCode: number;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  readonly lastOffsetEpoch: number;
  readonly lastOffset: number;
  readonly preVote: boolean;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly preferredCandidates: readonly { readonly candidateId: number }[];
  readonly voteGranted: boolean;
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number };
  readonly highWatermark: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number };
  readonly snapshotId: { readonly endOffset: number; readonly epoch: number };
  readonly records: readonly LogEntry[];
  readonly size: number;
  readonly position: number;
  readonly unalignedRecords: {
    readonly sizeInBytes: number;
    readonly content: object | null;
  };
}

interface WireBody {
  readonly errorCode?: number;
  readonly topics?: readonly { readonly partitions: readonly WirePartition[] }[];
  readonly responses?: readonly { readonly partitions: readonly WirePartition[] }[];
  readonly currentLeader?: WirePartition["currentLeader"];
}

const partitionOf = (body: object): WirePartition | undefined => {
  const { topics, responses } = body as WireBody;
  return (topics ?? responses)?.[0]?.partitions[0];
};

/** A request to establish who leads, as it came; undefined for one that names no partition. */
export function voterRequestOf(
  api: number,
  body: object,
):
  | Extract<RaftRequest, { api: "Vote" | "BeginQuorumEpoch" | "EndQuorumEpoch" }>
  | undefined {
  const partition = partitionOf(body);
  if (partition === undefined) return undefined;
  const { leaderId, leaderEpoch } = partition;
  switch (api) {
    case apiKeys.Vote:
      return {
        api: "Vote",
        epoch: partition.replicaEpoch,
        candidate: partition.replicaId,
        lastEpoch: partition.lastOffsetEpoch,
        lastOffset: partition.lastOffset,
        preVote: partition.preVote,
      };
    case apiKeys.BeginQuorumEpoch:
      return { api: "BeginQuorumEpoch", epoch: leaderEpoch, leader: leaderId };
    default:
      return {
        api: "EndQuorumEpoch",
        epoch: leaderEpoch,
        leader: leaderId,
        successors: partition.preferredCandidates.map(({ candidateId }) => candidateId),
      };
  }
}

/** Kafka: RaftUtil.singletonVoteResponse, singletonBeginQuorumEpochResponse, singletonEndQuorumEpochResponse. */
export function voterAnswerBody(answer: RaftAnswer): object {
  const heads = {
    errorCode: answer.error,
    leaderId: answer.leader,
    leaderEpoch: answer.epoch,
  };
  const granted = answer.api === "Vote" ? { voteGranted: answer.granted } : {};
  return {
    errorCode: 0,
    topics: onePartition({ ...heads, ...granted }),
    nodeEndpoints: [],
  };
}

/** An answer to a request of the quorum; null where it failed as a whole. */
export function raftAnswerOf(api: RaftRequest["api"], body: object): RaftAnswer | null {
  const whole = body as WireBody;
  if (api === "UpdateRaftVoter") {
    const { leaderId = -1, leaderEpoch = -1 } = whole.currentLeader ?? {};
    return { api, error: whole.errorCode ?? 0, epoch: leaderEpoch, leader: leaderId };
  }
  const partition = partitionOf(body);
  if ((whole.errorCode ?? 0) !== 0 || partition === undefined) return null;
  const error = partition.errorCode;
  if (api === "Fetch" || api === "FetchSnapshot") {
    const { leaderId: leader, leaderEpoch: epoch } = partition.currentLeader;
    const heads = { error, epoch, leader };
    return api === "Fetch"
      ? { api, ...heads, ...fetched(partition) }
      : piece(heads, partition);
  }
  const heads = { error, epoch: partition.leaderEpoch, leader: partition.leaderId };
  return api === "Vote"
    ? { api, ...heads, granted: partition.voteGranted }
    : { api, ...heads };
}

const fetched = ({
  highWatermark,
  divergingEpoch,
  snapshotId,
  records,
}: WirePartition): Pick<
  Extract<RaftAnswer, { api: "Fetch" }>,
  "highWatermark" | "diverging" | "snapshotId" | "entries"
> => ({
  highWatermark,
  diverging: divergingEpoch.epoch >= 0 ? divergingEpoch : null,
  snapshotId: snapshotId.epoch >= 0 ? snapshotId : null,
  entries: records,
});

const piece = (
  heads: { readonly error: number; readonly epoch: number; readonly leader: number },
  { snapshotId, size, position, unalignedRecords }: WirePartition,
): RaftAnswer => ({
  api: "FetchSnapshot",
  ...heads,
  snapshotId,
  size,
  position,
  bytes: unalignedRecords.sizeInBytes,
  content: unalignedRecords.content,
});
