import type { CommittedChange, Probe, Report } from "../kafka/probe.ts";
import { produceAnswered } from "./checkers/acknowledgement.ts";
import { followerAppended, leaderAppended } from "./checkers/append.ts";
import { brokerCommitted } from "./checkers/brokers.ts";
import { commitAcked } from "./checkers/commits.ts";
import { checkTruncationSeen, consumed } from "./checkers/consumed.ts";
import { consumerDid } from "./checkers/consumers.ts";
import { coordinatorDid, internalPartitionCommitted } from "./checkers/coordinators.ts";
import { controllerDecided } from "./checkers/decision.ts";
import { nodeFaulted, replicaOpened } from "./checkers/disks.ts";
import { topicCreated } from "./checkers/election.ts";
import { fetchChecked } from "./checkers/fencing.ts";
import { groupDid } from "./checkers/groups.ts";
import {
  followerMoved,
  highWatermarkMoved,
  latestOffsetTold,
} from "./checkers/high-watermark.ts";
import { isrProposed } from "./checkers/isr.ts";
import { beginHistory, leaderStarted } from "./checkers/leadership.ts";
import { logStartMoved } from "./checkers/log-start.ts";
import { partitionCommitted } from "./checkers/metadata.ts";
import { producerDid } from "./checkers/producers.ts";
import { quorumNodeFaulted, quorumWatch } from "./checkers/quorum.ts";
import { ackedAt, sendWritten } from "./checkers/sends.ts";
import { sequenceAppended } from "./checkers/sequences.ts";
import { truncated } from "./checkers/truncation.ts";
import type { Watch } from "./findings.ts";
import { ghostOf, type OracleState, replicaOf } from "./ghost.ts";
import { placed, promised, settle } from "./ledger.ts";

/** Where the oracle keeps its state: the owner replaces it when a snapshot is restored. */
export interface OracleHolder {
  readonly state: OracleState;
}

function committed(watch: Watch, told: CommittedChange): void {
  const { state } = watch;
  const { change, offset } = told;
  // A controller that starts again tells its whole log once more.
  if (offset < state.committedOffset) return;
  state.committedOffset = offset;
  switch (change.kind) {
    case "partitionChanged": {
      const { topic, topicId, partition: index, registration } = change;
      const ghost = ghostOf(state, { topic, topicId, index });
      if (ghost.registration?.partitionEpoch === registration.partitionEpoch) return;
      partitionCommitted(watch, ghost, told, registration);
      internalPartitionCommitted(state, ghost);
      const key = `partition:${topic}-${index}:${registration.partitionEpoch}`;
      const { leader, leaderEpoch, isr } = registration;
      const how =
        leader >= 0 && leader !== change.previous?.leader
          ? ` when broker ${leader} was elected in epoch ${leaderEpoch}`
          : ` when the ISR became ${isr.join(",") || "empty"}`;
      settle(watch, ghost, how, [key]);
      break;
    }
    case "topicCreated":
      topicCreated(watch, change.topicId, change.topic);
      break;
    case "topicDeleted":
      delete state.topics[change.topicId];
      break;
    case "brokerChanged":
      brokerCommitted(watch, change.brokerId, change.registration);
      break;
    default:
      break;
  }
}

/** What the oracle hears of logs. */
const logWatch = (
  watchNow: () => Watch,
): Pick<
  Probe,
  | "leaderAppended"
  | "followerAppended"
  | "truncated"
  | "highWatermark"
  | "offsetsMoved"
  | "replicaOpened"
> => ({
  leaderAppended: (broker, partition, write) => {
    const watch = watchNow();
    const ghost = ghostOf(watch.state, partition);
    leaderAppended(watch, ghost, broker, { partition, write });
    sequenceAppended(watch, ghost, broker, { partition, write });
    sendWritten(watch, ghost, broker, { ...write, leaderEpoch: partition.leaderEpoch });
    if (watch.state.unplaced.length > 0)
      placed(watch.state, ghost, partition, write.baseOffset);
  },
  followerAppended: (broker, partition, entries) => {
    const watch = watchNow();
    const ghost = ghostOf(watch.state, partition);
    followerAppended(watch, ghost, broker, { partition, entries });
  },
  truncated: (broker, partition) => {
    const watch = watchNow();
    const ghost = ghostOf(watch.state, partition);
    truncated(watch, ghost, broker, partition);
    settle(
      watch,
      ghost,
      ` when broker ${broker} truncated its log to ${partition.log.logEndOffset} to follow broker ${partition.leader} in epoch ${partition.leaderEpoch}`,
      [`truncated:${partition.topic}-${partition.index}:${broker}`],
    );
  },
  highWatermark: (broker, partition) => {
    const watch = watchNow();
    highWatermarkMoved(watch, ghostOf(watch.state, partition), broker, partition);
  },
  offsetsMoved: (broker, partition) => {
    const watch = watchNow();
    const ghost = ghostOf(watch.state, partition);
    logStartMoved(watch, ghost, broker, partition);
    followerMoved(watch, ghost, broker, partition);
  },
  replicaOpened: (broker, partition) => {
    const watch = watchNow();
    replicaOpened(watch, ghostOf(watch.state, partition), broker, partition);
  },
});

