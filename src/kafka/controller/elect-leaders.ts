import { errorCode } from "../../terms/errors.ts";
import type {
  ElectLeadersRequest,
  ElectLeadersResponse,
  ElectLeadersResponsePartitionResult,
} from "../protocol/messages.ts";
import { apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { type ElectionType, electLeader, notNeeded } from "./elect-leader.ts";
import { topicsOf } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";

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
        replicaElectionResults: (request.topicPartitions ?? []).map(
          ({ topic, partitions }) => ({
            topic,
            partitionResult: partitions.map((partitionId) => ({
              partitionId,
              ...apiError(
                errorCode("INVALID_REQUEST"),
                `Unknown election type ${request.electionType}`,
              ),
            })),
          }),
        ),
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
