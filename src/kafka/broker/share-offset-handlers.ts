import { apiNamed } from "../../terms/apis.ts";
import { channelTo, ask as send } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { topicById, topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { GroupTurn } from "../group/group-state.ts";
import { groupOf } from "../group/group-state.ts";
import type { DescribeShareGroupOffsetsRequest } from "../protocol/messages.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, brokerTimers, peerOf, purposes } from "./broker.ts";
import { coordinatorRead, partitionFor } from "./coordinator-requests.ts";
import { coordinatorError } from "./coordinator-write.ts";
import { backoffUs } from "./inter-broker-backoff.ts";
import { type PersistAnswer, type PersistOnward, persist } from "./persister.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";
import type { ShareWake } from "./shares.ts";

/** One share partition of the answer. */
interface Described {
  readonly groupId: string;
  readonly topicName: string;
  readonly topicId: string;
  readonly index: number;
  errorCode: number;
  startOffset: number;
  leaderEpoch: number;
  /** Records behind the start offset that are done; -1 unknown. */
  completed: number;
  lag: number;
}

/** A request that waits for share coordinators and for leaders. */
interface Describing {
  readonly reply: ReplyTo;
  readonly groups: readonly {
    readonly groupId: string;
    readonly errorCode: number;
    readonly topics: readonly {
      readonly topicName: string;
      readonly topicId: string;
      readonly partitions: readonly Described[];
    }[];
  }[];
  left: number;
}

const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

type AskedGroup = DescribeShareGroupOffsetsRequest["groups"][number];

/** Topics with partitions that are asked for, or all that the group has a state of; a number is an error. */
function askedTopics(
  context: Context,
  broker: Broker,
  { groupId, topics }: AskedGroup,
): NonNullable<AskedGroup["topics"]> | number {
  const topic = "__consumer_offsets";
  const index = partitionFor(broker, topic, groupId);
  const found = coordinatorRead(context, broker, { topic, index }, (turn: GroupTurn) => {
    const group = groupOf(turn, groupId);
    if (group?.type !== "share") return { error: errors.GROUP_ID_NOT_FOUND, topics: [] };
    return {
      error: 0,
      topics: Object.values(group.topics.now.initialized).map(({ name, partitions }) => ({
        topicName: name,
        partitions,
      })),
    };
  });
  if (typeof found === "number") return coordinatorError(found);
  return found.error === 0 ? (topics ?? found.topics) : found.error;
}

/** Kafka: GroupCoordinatorService.describeShareGroupOffsets. */
export const handleDescribeShareOffsets: Handler = (context, broker, reply, request) => {
  const body = request.body as DescribeShareGroupOffsetsRequest;
  const groups = body.groups.map((asked) => {
    const topics = askedTopics(context, broker, asked);
    const { groupId } = asked;
    if (typeof topics === "number") return { groupId, errorCode: topics, topics: [] };
    return {
      groupId,
      errorCode: 0,
      topics: topics.map(({ topicName, partitions }) =>
        describedTopic(broker, groupId, topicName, partitions),
      ),
    };
  });
  const all = groups.flatMap(({ topics }) =>
    topics.flatMap(({ partitions }) => partitions),
  );
  const wanted = all.filter(({ errorCode }) => errorCode === 0);
  const describing: Describing = { reply, groups, left: wanted.length };
  for (const described of wanted) {
    const { groupId, topicId, index } = described;
    const onward: SummaryRead = { kind: "shareSummary", describing, described };
    persist(context, broker, {
      api: "ReadShareGroupStateSummary",
      groupId,
      topicId,
      index,
      fields: { leaderEpoch: -1 },
      onward,
    });
  }
  if (wanted.length === 0) answer(context, broker, describing);
};

function describedTopic(
  broker: Broker,
  groupId: string,
  topicName: string,
  partitions: readonly number[],
): Describing["groups"][number]["topics"][number] {
  const topicId = topicByName(broker.image, topicName)?.topicId ?? zeroId;
  return {
    topicName,
    topicId,
    partitions: partitions.map((index) => ({
      groupId,
      topicName,
      topicId,
      index,
      errorCode: topicId === zeroId ? errors.UNKNOWN_TOPIC_OR_PARTITION : 0,
      startOffset: topicId === zeroId ? 0 : -1,
      leaderEpoch: 0,
      completed: -1,
      lag: -1,
    })),
  };
}

interface SummaryRead extends PersistOnward {
  readonly describing: Describing;
  readonly described: Described;
}

interface Summary extends PersistAnswer {
  readonly startOffset: number;
  readonly leaderEpoch: number;
  readonly deliveryCompleteCount: number;
}

/** The lag is what lies between the start offset and the high watermark and is not done. Kafka: GroupCoordinatorService.computeShareGroupLag. */
export function shareSummaryRead(
  context: Context,
  broker: Broker,
  { describing, described }: SummaryRead,
  summary: Summary,
): void {
  described.errorCode = summary.errorCode;
  if (summary.errorCode === 0) {
    described.startOffset = summary.startOffset;
    described.leaderEpoch = summary.leaderEpoch;
    described.completed = summary.deliveryCompleteCount;
  }
  const isKnown =
    summary.errorCode === 0 && described.startOffset >= 0 && described.completed >= 0;
  if (!isKnown || !askEnd(context, broker, describing, described))
    done(context, broker, describing);
}

/** ListOffsets to the leader. */
export interface EndAsked {
  readonly kind: "shareEnd";
  readonly describing: Describing;
  readonly described: Described;
}

const requestTimeoutMs = 30_000;
const latest = -1;
/** Kafka: NetworkPartitionMetadataClient, which has a connection of its own to each leader. */
const offsetsChannel = (node: number): number => -200_000 - node;

function askEnd(
  context: Context,
  broker: Broker,
  describing: Describing,
  described: Described,
): boolean {
  const { topicId, topicName: name, index } = described;
  const leader = topicById(broker.image, topicId)?.partitions[index]?.leader ?? -1;
  const peer = peerOf(broker, leader);
  if (peer === undefined) return false;
  const { key, maxVersion } = apiNamed("ListOffsets");
  const asked: EndAsked = { kind: "shareEnd", describing, described };
  const { client } = broker;
  const channel = channelTo(client, offsetsChannel(leader), peer.process);
  if (channel.connection === 0) {
    // A request that finds no connection has expired at once, by a clock that is not the one it was made by; it is made again.
    channel.connection = context.effects.connect(channel.target);
    client.byConnection[channel.connection] = client.channels.indexOf(channel);
    const wake: ShareWake = { share: "end", asked };
    context.effects.after(backoffUs(context, 1), brokerTimers.coordinator, wake);
    return true;
  }
  send(context.effects, broker.client, channel, {
    api: key,
    version: maxVersion,
    body: {
      replicaId: -1,
      isolationLevel: 0,
      topics: [
        {
          name,
          partitions: [
            { partitionIndex: index, currentLeaderEpoch: -1, timestamp: latest },
          ],
        },
      ],
      timeoutMs: requestTimeoutMs,
    },
    purpose: purposes.persister,
    context: asked,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
  return true;
}

/** The wait before it is asked again is over. */
export function shareEndAgain(context: Context, broker: Broker, asked: object): void {
  const { describing, described } = asked as EndAsked;
  if (!askEnd(context, broker, describing, described)) done(context, broker, describing);
}

/** A leader has told the end of a partition; null: the connection was lost. */
export function shareEndAnswered(
  context: Context,
  broker: Broker,
  { describing, described }: EndAsked,
  body: object | null,
): void {
  const found = (
    body as {
      topics: readonly {
        partitions: readonly { errorCode: number; offset: number }[];
      }[];
    } | null
  )?.topics[0]?.partitions[0];
  if (found?.errorCode === 0)
    described.lag = Math.max(
      0,
      found.offset - described.startOffset - described.completed,
    );
  done(context, broker, describing);
}

function done(context: Context, broker: Broker, describing: Describing): void {
  describing.left--;
  if (describing.left === 0) answer(context, broker, describing);
}

function answer(context: Context, broker: Broker, { reply, groups }: Describing): void {
  respond(context, broker, reply, {
    throttleTimeMs: 0,
    groups: groups.map(({ groupId, errorCode, topics }) => ({
      groupId,
      topics: topics.map(({ topicName, topicId, partitions }) => ({
        topicName,
        topicId,
        partitions: partitions.map((each) => ({
          partitionIndex: each.index,
          startOffset: each.startOffset,
          leaderEpoch: each.leaderEpoch,
          lag: each.lag,
          errorCode: each.errorCode,
          errorMessage: null,
        })),
      })),
      errorCode,
      errorMessage: null,
    })),
  });
}
