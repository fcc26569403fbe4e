import { present } from "../base/assert.ts";
import type { BrokerRegistration } from "../kafka/controller/metadata-image.ts";
import type { PartitionRegistration } from "../kafka/controller/partition-registration.ts";
import { appendAsCoordinator, appendAsFollower } from "../kafka/log/append.ts";
import { updateHighWatermark } from "../kafka/log/high-watermark.ts";
import { defaultLogConfig } from "../kafka/log/log-config.ts";
import type { LogEntry } from "../kafka/log/log-entry.ts";
import { partitionLog } from "../kafka/log/partition-log.ts";
import { read } from "../kafka/log/read.ts";
import { truncateTo } from "../kafka/log/truncation.ts";
import type { NodeFault, Probe, Report } from "../kafka/probe.ts";
import { batchOfRecords } from "../kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../kafka/protocol/record-batch.ts";
import { type HostedPartition, hostedPartition } from "../kafka/replication/partition.ts";
import type { Finding } from "../oracle/finding.ts";
import { type OracleState, oracleState } from "../oracle/ghost.ts";
import { type Promises, promises } from "../oracle/ledger.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";

const topic = "orders";
const topicId = "b3JkZXJzLW9yZGVycy1vcg";

/** How the partition of a story is configured. */
export interface StorySettings {
  readonly minInsyncReplicas?: number;
  readonly elrEnabled?: boolean;
  readonly uncleanElection?: boolean;
  readonly replicas?: readonly number[];
}

/** A broker's registration as a controller has it, unfenced and of epoch 1 unless told otherwise. */
export const registrationOf = (
  brokerId: number,
  change: Partial<BrokerRegistration> = {},
): BrokerRegistration => ({
  brokerId,
  epoch: 1,
  incarnationId: "",
  listeners: [],
  features: [],
  rack: null,
  fenced: false,
  inControlledShutdown: false,
  directories: [],
  cordonedDirectories: [],
  ...change,
});

/**
 * A history of one partition, told to the oracle step by step as an engine would, right or wrong: it lets a checker
 * see what no engine of ours does.
 */
export class OracleStory {
  readonly holder: { state: OracleState } = { state: oracleState() };
  readonly reports: Report[] = [];
  readonly probe: Probe;
  private readonly settings: StorySettings;
  private readonly hosted: Record<number, HostedPartition> = {};
  private registration: PartitionRegistration | null = null;
  private offset = 0;

  constructor(settings: StorySettings = {}) {
    this.settings = settings;
    this.probe = oracleProbe(this.holder, (report) => this.reports.push(report));
  }

  /** The partition as a broker hosts it. */
  at(broker: number): HostedPartition {
    const known = this.hosted[broker];
    if (known !== undefined) return known;
    const log = partitionLog(defaultLogConfig, 0);
    const made = hostedPartition(topic, topicId, 0, log);
    made.replicas = this.settings.replicas ?? [1, 2, 3];
    made.minInsyncReplicas = this.settings.minInsyncReplicas ?? 2;
    this.hosted[broker] = made;
    return made;
  }

  /** The quorum commits a change of the partition; epochs rise as they should unless they are given. */
  commits(change: Partial<PartitionRegistration>): this {
    const before = this.registration;
    const moved = change.leader !== undefined && change.leader !== before?.leader;
    this.registration = {
      replicas: this.settings.replicas ?? [1, 2, 3],
      directories: [],
      isr: this.settings.replicas ?? [1, 2, 3],
      removingReplicas: [],
      addingReplicas: [],
      elr: [],
      lastKnownElr: [],
      leader: 1,
      leaderRecoveryState: 0,
      ...before,
      leaderEpoch: before === null ? 0 : before.leaderEpoch + (moved ? 1 : 0),
      partitionEpoch: before === null ? 0 : before.partitionEpoch + 1,
      ...change,
    };
    this.probe.committed({
      offset: this.offset++,
      change: {
        kind: "partitionChanged",
        topic,
        topicId,
        partition: 0,
        previous: before,
        registration: this.registration,
      },
      minInsyncReplicas: this.settings.minInsyncReplicas ?? 2,
      elrEnabled: this.settings.elrEnabled ?? false,
      uncleanElection: this.settings.uncleanElection ?? false,
    });
    return this;
  }

  /** A broker is registered, fenced, and then as it is said. */
  broker(brokerId: number, change: Partial<BrokerRegistration> = {}): this {
    const { epoch = 1 } = change;
    if (this.holder.state.brokers[brokerId]?.epoch !== epoch)
      this.registered(brokerId, { ...change, fenced: true });
    return this.registered(brokerId, change);
  }

  /** The quorum commits a broker's registration, or a change of it. */
  registered(brokerId: number, change: Partial<BrokerRegistration> = {}): this {
    const registration = registrationOf(brokerId, change);
    this.probe.committed({
      offset: this.offset++,
      change: { kind: "brokerChanged", brokerId, previous: null, registration },
      minInsyncReplicas: 0,
      elrEnabled: this.settings.elrEnabled ?? false,
      uncleanElection: false,
    });
    return this;
  }

