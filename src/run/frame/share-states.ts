import type { GroupOffsetView, ShareStateView } from "../../contract/group-view.ts";
import { processOf } from "../../kafka/cluster.ts";
import { topicById } from "../../kafka/controller/metadata-image.ts";
import { type ShareGroup, shareMemberOf } from "../../kafka/group/share/share-group.ts";
import {
  type SharePartition,
  sharePartitionKey,
} from "../../kafka/share/share-partition.ts";
import { shareRuns } from "../../kafka/share/share-state-view.ts";
import { clusterImage } from "../cluster-image.ts";
import { nodeMemory, type WorldState } from "../world.ts";
import { diskLog } from "./partitions.ts";

/** A share partition at the broker that leads it, if that has read its state. */
function ledPartition(
  state: WorldState,
  leader: number,
  key: string,
): SharePartition | undefined {
  if (leader < 0) return undefined;
  const process = state.sim.processes[processOf(state.topology, leader)];
  if (process?.status === "down") return undefined;
  const found = nodeMemory(state, leader)?.broker?.shares?.partitions[key];
  return found?.status === "active" ? found : undefined;
}

/** The share partitions of a group as their leaders have them now: runs of records in one state, and how much is not done. */
export function shareStates(
  state: WorldState,
  group: ShareGroup,
): {
  readonly states: readonly ShareStateView[];
  readonly offsets: readonly GroupOffsetView[];
} {
  const image = clusterImage(state);
  const states: ShareStateView[] = [];
  const offsets: GroupOffsetView[] = [];
  for (const [topicId, { name: topic, partitions }] of Object.entries(
    group.topics.now.initialized,
  ))
    for (const partition of partitions) {
      const leader = topicById(image, topicId)?.partitions[partition]?.leader ?? -1;
      const key = sharePartitionKey(group.groupId, topicId, partition);
      const found = ledPartition(state, leader, key);
      const log = leader < 0 ? undefined : diskLog(state, leader, topicId, partition);
      const end = log?.highWatermark ?? -1;
      const at = { topic, partition, end, owner: "" };
      if (found === undefined) {
        offsets.push({ ...at, committed: -1, lag: -1 });
        continue;
      }
      const { startOffset, endOffset, completed } = found;
      const lag = end < 0 ? -1 : Math.max(0, end - startOffset - completed);
      offsets.push({ ...at, committed: startOffset, lag });
      states.push({
        topic,
        partition,
        startOffset,
        endOffset,
        runs: shareRuns(found).map(({ memberId, ...run }) => ({
          ...run,
          member: shareMemberOf(group, memberId)?.clientId ?? memberId,
        })),
      });
    }
  return { states, offsets };
}
