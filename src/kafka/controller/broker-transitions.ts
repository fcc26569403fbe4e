import { mutated } from "../../base/mutants.ts";
import type { ControllerState } from "./controller-state.ts";
import { elrEnabled, isActiveBroker } from "./metadata-image.ts";
import type { MetadataRecord, PartitionChangeRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import {
  type PartitionPlace,
  partitionsWithBrokerInElr,
  partitionsWithBrokerInIsr,
  partitionsWithNoLeader,
} from "./partition-place.ts";
import { uncleanElectionEnabled } from "./topic-config.ts";

/** Whom an event takes away, or gives back, while the image still shows the old state. */
interface BrokerEvent {
  readonly removed?: number;
  readonly added?: number;
  readonly uncleanShutdown?: number;
}

/** Kafka: ReplicationControlManager.generateLeaderAndIsrUpdates. */
export function leaderAndIsrUpdates(
  state: ControllerState,
  event: BrokerEvent,
  places: readonly PartitionPlace[],
): PartitionChangeRecord[] {
  const gone = new Set([event.removed, event.uncleanShutdown]);
  const isAcceptable = (brokerId: number): boolean =>
    !gone.has(brokerId) &&
    (brokerId === event.added || isActiveBroker(state.image, brokerId));
  return places
    .map((place) =>
      proposePartitionChange(state, place, {
        isAcceptable,
        election: uncleanElectionEnabled(state, place.topic.name) ? "UNCLEAN" : "ONLINE",
        isr: place.partition.isr.filter((brokerId) => !gone.has(brokerId)),
        uncleanShutdownReplicas:
          event.uncleanShutdown === undefined ? [] : [event.uncleanShutdown],
      }),
    )
    .filter((record) => record !== null);
}

/** Out of every ISR, then fenced. Kafka: handleBrokerFenced. */
export function brokerFencedRecords(
  state: ControllerState,
  brokerId: number,
  brokerEpoch: number,
): MetadataRecord[] {
  return [
    ...leaderAndIsrUpdates(
      state,
      { removed: brokerId },
      partitionsWithBrokerInIsr(state.image, brokerId),
    ),
    { type: "BROKER_REGISTRATION_CHANGE_RECORD", brokerId, brokerEpoch, fenced: 1 },
  ];
}

/** Unfenced, then partitions without a leader may take it. Kafka: handleBrokerUnfenced. */
export function brokerUnfencedRecords(
  state: ControllerState,
  brokerId: number,
  brokerEpoch: number,
): MetadataRecord[] {
  return [
    { type: "BROKER_REGISTRATION_CHANGE_RECORD", brokerId, brokerEpoch, fenced: -1 },
    ...leaderAndIsrUpdates(
      state,
      { added: brokerId },
      partitionsWithNoLeader(state.image),
    ),
  ];
}

/** Marked as stopping once, then out of every ISR. Kafka: handleBrokerInControlledShutdown. */
export function controlledShutdownRecords(
  state: ControllerState,
  brokerId: number,
  brokerEpoch: number,
): MetadataRecord[] {
  const records: MetadataRecord[] = [];
  if (state.image.brokers[brokerId]?.inControlledShutdown !== true)
    records.push({
      type: "BROKER_REGISTRATION_CHANGE_RECORD",
      brokerId,
      brokerEpoch,
      inControlledShutdown: 1,
    });
  const places = partitionsWithBrokerInIsr(state.image, brokerId);
  return [...records, ...leaderAndIsrUpdates(state, { removed: brokerId }, places)];
}

/** Out of every ISR and ELR, then unregistered. Kafka: handleBrokerUnregistered. */
export function brokerUnregisteredRecords(
  state: ControllerState,
  brokerId: number,
  brokerEpoch: number,
): MetadataRecord[] {
  const removed = { removed: brokerId };
  return [
    ...leaderAndIsrUpdates(
      state,
      removed,
      partitionsWithBrokerInIsr(state.image, brokerId),
    ),
    ...leaderAndIsrUpdates(
      state,
      removed,
      partitionsWithBrokerInElr(state.image, brokerId),
    ),
    { type: "UNREGISTER_BROKER_RECORD", brokerId, brokerEpoch },
  ];
}

/**
 * What a new incarnation leaves of the old one's places: after an unclean shutdown its log may have
 * lost records, so it also leaves the ELR (KIP-966). Kafka: handleBrokerShutdown.
 */
export function previousIncarnationRecords(
  state: ControllerState,
  brokerId: number,
  cleanShutdown: boolean,
): MetadataRecord[] {
  if (MUTANTS && mutated("uncleanRestartKeepsSeat")) return [];
  const inIsr = partitionsWithBrokerInIsr(state.image, brokerId);
  if (cleanShutdown || !elrEnabled(state.image))
    return leaderAndIsrUpdates(state, { removed: brokerId }, inIsr);
  const unclean = { uncleanShutdown: brokerId };
  return [
    ...leaderAndIsrUpdates(state, unclean, inIsr),
    ...leaderAndIsrUpdates(
      state,
      unclean,
      partitionsWithBrokerInElr(state.image, brokerId),
    ),
  ];
}
