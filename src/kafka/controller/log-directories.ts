import { leaderAndIsrUpdates } from "./broker-transitions.ts";
import type { ControllerState } from "./controller-state.ts";
import type { BrokerRegistration } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { partitionsWhere } from "./partition-place.ts";

/** Replicas in a directory that went offline leave their ISR, then the registration names what is left. Kafka: handleDirectoriesOffline. */
export function directoriesOfflineRecords(
  state: ControllerState,
  broker: BrokerRegistration,
  offline: readonly string[],
): MetadataRecord[] {
  const lost = broker.directories.filter((directory) => offline.includes(directory));
  if (lost.length === 0) return [];
  const records: MetadataRecord[] = lost.flatMap((directory) =>
    leaderAndIsrUpdates(
      state,
      { removed: broker.brokerId },
      partitionsWhere(state.image, (partition) =>
        partition.directories.includes(directory),
      ),
    ),
  );
  return [
    ...records,
    {
      type: "BROKER_REGISTRATION_CHANGE_RECORD",
      brokerId: broker.brokerId,
      brokerEpoch: broker.epoch,
      logDirs: broker.directories.filter((directory) => !offline.includes(directory)),
    },
  ];
}

/** A broker names its cordoned directories once at each start, an empty list included (new in 4.3). */
export function cordonedDirectoriesRecords(
  broker: BrokerRegistration,
  cordoned: readonly string[] | null | undefined,
): MetadataRecord[] {
  if (cordoned === null || cordoned === undefined) return [];
  return [
    {
      type: "BROKER_REGISTRATION_CHANGE_RECORD",
      brokerId: broker.brokerId,
      brokerEpoch: broker.epoch,
      cordonedLogDirs: cordoned,
    },
  ];
}
