import { type Context, wallClockMs } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { topicById } from "../controller/metadata-image.ts";
import { type Coordinator, coordinator } from "../coordinator/coordinator.ts";
import { decodeRecord } from "../coordinator/coordinator-record.ts";
import { forgetCommitted } from "../coordinator/journal.ts";
import { coordinatorLog, roleOf, type TopicChange } from "../coordinator/role.ts";
import { schedule } from "../coordinator/timer.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import { entryAt } from "../log/entry-list.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { nextOffset } from "../log/log-entry.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import { recordsOf } from "../protocol/record-batch.ts";
import { silentReport } from "../report.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import { ledPartition } from "./coordinator-append.ts";
import { coordinatorCosts } from "./coordinator-costs.ts";
import { armTimers, coordinatorKey, runtimeTimers } from "./coordinator-timers.ts";
import { turnOf } from "./coordinator-turn.ts";
import { endTurn, runOperation, settleAlone } from "./coordinator-write.ts";

type PartitionChanged = Extract<MetadataChange, { kind: "partitionChanged" }>;

/** Coordinators follow the leaders of their partitions, and hear of topics. Kafka: BrokerMetadataPublisher.onMetadataUpdate. */
export function coordinatorsPublished(
  context: Context,
  broker: Broker,
  changes: readonly MetadataChange[],
): void {
  const topics: Record<string, TopicChange> = {};
  for (const change of changes) {
    if (change.kind === "topicDeleted") {
      topics[change.topicId] = {
        topicId: change.topicId,
        name: change.topic,
        deleted: true,
        created: false,
      };
      resignAll(context, broker, change.topicId);
    } else if (change.kind === "topicCreated") {
      const { topicId, topic: name } = change;
      topics[topicId] = { topicId, name, deleted: false, created: true };
    } else if (change.kind === "partitionChanged") {
      topics[change.topicId] ??= {
        topicId: change.topicId,
        name: change.topic,
        deleted: false,
        created: false,
      };
      if (coordinatorLog(change.topic) !== undefined) follow(context, broker, change);
    }
  }
  tellTopics(context, broker, Object.values(topics));
}

/** Kafka: GroupCoordinator.onNewMetadataImage, onPartitionsDeleted. */
function tellTopics(
  context: Context,
  broker: Broker,
  topics: readonly TopicChange[],
): void {
  if (topics.length === 0) return;
  for (const each of Object.values(broker.coordinators))
    if (each.status === "active")
      runOperation(context, broker, each, {
        operation: (turn) => roleOf(each.topic).topicsChanged(turn, topics),
        responder: null,
      });
}

function resignAll(context: Context, broker: Broker, topicId: string): void {
  for (const each of Object.values(broker.coordinators))
    if (each.topicId === topicId) resign(context, broker, each);
}

/** Kafka: BrokerMetadataPublisher.updateCoordinator. */
function follow(
  context: Context,
  broker: Broker,
  { topic, topicId, partition: index }: PartitionChanged,
): void {
  const hosted = hostedReplica(broker, topicId, index);
  const registration = topicById(broker.image, topicId)?.partitions[index];
  const known = broker.coordinators[coordinatorKey(topic, index)];
  const log = coordinatorLog(topic);
  if (log === undefined) return;
  if (hosted?.role === "leader" && registration?.leader === broker.id) {
    if (known === undefined) elect(context, broker, { topic: log, topicId, index });
    else known.epoch = Math.max(known.epoch, hosted.leaderEpoch);
  } else if (known !== undefined) resign(context, broker, known);
}

/** Kafka: CoordinatorRuntime.scheduleLoadOperation. */
function elect(
  context: Context,
  broker: Broker,
  at: Pick<Coordinator, "topic" | "topicId" | "index">,
): void {
  const hosted = hostedReplica(broker, at.topicId, at.index);
  if (hosted === undefined) return;
  tellProbe(context, broker, { ...at, epoch: hosted.leaderEpoch }, "loading");
  const empty = roleOf(at.topic).empty();
  const elected = coordinator(at, hosted.leaderEpoch, empty);
  broker.coordinators[coordinatorKey(at.topic, at.index)] = elected;
  const { bytesPerMs, loadMs } = coordinatorCosts;
  const readMs = Math.floor(hosted.log.sizeInBytes / bytesPerMs);
  const nowMs = wallClockMs(context.effects);
  schedule(elected.timers, runtimeTimers.loaded, nowMs + loadMs + readMs, {
    kind: runtimeTimers.loaded,
  });
  armTimers(context, elected);
}

