import { MIGRATING_DIRECTORY } from "../../src/kafka/controller/directory-id.ts";
import {
  type PartitionChangeFields,
  type PartitionTarget,
  partitionChange,
} from "../../src/kafka/controller/partition-change.ts";
import type { Election } from "../../src/kafka/controller/partition-leader.ts";
import { mergeOldPartition } from "../../src/kafka/controller/partition-merge.ts";
import type { PartitionRegistration } from "../../src/kafka/controller/partition-registration.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";

type Recovery = "RECOVERED" | "RECOVERING";

/** The registration as recorded. */
interface Partition {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly removing: readonly number[];
  readonly adding: readonly number[];
  readonly leader: number;
  readonly recovery: Recovery;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly directories: readonly string[];
}

interface Row {
  readonly mv: string;
  readonly elrEnabled: boolean;
  readonly useLastKnownLeader: boolean;
  readonly minIsr: number;
  readonly partition: Partition;
  readonly acceptable: readonly number[];
  readonly election: Election;
  readonly target: {
    readonly isr?: readonly number[];
    readonly replicas?: readonly number[];
    readonly removing?: readonly number[];
    readonly adding?: readonly number[];
    readonly recovery?: Recovery;
    readonly uncleanShutdown?: readonly number[];
  };
  readonly record: unknown;
  readonly after?: Partition;
}

/** Feature levels of the metadata versions that the recording goes through. */
const levels: Readonly<Record<string, number>> = {
  "3.3-IV3": 7,
  "3.5-IV2": 11,
  "3.6-IV0": 12,
  "3.7-IV1": 16,
  "3.7-IV2": 17,
  "3.9-IV0": 21,
  "4.0-IV1": 23,
  "4.1-IV1": 27,
  "4.3-IV0": 30,
};

/** Kafka: PartitionChangeBuilder, PartitionRegistration.merge. */
export function playPartitionChange(recording: Recording): Promise<Report> {
  return playRows(recording, isRow, (row) => {
    const partition = registrationOf(row.partition);
    const change = partitionChange(partition, targetOf(row), row.election, {
      metadataVersion: levels[row.mv] ?? 0,
      elrEnabled: row.elrEnabled,
      useLastKnownLeader: row.useLastKnownLeader,
      minInSyncReplicas: row.minIsr,
      isAcceptableLeader: (broker) => row.acceptable.includes(broker),
      defaultDirectory: () => "UNASSIGNED",
    });
    const { record, after } = row;
    return [{ record, after }, outcomeOf(partition, row.mv, change)];
  });
}

function targetOf({ target }: Row): PartitionTarget {
  return {
    ...(target.isr && { isr: target.isr }),
    ...(target.replicas && { replicas: target.replicas }),
    ...(target.removing && { removingReplicas: target.removing }),
    ...(target.adding && { addingReplicas: target.adding }),
    ...(target.recovery && { leaderRecoveryState: recoveries.indexOf(target.recovery) }),
    ...(target.uncleanShutdown && { uncleanShutdownReplicas: target.uncleanShutdown }),
  };
}

const recoveries: readonly Recovery[] = ["RECOVERED", "RECOVERING"];

function registrationOf(partition: Partition): PartitionRegistration {
  const { removing, adding, recovery, ...same } = partition;
  return {
    ...same,
    removingReplicas: removing,
    addingReplicas: adding,
    leaderRecoveryState: recoveries.indexOf(recovery),
  };
}

function outcomeOf(
  partition: PartitionRegistration,
  metadataVersion: string,
  change: PartitionChangeFields | undefined,
): unknown {
  if (change === undefined) return { record: null };
  const type = "PARTITION_CHANGE_RECORD";
  const merged = mergeOldPartition(partition, {
    type,
    partitionId: 0,
    topicId: "",
    ...change,
  });
  const { removingReplicas, addingReplicas, leaderRecoveryState, ...same } = merged;
  return {
    record: {
      version: recordVersion(levels[metadataVersion] ?? 0),
      isr: change.isr,
      leader: change.leader,
      replicas: change.replicas,
      removing: change.removingReplicas,
      adding: change.addingReplicas,
      recovery: recoveries[change.leaderRecoveryState ?? -1],
      directories: change.directories,
      elr: change.eligibleLeaderReplicas,
      lastKnownElr: change.lastKnownElr,
    },
    after: {
      ...same,
      directories: same.directories.map((each) =>
        each === MIGRATING_DIRECTORY ? "MIGRATING" : each,
      ),
      removing: removingReplicas,
      adding: addingReplicas,
      recovery: recoveries[leaderRecoveryState],
    },
  };
}

/** Kafka: MetadataVersion.partitionChangeRecordVersion. */
function recordVersion(metadataVersion: number): number {
  if (metadataVersion >= 23) return 2;
  return metadataVersion >= 17 ? 1 : 0;
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
