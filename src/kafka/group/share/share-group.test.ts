import { describe, expect, it } from "vitest";
import type { ShareStateAnswer, ShareStateAsk } from "../../coordinator/turn.ts";
import { errors } from "../../error-codes.ts";
import type { ShareGroupHeartbeatResponse } from "../../protocol/messages.ts";
import { deleteGroups } from "../delete-offsets.ts";
import { expireOffsets } from "../expire-offsets.ts";
import {
  fire,
  type GroupHost,
  groupHost,
  type Ran,
  responderOf,
  runOn,
} from "../group-fixture.ts";
import { groupRole } from "../group-role.ts";
import { describeShareGroup } from "./describe-share.ts";
import { invalidShareHeartbeat } from "./invalid-share-heartbeat.ts";
import { shareGroupHeartbeat } from "./share-heartbeat.ts";
import { deleteShareOffsets } from "./share-offsets.ts";
import { shareSessionKey } from "./share-session-timer.ts";

const ordersId = "AAAAAAAAAAAAAAAAAAAAAQ";
const atOnce = { "group.share.assignment.interval.ms": "0" };
const topic = (name: string, partitions: number): GroupHost["topics"][number] => ({
  name,
  topicId: ordersId,
  partitions: Array.from({ length: partitions }, () => ({ replicas: [1] })),
});

interface Host extends GroupHost {
  /** What share coordinators were asked and have not answered. */
  readonly asked: ShareStateAsk[];
}

function open(settings: Readonly<Record<string, string>> = atOnce): Host {
  const asked: ShareStateAsk[] = [];
  const host = groupHost(1000, settings);
  host.topics = [topic("orders", 2)];
  return { ...host, asked };
}

function run(host: Host, operation: Parameters<typeof runOn>[1]): Ran {
  return runOn(host, (turn) =>
    operation({ ...turn, askShareCoordinators: (ask) => void host.asked.push(ask) }),
  );
}

const beat = (
  host: Host,
  memberId: string,
  memberEpoch: number,
  subscribedTopicNames: readonly string[] | null = memberEpoch === 0 ? ["orders"] : null,
): Ran & { readonly answer: ShareGroupHeartbeatResponse } => {
  const body = {
    groupId: "g",
    memberId,
    memberEpoch,
    rackId: null,
    subscribedTopicNames,
  };
  const responder = responderOf(1, 1, body);
  const asked = { body, version: 1, clientId: "c", clientHost: "/10.0.0.1", responder };
  const ran = run(host, (turn) => shareGroupHeartbeat(turn, asked));
  return { ...ran, answer: ran.response as ShareGroupHeartbeatResponse };
};

/** Share coordinators answer what they were asked since the last time. */
function answer(host: Host, error = 0): void {
  for (const { parts, onward } of host.asked.splice(0)) {
    const answers = parts.map(
      ({ topicId, index }): ShareStateAnswer => ({ topicId, index, errorCode: error }),
    );
    const handler = groupRole.continuations[onward.kind];
    run(host, (turn) => {
      const outcome = handler?.(turn as never, { ...onward, answers } as never, 0);
      if (outcome === undefined) throw new Error(`no handler of ${onward.kind}`);
      return outcome;
    });
  }
}

/** The continuation of the heartbeat asks share coordinators. */
function initialize(host: Host): void {
  const group = host.state.groups["/g"];
  if (group?.type !== "share") throw new Error("no share group");
  const { initializing } = group.topics.now;
  run(host, (turn) => {
    const handler = groupRole.continuations["initializeShare"];
    const next = {
      kind: "initializeShare",
      groupId: "g",
      groupEpoch: group.numbers.groupEpoch,
      topics: initializing,
    };
    const outcome = handler?.(turn as never, next as never, 0);
    if (outcome === undefined) throw new Error("no handler");
    return outcome;
  });
  answer(host);
}

const assigned = (answered: ShareGroupHeartbeatResponse): unknown =>
  answered.assignment?.topicPartitions;

