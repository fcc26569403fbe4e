import type { Focus } from "../../contract/command.ts";
import type { Detail, DetailSection } from "../../contract/detail.ts";
import type { RebalanceMember, RebalanceView } from "../../contract/group-view.ts";
import { field, section } from "../frame/fields.ts";

const seconds = (us: number): string => `${(us / 1_000_000).toFixed(3)} s`;

const names = (partitions: readonly string[]): string => partitions.join(", ") || "none";

function memberSection(member: RebalanceMember): DetailSection {
  return section(member.clientId, [
    field("member id", member.memberId || "not known yet"),
    field("owned before", names(member.before)),
    field("owns now", names(member.after)),
    field("processed nothing for", seconds(member.stoppedUs)),
  ]);
}

/** One rebalance in words and figures. */
export function rebalanceDetail(
  view: RebalanceView,
  focus: Extract<Focus, { kind: "rebalance" }>,
  nowUs: number,
): Detail {
  const over = view.endedUs >= 0;
  const lasted = (over ? view.endedUs : nowUs) - view.beganUs;
  return {
    focus,
    title: `Rebalance ${view.id} of ${view.group}`,
    badge: over ? "over" : "goes on",
    sections: [
      section("Why it began", [field("reason", view.reason)]),
      section("What it cost", [
        field(over ? "lasted" : "has lasted", seconds(lasted)),
        field("all partitions stood still for", seconds(view.allStoppedUs)),
        field("sum over partitions", seconds(view.partitionStoppedUs)),
        field("revoked", names(view.revoked)),
        field("have another owner", names(view.moved)),
        field("from epoch", view.fromEpoch),
        field("to epoch", view.toEpoch < 0 ? "not known yet" : view.toEpoch),
      ]),
      ...view.members.map(memberSection),
    ],
    why: [],
    shell: `kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe \\\n  --group ${view.group} --members --verbose`,
  };
}
