import { processOf } from "../../kafka/cluster.ts";
import { topicByName } from "../../kafka/controller/metadata-image.ts";
import type { Coordinator } from "../../kafka/coordinator/coordinator.ts";
import type { Group } from "../../kafka/group/group.ts";
import type { CommittedOffset, GroupState } from "../../kafka/group/group-state.ts";
import { keyOf } from "../../kafka/group/group-state.ts";
import { coordinatorPartition } from "../../kafka/protocol/coordinator-partition.ts";
import { clusterImage } from "../cluster-image.ts";
import { nodeMemory, type WorldState } from "../world.ts";

const offsetsTopic = "__consumer_offsets";

/** A group as the broker has it that believes to coordinate it. */
export interface GroupSource {
  readonly id: string;
  readonly group: Group;
  readonly broker: number;
  readonly coordinator: Coordinator;
  /** By topic and partition. */
  readonly offsets: Readonly<Record<string, Readonly<Record<string, CommittedOffset>>>>;
}

/** Coordinators of groups that have read their partition, one a partition: of two that believe so, the later one. */
function coordinators(state: WorldState): { broker: number; coordinator: Coordinator }[] {
  const newest: { broker: number; coordinator: Coordinator }[] = [];
  for (const broker of state.topology.brokers) {
    const process = state.sim.processes[processOf(state.topology, broker)];
    if (process?.status === "down") continue;
    for (const each of Object.values(
      nodeMemory(state, broker)?.broker?.coordinators ?? {},
    )) {
      if (each.topic !== offsetsTopic || each.status !== "active") continue;
      const known = newest[each.index];
      if (known === undefined || known.coordinator.epoch < each.epoch)
        newest[each.index] = { broker, coordinator: each };
    }
  }
  return newest.filter((one) => one !== undefined);
}

/** All groups that somebody coordinates, by id. */
export function groupSources(state: WorldState): GroupSource[] {
  const found: GroupSource[] = [];
  for (const { broker, coordinator } of coordinators(state)) {
    const { groups, offsets } = coordinator.state as GroupState;
    for (const group of Object.values(groups)) {
      const id = group.groupId;
      found.push({ id, group, broker, coordinator, offsets: offsets[keyOf(id)] ?? {} });
    }
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Where a group belongs, though nobody has it yet: its partition and who leads that; -1 for what is not there. */
export function placeOfGroup(
  state: WorldState,
  id: string,
): { readonly partition: number; readonly leader: number } {
  const topic = topicByName(clusterImage(state), offsetsTopic);
  if (topic === undefined) return { partition: -1, leader: -1 };
  const partition = coordinatorPartition(id, topic.partitions.length);
  return { partition, leader: topic.partitions[partition]?.leader ?? -1 };
}