/** Kafka: CoordinatorContext.transitionTo CLOSED. */
function resign(context: Context, broker: Broker, gone: Coordinator): void {
  delete broker.coordinators[coordinatorKey(gone.topic, gone.index)];
  const wasActive = gone.status === "active";
  tellProbe(context, broker, gone, "unloaded");
  const events = [...gone.deferred, ...(gone.batch?.events ?? [])];
  gone.deferred = [];
  gone.batch = null;
  const error = errors.NOT_COORDINATOR;
  for (const event of events) settleAlone(context, broker, gone, { event, error });
  const turn = turnOf(context, broker, gone);
  roleOf(gone.topic).unloaded(turn);
  for (const key of Object.keys(gone.timers.byKey)) delete gone.timers.byKey[key];
  endTurn(context, broker, gone, turn);
  if (wasActive && gone.journal.lastWritten > 0)
    tell(context, broker, gone, `broker ${broker.id} gives up the coordinator of`);
}

function tellProbe(
  context: Context,
  broker: Broker,
  { topic, index, epoch }: Pick<Coordinator, "topic" | "index" | "epoch">,
  what: "loading" | "active" | "unloaded",
): void {
  const partition = { topic, partition: index };
  context.probe.groups.coordinator(broker.id, partition, { what, epoch });
}

function tell(
  context: Context,
  broker: Broker,
  { topic, index, epoch }: Coordinator,
  text: string,
): void {
  context.probe.report({
    ...silentReport,
    kind: "coordinatorMoved",
    node: broker.id,
    topic,
    partition: index,
    text: `${text} ${topic}-${index}`,
    key: `coordinator:${topic}-${index}`,
    because: [`epoch:${topic}-${index}:${epoch}`],
  });
}

function entriesOf(log: PartitionLog): LogEntry[] {
  return log.segments.flatMap((segment) => {
    const entries: LogEntry[] = [];
    for (let at = 0; ; at++) {
      const entry = entryAt(segment.entries, at);
      if (entry === undefined) return entries;
      entries.push(entry);
    }
  });
}

/** The partition has been read to its end. Kafka: CoordinatorLoaderImpl.doLoad, CoordinatorContext.transitionTo ACTIVE. */
export function loaded(context: Context, broker: Broker, mine: Coordinator): void {
  const partition = ledPartition(broker, mine);
  if (partition === undefined) return;
  const role = roleOf(mine.topic);
  const { journal } = mine;
  const { log } = partition;
  for (const entry of entriesOf(log)) {
    if (entry.baseOffset < log.logStartOffset) continue;
    journal.lastWritten = entry.baseOffset;
    const { isControl, producerId, producerEpoch } = entry.batch;
    if (!isControl)
      for (const each of recordsOf(entry.batch)) {
        const turn = {
          ...turnOf(context, broker, mine),
          offset: entry.baseOffset + each.offsetDelta,
        } as Turn<never>;
        role.replay(turn, decodeRecord(mine.topic, each), { producerId, producerEpoch });
      }
    journal.lastWritten = nextOffset(entry);
    // Nobody reads while it loads, so only what lies above the high watermark must be remembered.
    forgetCommitted(journal, log.highWatermark);
  }
  journal.lastWritten = log.logEndOffset;
  mine.lastCommitted = log.highWatermark;
  mine.status = "active";
  tellProbe(context, broker, mine, "active");
  if (log.logEndOffset > 0)
    tell(context, broker, mine, `broker ${broker.id} has loaded the coordinator of`);
  runOperation(context, broker, mine, { operation: role.loaded, responder: null });
}
