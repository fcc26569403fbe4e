import type { ConsumerView, PositionView } from "../../contract/client-view.ts";
import type { GroupView } from "../../contract/group-view.ts";
import { counted, grouped } from "../../scene/figures.ts";

/** How a state looks: at rest, on its way, in trouble, or nothing at all. */
export type Tone = "good" | "warn" | "bad" | "none";

/** Kafka: GroupState, of all types of groups. */
const tones: Readonly<Record<string, Tone>> = {
  Stable: "good",
  PreparingRebalance: "warn",
  CompletingRebalance: "warn",
  Assigning: "warn",
  Reconciling: "warn",
  Unknown: "warn",
  Dead: "bad",
};

export const stateTone = (state: string): Tone => tones[state] ?? "none";

/** `Classic · range · generation 3 · 2 members · lag 12`. */
export function groupLine(group: GroupView): string {
  const epoch = group.type === "Classic" ? "generation" : "epoch";
  if (group.state === "Unknown")
    return group.coordinator < 0
      ? "no coordinator yet"
      : `asks broker ${group.coordinator}`;
  return [
    group.type,
    ...(group.assignor === "" ? [] : [group.assignor]),
    `${epoch} ${group.epoch}`,
    counted(group.memberCount, "member"),
    `lag ${grouped(group.lag)}`,
  ].join(" · ");
}

/** Sum of the lags that it knows. */
export const lagOfConsumer = ({ positions }: ConsumerView): number =>
  positions.reduce((sum, { lag }) => sum + Math.max(0, lag), 0);

/** `orders 0–3, 5`; the numbers of each topic, runs joined. */
export function ownedText(
  positions: readonly Pick<PositionView, "topic" | "partition">[],
): string {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of positions)
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition]);
  return [...byTopic]
    .map(([topic, numbers]) => `${topic} ${runs(numbers.toSorted((a, b) => a - b))}`)
    .join(", ");
}

function runs(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found
    .map(([from, to]) =>
      from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`,
    )
    .join(", ");
}

/** Partition names, as a coordinator has them, in the same short words. */
export const partitionsText = (names: readonly string[]): string =>
  ownedText(
    names.map((name) => {
      const dash = name.lastIndexOf("-");
      return { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
    }),
  );

/** What a consumer does, where it is not simply reading. */
export function consumerState(consumer: ConsumerView): {
  readonly text: string;
  readonly tone: Tone;
} {
  const { status, pollingPaused, memberState } = consumer;
  if (status === "down") return { text: "down", tone: "none" };
  if (status === "paused") return { text: "process paused", tone: "warn" };
  if (status === "closing") return { text: "closing", tone: "warn" };
  if (pollingPaused) return { text: "does not poll", tone: "warn" };
  if (memberState === "" || memberState === "stable") return { text: "", tone: "good" };
  return { text: memberState.replaceAll("_", " "), tone: "warn" };
}
