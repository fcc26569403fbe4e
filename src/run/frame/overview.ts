import type { TopicView } from "../../contract/frame.ts";
import {
  type OverviewView,
  partitionBits,
  replicaBits,
} from "../../contract/overview.ts";
import { processOf } from "../../kafka/cluster.ts";
import type { TopicImage } from "../../kafka/controller/metadata-image.ts";
import {
  NO_LEADER,
  type PartitionRegistration,
} from "../../kafka/controller/partition-registration.ts";
import type { WorldState } from "../world.ts";

/** Kafka: TopicCommand.PartitionDescription; replicas that are being added do not count yet. */
function partitionState(one: PartitionRegistration, minIsr: number): number {
  const inSync = one.isr.length;
  let bits = 0;
  if (inSync < one.replicas.length - one.addingReplicas.length)
    bits |= partitionBits.underReplicated;
  if (inSync === minIsr) bits |= partitionBits.atMinIsr;
  if (inSync < minIsr) bits |= partitionBits.underMinIsr;
  if (one.leader === NO_LEADER) bits |= partitionBits.offline;
  else if (one.leader !== one.replicas[0]) bits |= partitionBits.notPreferred;
  if (one.addingReplicas.length + one.removingReplicas.length > 0)
    bits |= partitionBits.reassigning;
  return bits;
}

function replicaState(one: PartitionRegistration, broker: number): number {
  let bits = one.leader === broker ? replicaBits.leader : 0;
  if (one.isr.includes(broker)) bits |= replicaBits.inSync;
  if (one.elr.includes(broker)) bits |= replicaBits.eligible;
  if (one.addingReplicas.includes(broker)) bits |= replicaBits.adding;
  if (one.removingReplicas.includes(broker)) bits |= replicaBits.removing;
  return bits;
}

function downBrokers(state: WorldState): ReadonlySet<number> {
  const down = state.topology.brokers.filter((id) => {
    const process = state.sim.processes[processOf(state.topology, id)];
    return process === undefined || process.status === "down";
  });
  return new Set(down);
}

function empty(topics: readonly TopicImage[]): OverviewView {
  let rows = 0;
  let replicas = 0;
  for (const { partitions } of topics) {
    rows += partitions.length;
    for (const one of partitions) replicas += one.replicas.length;
  }
  return {
    topicOf: new Int32Array(rows),
    partitionOf: new Int32Array(rows),
    firstReplica: new Int32Array(rows + 1),
    partitions: new Uint8Array(rows),
    brokerOf: new Int32Array(replicas),
    replicas: new Uint8Array(replicas),
  };
}

/** Every partition and replica, as the controller has them. */
export function overviewOf(
  state: WorldState,
  topics: readonly TopicImage[],
  views: readonly TopicView[],
): OverviewView {
  const overview = empty(topics);
  const down = downBrokers(state);
  let row = 0;
  let at = 0;
  for (const [t, topic] of topics.entries()) {
    const minIsr = views[t]?.minInsyncReplicas ?? 1;
    for (const [p, one] of topic.partitions.entries()) {
      overview.topicOf[row] = t;
      overview.partitionOf[row] = p;
      overview.firstReplica[row] = at;
      overview.partitions[row] = partitionState(one, minIsr);
      for (const broker of one.replicas) {
        overview.brokerOf[at] = broker;
        overview.replicas[at] =
          replicaState(one, broker) | (down.has(broker) ? replicaBits.down : 0);
        at++;
      }
      row++;
    }
  }
  overview.firstReplica[row] = at;
  return overview;
}
