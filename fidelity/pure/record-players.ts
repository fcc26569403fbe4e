import type { Player } from "../recording.ts";
import { playEstimateSize } from "./estimate-size.ts";
import { playCoordinatorPartition, playPartitionOfKey } from "./partitioning.ts";
import { playCompressedBatch, playRecordBatch } from "./record-batch.ts";
import { playStripedPlacement } from "./striped-placement.ts";

/** By recording, without extension. */
export const recordPlayers: Readonly<Record<string, Player>> = {
  "pure/record-batch": playRecordBatch,
  "pure/record-batch-compressed": playCompressedBatch,
  "pure/partition-of-key": playPartitionOfKey,
  "pure/coordinator-partition": playCoordinatorPartition,
  "pure/estimate-size": playEstimateSize,
  "pure/striped-placement": playStripedPlacement,
};
