import type { Focus } from "../../contract/command.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import { rowsUnasked } from "../../contract/overview.ts";
import type { StageFilter } from "../../contract/stage-filter.ts";
import { rowOf } from "../../scene/row-view.ts";
import { subscriptionText } from "../clients/client-text.ts";

/** Something that was found, and where it leads. */
export interface Found {
  readonly kind: "topic" | "partition" | "broker" | "rack" | "client" | "config";
  readonly label: string;
  /** What it looks at closely; null leaves that as it is. */
  readonly focus: Focus | null;
  /** What the stage then shows; null is all. */
  readonly filter: StageFilter | null;
  /** Row and broker that come into sight; -1 none. */
  readonly row: number;
  readonly broker: number;
}

const nowhere = { focus: null, filter: null, row: -1, broker: -1 } as const;
/** Results of each kind, at most. */
const most = 6;

function partitions(frame: ViewFrame, text: string): Found[] {
  const cut = text.lastIndexOf("-");
  const number = Number(text.slice(cut + 1));
  if (cut < 1 || text.length === cut + 1 || !Number.isInteger(number)) return [];
  const name = text.slice(0, cut);
  return frame.topics
    .filter((topic) => topic.name.toLowerCase().includes(name))
    .filter((topic) => number >= 0 && number < topic.partitions)
    .slice(0, most)
    .map((topic) => ({
      ...nowhere,
      kind: "partition" as const,
      label: `${topic.name}-${number}`,
      focus: { kind: "partition" as const, topic: topic.name, partition: number },
      row: rowOf(frame, topic.name, number),
    }));
}

/** In a large cluster a topic's rows are shown by themselves. */
function topics(frame: ViewFrame, text: string): Found[] {
  const large = frame.overview.topicOf.length > rowsUnasked;
  return frame.topics
    .filter((topic) => topic.name.toLowerCase().includes(text))
    .slice(0, most)
    .map((topic) => ({
      ...nowhere,
      kind: "topic" as const,
      label: `${topic.name} · ${topic.partitions} partition${topic.partitions === 1 ? "" : "s"}`,
      filter: large ? ({ kind: "topic", topic: topic.name } as const) : null,
      row: rowOf(frame, topic.name, 0),
    }));
}

function brokers(frame: ViewFrame, text: string): Found[] {
  const digits = text.replace(/^b(roker)?\s*/, "");
  const all = "brokers".startsWith(text) && text !== "";
  return frame.brokers
    .filter(({ id }) => all || (digits !== "" && String(id).startsWith(digits)))
    .slice(0, most)
    .map(({ id, rack }) => ({
      ...nowhere,
      kind: "broker" as const,
      label: `broker ${id}${rack === null ? "" : ` · rack ${rack}`}`,
      focus: { kind: "broker" as const, broker: id },
      broker: id,
    }));
}

function racks(frame: ViewFrame, text: string): Found[] {
  const wanted = text.replace(/^rack\s*/, "");
  const names = new Set(
    frame.brokers.flatMap(({ rack }) => (rack === null ? [] : [rack])),
  );
  return [...names]
    .filter((rack) => "rack".startsWith(text) || rack.toLowerCase().includes(wanted))
    .slice(0, most)
    .map((rack) => ({
      ...nowhere,
      kind: "rack" as const,
      label: `rack ${rack}`,
      filter: { kind: "rack", rack } as const,
    }));
}

function clients(frame: ViewFrame, text: string): Found[] {
  const consumers = frame.consumers.map(({ id, subscription }) => ({
    id,
    topic: subscriptionText(subscription),
  }));
  return [...frame.producers, ...consumers]
    .filter(({ id }) => id.toLowerCase().includes(text))
    .slice(0, most)
    .map(({ id, topic }) => ({
      ...nowhere,
      kind: "client" as const,
      label: `${id} · ${topic}`,
      focus: { kind: "client" as const, id },
      row: rowOf(frame, topic, 0),
    }));
}

/** Configs that are set somewhere lead to where they are set. */
function configs(
  frame: ViewFrame,
  text: string,
  cluster: Readonly<Record<string, string>>,
): Found[] {
  const ofCluster = Object.entries(cluster)
    .filter(([name]) => name.includes(text))
    .map(([name, value]) => ({
      ...nowhere,
      kind: "config" as const,
      label: `${name}=${value} · cluster`,
      focus: { kind: "configs", scope: { kind: "cluster" } } as const,
    }));
  const ofTopics = frame.topics.flatMap((topic) =>
    Object.entries(topic.config)
      .filter(([name]) => name.includes(text))
      .map(([name, value]) => ({
        ...nowhere,
        kind: "config" as const,
        label: `${name}=${value} · ${topic.name}`,
        focus: { kind: "configs", scope: { kind: "topic", topic: topic.name } } as const,
        row: rowOf(frame, topic.name, 0),
      })),
  );
  return [...ofCluster, ...ofTopics].slice(0, most);
}

/** Everything whose name has the words in it, the likeliest first. */
export function find(
  frame: ViewFrame,
  words: string,
  cluster: Readonly<Record<string, string>>,
): readonly Found[] {
  const text = words.trim().toLowerCase();
  if (text === "") return [];
  return [
    ...partitions(frame, text),
    ...topics(frame, text),
    ...brokers(frame, text),
    ...racks(frame, text),
    ...clients(frame, text),
    ...configs(frame, text, cluster),
  ];
}
