import {
  type ConsumerSettings,
  defaultConsumerSettings,
  type ProcessingTime,
} from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { Subscription } from "../../contract/scenario.ts";
import type { Draft, FormSpec } from "./command-form.tsx";
import { draftChange, draftConfig } from "./config-draft.ts";
import { configField } from "./config-field.ts";
import type { FieldSpec } from "./field.tsx";

const isShare = (draft: Draft): boolean => draft["api"] === "share";
const isPattern = ({ reads = "" }: Draft): boolean =>
  reads === "pattern" || reads === "serverPattern";

const subscription: readonly FieldSpec[] = [
  {
    name: "api",
    label: "Reads as",
    kind: "select",
    options: [
      { value: "consumer", label: "consumer: partitions are shared out" },
      { value: "share", label: "share consumer: records are (KIP-932)" },
    ],
    paths: ["/consumer/api"],
  },
  {
    name: "reads",
    label: "Reads",
    kind: "select",
    options: [
      { value: "topics", label: "subscribe: topics by name" },
      { value: "pattern", label: "subscribe: pattern, seen by the client" },
      { value: "serverPattern", label: "subscribe: pattern, seen by the coordinator" },
      { value: "assign", label: "assign: partitions, without a group's say" },
    ],
    paths: ["/subscription/kind"],
    when: (draft) => !isShare(draft),
  },
  {
    name: "topics",
    label: "Topics",
    kind: "text",
    paths: ["/subscription/topics", "/subscription/topic", "/subscription/topics/0"],
    hint: "Names with commas between them.",
    when: (draft) => isShare(draft) || !isPattern(draft),
  },
  {
    name: "pattern",
    label: "Pattern",
    kind: "text",
    paths: ["/subscription/pattern"],
    hint: "A regular expression for whole names, such as orders.*",
    when: (draft) => !isShare(draft) && isPattern(draft),
  },
  {
    name: "partitions",
    label: "Partitions",
    kind: "text",
    paths: ["/subscription/partitions"],
    hint: "Empty: all of the topic.",
    when: (draft) => !isShare(draft) && draft["reads"] === "assign",
  },
];

const configs: readonly FieldSpec[] = [
  configField("group.id", "Group"),
  configField("group.protocol", "Protocol", {
    kind: "select",
    options: [
      { value: "", label: "classic (default)" },
      { value: "consumer", label: "consumer (KIP-848)" },
    ],
    when: (draft) => !isShare(draft),
  }),
  configField("group.instance.id", "Static member", {
    hint: "Empty: dynamic.",
    when: (draft) => !isShare(draft),
  }),
  configField("auto.offset.reset", "Starts without offset at", {
    kind: "select",
    options: ["", "earliest", "latest", "none"].map((value) => ({
      value,
      label: value || "latest (default)",
    })),
    when: (draft) => !isShare(draft),
  }),
];

const application: readonly FieldSpec[] = [
  {
    name: "processingMs",
    label: "Time a record, ms",
    kind: "text",
    paths: ["/settings/processing", "/processing/us", "/processing/fromUs"],
    hint: "A number, or two with a dash: 5-20.",
  },
  {
    name: "commit",
    label: "Application commits",
    kind: "select",
    options: [
      { value: "none", label: "not itself (enable.auto.commit)" },
      { value: "syncAfter", label: "commitSync after processing" },
      { value: "asyncAfter", label: "commitAsync after processing" },
      { value: "syncBefore", label: "commitSync before processing" },
      { value: "asyncBefore", label: "commitAsync before processing" },
    ],
    paths: ["/settings/commit"],
  },
  {
    name: "poisonKey",
    label: "Always fails on key",
    kind: "text",
    paths: ["/settings/poisonKey"],
    hint: "Empty: on none.",
    more: true,
  },
  {
    name: "failures",
    label: "Fails, of 10\u202f000 records",
    kind: "number",
    paths: ["/settings/failuresPerTenThousand"],
    more: true,
  },
  {
    name: "onFailure",
    label: "When it fails",
    kind: "select",
    options: [
      { value: "crash", label: "crashes" },
      { value: "retry", label: "seeks back and tries again" },
      { value: "skip", label: "goes on behind it" },
    ],
    paths: ["/settings/onFailure"],
    more: true,
  },
];

const fields: readonly FieldSpec[] = [...subscription, ...configs, ...application];

function processingOf(typed: string): ProcessingTime {
  const [from = "", to] = typed.split(/[-–]/).map((part) => part.trim());
  const us = (text: string): number => Math.round(Number(text.replace(",", ".")) * 1000);
  return to === undefined
    ? { kind: "constant", us: us(from) }
    : { kind: "uniform", fromUs: us(from), toUs: us(to) };
}

const processingText = (time: ProcessingTime): string =>
  time.kind === "constant"
    ? String(time.us / 1000)
    : `${time.fromUs / 1000}-${time.toUs / 1000}`;

const listed = (typed: string): string[] =>
  typed.split(/[\s,]+/).filter((part) => part !== "");

