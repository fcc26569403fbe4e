import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import { partitionOf, topicByName } from "../../kafka/controller/metadata-image.ts";
import { latestEpoch } from "../../kafka/log/epoch-cache.ts";
import { effectiveMinIsr, maximalIsr } from "../../kafka/replication/partition.ts";
import { clusterImage } from "../cluster-image.ts";
import type { HappeningBook } from "../happenings.ts";
import { nodeMemory, type WorldState } from "../world.ts";
import { field, ids, section, whyLatest } from "./fields.ts";
import { diskLog } from "./partitions.ts";

const describeLine = (topic: string): string =>
  `kafka-topics.sh --describe --topic ${topic} \\\n  --bootstrap-server localhost:9092`;

const aboutPartition =
  (name: string) =>
  (happening: HappeningBook["list"][number]): boolean =>
    happening.partition === name;

/** A partition as the controller has it. */
export function partitionDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "partition" }>,
): Detail | null {
  const found = partitionOf(clusterImage(state), focus.topic, focus.partition);
  if (found === undefined) return null;
  const name = `${focus.topic}-${focus.partition}`;
  return {
    focus,
    title: name,
    badge:
      found.leader < 0
        ? "offline"
        : found.isr.length < found.replicas.length
          ? "under-replicated"
          : "",
    sections: [
      section("Controller's view", [
        field("leader", found.leader < 0 ? "none" : found.leader),
        field("leaderEpoch", found.leaderEpoch),
        field("partitionEpoch", found.partitionEpoch),
        field("replicas", ids(found.replicas)),
        field("isr", ids(found.isr)),
        field("elr", ids(found.elr)),
        field("lastKnownElr", ids(found.lastKnownElr)),
        field(
          "leaderRecoveryState",
          found.leaderRecoveryState === 0 ? "RECOVERED" : "RECOVERING",
        ),
      ]),
    ],
    why: whyLatest(
      book,
      (happening) =>
        aboutPartition(name)(happening) &&
        (happening.kind === "partitionChanged" || happening.kind === "leaderStarted"),
    ),
    shell: describeLine(focus.topic),
  };
}

/** One replica with its log, and what its leader knows of the others. */
export function replicaDetail(
  state: WorldState,
  book: HappeningBook,
  focus: Extract<Focus, { kind: "replica" }>,
): Detail | null {
  const topic = topicByName(clusterImage(state), focus.topic);
  const registration = topic?.partitions[focus.partition];
  if (topic === undefined || registration === undefined) return null;
  const log = diskLog(state, focus.broker, topic.topicId, focus.partition);
  const hosted = nodeMemory(state, focus.broker)?.broker?.hosted[topic.topicId]?.[
    focus.partition
  ];
  const name = `${focus.topic}-${focus.partition}`;
  const sections = [
    section("Log", [
      field("logStartOffset", log?.logStartOffset ?? "none"),
      field("logEndOffset", log?.logEndOffset ?? "none"),
      field("highWatermark", log?.highWatermark ?? "none"),
      field("recoveryPoint", log?.recoveryPoint ?? "none"),
      field("segments", log?.segments.length ?? 0),
      field("sizeInBytes", log?.sizeInBytes ?? 0),
      field("latest epoch", log === undefined ? "none" : latestEpoch(log.epochs)),
    ]),
    section(
      "Leader epoch cache",
      (log?.epochs.entries ?? []).map(({ epoch, startOffset }) =>
        field(`epoch ${epoch}`, `from ${startOffset}`),
      ),
    ),
  ];
  if (hosted?.role === "leader")
    sections.unshift(
      section("As leader", [
        field("leaderEpoch", hosted.leaderEpoch),
        field("isr", ids(hosted.isr)),
        field("maximalIsr", ids(maximalIsr(hosted))),
        field("min.insync.replicas", effectiveMinIsr(hosted)),
        field("writes in purgatory", hosted.produces.length),
        ...hosted.followers.map(({ broker, logEndOffset }) =>
          field(
            `follower ${broker}`,
            logEndOffset < 0 ? "not heard yet" : `LEO ${logEndOffset}`,
          ),
        ),
      ]),
    );
  return {
    focus,
    title: `${name} on broker ${focus.broker}`,
    badge:
      hosted === undefined ? "down" : hosted.role === "none" ? "waiting" : hosted.role,
    sections,
    why: whyLatest(
      book,
      (happening) =>
        happening.partition === name &&
        (happening.node === focus.broker || happening.kind === "partitionChanged"),
    ),
    shell: describeLine(focus.topic),
  };
}
