import type { GroupProbe } from "../../kafka/group-probe.ts";
import { violated, type Watch } from "../findings.ts";
import { allGhosts, type GhostPartition } from "../ghost.ts";
import { forgetMembers, type GhostGroups, offsetsPartitionOf } from "../group-ghost.ts";

const offsetsTopic = "__consumer_offsets";

/** The ghost of an internal topic's partition, if it is known. */
export const internalGhost = (
  watch: Watch,
  topic: string,
  partition: number,
): GhostPartition | undefined =>
  allGhosts(watch.state).find((one) => one.topic === topic && one.index === partition);

/** The quorum committed a partition: how many `__consumer_offsets` has says who coordinates whom. */
export function internalPartitionCommitted(
  { groups }: { readonly groups: GhostGroups },
  { topic, index }: GhostPartition,
): void {
  if (topic === offsetsTopic) groups.partitions = Math.max(groups.partitions, index + 1);
}

/** G14: in each leader epoch of an internal partition one broker coordinates, and it is the leader of that epoch. */
export function coordinatorDid(
  watch: Watch,
  broker: number,
  { topic, partition }: Parameters<GroupProbe["coordinator"]>[1],
  { what, epoch }: Parameters<GroupProbe["coordinator"]>[2],
): void {
  const { groups } = watch.state;
  const name = `${topic}-${partition}`;
  const known = groups.tenures[name];
  if (what === "unloaded" || what === "reverted") {
    if (topic === offsetsTopic && known?.broker === broker) forget(groups, name);
    return;
  }
  if (known !== undefined && known.epoch === epoch && known.broker !== broker)
    violated(
      watch,
      null,
      "G14",
      `brokers ${known.broker} and ${broker} both coordinate ${name} in epoch ${epoch}`,
    );
  const leader = internalGhost(watch, topic, partition)?.leaders[epoch]?.broker;
  if (leader !== undefined && leader !== broker)
    violated(
      watch,
      null,
      "G14",
      `broker ${broker} coordinates ${name} in epoch ${epoch}, which broker ${leader} leads`,
    );
  if (known !== undefined && known.epoch > epoch) return;
  if (what === "loading" && topic === offsetsTopic) forget(groups, name);
  groups.tenures[name] = { broker, epoch };
}

function forget(groups: GhostGroups, name: string): void {
  for (const group of Object.values(groups.groups))
    if (offsetsPartitionOf(groups, group.id) === name) forgetMembers(group);
}
