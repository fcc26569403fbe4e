import type { ConsumerView } from "../../contract/client-view.ts";
import type { Command } from "../../contract/command.ts";
import type { ResetTarget } from "../../contract/group-command.ts";
import type { GroupView } from "../../contract/group-view.ts";
import type { Draft, FormSpec } from "./command-form.tsx";

/** The cluster's clock begins with 2026 (UTC). */
const epochMs = 1_767_225_600_000;

const kinds: readonly { readonly value: ResetTarget["kind"]; readonly label: string }[] =
  [
    { value: "earliest", label: "the earliest record (--to-earliest)" },
    { value: "latest", label: "the end (--to-latest)" },
    { value: "shiftBy", label: "so many records on or back (--shift-by)" },
    { value: "offset", label: "an offset (--to-offset)" },
    { value: "datetime", label: "a time (--to-datetime)" },
    { value: "duration", label: "so long ago (--by-duration)" },
    { value: "current", label: "where it is (--to-current)" },
  ];

/** `2026-01-01T00:01:02.500` of the cluster's clock at a time of the run. */
const clockOf = (atUs: number): string =>
  new Date(epochMs + Math.floor(atUs / 1000)).toISOString().slice(0, -1);

function targetOf(draft: Draft): ResetTarget {
  const typed = (draft["value"] ?? "").trim();
  switch (draft["to"]) {
    case "shiftBy":
      return { kind: "shiftBy", by: Number(typed) };
    case "offset":
      return { kind: "offset", offset: Number(typed) };
    case "datetime":
      return { kind: "datetime", atMs: Date.parse(`${typed.replace(/Z$/, "")}Z`) };
    case "duration":
      return { kind: "duration", backMs: Math.round(Number(typed) * 1000) };
    case "latest":
    case "current":
      return { kind: draft["to"] };
    default:
      return { kind: "earliest" };
  }
}

const needsValue = ({ to = "" }: Draft): boolean =>
  ["shiftBy", "offset", "datetime", "duration"].includes(to);

const allOf = "";

function partitionsOf({
  which = allOf,
}: Draft): Extract<Command, { kind: "resetOffsets" }>["partitions"] {
  if (which === allOf) return null;
  const dash = which.lastIndexOf("-");
  return [{ topic: which.slice(0, dash), partition: Number(which.slice(dash + 1)) }];
}

/** Sets the committed offsets of a group that has no members. */
export function resetForm(group: GroupView, nowUs: number): FormSpec {
  const live = group.memberCount > 0;
  return {
    title: `Reset the offsets of ${group.id}`,
    about: live
      ? "Kafka resets only a group without members: let them leave first. It is refused while the group is " +
        `${group.state}.`
      : "The members that come next go on from there.",
    button: "Reset",
    start: { to: "earliest", value: "", which: allOf },
    fields: [
      {
        name: "to",
        label: "To",
        kind: "select",
        options: kinds,
        paths: ["/to/kind", "/to"],
      },
      {
        name: "value",
        label: "Which",
        kind: "text",
        paths: ["/to/by", "/to/offset", "/to/atMs", "/to/backMs"],
        hint: `Records, as −10; an offset; a time such as ${clockOf(nowUs)} (it is that now); seconds.`,
        when: needsValue,
      },
      {
        name: "which",
        label: "Partitions",
        kind: "select",
        options: [
          { value: allOf, label: "all that it has committed" },
          ...group.offsets.map(({ topic, partition }) => ({
            value: `${topic}-${partition}`,
            label: `${topic}-${partition}`,
          })),
        ],
        paths: ["/partitions"],
      },
    ],
    toCommand: (draft) => ({
      kind: "resetOffsets",
      group: group.id,
      partitions: partitionsOf(draft),
      to: targetOf(draft),
    }),
  };
}

const classicAssignors = [
  ["range", "org.apache.kafka.clients.consumer.RangeAssignor"],
  ["roundrobin", "org.apache.kafka.clients.consumer.RoundRobinAssignor"],
  ["sticky", "org.apache.kafka.clients.consumer.StickyAssignor"],
  ["cooperative-sticky", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"],
] as const;
const serverAssignors = [
  ["uniform", "uniform"],
  ["range", "range"],
] as const;

/** Another assignor for all members: each is restarted with it. */
export function assignorForm(
  group: GroupView,
  members: readonly ConsumerView[],
): FormSpec {
  const classic = group.type === "Classic";
  const name = classic ? "partition.assignment.strategy" : "group.remote.assignor";
  const change = (draft: Draft): Command[] =>
    members.map(({ id }) => ({
      kind: "changeConsumer",
      id,
      config: { [name]: draft["assignor"] ?? "" },
    }));
  const known: readonly (readonly [string, string])[] = classic
    ? classicAssignors
    : serverAssignors;
  return {
    title: `Assignor of ${group.id}`,
    about: classic
      ? "Every member is restarted with it. Members that share no assignor cannot be in one group: INCONSISTENT_GROUP_PROTOCOL until the last of the others has left."
      : "Every member is restarted and asks for it; the coordinator takes the one that most ask for.",
    button: "Restart the members with it",
    start: { assignor: known.find(([short]) => short !== group.assignor)?.[1] ?? "" },
    fields: [
      {
        name: "assignor",
        label: "Assignor",
        kafka: name,
        kind: "select",
        options: known.map(([label, value]) => ({ value, label })),
        paths: [`/config/${name}`],
      },
    ],
    toCommand: (draft) =>
      change(draft)[0] ?? { kind: "changeConsumer", id: "", config: {} },
    more: (draft) => change(draft).slice(1),
  };
}
