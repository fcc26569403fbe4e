import type { ConsumerView, PositionView } from "../../contract/client-view.ts";
import type { Focus } from "../../contract/command.ts";
import type { Detail, DetailSection } from "../../contract/detail.ts";
import type { Subscription } from "../../contract/scenario.ts";
import { clientDefinitions } from "../../terms/client-start.ts";
import { field, section } from "./fields.ts";

/** Configs that decide most of what people wonder about; any other is shown where it is set. */
const telling = [
  "group.id",
  "group.instance.id",
  "group.protocol",
  "group.remote.assignor",
  "partition.assignment.strategy",
  "session.timeout.ms",
  "heartbeat.interval.ms",
  "max.poll.interval.ms",
  "max.poll.records",
  "enable.auto.commit",
  "auto.commit.interval.ms",
  "auto.offset.reset",
  "isolation.level",
  "fetch.min.bytes",
  "fetch.max.wait.ms",
];

function readsText(subscription: Subscription): string {
  switch (subscription.kind) {
    case "topics":
      return `subscribe(${subscription.topics.join(", ")})`;
    case "assign":
      return `assign(${subscription.topic}${subscription.partitions === null ? "" : ` ${subscription.partitions.join(", ")}`})`;
    default:
      return `subscribe(/${subscription.pattern}/)`;
  }
}

const unknown = (value: number): string => (value < 0 ? "unknown" : String(value));

function partitionSection(one: PositionView): DetailSection {
  return section(`${one.topic}-${one.partition}${one.paused ? ", paused" : ""}`, [
    field("position", unknown(one.position)),
    field("committed", one.committed < 0 ? "none" : one.committed),
    field("lag", unknown(one.lag)),
    ...(one.inHand < 0 ? [] : [field("in hand", `offset ${one.inHand}`)]),
    field("processed", one.processed),
    ...(one.processedTwice === 0 ? [] : [field("processed twice", one.processedTwice)]),
    ...(one.skipped === 0 ? [] : [field("skipped", one.skipped)]),
  ]);
}

/** The protocol decides which of both kinds of configs a consumer may have. Kafka: ConsumerConfig.CLASSIC_PROTOCOL_UNSUPPORTED_CONFIGS. */
function configSection({ settings, group }: ConsumerView): DetailSection {
  const { config } = settings;
  const modern = (config["group.protocol"] ?? "classic").toLowerCase() === "consumer";
  const other = modern
    ? ["partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms"]
    : ["group.remote.assignor"];
  const names = [...new Set([...telling, ...Object.keys(config)])];
  return section(
    "Configs in effect",
    names.flatMap((name) => {
      const set = config[name];
      if (set !== undefined) return [field(name, set)];
      const byDefault = clientDefinitions.consumer.get(name)?.default ?? "";
      const absent = group === "" && name.startsWith("group.");
      return absent || other.includes(name) || byDefault === ""
        ? []
        : [field(name, `${byDefault} (default)`)];
    }),
  );
}

function memberSection(view: ConsumerView): DetailSection[] {
  if (view.group === "") return [];
  return [
    section("As a member", [
      field("group", view.group),
      field("memberId", view.memberId || "none yet"),
      field("epoch", view.epoch < 0 ? "none" : view.epoch),
      field("state", view.memberState),
      field(
        "assignment",
        view.positions.map((one) => `${one.topic}-${one.partition}`).join(", ") || "none",
      ),
    ]),
  ];
}

function shellOf({ subscription, group }: ConsumerView): string {
  const topic =
    subscription.kind === "topics"
      ? `--topic ${subscription.topics.join(",")}`
      : subscription.kind === "assign"
        ? `--topic ${subscription.topic}`
        : `--include '${subscription.pattern}'`;
  return group === ""
    ? `kafka-console-consumer.sh ${topic} --from-beginning \\\n  --bootstrap-server localhost:9092`
    : `kafka-console-consumer.sh ${topic} --group ${group} \\\n  --bootstrap-server localhost:9092\nkafka-consumer-groups.sh --bootstrap-server localhost:9092 \\\n  --describe --group ${group}`;
}

/** A consumer with the application around it. */
export function consumerDetail(view: ConsumerView, focus: Focus, nowUs: number): Detail {
  const { errors, status, lastPollUs, pollingPaused } = view;
  const polled =
    lastPollUs < 0 ? "never" : `${((nowUs - lastPollUs) / 1_000_000).toFixed(1)} s ago`;
  return {
    focus,
    title: `Consumer ${view.id}`,
    badge: view.lastError || (pollingPaused ? "does not poll" : status),
    sections: [
      section("Application", [
        field("reads", readsText(view.subscription)),
        field("last poll", status === "down" ? "its process is down" : polled),
        field("returned by poll", view.consumed),
        field("processed", view.processed),
      ]),
      ...memberSection(view),
      ...view.positions.map(partitionSection),
      ...(errors.length === 0
        ? []
        : [
            section(
              "Exceptions",
              errors.map(({ error, count }) => field(error, count)),
            ),
          ]),
      configSection(view),
    ],
    why: [],
    shell: shellOf(view),
  };
}