describe("a share group", () => {
  it("assigns partitions once their state is initialized", () => {
    const host = open();
    const first = beat(host, "a", 0);
    expect(first.answer).toMatchObject({ errorCode: 0, memberEpoch: 2 });
    expect(assigned(first.answer)).toEqual([]);
    expect(first.records.map(({ type }) => type)).toEqual([
      "ShareGroupMemberMetadata",
      "ShareGroupMetadata",
      "ShareGroupTargetAssignmentMember",
      "ShareGroupTargetAssignmentMetadata",
      "ShareGroupCurrentMemberAssignment",
      "ShareGroupStatePartitionMetadata",
    ]);
    initialize(host);
    const second = beat(host, "a", 2).answer;
    expect(second).toMatchObject({ memberEpoch: 3 });
    expect(assigned(second)).toEqual([{ topicId: ordersId, partitions: [0, 1] }]);
    expect(beat(host, "a", 3).answer).toMatchObject({ memberEpoch: 3, assignment: null });
  });

  it("asks again for partitions whose initializing did not come to an end", () => {
    const host = open();
    beat(host, "a", 0);
    host.nowMs += 29_999;
    expect(beat(host, "a", 2).records).toEqual([]);
    host.nowMs += 1;
    expect(beat(host, "a", 2).records.map(({ type }) => type)).toEqual([
      "ShareGroupStatePartitionMetadata",
    ]);
  });

  it("computes a target at most once in group.share.assignment.interval.ms", () => {
    const host = open({ "group.share.assignment.interval.ms": "1000" });
    beat(host, "a", 0);
    initialize(host);
    expect(beat(host, "a", 2).answer).toMatchObject({ memberEpoch: 2, assignment: null });
    host.nowMs += 1000;
    expect(beat(host, "a", 2).answer).toMatchObject({ memberEpoch: 3 });
  });

  it("gives a second member its assignment at once, and takes nothing from the first before", () => {
    const host = open();
    beat(host, "a", 0);
    initialize(host);
    beat(host, "a", 2);
    const second = beat(host, "b", 0).answer;
    expect(second).toMatchObject({ memberEpoch: 4 });
    expect(second.assignment?.topicPartitions).toHaveLength(1);
    expect(beat(host, "a", 3).answer).toMatchObject({ memberEpoch: 4 });
  });

  it("knows its members by their epochs", () => {
    const host = open();
    expect(beat(host, "a", 5)).toMatchObject({ error: errors.GROUP_ID_NOT_FOUND });
    beat(host, "a", 0);
    initialize(host);
    beat(host, "a", 2);
    expect(beat(host, "b", 1)).toMatchObject({ error: errors.UNKNOWN_MEMBER_ID });
    expect(beat(host, "a", 7)).toMatchObject({ error: errors.FENCED_MEMBER_EPOCH });
    expect(beat(host, "a", 1)).toMatchObject({ error: errors.FENCED_MEMBER_EPOCH });
    // The answer with the new epoch may have been lost.
    expect(beat(host, "a", 2).answer).toMatchObject({ errorCode: 0, memberEpoch: 3 });
  });

  it("has at most group.share.max.size members", () => {
    const host = open({ ...atOnce, "group.share.max.size": "1" });
    beat(host, "a", 0);
    expect(beat(host, "b", 0)).toMatchObject({ error: errors.GROUP_MAX_SIZE_REACHED });
  });

  it.each([
    [{ memberId: "" }, "MemberId can't be empty."],
    [{ groupId: " " }, "GroupId can't be empty."],
    [{ rackId: "" }, "RackId can't be empty."],
    [{ memberEpoch: -2 }, "MemberEpoch is invalid."],
    [{ subscribedTopicNames: [] }, "SubscribedTopicNames must be set in first request."],
    [{}, undefined],
  ])("looks at the request first: %j", (change, problem) => {
    const request = { groupId: "g", memberId: "a", memberEpoch: 0, rackId: null };
    expect(
      invalidShareHeartbeat({ ...request, subscribedTopicNames: ["orders"], ...change }),
    ).toBe(problem);
  });

  it("gives up a member that it does not hear of for group.share.session.timeout.ms", () => {
    const host = open();
    beat(host, "a", 0);
    const key = shareSessionKey("g", "a");
    expect(host.timers.byKey[key]?.deadlineMs).toBe(1000 + 45_000);
    host.nowMs += 45_000;
    const { records } = fire(host, key);
    expect(records.map(({ type, value }) => [type, value === null])).toEqual([
      ["ShareGroupCurrentMemberAssignment", true],
      ["ShareGroupTargetAssignmentMember", true],
      ["ShareGroupMemberMetadata", true],
      ["ShareGroupMetadata", false],
    ]);
    expect(
      run(host, (turn) => {
        expect(describeShareGroup(turn, "g")).toMatchObject({
          groupState: "Empty",
          groupEpoch: 3,
          members: [],
        });
        return { kind: "failure", error: 0, message: null };
      }).error,
    ).toBe(0);
  });

  it("forgets a topic that is deleted, and takes in partitions that are new", () => {
    const host = open();
    beat(host, "a", 0);
    initialize(host);
    beat(host, "a", 2);
    host.topics = [topic("orders", 3)];
    const grown = [{ topicId: ordersId, name: "orders", created: false, deleted: false }];
    run(host, (turn) => groupRole.topicsChanged(turn as never, grown));
    expect(beat(host, "a", 3).answer).toMatchObject({ memberEpoch: 4 });
    initialize(host);
    expect(assigned(beat(host, "a", 4).answer)).toEqual([
      { topicId: ordersId, partitions: [0, 1, 2] },
    ]);
    host.topics = [];
    const gone = grown.map((each) => ({ ...each, deleted: true }));
    const { records } = run(host, (turn) => groupRole.topicsChanged(turn as never, gone));
    expect(records).toMatchObject([
      {
        type: "ShareGroupStatePartitionMetadata",
        value: { message: { initializedTopics: [] } },
      },
    ]);
  });

  it("that is empty can be deleted, with what share coordinators keep of it; by itself it stays", () => {
    const host = open();
    beat(host, "a", 0);
    initialize(host);
    expect(run(host, (turn) => deleteGroups(turn, ["g"])).response).toEqual({
      results: [{ groupId: "g", errorCode: errors.NON_EMPTY_GROUP }],
    });
    beat(host, "a", -1);
    run(host, expireOffsets);
    expect(host.state.groups["/g"]?.type).toBe("share");
    run(host, (turn) => deleteGroups(turn, ["g"]));
    expect(host.asked).toMatchObject([
      { api: "DeleteShareGroupState", parts: [{ index: 0 }, { index: 1 }] },
    ]);
    answer(host);
    expect(host.state.groups).toEqual({});
  });

  it("refuses to delete offsets under its members' feet", () => {
    const host = open();
    beat(host, "a", 0);
    const body = { groupId: "g", topics: [{ topicName: "orders" }] };
    const responder = responderOf(1, 0, body);
    const asked = { body, version: 0, clientId: "c", clientHost: "", responder };
    expect(run(host, (turn) => deleteShareOffsets(turn, asked))).toMatchObject({
      error: errors.NON_EMPTY_GROUP,
    });
  });
});
