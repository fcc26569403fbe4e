import { errorCode } from "../../terms/errors.ts";
import { type ApiError, apiError } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { topicByName } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import type { PartitionPlace } from "./partition-place.ts";
import { hasPreferredLeader, NO_LEADER } from "./partition-registration.ts";

/** Kafka: ElectionType. */
export type ElectionType = "PREFERRED" | "UNCLEAN";

/** An election that has nothing to do. */
export const notNeeded = apiError(
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
