import type { Command, Focus } from "../../contract/command.ts";
import type { GroupView } from "../../contract/group-view.ts";
import type { OpenForm } from "../../store/view.ts";

/** One thing that can be done to a group: a command, a form for one, or something to look at. */
export interface GroupOffer {
  readonly label: string;
  readonly command?: Command;
  readonly form?: OpenForm;
  readonly focus?: Focus;
}

/** Topics that the group reads or has committed. */
function topicsOf({ members, offsets }: GroupView): readonly string[] {
  const names = [
    ...members.flatMap(({ subscribed }) => subscribed),
    ...offsets.map(({ topic }) => topic),
  ];
  return [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
}

/** What an operator does to a group. What Kafka refuses is offered too: its refusal is worth seeing. */
export function groupOffers(group: GroupView): readonly GroupOffer[] {
  const { id } = group;
  const topics = topicsOf(group);
  const share = group.type === "Share";
  return [
    { label: "Add a member", form: { kind: "consumer", id: null, group: id } },
    { label: "Reset offsets", form: { kind: "resetOffsets", group: id } },
    ...(share || group.memberCount === 0
      ? []
      : [
          {
            label: "Change the assignor",
            form: { kind: "assignor", group: id },
          } as const,
        ]),
    ...topics.map((topic) => ({
      label: `Add partitions to ${topic}`,
      form: { kind: "partitions", topic } as const,
    })),
    ...(group.memberCount === 0
      ? []
      : [
          {
            label: "Remove all members",
            command: { kind: "removeMembers", group: id, members: null } as const,
          },
        ]),
    ...[...new Set(group.offsets.map(({ topic }) => topic))].map((topic) => ({
      label: `Delete offsets of ${topic}`,
      command: { kind: "deleteOffsets", group: id, topic, partition: null } as const,
    })),
    { label: "Delete the group", command: { kind: "deleteGroup", group: id } },
    {
      label: "Configs of the group",
      focus: { kind: "configs", scope: { kind: "group", group: id } },
    },
  ];
}
