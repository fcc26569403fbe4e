import { hostedReplicas } from "../kafka/broker/broker.ts";
import { processOf } from "../kafka/cluster.ts";
import { wallClockMs } from "../kafka/context.ts";
import { outOfSyncReplicas } from "../kafka/replication/in-sync-replicas.ts";
import { nodeMemory, type World } from "../run/world.ts";

/** Since when each leader has members to remove and asks for nothing, µs, by what it is about. */
export type Neglect = Record<string, number>;

/** What leaders that run should ask to be removed now. */
function due(world: World): { readonly what: string; readonly halfLagUs: number }[] {
  const { sim, topology } = world.state;
  const nowMs = wallClockMs({ nowUs: () => sim.nowUs });
  return topology.brokers.flatMap((id) => {
    const process = sim.processes[processOf(topology, id)];
    const broker = nodeMemory(world.state, id)?.broker;
    if (broker === null || broker === undefined || process?.status !== "running")
      return [];
    const { replicaLagTimeMaxMs } = broker.config;
    return hostedReplicas(broker).flatMap((partition) =>
      outOfSyncReplicas(partition, nowMs, replicaLagTimeMaxMs).map((late) => ({
        what: `leader ${id} of ${partition.topic}-${partition.index} keeps ${late} in its ISR in epochs ${partition.leaderEpoch}, ${partition.partitionEpoch} since its start at ${process.statusSinceUs}`,
        halfLagUs: replicaLagTimeMaxMs * 500,
      })),
    );
  });
}

/**
 * R31: a follower that has not caught up for `replica.lag.time.max.ms` is proposed for removal within half that time
 * more. Looked at now and then; what is overdue, or null.
 */
export function overdueShrink(world: World, neglect: Neglect): string | null {
  const { nowUs } = world.state.sim;
  const found = due(world);
  for (const known of Object.keys(neglect))
    if (!found.some(({ what }) => what === known)) delete neglect[known];
  for (const { what, halfLagUs } of found) {
    const since = (neglect[what] ??= nowUs);
    if (nowUs - since > halfLagUs) return `R31: ${what}`;
  }
  return null;
}