/** What the draft subscribes to. */
export function subscriptionOf(draft: Draft): Subscription {
  const topics = listed(draft["topics"] ?? "");
  const { reads = "topics", pattern = "" } = draft;
  if (isShare(draft)) return { kind: "topics", topics };
  if (reads === "pattern" || reads === "serverPattern") return { kind: reads, pattern };
  if (reads !== "assign") return { kind: "topics", topics };
  const numbers = listed(draft["partitions"] ?? "").map(Number);
  return {
    kind: "assign",
    topic: topics[0] ?? "",
    partitions: numbers.length === 0 ? null : numbers,
  };
}

/** What the draft says of the application around the consumer. */
const applicationOf = (draft: Draft): Omit<ConsumerSettings, "config"> => ({
  processing: processingOf(draft["processingMs"] ?? ""),
  failuresPerTenThousand: Number(draft["failures"] ?? 0),
  poisonKey: (draft["poisonKey"] ?? "") === "" ? null : (draft["poisonKey"] ?? null),
  onFailure: (draft["onFailure"] ?? "crash") as ConsumerSettings["onFailure"],
  commit: (draft["commit"] ?? "none") as ConsumerSettings["commit"],
});

const settingsDraft = (settings: ConsumerSettings): Draft => ({
  processingMs: processingText(settings.processing),
  commit: settings.commit,
  poisonKey: settings.poisonKey ?? "",
  failures: String(settings.failuresPerTenThousand),
  onFailure: settings.onFailure,
  ...Object.fromEntries(configs.map(({ name }) => [name, ""])),
  ...settings.config,
});

function subscriptionDraft(known: Subscription): Draft {
  switch (known.kind) {
    case "topics":
      return {
        reads: known.kind,
        topics: known.topics.join(", "),
        pattern: "",
        partitions: "",
      };
    case "assign":
      return {
        reads: known.kind,
        topics: known.topic,
        pattern: "",
        partitions: known.partitions?.join(", ") ?? "",
      };
    default:
      return { reads: known.kind, topics: "", pattern: known.pattern, partitions: "" };
  }
}

/** Only what differs crosses the thread and stands in the log. */
function changes(
  before: ConsumerSettings,
  draft: Draft,
): Partial<Omit<ConsumerSettings, "config">> {
  return Object.fromEntries(
    Object.entries(applicationOf(draft)).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name)),
    ),
  );
}

/** A consumer's settings while it runs. */
function settingsForm(known: ConsumerView): FormSpec {
  const fixed = new Set(["api", "reads", "topics", "pattern", "partitions"]);
  return {
    title: `Settings of ${known.id}`,
    about:
      "What the application does changes at once; another config restarts the consumer: it leaves its group and comes back.",
    button: "Apply",
    configs: "consumer",
    fields: fields.filter(({ name }) => !fixed.has(name)),
    start: { api: known.api, ...settingsDraft(known.settings) },
    toCommand: (draft) => ({
      kind: "changeConsumer",
      id: known.id,
      settings: changes(known.settings, draft),
      config: draftChange("consumer", known.settings.config, draft),
    }),
  };
}

/** What a new consumer begins with: a member like the others of its group, where it is for one. */
export interface NewConsumer {
  readonly id: string;
  readonly group: string;
  readonly like: ConsumerView | null;
}

/** Adds a consumer, to a group or to none. */
function newForm(topics: readonly string[], wanted: NewConsumer): FormSpec {
  const { like } = wanted;
  const settings = like?.settings ?? defaultConsumerSettings;
  return {
    title: wanted.group === "" ? "Add a consumer" : `Add a member to ${wanted.group}`,
    about:
      "Members of a group share the partitions of its topics; without a group a consumer reads what it is assigned.",
    button: "Add consumer",
    configs: "consumer",
    fields: [
      {
        name: "id",
        label: "Name",
        kafka: "client.id",
        kind: "text",
        paths: ["/consumer/id", "/id"],
      },
      ...fields,
    ],
    start: {
      id: wanted.id,
      api: like?.api ?? "consumer",
      ...subscriptionDraft(
        like?.subscription ?? {
          kind: wanted.group === "" ? "assign" : "topics",
          topic: topics[0] ?? "",
          topics: topics.slice(0, 1),
          partitions: null,
        },
      ),
      ...settingsDraft(settings),
      "group.id": wanted.group,
      "group.instance.id": "",
    },
    toCommand: (draft) => ({
      kind: "startConsumer",
      consumer: {
        id: draft["id"] ?? "",
        api: isShare(draft) ? "share" : "consumer",
        subscription: subscriptionOf(draft),
        settings: { ...applicationOf(draft), config: draftConfig("consumer", draft) },
      },
    }),
  };
}

/** Adds a consumer, or changes one while it runs. */
export const consumerForm = (
  topics: readonly string[],
  known: ConsumerView | NewConsumer,
): FormSpec => ("settings" in known ? settingsForm(known) : newForm(topics, known));
