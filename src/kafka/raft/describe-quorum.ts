import type { Controller } from "./controller-node.ts";

/** Kafka: KafkaRaftClient.handleDescribeQuorumRequest. */
export function describeQuorum(controller: Controller, nowMs: number): object {
  const { log } = controller.disk;
  const { nodeId } = controller.config;
  const zero = "AAAAAAAAAAAAAAAAAAAAAA";
  return {
    errorCode: 0,
    errorMessage: null,
    topics: [
      {
        topicName: "__cluster_metadata",
        partitions: [
          {
            partitionIndex: 0,
            errorCode: 0,
            errorMessage: null,
            leaderId: nodeId,
            leaderEpoch: controller.epoch,
            highWatermark: log.highWatermark,
            currentVoters: [
              {
                replicaId: nodeId,
                replicaDirectoryId: controller.disk.directoryId,
                logEndOffset: log.logEndOffset,
                lastFetchTimestamp: nowMs,
                lastCaughtUpTimestamp: nowMs,
              },
            ],
            observers: controller.observers.map((observer) => ({
              replicaId: observer.replicaId,
              replicaDirectoryId: zero,
              logEndOffset: observer.logEndOffset,
              lastFetchTimestamp: observer.lastFetchMs,
              lastCaughtUpTimestamp: observer.lastCaughtUpMs,
            })),
          },
        ],
      },
    ],
    nodes: [],
  };
}
