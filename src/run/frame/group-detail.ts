import type { Focus } from "../../contract/command.ts";
import type { Detail, DetailSection } from "../../contract/detail.ts";
import type {
  GroupOffsetView,
  GroupView,
  MemberView,
} from "../../contract/group-view.ts";
import { chain, type HappeningBook } from "../happenings.ts";
import { workLog } from "../watch/work-log.ts";
import type { WorldState } from "../world.ts";
import { field, section } from "./fields.ts";
import { groupViews } from "./groups.ts";

const none = (text: string | number): string =>
  text === "" || text === -1 ? "none" : String(text);

/** How a group stands. Kafka: the columns of `kafka-consumer-groups.sh --describe --state`. */
function stateSection(view: GroupView): DetailSection {
  const modern = view.type !== "Classic";
  return section("As its coordinator has it", [
    field("type", view.type),
    field("state", view.state),
    field("coordinator", view.coordinator < 0 ? "none" : `broker ${view.coordinator}`),
    field("partition", `__consumer_offsets-${none(view.coordinatorPartition)}`),
    field("assignor", none(view.assignor)),
    field(modern ? "groupEpoch" : "generationId", none(view.epoch)),
    ...(modern ? [field("assignmentEpoch", none(view.assignmentEpoch))] : []),
    ...(view.leader === "" ? [] : [field("leader", view.leader)]),
    field("members", view.memberCount),
    field("lag", view.lag),
  ]);
}

const listed = (names: readonly string[]): string => names.join(", ") || "none";

function memberSection(member: MemberView, nowUs: number): DetailSection {
  const left = (member.sessionUntilUs - nowUs) / 1_000_000;
  return section(member.clientId || member.memberId, [
    field("memberId", member.memberId),
    ...(member.instanceId === "" ? [] : [field("groupInstanceId", member.instanceId)]),
    field("epoch", member.epoch),
    field("state", member.state),
    field("assigned", listed(member.assigned)),
    ...(member.revoking.length === 0 ? [] : [field("revoking", listed(member.revoking))]),
    field("subscribed to", listed(member.subscribed)),
    ...(member.sessionUntilUs < 0
      ? []
      : [field("removed if silent for", `${Math.max(0, left).toFixed(1)} s`)]),
  ]);
}

const offsetText = ({ committed, end, lag }: GroupOffsetView): string =>
  `committed ${none(committed)}, end ${none(end)}, lag ${lag < 0 ? "unknown" : lag}`;

/** A group with its members and offsets; null when nobody knows it. */
export function groupDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "group" }>,
): Detail | null {
  const view = groupViews(state, workLog(), focus).find(({ id }) => id === focus.group);
  if (view === undefined) return null;
  const latest = Math.max(
    book.latest[`stable:${view.id}`] ?? 0,
    book.latest[`group:${view.id}`] ?? 0,
  );
  const tool =
    view.type === "Share" ? "kafka-share-groups.sh" : "kafka-consumer-groups.sh";
  return {
    focus,
    title: `Group ${view.id}`,
    badge: view.state,
    sections: [
      stateSection(view),
      ...(view.offsets.length === 0
        ? []
        : [
            section(
              "Offsets",
              view.offsets.map((one) =>
                field(`${one.topic}-${one.partition}`, offsetText(one)),
              ),
            ),
          ]),
      ...view.members.map((member) => memberSection(member, state.sim.nowUs)),
    ],
    why: chain(book, latest).map(({ id }) => id),
    shell: `${tool} --bootstrap-server localhost:9092 \\\n  --describe --group ${view.id} --members --verbose`,
  };
}
