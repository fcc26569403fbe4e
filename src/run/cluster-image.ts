import {
  emptyMetadataImage,
  type MetadataImage,
} from "../kafka/controller/metadata-image.ts";
import { nodeMemory, type WorldState } from "./world.ts";

const nothing = emptyMetadataImage();

/** The cluster as its active controller has it; without one, as the node has it that knows most. */
export function clusterImage(state: WorldState): MetadataImage {
  let epoch = -1;
  let best = nothing;
  for (const id of state.topology.controllers) {
    const controller = nodeMemory(state, id)?.controller;
    if (!controller || controller.activeEpoch <= epoch) continue;
    epoch = controller.activeEpoch;
    best = controller.state.image;
  }
  if (epoch >= 0) return best;
  for (const id of state.topology.controllers) {
    const image = nodeMemory(state, id)?.controller?.state.image;
    if (image !== undefined && image.highestOffset > best.highestOffset) best = image;
  }
  for (const id of state.topology.brokers) {
    const image = nodeMemory(state, id)?.broker?.image;
    if (image !== undefined && image.highestOffset > best.highestOffset) best = image;
  }
  return best;
}
