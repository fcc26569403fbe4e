import type { Focus } from "../../contract/command.ts";
import type {
  GroupOffsetView,
  GroupView,
  MemberView,
} from "../../contract/group-view.ts";
import type { Group } from "../../kafka/group/group.ts";
import { consumerGroupState } from "../../kafka/group/modern/consumer-group.ts";
import { preferredAssignor } from "../../kafka/group/modern/preferred-assignor.ts";
import { clusterImage } from "../cluster-image.ts";
import { type WorkLog, workOf } from "../watch/work-log.ts";
import type { WorldState } from "../world.ts";
import { classicMembers } from "./classic-group-view.ts";
import { clientGroups } from "./client-groups.ts";
import { consumerMembers } from "./consumer-group-view.ts";
import { groupOffsets } from "./group-offsets.ts";
import { type GroupSource, groupSources, placeOfGroup } from "./group-source.ts";
import { shareStates } from "./share-states.ts";
import { shareView } from "./share-view.ts";

/** With more members than this in all groups, only the group in focus comes in full. */
const mostMembers = 120;

/** What differs between the types of groups. */
type TypeView = Pick<
  GroupView,
  "type" | "state" | "assignor" | "epoch" | "assignmentEpoch" | "leader" | "memberCount"
> & { readonly members: () => readonly MemberView[] };

function typeView(state: WorldState, source: GroupSource): TypeView {
  const { group, coordinator } = source;
  if (group.type === "consumer")
    return {
      type: "Consumer",
      state: consumerGroupState(group),
      assignor: preferredAssignor(group, { removed: [], put: null }) ?? "uniform",
      epoch: group.numbers.groupEpoch,
      assignmentEpoch: group.numbers.assignmentEpoch,
      leader: "",
      memberCount: group.numbers.members,
      members: () => consumerMembers(clusterImage(state), group, coordinator),
    };
  if (group.type === "share") return shareView(clusterImage(state), group, coordinator);
  return {
    type: "Classic",
    state: group.state,
    assignor: group.protocol ?? "",
    epoch: group.generation,
    assignmentEpoch: group.generation,
    leader: group.leader ?? "",
    memberCount: group.memberCount,
    members: () => classicMembers(group, coordinator),
  };
}

const sumOfLags = (offsets: readonly GroupOffsetView[]): number =>
  offsets.reduce((sum, { lag }) => sum + Math.max(0, lag), 0);

function groupView(
  state: WorldState,
  source: GroupSource,
  work: WorkLog,
  isFull: boolean,
): GroupView {
  const { members: makeMembers, ...view } = typeView(state, source);
  const members = isFull ? makeMembers() : [];
  const share =
    source.group.type === "share" ? shareStates(state, source.group) : undefined;
  const offsets =
    share?.offsets ?? groupOffsets(clusterImage(state), state, { source, members });
  return {
    id: source.id,
    ...view,
    coordinator: source.broker,
    coordinatorPartition: source.coordinator.index,
    members,
    offsets: isFull ? offsets : [],
    share: isFull ? (share?.states ?? []) : [],
    lag: sumOfLags(offsets),
    ...workOf(work, source.id),
  };
}

/** A group that clients name and no coordinator has: it is looked for, loads, or its clients have not come yet. Kafka: GroupState.UNKNOWN. */
function unknownGroup(
  state: WorldState,
  { id, type }: { readonly id: string; readonly type: GroupView["type"] },
  work: WorkLog,
): GroupView {
  const { partition, leader } = placeOfGroup(state, id);
  return {
    id,
    type,
    state: "Unknown",
    coordinator: leader,
    coordinatorPartition: partition,
    assignor: "",
    epoch: -1,
    assignmentEpoch: -1,
    leader: "",
    memberCount: 0,
    members: [],
    offsets: [],
    share: [],
    lag: 0,
    ...workOf(work, id),
  };
}

function countMembers(group: Group): number {
  switch (group.type) {
    case "consumer":
      return group.numbers.members;
    case "share":
      return Object.keys(group.members).length;
    default:
      return group.memberCount;
  }
}

/** Every group that there is or that a client names, by id. */
export function groupViews(
  state: WorldState,
  work: WorkLog,
  focus: Focus | null,
): GroupView[] {
  const sources = groupSources(state);
  const total = sources.reduce((sum, { group }) => sum + countMembers(group), 0);
  const focused = focus?.kind === "group" ? focus.group : "";
  const views = sources.map((source) =>
    groupView(state, source, work, total <= mostMembers || source.id === focused),
  );
  const known = new Set(sources.map(({ id }) => id));
  for (const named of clientGroups(state))
    if (!known.has(named.id)) views.push(unknownGroup(state, named, work));
  return views.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
