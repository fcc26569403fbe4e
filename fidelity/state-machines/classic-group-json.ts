import { type ClassicGroup, membersOf } from "../../src/kafka/group/classic-group.ts";
import type { GroupHost, Ran } from "../../src/kafka/group/group-fixture.ts";
import { utf8Decode } from "../../src/kafka/protocol/utf8.ts";
import { errorName } from "../../src/terms/errors.ts";

/** A coordinator with the recording's names of its members. */
export interface Shown {
  readonly host: GroupHost;
  /** The recording's names by real member id. */
  readonly names: Readonly<Record<string, string>>;
}

/** The recording's name of a member. */
export const nameOf = ({ names }: Shown, id: string): string => names[id] ?? id;

/** A timer's key with the name of its member. */
export const renamed = (bench: Shown, key: string): string => {
  const id = /^heartbeat-g-(.*)$/.exec(key)?.[1];
  return id === undefined ? key : `heartbeat-g-${nameOf(bench, id)}`;
};

/** Records and answers of an operation in the recording's notation. */
export function shown(bench: Shown, ran: Ran): Record<string, unknown> {
  const records = ran.records.map(({ type, value }) =>
    value === null ? `-${type}` : type,
  );
  const answers = ran.answers.map(({ responder, body }) => ({
    step: responder.gather.connection,
    at: bench.host.nowMs,
    ...answerJson(bench, body as AnyAnswer),
  }));
  // What leaves together is listed by request.
  answers.sort((a, b) => a.step - b.step);
  return {
    records: records.length === 0 ? undefined : records,
    answers: answers.length === 0 ? undefined : answers,
  };
}

interface AnyAnswer {
  readonly errorCode: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly assignment?: Uint8Array;
  readonly memberId: string;
  readonly generationId: number;
  readonly leader: string;
  readonly skipAssignment: boolean;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly metadata: Uint8Array;
  }[];
}

function answerJson(bench: Shown, body: AnyAnswer): Record<string, unknown> {
  const { protocolType, protocolName: protocol, assignment } = body;
  const error = errorName(body.errorCode);
  if (assignment !== undefined)
    return { error, protocolType, protocol, assignment: utf8Decode(assignment) };
  return {
    error,
    memberId: nameOf(bench, body.memberId),
    generation: body.generationId,
    protocolType,
    protocol,
    leader: nameOf(bench, body.leader),
    skipAssignment: body.skipAssignment || undefined,
    members: body.members.map(({ memberId, groupInstanceId, metadata }) => [
      nameOf(bench, memberId),
      groupInstanceId,
      utf8Decode(metadata),
    ]),
  };
}

/** The group as it stands. */
export function digest(bench: Shown): unknown {
  const found = bench.host.state.groups["/g"];
  return found?.type === "classic" ? groupJson(bench, found) : { state: "none" };
}

function groupJson(bench: Shown, found: ClassicGroup): unknown {
  const deadline = (key: string): number | undefined =>
    bench.host.timers.byKey[key]?.deadlineMs;
  const members = membersOf(found).map((member) => ({
    id: nameOf(bench, member.memberId),
    instance: member.instanceId ?? undefined,
    awaitingJoin: member.awaitingJoin !== null || undefined,
    awaitingSync: member.awaitingSync !== null || undefined,
    isNew: member.isNew || undefined,
    assignment: utf8Decode(member.assignment) || undefined,
    sessionDeadline: deadline(`heartbeat-g-${member.memberId}`) ?? null,
  }));
  const number = ({ id }: { id: string }): number => Number(id.slice(1));
  const pending = found.pendingJoin
    .map((id) => nameOf(bench, id))
    .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  return {
    state: found.state,
    generation: found.generation,
    protocolType: found.protocolType,
    protocol: found.protocol,
    leader: found.leader === null ? null : nameOf(bench, found.leader),
    members: members.toSorted((a, b) => number(a) - number(b)),
    pending: pending.length === 0 ? undefined : pending,
    joinDeadline: deadline("join-g"),
    syncDeadline: deadline("sync-g"),
  };
}
