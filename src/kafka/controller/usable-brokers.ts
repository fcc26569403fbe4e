import { isShuttingDown } from "./broker-heartbeat-state.ts";
import type { ControllerContext } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { type BrokerRegistration, brokersOf } from "./metadata-image.ts";
import {
  type Placement,
  type PlacementRefused,
  placeReplicas,
  type UsableBroker,
} from "./placement.ts";

/** Brokers that new replicas may go to: not stopping, and with a directory that is not cordoned. Kafka: usableBrokers. */
function usableBrokers(state: ControllerState): UsableBroker[] {
  return brokersOf(state.image)
    .filter((broker) => {
      const heartbeat = state.heartbeats[broker.brokerId];
      return heartbeat !== undefined && !isShuttingDown(heartbeat) && !isCordoned(broker);
    })
    .map(({ brokerId, rack, fenced }) => ({
      id: brokerId,
      rack,
      fenced: state.heartbeats[brokerId]?.fenced ?? fenced,
    }));
}

function isCordoned({ directories, cordonedDirectories }: BrokerRegistration): boolean {
  return (
    directories.length > 0 &&
    directories.every((directory) => cordonedDirectories.includes(directory))
  );
}

/** Kafka: ReplicaPlacer.place on the brokers that can be used now. */
export function placePartitions(
  state: ControllerState,
  context: ControllerContext,
  wanted: { readonly partitions: number; readonly replicationFactor: number },
): Placement | PlacementRefused {
  const { partitions, replicationFactor } = wanted;
  return placeReplicas(
    usableBrokers(state),
    partitions,
    replicationFactor,
    context.nextInt,
  );
}
