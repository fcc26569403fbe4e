import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { LinkView } from "../../contract/frame.ts";
import { hostedReplicas } from "../../kafka/broker/broker.ts";
import { brokerOf } from "../../kafka/controller/metadata-image.ts";
import { clusterImage } from "../cluster-image.ts";
import type { HappeningBook } from "../happenings.ts";
import { endProcess } from "../link-ends.ts";
import { nodeMemory, type WorldState } from "../world.ts";
import { field, section, whyLatest } from "./fields.ts";
import { linkViews } from "./links.ts";
import { brokerViews, controllerViews } from "./nodes.ts";

const bootstrap = "--bootstrap-server localhost:9092";

/** A broker: its registration, its life and what it hosts. */
export function brokerDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "broker" }>,
): Detail | null {
  const image = clusterImage(state);
  const view = brokerViews(state, image, focus.broker).find(
    ({ id }) => id === focus.broker,
  );
  if (view === undefined) return null;
  const broker = nodeMemory(state, focus.broker)?.broker;
  const hosted = broker === null || broker === undefined ? [] : hostedReplicas(broker);
  const registration = brokerOf(image, focus.broker);
  return {
    focus,
    title: `Broker ${view.id}`,
    badge: view.status === "running" && view.fenced ? "fenced" : view.status,
    sections: [
      section("Registration", [
        field("broker.id", view.id),
        field("broker.rack", view.rack ?? "none"),
        field("brokerEpoch", view.brokerEpoch),
        field("fenced", view.fenced),
        field("inControlledShutdown", registration?.inControlledShutdown ?? false),
        field("incarnationId", registration?.incarnationId ?? "none"),
      ]),
      section("This broker", [
        field("state", broker?.state ?? "down"),
        field("metadataOffset", view.metadataOffset),
        field("replicas", hosted.length),
        field("leaders", hosted.filter(({ role }) => role === "leader").length),
        field(
          "waiting in purgatory",
          hosted.reduce(
            (sum, { produces, fetches, deletes }) =>
              sum + produces.length + fetches.length + deletes.length,
            0,
          ),
        ),
      ]),
      section("Configuration", configFields(state, focus.broker)),
    ],
    why: whyLatest(
      book,
      ({ node, kind }) =>
        node === focus.broker && kind !== "leaderStarted" && kind !== "followerStarted",
    ),
    shell: `kafka-broker-api-versions.sh ${bootstrap}\nkafka-cluster.sh list-endpoints --include-fenced-brokers ${bootstrap}`,
  };
}

const shownConfigs = [
  "broker.session.timeout.ms",
  "broker.heartbeat.interval.ms",
  "replica.lag.time.max.ms",
  "replica.fetch.wait.max.ms",
  "replica.fetch.backoff.ms",
] as const;

const configFields = (state: WorldState, id: number): ReturnType<typeof field>[] => {
  const config = nodeMemory(state, id)?.broker?.config;
  const values: Record<(typeof shownConfigs)[number], number | undefined> = {
    "broker.session.timeout.ms": config?.brokerSessionTimeoutMs,
    "broker.heartbeat.interval.ms": config?.brokerHeartbeatIntervalMs,
    "replica.lag.time.max.ms": config?.replicaLagTimeMaxMs,
    "replica.fetch.wait.max.ms": config?.replicaFetchWaitMaxMs,
    "replica.fetch.backoff.ms": config?.replicaFetchBackoffMs,
  };
  return shownConfigs.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [field(name, value)];
  });
};

/** A controller: the quorum as it has it. */
export function controllerDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "controller" }>,
): Detail | null {
  const view = controllerViews(state).find(({ id }) => id === focus.node);
  if (view === undefined) return null;
  return {
    focus,
    title: `Controller ${view.id}`,
    badge: view.active ? "active" : view.status,
    sections: [
      section("Metadata quorum", [
        field("role", view.role),
        field("leaderEpoch", view.epoch),
        field("leaderId", view.leaderId < 0 ? "none" : view.leaderId),
        field("votedId", view.votedFor < 0 ? "none" : view.votedFor),
        field("logStartOffset", view.logStartOffset),
        field("logEndOffset", view.logEndOffset),
        field("highWatermark", view.highWatermark),
        field(
          "latest snapshot",
          view.snapshotEndOffset === 0 ? "none" : view.snapshotEndOffset,
        ),
      ]),
    ],
    why: whyLatest(book, ({ node }) => node === focus.node),
    shell: `kafka-metadata-quorum.sh ${bootstrap} describe --status`,
  };
}

/** A link between two nodes, or a node and a client. */
export function linkDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "link" }>,
): Detail | null {
  const { a, b } = focus;
  if (endProcess(state, a) < 0 || endProcess(state, b) < 0) return null;
  const found = linkViews(state).find(
    (link) => (link.a === a && link.b === b) || (link.a === b && link.b === a),
  );
  const packets = (cut: boolean | undefined, stalled: boolean | undefined): string => {
    if (cut === true) return "dropped";
    return stalled === true ? "taken and held" : "delivered";
  };
  const { hardware } = state.sim;
  const rate = found?.bandwidth ?? hardware.bandwidth;
  return {
    focus,
    title: `Link between ${a} and ${b}`,
    badge: found === undefined ? "" : badgeOf(found),
    sections: [
      section("Link", [
        field("latency", `${(found?.latencyUs ?? hardware.latencyUs) / 1000} ms`),
        field("jitter", `${(found?.jitterUs ?? hardware.jitterUs) / 1000} ms`),
        field("bandwidth", rate === 0 ? "unlimited" : `${rate} bytes a second`),
        field(`packets ${a} → ${b}`, packets(found?.cutForth, found?.stalledForth)),
        field(`packets ${b} → ${a}`, packets(found?.cutBack, found?.stalledBack)),
      ]),
    ],
    why: whyLatest(book, ({ kind, text }) => kind === "command" && text.includes("link")),
    shell: "",
  };
}

function badgeOf(link: LinkView): string {
  if (link.cutForth || link.cutBack) return "cut";
  return link.stalledForth || link.stalledBack ? "stalled" : "slow";
}
