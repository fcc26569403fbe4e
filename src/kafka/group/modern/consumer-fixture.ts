import { errorName } from "../../../terms/errors.ts";
import { encodeVersioned } from "../../protocol/codec/record-frame.ts";
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse,
  JoinGroupResponse,
} from "../../protocol/messages.ts";
import type { Asked } from "../asked.ts";
import {
  dueKeys,
  fire,
  type GroupHost,
  groupHost,
  responderOf,
  runOn,
} from "../group-fixture.ts";
import { groupRole } from "../group-role.ts";
import { heartbeatGroup, joinGroup, leaveGroup, syncGroup } from "./any-group.ts";
import { type ConsumerGroup, consumerGroupState } from "./consumer-group.ts";
import { consumerGroupHeartbeat } from "./consumer-heartbeat.ts";
import type { PartitionEpochs } from "./partition-epochs.ts";

/** Topics of these tests by name. */
const topicIds: Readonly<Record<string, string>> = {
  a: "AAAAAAAAcAAAAAAAAAAAAQ",
  b: "AAAAAAAAcAAAAAAAAAAAAg",
};

/** A coordinator with topics, and assignments at once unless the settings say otherwise. */
export function consumerHost(
  topics: Readonly<Record<string, number>>,
  settings: Readonly<Record<string, string>> = {},
): GroupHost {
  const host = groupHost(1000, {
    "group.consumer.assignment.interval.ms": "0",
    ...settings,
  });
  for (const [name, partitions] of Object.entries(topics))
    putTopic(host, name, partitions);
  return host;
}

/** A topic as it is from now on; 0: deleted. */
export function putTopic(host: GroupHost, name: string, partitions: number): void {
  const topicId = topicIds[name] ?? "";
  const deleted = partitions === 0;
  const created = !host.topics.some((topic) => topic.name === name);
  host.metadataVersion += 1;
  host.topics = host.topics.filter((topic) => topic.name !== name);
  if (!deleted)
    host.topics.push({
      name,
      topicId,
      partitions: Array.from({ length: partitions }, () => ({ replicas: [1] })),
    });
  runOn(host, (turn) =>
    groupRole.topicsChanged(turn as never, [{ topicId, name, deleted, created }]),
  );
}

const asked = <Body>(body: Body, version: number): Asked<Body> => ({
  body,
  version,
  clientId: "client",
  clientHost: "/127.0.0.1",
  responder: responderOf(1, version, {}),
});

function listed(
  text: string | undefined,
): ConsumerGroupHeartbeatRequest["topicPartitions"] {
  if (text === undefined) return null;
  const names = text.split(" ").filter((name) => name !== "");
  return Object.entries(topicIds).flatMap(([topic, topicId]) => {
    const those = names.filter((name) => name.startsWith(`${topic}-`));
    const partitions = those.map((name) => Number(name.slice(topic.length + 1)));
    return partitions.length === 0 ? [] : [{ topicId, partitions }];
  });
}

/** What a heartbeat says; left out is unchanged. Partitions are written `a-0 a-1`, none as an empty text. */
export interface Beat {
  readonly topics?: readonly string[];
  readonly regex?: string;
  readonly owned?: string;
  readonly instance?: string;
  readonly assignor?: string;
}

/** ConsumerGroupHeartbeat; gives `epoch: partitions`, partitions only where the answer has them, or the error. */
export function beat(
  host: GroupHost,
  memberId: string,
  memberEpoch: number,
  what: Beat = {},
): string {
  const body: ConsumerGroupHeartbeatRequest = {
    groupId: "g",
    memberId,
    memberEpoch,
    instanceId: what.instance ?? null,
    rackId: null,
    rebalanceTimeoutMs: memberEpoch === 0 ? 4000 : -1,
    subscribedTopicNames: what.topics ?? null,
    subscribedTopicRegex: what.regex ?? null,
    serverAssignor: what.assignor ?? null,
    topicPartitions: listed(what.owned),
  };
  const ran = runOn(host, (turn) => consumerGroupHeartbeat(turn, asked(body, 1)));
  if (ran.error !== 0) return errorName(ran.error);
  const answer = ran.response as ConsumerGroupHeartbeatResponse;
  const assignment = answer.assignment?.topicPartitions
    .flatMap(({ topicId, partitions }) => partitions.map((p) => nameOf(topicId, p)))
    .toSorted();
  return `${answer.memberEpoch}${assignment === undefined ? "" : `: ${assignment.join(" ")}`}`.trim();
}