/** What the oracle hears of clients and of group coordinators. */
const clientWatch = (watchNow: () => Watch): Pick<Probe, "clients" | "groups"> => ({
  clients: {
    producer: (client, event) => producerDid(watchNow(), client, event),
    consumer: (client, event) => consumerDid(watchNow(), client, event),
  },
  groups: {
    group: (broker, group, event) => groupDid(watchNow(), broker, group, event),
    coordinator: (broker, partition, event) =>
      coordinatorDid(watchNow(), broker, partition, event),
    commitAcknowledged: (_broker, group, offset) =>
      commitAcked(watchNow(), group, offset),
  },
});

/**
 * Watches a cluster: passes reports on to `sink`, checks every event, and adds its findings to the reports.
 */
export function oracleProbe(holder: OracleHolder, sink: (report: Report) => void): Probe {
  const watch = { state: holder.state, sink };
  const watchNow = (): Watch => {
    watch.state = holder.state;
    return watch;
  };
  return {
    report: sink,
    quorum: quorumWatch(watchNow),
    ...clientWatch(watchNow),
    ...logWatch(watchNow),
    leaderStarted: (broker, partition) => {
      const now = watchNow();
      const ghost = ghostOf(now.state, partition);
      const { topic, index, leaderEpoch, partitionEpoch } = partition;
      leaderStarted(now, ghost, broker, partition);
      replicaOf(ghost, broker).highWatermark = partition.log.highWatermark;
      settle(now, ghost, ` when broker ${broker} became leader in epoch ${leaderEpoch}`, [
        `epoch:${topic}-${index}:${leaderEpoch}`,
        `partition:${topic}-${index}:${partitionEpoch}`,
      ]);
      beginHistory(now, ghost, broker, partition);
    },
    isrProposed: (broker, partition, isr) => {
      const now = watchNow();
      isrProposed(now, ghostOf(now.state, partition), broker, { partition, isr });
    },
    produceAnswered: (broker, partition, wait, acks) => {
      const now = watchNow();
      const { topic, topicId, index } = wait;
      if (now.state.topics[topicId] === undefined) return;
      const ghost = ghostOf(now.state, { topic, topicId, index });
      produceAnswered(now, ghost, broker, { partition, wait, acks });
    },
    fetchChecked: (broker, partition, epoch, error) => {
      const now = watchNow();
      const ghost = ghostOf(now.state, partition);
      fetchChecked(now, ghost, partition, { broker, epoch, error });
    },
    latestOffsetTold: (broker, partition, told) => {
      const now = watchNow();
      latestOffsetTold(now, ghostOf(now.state, partition), broker, { partition, told });
    },
    controllerDecided: (_controller, request, { response, image }) =>
      controllerDecided(watchNow(), request, response, image),
    committed: (change) => committed(watchNow(), change),
    faulted: (node, fault) => {
      const now = watchNow();
      nodeFaulted(now, node, fault);
      quorumNodeFaulted(now.state, node, fault);
    },
    acknowledged: (client, ack) => {
      const now = watchNow();
      const { topic, topicId, partition, baseOffset: offset, batch } = ack;
      const ghost = ghostOf(now.state, { topic, topicId, index: partition });
      if (offset >= 0) ackedAt(now, ghost, client, { offset, batch });
      promised(now, client, ack);
    },
    consumed: (client, topicId, partition, entries) => {
      const now = watchNow();
      const ghost = now.state.topics[topicId]?.[partition];
      if (ghost === undefined) return;
      consumed(now, ghost, entries);
      checkTruncationSeen(now, ghost, client, entries);
    },
  };
}
