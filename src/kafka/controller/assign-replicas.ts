import { errorCode } from "../../terms/errors.ts";
import type {
  AssignReplicasToDirsRequest,
  AssignReplicasToDirsResponse,
} from "../protocol/messages.ts";
import { leaderAndIsrUpdates } from "./broker-transitions.ts";
import type { ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { hasOnlineDirectory } from "./directory-id.ts";
import { topicById } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import type { PartitionPlace } from "./partition-place.ts";

/** A broker tells in which directory its replicas lie (KIP-858). Kafka: handleAssignReplicasToDirs. */
export function assignReplicasToDirs(
  state: ControllerState,
  request: AssignReplicasToDirsRequest,
): ControllerResult<AssignReplicasToDirsResponse> {
  const { brokerId } = request;
  const because = `assignReplicas:${brokerId}`;
  const broker = state.image.brokers[brokerId];
  if (broker?.epoch !== request.brokerEpoch)
    return {
      records: [],
      response: {
        throttleTimeMs: 0,
        errorCode: errorCode("STALE_BROKER_EPOCH"),
        directories: [],
      },
      because,
    };
  const records: MetadataRecord[] = [];
  const offline: PartitionPlace[] = [];
  const directories = request.directories.map(({ id, topics }) => ({
    id,
    topics: topics.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map(({ partitionIndex }) => {
        const found = placeOf(state, topicId, partitionIndex, brokerId);
        if (typeof found === "number") return { partitionIndex, errorCode: found };
        const directory = { brokerId, directoryId: id };
        const record = proposePartitionChange(state, found, { directory });
        if (record !== null) records.push(record);
        if (!hasOnlineDirectory(broker, id)) offline.push(found);
        return { partitionIndex, errorCode: errorCode("NONE") };
      }),
    })),
  }));
  records.push(...leaderAndIsrUpdates(state, { removed: brokerId }, offline));
  const response = { throttleTimeMs: 0, errorCode: errorCode("NONE"), directories };
  return { records, response, because };
}

/** Where the replica lies in the cluster, or the error code. */
function placeOf(
  state: ControllerState,
  topicId: string,
  index: number,
  brokerId: number,
): PartitionPlace | number {
  const topic = topicById(state.image, topicId);
  if (topic === undefined) return errorCode("UNKNOWN_TOPIC_ID");
  const partition = topic.partitions[index];
  if (partition === undefined) return errorCode("UNKNOWN_TOPIC_OR_PARTITION");
  if (!partition.replicas.includes(brokerId)) return errorCode("NOT_LEADER_OR_FOLLOWER");
  return { topic, index, partition };
}
