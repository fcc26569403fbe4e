import { epochStartMs } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { DescribeQuorumRequest } from "../protocol/messages.ts";
import { activeObservers } from "../quorum/leader-progress.ts";
import type { ReplicaProgress } from "../quorum/raft-node.ts";
import type { Controller } from "./controller-node.ts";
import { metadataTopic } from "./raft-wire.ts";

/** Directory ids are not known of voters in kraft.version 0, nor of observers. */
const noDirectory = "AAAAAAAAAAAAAAAAAAAAAA";

const timestampOf = (us: number): number =>
  us < 0 ? -1 : epochStartMs + Math.floor(us / 1000);

/** Kafka: RaftUtil.toReplicaStates. The leader counts as one that has just fetched everything. */
const replicaState = (
  state: ReplicaProgress,
  leaderId: number,
  nowUs: number,
): object => ({
  replicaId: state.id,
  replicaDirectoryId: noDirectory,
  logEndOffset: state.endOffset,
  lastFetchTimestamp: timestampOf(state.id === leaderId ? nowUs : state.lastFetchUs),
  lastCaughtUpTimestamp: timestampOf(
    state.id === leaderId ? nowUs : state.lastCaughtUpUs,
  ),
});

const answerOf = (partition: object): object => ({
  errorCode: 0,
  errorMessage: null,
  topics: [
    { topicName: metadataTopic, partitions: [{ partitionIndex: 0, ...partition }] },
  ],
  nodes: [],
});

/** There is one log that has a quorum, and a request asks for that and nothing else. Kafka: hasValidTopicPartition. */
const isMetadataPartition = ({ topics }: DescribeQuorumRequest): boolean =>
  topics.length === 1 &&
  topics[0]?.topicName === metadataTopic &&
  topics[0].partitions.length === 1 &&
  topics[0].partitions[0]?.partitionIndex === 0;

const nothing = {
  leaderId: 0,
  leaderEpoch: 0,
  highWatermark: 0,
  currentVoters: [],
  observers: [],
};

function unknownPartitions({ topics }: DescribeQuorumRequest): object {
  return {
    errorCode: 0,
    errorMessage: "",
    topics: topics.map(({ topicName, partitions }) => ({
      topicName,
      partitions: partitions.map(({ partitionIndex }) => ({
        ...nothing,
        partitionIndex,
        errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION,
        errorMessage: "This server does not host this topic-partition.",
      })),
    })),
    nodes: [],
  };
}

/** The quorum as its leader sees it; others know too little. Kafka: KafkaRaftClient.handleDescribeQuorumRequest. */
export function describeQuorum(
  controller: Controller,
  request: DescribeQuorumRequest,
  nowUs: number,
): object {
  if (!isMetadataPartition(request)) return unknownPartitions(request);
  const { raft, disk } = controller;
  const { role, localId } = raft;
  if (role.kind !== "leader")
    return answerOf({
      errorCode: errors.NOT_LEADER_OR_FOLLOWER,
      errorMessage:
        "For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.",
      ...nothing,
    });
  return {
    ...answerOf({
      errorCode: errors.NONE,
      errorMessage: null,
      leaderId: localId,
      leaderEpoch: raft.epoch,
      highWatermark: raft.highWatermark,
      currentVoters: role.voters.map((state) => replicaState(state, localId, nowUs)),
      observers: activeObservers(role, nowUs).map((state) =>
        replicaState(state, localId, nowUs),
      ),
    }),
    nodes: disk.voters.map(({ nodeId }) => ({
      nodeId,
      listeners: [{ name: "CONTROLLER", host: `10.0.0.${nodeId}`, port: 9093 }],
    })),
  };
}
