import type { ControllerState } from "./controller-state.ts";
import {
  defaultDirectory,
  hasOnlineDirectory,
  UNASSIGNED_DIRECTORY,
} from "./directory-id.ts";
import {
  elrEnabled,
  featureLevel,
  isActiveBroker,
  METADATA_VERSION_FEATURE,
} from "./metadata-image.ts";
import type { PartitionChangeRecord } from "./metadata-record.ts";
import {
  type PartitionChangeFields,
  type PartitionTarget,
  partitionChange,
} from "./partition-change.ts";
import type { Election } from "./partition-leader.ts";
import type { PartitionPlace } from "./partition-place.ts";
import { effectiveMinIsr } from "./topic-config.ts";

/** What an operation wants of one partition; what is left out stays as it is. */
export interface PartitionProposal extends PartitionTarget {
  readonly election?: Election;
  /** Who may lead as far as brokers go; active brokers unless said otherwise. */
  readonly isAcceptable?: (brokerId: number) => boolean;
  /** A replica tells where it lies. */
  readonly directory?: { readonly brokerId: number; readonly directoryId: string };
}

/** The record that a proposal makes under the cluster's rules, or null when nothing changes. Kafka: LeaderAcceptor, PartitionChangeBuilder. */
export function proposePartitionChange(
  state: ControllerState,
  place: PartitionPlace,
  proposal: PartitionProposal,
): PartitionChangeRecord | null {
  const { image } = state;
  const { topic, index, partition } = place;
  const isAcceptable =
    proposal.isAcceptable ?? ((brokerId: number) => isActiveBroker(image, brokerId));
  const fields = partitionChange(partition, proposal, proposal.election ?? "ONLINE", {
    metadataVersion: featureLevel(image, METADATA_VERSION_FEATURE),
    elrEnabled: elrEnabled(image),
    useLastKnownLeader: true,
    minInSyncReplicas: effectiveMinIsr(state, topic.name),
    isAcceptableLeader: (brokerId) =>
      isAcceptable(brokerId) &&
      hasOnlineDirectory(image.brokers[brokerId], directoryOf(place, brokerId)),
    defaultDirectory: (brokerId) =>
      defaultDirectory(image.brokers[brokerId]?.directories),
  });
  const all = { ...fields, ...movedReplica(place, proposal) };
  if (Object.keys(all).length === 0) return null;
  return {
    type: "PARTITION_CHANGE_RECORD",
    partitionId: index,
    topicId: topic.topicId,
    ...all,
  };
}

function directoryOf({ partition }: PartitionPlace, brokerId: number): string {
  return (
    partition.directories[partition.replicas.indexOf(brokerId)] ?? UNASSIGNED_DIRECTORY
  );
}

/** Kafka: PartitionChangeBuilder.setDirectory. */
function movedReplica(
  place: PartitionPlace,
  { directory }: PartitionProposal,
): PartitionChangeFields {
  if (directory === undefined) return {};
  if (directoryOf(place, directory.brokerId) === directory.directoryId) return {};
  const directories = place.partition.replicas.map((brokerId) =>
    brokerId === directory.brokerId
      ? directory.directoryId
      : directoryOf(place, brokerId),
  );
  return { directories };
}
