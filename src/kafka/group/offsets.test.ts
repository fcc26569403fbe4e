import { describe, expect, it } from "vitest";
import { errors } from "../error-codes.ts";
import type { OffsetCommitRequest } from "../protocol/messages.ts";
import { commitOffsets } from "./commit-offsets.ts";
import { deleteGroups, deleteOffsets } from "./delete-offsets.ts";
import { expireOffsets, forgetTopics } from "./expire-offsets.ts";
import { fetchOffsets } from "./fetch-offsets.ts";
import {
  type GroupHost,
  groupHost,
  hostTurn,
  type Ran,
  responderOf,
  runOn,
} from "./group-fixture.ts";
import { keyOf } from "./group-state.ts";

const minute = 60_000;

interface Committed {
  readonly offset: number;
  readonly topic?: string;
  readonly metadata?: string;
  readonly generation?: number;
  readonly version?: number;
  readonly retentionMs?: number;
}

function commit(host: GroupHost, what: Committed, writeError = 0): Ran {
  const body: OffsetCommitRequest = {
    groupId: "g",
    generationIdOrMemberEpoch: what.generation ?? -1,
    memberId: "",
    groupInstanceId: null,
    retentionTimeMs: what.retentionMs ?? -1,
    topics: [
      {
        name: what.topic ?? "t",
        topicId: "",
        partitions: [
          {
            partitionIndex: 0,
            committedOffset: what.offset,
            committedLeaderEpoch: 3,
            committedMetadata: what.metadata ?? "m",
          },
        ],
      },
    ],
  };
  const version = what.version ?? 9;
  const asked = {
    body,
    version,
    clientId: "c",
    clientHost: "/10.0.0.1",
    responder: responderOf(1, version, body),
  };
  return runOn(host, (turn) => commitOffsets(turn, asked), writeError);
}

function committed(host: GroupHost): string[] {
  const asked = { groupId: "g", memberId: null, memberEpoch: -1, topics: null };
  return fetchOffsets(hostTurn(host), asked).topics.flatMap(({ name, partitions }) =>
    partitions.map((each) => `${name}-${each.partitionIndex} ${each.committedOffset}`),
  );
}

const errorOf = ({ response }: Ran): number | undefined =>
  (response as { topics: { partitions: { errorCode: number }[] }[] } | null)?.topics[0]
    ?.partitions[0]?.errorCode;

const typesOf = ({ records }: Ran): string[] =>
  records.map(({ type, value }) => (value === null ? `-${type}` : type));

describe("committed offsets", () => {
  it("are kept for a group that commits without membership", () => {
    const host = groupHost(1000);
    expect(typesOf(commit(host, { offset: 5 }))).toEqual(["OffsetCommit"]);
    commit(host, { offset: 9, topic: "u" });
    commit(host, { offset: 6 });
    expect(committed(host).toSorted()).toEqual(["t-0 6", "u-0 9"]);
    expect(host.state.groups[keyOf("g")]?.type).toBe("classic");
  });

  it("stay as they were when the commit could not be written", () => {
    const host = groupHost(1000);
    commit(host, { offset: 5 });
    commit(host, { offset: 6 }, errors.NOT_ENOUGH_REPLICAS);
    expect(committed(host)).toEqual(["t-0 5"]);
  });

  it("are refused with a generation that no group has: by name from version 9 on", () => {
    const host = groupHost(1000);
    expect(commit(host, { offset: 5, generation: 1 }).error).toBe(
      errors.GROUP_ID_NOT_FOUND,
    );
    expect(commit(host, { offset: 5, generation: 1, version: 8 }).error).toBe(
      errors.ILLEGAL_GENERATION,
    );
  });

  it("are refused singly when their metadata is longer than offset.metadata.max.bytes", () => {
    const host = groupHost(1000, { "offset.metadata.max.bytes": "3" });
    expect(errorOf(commit(host, { offset: 5, metadata: "abcd" }))).toBe(
      errors.OFFSET_METADATA_TOO_LARGE,
    );
    expect(errorOf(commit(host, { offset: 5, metadata: "abc" }))).toBe(0);
    expect(committed(host)).toEqual(["t-0 5"]);
  });

  it("expire offsets.retention.minutes after the last commit, and the empty group with them", () => {
    const host = groupHost(0, { "offsets.retention.minutes": "10" });
    commit(host, { offset: 5 });
    host.nowMs = 5 * minute;
    commit(host, { offset: 9, topic: "u" });
    host.nowMs = 10 * minute - 1;
    expect(typesOf(runOn(host, expireOffsets))).toEqual([]);
    host.nowMs = 10 * minute;
    expect(typesOf(runOn(host, expireOffsets))).toEqual(["-OffsetCommit"]);
    expect(committed(host)).toEqual(["u-0 9"]);
    host.nowMs = 15 * minute;
    expect(typesOf(runOn(host, expireOffsets))).toEqual([
      "-OffsetCommit",
      "-GroupMetadata",
    ]);
    expect(host.state).toEqual({ groups: {}, offsets: {} });
  });

  it("expire when an old client said so", () => {
    const host = groupHost(0);
    commit(host, { offset: 5, retentionMs: 1000 });
    host.nowMs = 999;
    expect(typesOf(runOn(host, expireOffsets))).toEqual([]);
    host.nowMs = 1000;
    expect(typesOf(runOn(host, expireOffsets))).toContain("-OffsetCommit");
  });

  it("go with their topic", () => {
    const host = groupHost(0);
    commit(host, { offset: 5 });
    commit(host, { offset: 9, topic: "u" });
    const gone = [{ topicId: "", name: "t", deleted: true, created: false }];
    expect(typesOf(runOn(host, (turn) => forgetTopics(turn, gone)))).toEqual([
      "-OffsetCommit",
    ]);
    expect(committed(host)).toEqual(["u-0 9"]);
    const changed = [{ topicId: "", name: "u", deleted: false, created: false }];
    expect(typesOf(runOn(host, (turn) => forgetTopics(turn, changed)))).toEqual([]);
  });

  it("are deleted on demand, one by one or with the group", () => {
    const host = groupHost(0);
    commit(host, { offset: 5 });
    commit(host, { offset: 9, topic: "u" });
    const body = {
      groupId: "g",
      topics: [{ name: "t", partitions: [{ partitionIndex: 0 }, { partitionIndex: 1 }] }],
    };
    expect(typesOf(runOn(host, (turn) => deleteOffsets(turn, body)))).toEqual([
      "-OffsetCommit",
    ]);
    const deleted = runOn(host, (turn) => deleteGroups(turn, ["g", "missing"]));
    expect(typesOf(deleted)).toEqual(["-OffsetCommit", "-GroupMetadata"]);
    expect((deleted.response as { results: object[] }).results).toContainEqual({
      groupId: "missing",
      errorCode: errors.GROUP_ID_NOT_FOUND,
    });
    expect(host.state).toEqual({ groups: {}, offsets: {} });
  });
});