const nameOf = (topicId: string, partition: number | string): string =>
  `${Object.keys(topicIds).find((name) => topicIds[name] === topicId)}-${partition}`;

/** Joins with these topics. */
export const joinAs = (host: GroupHost, memberId: string, ...topics: string[]): string =>
  beat(host, memberId, 0, { topics, owned: "" });

/** The group; it must be of the consumer protocol. */
export function groupIn(host: GroupHost): ConsumerGroup {
  const group = host.state.groups["/g"];
  if (group?.type !== "consumer") throw new Error(`the group is ${group?.type}`);
  return group;
}

const heldText = (held: PartitionEpochs): string =>
  Object.entries(held)
    .flatMap(([id, those]) => Object.keys(those).map((p) => nameOf(id, p)))
    .toSorted()
    .join(" ");

/** The group drawn: its state and epochs, then a line a member. */
export function groupText(host: GroupHost): string {
  const group = groupIn(host);
  const { groupEpoch, assignmentEpoch } = group.numbers;
  const members = Object.values(group.members).map((member) => {
    const revoking = heldText(member.pendingRevocation);
    const state = `${member.memberId} ${member.memberEpoch} ${member.state}`;
    const rest = revoking === "" ? "" : ` - ${revoking}`;
    return `${state} | ${heldText(member.assigned)}${rest}`.trim();
  });
  return [
    `${consumerGroupState(group)} ${groupEpoch}/${assignmentEpoch}`,
    ...members.toSorted(),
  ].join("\n");
}

/** Moves the clock and fires what is due. */
export function wait(host: GroupHost, ms: number): void {
  host.nowMs += ms;
  for (;;) {
    const [key] = dueKeys(host);
    if (key === undefined) return;
    fire(host, key);
  }
}

const subscription = (topics: readonly string[]): Uint8Array =>
  encodeVersioned("ConsumerProtocolSubscription", 1, {
    topics,
    userData: null,
    ownedPartitions: [],
  });

/** JoinGroup of a consumer of the classic protocol. */
export function classicJoin(
  host: GroupHost,
  memberId: string,
  topics: readonly string[],
  instance: string | null = null,
): JoinGroupResponse & { readonly error: string } {
  const request = asked(
    {
      groupId: "g",
      memberId,
      groupInstanceId: instance,
      sessionTimeoutMs: 45_000,
      rebalanceTimeoutMs: 60_000,
      protocolType: "consumer",
      protocols: [{ name: "range", metadata: subscription(topics) }],
      reason: null,
    },
    9,
  );
  const ran = runOn(host, (turn) => joinGroup(turn, request));
  const body = (ran.response ?? ran.answers[0]?.body) as JoinGroupResponse | undefined;
  const error = ran.error === 0 ? (body?.errorCode ?? 0) : ran.error;
  return { ...(body as JoinGroupResponse), error: errorName(error) };
}

/** The error that a request of a classic member is answered with. */
export function classicError(
  host: GroupHost,
  what: "heartbeat" | "leave" | "sync",
  memberId: string,
  generationId = 0,
): string {
  const who = { groupId: "g", memberId, groupInstanceId: null, generationId };
  const member = { memberId, groupInstanceId: null, reason: null };
  const sync = {
    ...who,
    protocolType: "consumer",
    protocolName: "range",
    assignments: [],
  };
  const ran = runOn(host, (turn) =>
    what === "heartbeat"
      ? heartbeatGroup(turn, who)
      : what === "leave"
        ? leaveGroup(turn, { ...who, members: [member] })
        : syncGroup(turn, asked(sync, 5)),
  );
  const { errorCode = 0 } = (ran.response ?? {}) as { readonly errorCode?: number };
  return errorName(ran.error === 0 ? errorCode : ran.error);
}

/** Two members with three partitions each, all of it done. */
export function twoMembers(): GroupHost {
  const host = consumerHost({ a: 6 });
  joinAs(host, "m1", "a");
  joinAs(host, "m2", "a");
  beat(host, "m1", 2, { owned: "a-0 a-1 a-2 a-3 a-4 a-5" });
  beat(host, "m1", 2, { owned: "a-0 a-1 a-2" });
  beat(host, "m2", 3);
  return host;
}
