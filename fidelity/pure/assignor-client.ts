import { present } from "../../src/base/assert.ts";
import { assignmentTask } from "../../src/kafka/client/assignors/assignment-task.ts";
import {
  type ClientAssignor,
  freshMemory,
} from "../../src/kafka/client/assignors/client-assignor.ts";
import { clientAssignors } from "../../src/kafka/client/assignors/client-assignors.ts";
import type {
  AssignableTopic,
  MemberSubscription,
  TopicPartition,
} from "../../src/kafka/client/assignors/group-subscription.ts";
import { bytesFromBase64, bytesToBase64 } from "../../src/kafka/protocol/codec/base64.ts";
import type { Player, Recording, Report } from "../recording.ts";
import { isObject, playRows, playSequences } from "../rows.ts";

interface Cluster {
  readonly brokers?: readonly { readonly id: number; readonly rack?: string }[];
  /** The number of partitions; with brokers, the replicas of each partition. */
  readonly topics: Readonly<Record<string, number | readonly (readonly number[])[]>>;
}

interface Member {
  readonly instanceId?: string;
  readonly rack?: string;
  readonly topics: readonly string[];
  readonly assigned: readonly string[];
}

interface Row extends Cluster {
  readonly members: readonly (Member & { readonly id: string })[];
}

interface StepMember extends Member {
  readonly m: number;
  readonly generation: number;
  readonly userData: string | null;
  readonly owned?: Readonly<Record<string, readonly number[]>>;
  readonly previous?: Readonly<Record<string, readonly number[]>>;
  readonly previousGeneration?: number;
}

interface Step extends Cluster {
  readonly op: string;
  readonly members: readonly StepMember[];
}

interface Sequence {
  readonly ids: readonly string[];
  readonly steps: readonly Step[];
}

/** Range and round robin: every row by itself. */
export const playStatelessAssignor =
  (name: string, isOrdered: boolean): Player =>
  (recording) =>
    playRows(recording, isRow, (row) => {
      const members = row.members.map((member) => subscription(member.id, member));
      const expected = new Map(row.members.map(({ id, assigned }) => [id, assigned]));
      const got = assignedBy(assignorOf(name), row, members);
      return isOrdered ? [texts(expected), texts(got)] : [sorted(expected), sorted(got)];
    });

/** Sticky: a row is a group's life; each step tells what the members brought from the step before. */
export const playStickyAssignor =
  (name: string): Player =>
  (recording: Recording): Report => {
    const rows = recording.rows.map((row) =>
      isSequence(row)
        ? { ...row, steps: row.steps.map((step) => ({ ...step, op: eventOf(step) })) }
        : row,
    );
    const assignor = assignorOf(name);
    return playSequences({ ...recording, rows }, isSequence, function* ({ ids, steps }) {
      for (const step of steps) {
        const members = step.members.map((each) => stepSubscription(ids, each));
        const expected = new Map(step.members.map((m) => [ids[m.m] ?? "", m.assigned]));
        const told = step.members.map((member) => userDataOf(assignor, member));
        yield [
          {
            told: step.members.map((member) => member.userData),
            assigned: sorted(expected),
          },
          { told, assigned: sorted(assignedBy(assignor, step, members)) },
        ];
      }
    });
  };

function assignorOf(name: string): ClientAssignor {
  return present(clientAssignors[name], `assignor ${name}`);
}

function subscription(memberId: string, member: Member): MemberSubscription {
  return {
    memberId,
    groupInstanceId: member.instanceId,
    rackId: member.rack,
    topics: member.topics,
    ownedPartitions: [],
    generationId: -1,
    userData: null,
  };
}

function stepSubscription(
  ids: readonly string[],
  member: StepMember,
): MemberSubscription {
  return {
    ...subscription(ids[member.m] ?? "", member),
    ownedPartitions: partitionsOf(member.owned ?? {}),
    generationId: member.generation,
    userData:
      member.userData === null ? null : (bytesFromBase64(member.userData) ?? null),
  };
}

/** The bytes that our assignor would have told, from what the row says that they hold. */
function userDataOf(assignor: ClientAssignor, member: StepMember): string | null {
  const bytes = assignor.subscriptionUserData({
    generation: member.previousGeneration ?? member.generation,
    partitions: member.previous === undefined ? null : partitionsOf(member.previous),
    maxGeneration: -1,
  });
  return bytes === null ? null : bytesToBase64(bytes);
}

function partitionsOf(
  byTopic: Readonly<Record<string, readonly number[]>>,
): TopicPartition[] {
  return Object.entries(byTopic).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

function topicsOf({ topics, brokers }: Cluster): AssignableTopic[] {
  const rackOf = new Map(brokers?.map(({ id, rack }) => [id, rack]));
  return Object.entries(topics).map(([name, partitions]) => {
    if (typeof partitions === "number") return { name, partitions };
    const racks = partitions.map((ids) => ids.flatMap((id) => rackOf.get(id) ?? []));
    return { name, partitions: partitions.length, racks };
  });
}

function assignedBy(
  assignor: ClientAssignor,
  cluster: Cluster,
  members: readonly MemberSubscription[],
): Map<string, readonly string[]> {
  const task = assignmentTask(topicsOf(cluster), members);
  return new Map(
    assignor
      .assign(task, freshMemory)
      .members.map(({ memberId, partitions }) => [memberId, partitions.map(nameOf)]),
  );
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function texts(
  byMember: ReadonlyMap<string, readonly string[]>,
): Record<string, readonly string[]> {
  return Object.fromEntries(byMember);
}

function sorted(
  byMember: ReadonlyMap<string, readonly string[]>,
): Record<string, readonly string[]> {
  return Object.fromEntries([...byMember].map(([id, list]) => [id, list.toSorted()]));
}

function isRow(row: unknown): row is Row {
  return isObject(row) && "members" in row;
}

function isSequence(row: unknown): row is Sequence {
  return isObject(row) && "steps" in row;
}

function eventOf(step: object): string {
  return "event" in step ? String(step.event) : "";
}
