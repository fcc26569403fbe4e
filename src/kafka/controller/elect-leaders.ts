import { errorCode } from "../../terms/errors.ts";
import type {
  ElectLeadersRequest,
  ElectLeadersResponse,
  ElectLeadersResponsePartitionResult,
} from "../protocol/messages.ts";
import { type ApiError, apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { topicByName, topicsOf } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import type { PartitionPlace } from "./partition-place.ts";
import { hasPreferredLeader, NO_LEADER } from "./partition-registration.ts";

/** Kafka: ElectionType. */
export type ElectionType = "PREFERRED" | "UNCLEAN";

const electionTypes: readonly ElectionType[] = ["PREFERRED", "UNCLEAN"];

/** Kafka: ReplicationControlManager.electLeaders. Without partitions all are tried and those that need nothing are left out. */
export function electLeaders(
  state: ControllerState,
  request: ElectLeadersRequest,
): ControllerResult<ElectLeadersResponse> {
  const because = "electLeaders";
  const type = electionTypes[request.electionType];
  if (type === undefined)
    return {
      records: [],
      response: {
        throttleTimeMs: 0,
        errorCode: errorCode("INVALID_REQUEST"),
        replicaElectionResults: [],
      },
      because,
    };
  const records: MetadataRecord[] = [];
  const all = request.topicPartitions === null;
  const replicaElectionResults = (request.topicPartitions ?? everyPartition(state)).map(
    ({ topic, partitions }) => ({
      topic,
      partitionResult: partitions
        .map((partitionId): ElectLeadersResponsePartitionResult => {
          const outcome = electLeader(state, topic, partitionId, type);
          if (outcome.kind === "elected") records.push(outcome.record);
          const error =
            outcome.kind === "refused" ? outcome.error : apiError(errorCode("NONE"));
          return { partitionId, ...error };
        })
        .filter((result) => !all || result.errorCode !== notNeeded.errorCode),
    }),
  );
  return {
    records,
    response: {
      throttleTimeMs: 0,
      errorCode: errorCode("NONE"),
      replicaElectionResults,
    },
    because,
  };
}

function everyPartition(
  state: ControllerState,
): { readonly topic: string; readonly partitions: readonly number[] }[] {
  return topicsOf(state.image).map(({ name, partitions }) => ({
    topic: name,
    partitions: [...partitions.keys()],
  }));
}

const notNeeded = apiError(
  errorCode("ELECTION_NOT_NEEDED"),
  "Leader election not needed for topic partition.",
);

type Outcome =
  | { readonly kind: "elected"; readonly record: MetadataRecord }
  | { readonly kind: "refused"; readonly error: ApiError };

/** Kafka: ReplicationControlManager.electLeader. An unclean election asks neither the topic's settings nor the ELR. */
export function electLeader(
  state: ControllerState,
  topicName: string,
  index: number,
  type: ElectionType,
): Outcome {
  const topic = topicByName(state.image, topicName);
  if (topic === undefined)
    return refused("UNKNOWN_TOPIC_OR_PARTITION", `No such topic as ${topicName}`);
  const partition = topic.partitions[index];
  if (partition === undefined)
    return refused(
      "UNKNOWN_TOPIC_OR_PARTITION",
      `No such partition as ${topicName}-${index}`,
    );
  const place: PartitionPlace = { topic, index, partition };
  if (isSettled(place, type)) return { kind: "refused", error: notNeeded };
  const record = proposePartitionChange(state, place, { election: type });
  if (record !== null) return { kind: "elected", record };
  return type === "PREFERRED"
    ? refused("PREFERRED_LEADER_NOT_AVAILABLE", "The preferred leader was not available.")
    : refused(
        "ELIGIBLE_LEADERS_NOT_AVAILABLE",
        "Eligible topic partition leaders are not available.",
      );
}

function isSettled({ partition }: PartitionPlace, type: ElectionType): boolean {
  return type === "PREFERRED"
    ? hasPreferredLeader(partition)
    : partition.leader !== NO_LEADER;
}

function refused(name: Parameters<typeof errorCode>[0], words: string): Outcome {
  return { kind: "refused", error: apiError(errorCode(name), words) };
}
