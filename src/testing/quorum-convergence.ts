import type { Controller } from "../kafka/raft/controller-node.ts";
import { nodeMemory, type World } from "../run/world.ts";

/** Records that may be on their way when somebody looks: an idle quorum writes one every half second. */
const onTheWay = 2;

/** What the voters and brokers of a core still owe of the quorum and its metadata, or null (reliability 2.8, V1 and V5). */
export function whatQuorumOwes(world: World, core: readonly number[]): string | null {
  const { controllers, brokers } = world.state.topology;
  const voters = controllers
    .filter((id) => core.includes(id))
    .map((id) => ({ id, controller: nodeMemory(world.state, id)?.controller ?? null }));
  const leader = voters.find(({ controller }) => isActive(controller))?.controller;
  if (!leader) return "no controller leads the quorum (V1)";
  const { highWatermark, epoch, localId } = leader.raft;
  for (const { id, controller } of voters) {
    if (controller?.raft.epoch !== epoch || controller.raft.leaderId !== localId)
      return `controller ${id} does not follow ${localId}, leader of quorum epoch ${epoch} (V1)`;
    if (controller.appliedOffset + 1 + onTheWay < highWatermark)
      return `controller ${id} has applied metadata up to ${controller.appliedOffset} of ${highWatermark} (V5)`;
  }
  for (const id of brokers.filter((broker) => core.includes(broker))) {
    const applied = nodeMemory(world.state, id)?.broker?.appliedOffset ?? -1;
    if (applied + 1 + onTheWay < highWatermark)
      return `broker ${id} has applied metadata up to ${applied} of ${highWatermark} (V5)`;
  }
  return null;
}

const isActive = (controller: Controller | null): boolean =>
  controller?.raft.role.kind === "leader" &&
  controller.activeEpoch === controller.raft.epoch;
