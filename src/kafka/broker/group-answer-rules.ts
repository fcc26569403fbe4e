import { apiNamed } from "../../terms/apis.ts";
import { errors } from "../error-codes.ts";
import { joinBody, syncBody } from "../group/classic-answers.ts";
import { leaveBody } from "../group/classic-heartbeat.ts";
import { fetchErrorBody } from "../group/fetch-offsets.ts";
import type {
  JoinGroupRequest,
  JoinGroupResponse,
  LeaveGroupRequest,
  LeaveGroupResponse,
  OffsetCommitRequest,
  OffsetFetchRequest,
  OffsetFetchResponseGroup,
} from "../protocol/messages.ts";
import type { AnswerRules, Assemble } from "./coordinator-answers.ts";
import { coordinatorError } from "./coordinator-write.ts";

const whole: Assemble = (_, [body = {}]) => body;

/** From this version on a protocol that is not known is null, before it is empty. */
const firstJoinWithNull = 7;
/** Up to this version the error of the one who leaves is that of the answer. */
const lastLeaveOfOne = 2;
/** Answers of before have their errors at each partition. */
const firstFetchWithError = 2;
const firstFetchOfGroups = 8;
const firstCommitById = 10;

/** Kafka: JoinGroupResponse, whose constructor fits the protocol to the version. */
const assembleJoin: Assemble = ({ version }, [body]) => {
  const answer = body as JoinGroupResponse;
  const protocolName = answer.protocolName ?? "";
  if (version < firstJoinWithNull) return { ...answer, protocolName };
  return { ...answer, protocolName: protocolName === "" ? null : protocolName };
};

/** Kafka: LeaveGroupResponse. */
const assembleLeave: Assemble = ({ version }, [body]) => {
  const answer = body as LeaveGroupResponse;
  if (version > lastLeaveOfOne || answer.errorCode !== 0) return answer;
  return { ...answer, errorCode: answer.members[0]?.errorCode ?? 0, members: [] };
};

interface Topics {
  readonly errorCode?: number;
  readonly topics: readonly {
    readonly name: string;
    readonly topicId?: string;
    readonly partitions: readonly { readonly partitionIndex: number }[];
  }[];
}

/** What was refused at once, then what the coordinator says of the rest. Kafka: OffsetCommitResponse.Builder.merge. */
const mergeTopics =
  (keyOf: (version: number) => "name" | "topicId"): Assemble =>
  ({ version }, parts) => {
    const [refused, answered] = parts as readonly Topics[];
    const errorCode = answered?.errorCode ?? 0;
    if (errorCode !== 0) return { throttleTimeMs: 0, errorCode, topics: [] };
    const key = keyOf(version);
    const topics = [...(refused?.topics ?? [])];
    for (const each of answered?.topics ?? []) {
      const at = topics.findIndex((known) => known[key] === each[key]);
      const known = topics[at];
      if (known === undefined) {
        topics.push(each);
        continue;
      }
      const more = each.partitions.filter(
        ({ partitionIndex: index }) =>
          !known.partitions.some(({ partitionIndex }) => partitionIndex === index),
      );
      topics[at] = { ...known, partitions: [...known.partitions, ...more] };
    }
    return { throttleTimeMs: 0, errorCode: 0, topics };
  };

/** Kafka: OffsetFetchResponse.Builder. */
const assembleFetch: Assemble = ({ version, body }, parts) => {
  const groups = parts as readonly OffsetFetchResponseGroup[];
  const [only] = groups;
  if (version >= firstFetchOfGroups || only === undefined)
    return { throttleTimeMs: 0, topics: [], errorCode: 0, groups };
  const { errorCode } = only;
  const asked = (body as OffsetFetchRequest).topics ?? [];
  const topics =
    errorCode === 0 || version >= firstFetchWithError
      ? only.topics
      : asked.map(({ name, partitionIndexes }) => ({
          name,
          partitions: partitionIndexes.map((partitionIndex) => ({
            partitionIndex,
            committedOffset: -1,
            committedLeaderEpoch: -1,
            metadata: "",
            errorCode,
          })),
        }));
  return { throttleTimeMs: 0, topics, errorCode, groups: [] };
};