  /** A broker begins to lead in the epoch that was committed last, or in another one. */
  leads(broker: number, epoch?: number): this {
    const partition = this.at(broker);
    const registration = present(this.registration, "registration");
    partition.role = "leader";
    partition.leader = broker;
    partition.leaderEpoch = epoch ?? registration.leaderEpoch;
    partition.partitionEpoch = registration.partitionEpoch;
    partition.isr = registration.isr;
    partition.epochStartOffset = partition.log.logEndOffset;
    partition.followers = partition.replicas
      .filter((id) => id !== broker)
      .map((id) => ({
        broker: id,
        logEndOffset: -1,
        logStartOffset: 0,
        lastFetchMs: 0,
        lastFetchLeaderEnd: -1,
        lastCaughtUpMs: 0,
        brokerEpoch: -1,
      }));
    this.probe.leaderStarted(broker, partition);
    return this;
  }

  /** A leader appends records, each a batch of its own. */
  writes(broker: number, count = 1, acks = 1): this {
    for (let i = 0; i < count; i++) {
      const batch = batchOfRecords([
        {
          offsetDelta: 0,
          timestamp: 0,
          key: null,
          value: new Uint8Array(1),
          headers: [],
        },
      ]);
      this.appends(broker, batch, acks);
    }
    return this;
  }

  /** A leader appends a batch, whatever its log thinks of it. */
  appends(broker: number, batch: RecordBatch, acks: number): this {
    const partition = this.at(broker);
    const baseOffset = partition.log.logEndOffset;
    appendAsCoordinator(partition.log, batch, partition.leaderEpoch, 0);
    this.probe.leaderAppended(broker, partition, { baseOffset, batch, acks });
    return this;
  }

  /** A follower takes over what another broker's log has from its own end on; its leader knows of it at once. */
  fetches(broker: number, from: number): this {
    const partition = this.at(broker);
    const leader = this.at(from);
    const entries = this.entries(from, partition.log.logEndOffset);
    partition.role = "follower";
    partition.leader = from;
    partition.leaderEpoch = leader.leaderEpoch;
    if (entries.length > 0) {
      appendAsFollower(partition.log, entries, leader.leaderEpoch, 0);
      this.probe.followerAppended(broker, partition, entries);
    }
    const state = leader.followers.find((follower) => follower.broker === broker);
    if (state !== undefined) state.logEndOffset = partition.log.logEndOffset;
    return this;
  }

  entries(broker: number, offset: number): readonly LogEntry[] {
    const { log } = this.at(broker);
    const found = read(log, {
      offset,
      maxBytes: 1_000_000,
      minOneMessage: true,
      endOffset: log.logEndOffset,
    });
    return found.kind === "read" ? found.entries : [];
  }

  /** A leader moves its high watermark. */
  commitsUpTo(broker: number, offset: number): this {
    const partition = this.at(broker);
    const before = partition.log.highWatermark;
    partition.log.highWatermark = offset;
    this.probe.highWatermark(broker, partition, before);
    return this;
  }

  /** A follower takes over a high watermark, and its log start as it is. */
  learns(broker: number, highWatermark: number): this {
    const partition = this.at(broker);
    partition.log.highWatermark = highWatermark;
    this.probe.offsetsMoved(broker, partition);
    return this;
  }

  truncates(broker: number, to: number): this {
    const partition = this.at(broker);
    const before = partition.log.logEndOffset;
    truncateTo(partition.log, to, 0);
    this.probe.truncated(broker, partition, before);
    return this;
  }

  /** Something is done to a node. */
  faults(node: number, fault: NodeFault): this {
    this.probe.faulted(node, fault);
    if (fault === "wipe") delete this.hosted[node];
    return this;
  }

  /** A broker opens its log after a start; `end` is what a power loss left. */
  opens(broker: number, end?: number): this {
    const partition = this.at(broker);
    if (end !== undefined) truncateTo(partition.log, end, 0);
    updateHighWatermark(partition.log, 0);
    this.probe.replicaOpened(broker, partition);
    return this;
  }

  /** A producer takes the acknowledgement of the record at an offset of a broker's log. */
  acked(broker: number, offset: number, acks: number): this {
    const entry = present(this.entries(broker, offset)[0], "entry");
    this.probe.acknowledged("p", {
      topic,
      topicId,
      partition: 0,
      baseOffset: offset,
      batch: entry.batch,
      acks,
    });
    return this;
  }

  /** A leader answers a write of one record. */
  answers(broker: number, offset: number, error = 0): this {
    const partition = this.at(broker);
    const wait = {
      topic,
      topicId,
      index: 0,
      requiredOffset: 0,
      error,
      baseOffset: offset,
      nextOffset: offset + 1,
      logAppendTimeMs: -1,
      logStartOffset: 0,
      leaderEpoch: partition.leaderEpoch,
      recordErrors: [],
    };
    this.probe.produceAnswered(broker, partition, wait, -1);
    return this;
  }

  /** Invariants that were broken without an excuse. */
  bugs(): string[] {
    return this.findings("engineBug").map(({ invariant }) => invariant);
  }

  findings(verdict: Finding["verdict"]): readonly Finding[] {
    return this.holder.state.findings.filter((finding) => finding.verdict === verdict);
  }

  promises(): Promises {
    return promises(this.holder.state, () => true);
  }
}

/** Three brokers, leader 1, four records on all of them and committed. */
export const fourCommitted = (settings: StorySettings = {}): OracleStory =>
  new OracleStory(settings)
    .broker(1)
    .broker(2)
    .broker(3)
    .commits({})
    .leads(1)
    .writes(1, 4)
    .fetches(2, 1)
    .fetches(3, 1)
    .commitsUpTo(1, 4)
    .learns(2, 4)
    .learns(3, 4);
