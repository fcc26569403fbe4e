import type { GroupOffsetView, MemberView } from "../../contract/group-view.ts";
import {
  type MetadataImage,
  topicByName,
} from "../../kafka/controller/metadata-image.ts";
import { nameOf } from "../../kafka/group/group-state.ts";
import type { WorldState } from "../world.ts";
import type { GroupSource } from "./group-source.ts";
import { diskLog } from "./partitions.ts";

/** Partitions that the group has committed or owns, by topic and number, with how far behind it is. Kafka: ConsumerGroupCommand.describeGroups. */
export function groupOffsets(
  image: MetadataImage,
  state: WorldState,
  of: { readonly source: GroupSource; readonly members: readonly MemberView[] },
): GroupOffsetView[] {
  const owners: Record<string, string> = {};
  for (const { clientId, assigned } of of.members)
    for (const name of assigned) owners[name] = clientId;
  const committed = committedOf(of.source);
  const names = new Set([...Object.keys(committed), ...Object.keys(owners)]);
  return [...names]
    .map((name) => {
      const dash = name.lastIndexOf("-");
      const at = { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
      return offsetView(image, state, {
        ...at,
        committed: committed[name] ?? -1,
        owner: owners[name] ?? "",
      });
    })
    .toSorted((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    );
}

function committedOf({ offsets }: GroupSource): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [topic, partitions] of Object.entries(offsets))
    for (const [partition, { offset }] of Object.entries(partitions))
      found[`${nameOf(topic)}-${partition}`] = offset;
  return found;
}

function offsetView(
  image: MetadataImage,
  state: WorldState,
  at: Pick<GroupOffsetView, "topic" | "partition" | "committed" | "owner">,
): GroupOffsetView {
  const topic = topicByName(image, at.topic);
  const leader = topic?.partitions[at.partition]?.leader ?? -1;
  const log =
    topic === undefined || leader < 0
      ? undefined
      : diskLog(state, leader, topic.topicId, at.partition);
  if (log === undefined) return { ...at, end: -1, lag: -1 };
  const { highWatermark: end, logStartOffset } = log;
  const from = at.committed < 0 ? logStartOffset : at.committed;
  return { ...at, end, lag: Math.max(0, end - from) };
}