interface Deletion {
  readonly errorCode?: number;
  readonly results?: readonly object[];
}

/** The first part names the groups of each of the others. */
const assembleDeletion: Assemble = (_, [first, ...parts]) => {
  const { groupIds } = first as { readonly groupIds: readonly (readonly string[])[] };
  const results = (parts as readonly Deletion[]).flatMap(
    ({ results: known, errorCode }, part) =>
      known ?? (groupIds[part] ?? []).map((groupId) => ({ groupId, errorCode })),
  );
  return { throttleTimeMs: 0, results };
};

const groupOfPart = (body: object, version: number, part: number): string => {
  const { groups, groupId } = body as OffsetFetchRequest;
  return version >= firstFetchOfGroups ? (groups[part]?.groupId ?? "") : groupId;
};

/** What the requests of groups are answered with an error, and how their parts are put together. */
export const groupAnswerRules: Readonly<Record<number, AnswerRules>> = {
  [apiNamed("JoinGroup").key]: {
    error: ({ body }, errorCode) => {
      // Only what is refused before the coordinator is asked repeats the member's id.
      const early =
        errorCode === errors.INVALID_GROUP_ID ||
        errorCode === errors.INVALID_SESSION_TIMEOUT;
      const { memberId } = body as JoinGroupRequest;
      return joinBody({ errorCode, memberId: early ? memberId : "" });
    },
    assemble: assembleJoin,
  },
  [apiNamed("SyncGroup").key]: {
    error: (_, errorCode) => syncBody({ errorCode }),
    assemble: whole,
  },
  [apiNamed("Heartbeat").key]: {
    // While the group is loaded nobody knows better.
    error: (_, errorCode) => ({
      throttleTimeMs: 0,
      errorCode: errorCode === errors.COORDINATOR_LOAD_IN_PROGRESS ? 0 : errorCode,
    }),
    assemble: whole,
  },
  [apiNamed("LeaveGroup").key]: {
    error: ({ body, version }, errorCode) => {
      if (errorCode !== errors.UNKNOWN_MEMBER_ID || version <= lastLeaveOfOne)
        return leaveBody([], errorCode);
      const { members } = body as LeaveGroupRequest;
      return leaveBody(
        members.map(({ memberId, groupInstanceId }) => ({
          memberId,
          groupInstanceId,
          errorCode,
        })),
        0,
      );
    },
    assemble: assembleLeave,
  },
  [apiNamed("OffsetCommit").key]: {
    error: ({ body }, errorCode) => ({
      topics: (body as OffsetCommitRequest).topics.map(
        ({ name, topicId, partitions }) => ({
          name,
          topicId,
          partitions: partitions.map(({ partitionIndex }) => ({
            partitionIndex,
            errorCode,
          })),
        }),
      ),
    }),
    assemble: mergeTopics((version) => (version >= firstCommitById ? "topicId" : "name")),
  },
  [apiNamed("OffsetDelete").key]: {
    error: (_, errorCode) => ({ errorCode, topics: [] }),
    assemble: mergeTopics(() => "name"),
  },
  [apiNamed("OffsetFetch").key]: {
    error: ({ body, version }, errorCode, _, part) =>
      fetchErrorBody(groupOfPart(body, version, part), errorCode),
    // Consumers of before 3.9 do not retry after a time-out, but look for the coordinator.
    mapError: (error) =>
      error === errors.REQUEST_TIMED_OUT
        ? errors.NOT_COORDINATOR
        : coordinatorError(error),
    assemble: assembleFetch,
  },
  [apiNamed("DeleteGroups").key]: {
    error: (_, errorCode) => ({ errorCode }),
    assemble: assembleDeletion,
  },
};
