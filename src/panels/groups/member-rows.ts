import type { ConsumerView } from "../../contract/client-view.ts";
import type { GroupView, MemberView } from "../../contract/group-view.ts";
import { spanText } from "../../scene/figures.ts";
import {
  consumerState,
  lagOfConsumer,
  partitionsText,
  type Tone,
} from "../clients/group-text.ts";

/** One member as the coordinator has it and as its client is, side by side; either may be missing. */
export interface MemberRow {
  readonly key: string;
  readonly clientId: string;
  readonly instanceId: string;
  readonly state: string;
  readonly tone: Tone;
  readonly epoch: number;
  /** What the coordinator has given it, in short words. */
  readonly assigned: string;
  readonly lag: number;
  readonly processed: number;
  readonly twice: number;
  readonly skipped: number;
  /** `orders-0 @ 17`; empty for none. */
  readonly inHand: string;
  readonly lastPoll: string;
  /** Null where nobody of this run is behind it. */
  readonly consumer: ConsumerView | null;
}

type Counts = Pick<MemberRow, "lag" | "processed" | "twice" | "skipped" | "inHand">;

function countsOf(consumer: ConsumerView | null): Counts {
  const positions = consumer?.positions ?? [];
  const sum = (name: "processedTwice" | "skipped"): number =>
    positions.reduce((total, one) => total + one[name], 0);
  const hand = positions.find(({ inHand }) => inHand >= 0);
  return {
    lag: consumer === null ? 0 : lagOfConsumer(consumer),
    processed: consumer?.processed ?? 0,
    twice: sum("processedTwice"),
    skipped: sum("skipped"),
    inHand: hand === undefined ? "" : `${hand.topic}-${hand.partition} @ ${hand.inHand}`,
  };
}

/** Where both stand: a dead process is a member until its session ends. */
function stateText(
  member: MemberView | null,
  consumer: ConsumerView | null,
  nowUs: number,
): { readonly text: string; readonly tone: Tone } {
  const client =
    consumer === null ? { text: "", tone: "good" as Tone } : consumerState(consumer);
  if (member === null) return { text: client.text || "not a member", tone: client.tone };
  const left = member.sessionUntilUs - nowUs;
  if (consumer !== null && (consumer.status === "down" || consumer.status === "paused"))
    return {
      text:
        left > 0 ? `${client.text}, a member for ${spanText(left)} more` : client.text,
      tone: "warn",
    };
  if (client.text !== "") return client;
  const settled = member.state === "joined" || member.state === "STABLE";
  return { text: member.state, tone: settled ? "good" : "warn" };
}

function lastPollText(consumer: ConsumerView | null, nowUs: number): string {
  if (consumer === null || consumer.lastPollUs < 0 || consumer.status === "down")
    return "";
  return `${spanText(Math.max(0, nowUs - consumer.lastPollUs))} ago`;
}

/** All who are in the group or want to be, by client id. */
export function memberRows(
  group: GroupView,
  consumers: readonly ConsumerView[],
  nowUs: number,
): readonly MemberRow[] {
  const mine = consumers.filter((one) => one.group === group.id);
  const clientOf = (member: MemberView): ConsumerView | undefined =>
    mine.find(
      ({ id, memberId }) =>
        id === member.clientId && (memberId === "" || memberId === member.memberId),
    ) ?? mine.find(({ id }) => id === member.clientId);
  const shown = new Set<ConsumerView>();
  const row = (member: MemberView | null, consumer: ConsumerView | null): MemberRow => {
    const { text, tone } = stateText(member, consumer, nowUs);
    return {
      key: member?.memberId ?? consumer?.id ?? "",
      clientId: member?.clientId ?? consumer?.id ?? "",
      instanceId:
        member?.instanceId ?? consumer?.settings.config["group.instance.id"] ?? "",
      state: text,
      tone,
      epoch: member?.epoch ?? -1,
      assigned: partitionsText(member?.assigned ?? []),
      lastPoll: lastPollText(consumer, nowUs),
      consumer,
      ...countsOf(consumer),
    };
  };
  const rows = group.members.map((member) => {
    const consumer = clientOf(member) ?? null;
    // Of two members of one client the later one is its own; the other is what a former life has left.
    if (consumer !== null && shown.has(consumer)) return row(member, null);
    if (consumer !== null) shown.add(consumer);
    return row(member, consumer);
  });
  for (const consumer of mine) if (!shown.has(consumer)) rows.push(row(null, consumer));
  return rows.toSorted((a, b) =>
    a.clientId.length === b.clientId.length
      ? a.clientId < b.clientId
        ? -1
        : 1
      : a.clientId.length - b.clientId.length,
  );
}
