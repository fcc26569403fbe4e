import {
  emptyMetadataImage,
  type MetadataImage,
} from "../kafka/controller/metadata-image.ts";
import { nodeMemory, type WorldState } from "./world.ts";

const nothing = emptyMetadataImage();

/** The cluster as its controller has it; while that is down, as the best-informed broker has it. */
export function clusterImage(state: WorldState): MetadataImage {
  for (const id of state.topology.controllers) {
    const controller = nodeMemory(state, id)?.controller;
    if (controller !== null && controller !== undefined) return controller.state.image;
  }
  let best = nothing;
  for (const id of state.topology.brokers) {
    const image = nodeMemory(state, id)?.broker?.image;
    if (image !== undefined && image.highestOffset > best.highestOffset) best = image;
  }
  return best;
}
