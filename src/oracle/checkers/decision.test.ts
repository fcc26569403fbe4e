import {
  emptyMetadataImage,
  type MetadataImage,
} from "../../kafka/controller/metadata-image.ts";
import { apiKeys } from "../../kafka/protocol/envelope.ts";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import {
  fourCommitted,
  type OracleStory,
  registrationOf,
} from "../../testing/oracle-story.ts";

/** What the controller of a story has. */
function imageOf(story: OracleStory): MetadataImage {
  const image = emptyMetadataImage();
  for (const ghosts of Object.values(story.holder.state.topics)) {
    const registration = ghosts[0]?.registration;
    if (registration === null || registration === undefined) continue;
    const { topic, topicId } = ghosts[0] ?? { topic: "", topicId: "" };
    image.topics[`/${topicId}`] = { name: topic, topicId, partitions: [registration] };
  }
  for (const id of [1, 2, 3]) image.brokers[id] = registrationOf(id);
  return image;
}

/** A leader asks, and the controller answers. */
function alters(
  asked: {
    readonly brokerEpoch?: number;
    readonly leaderEpoch?: number;
    readonly partitionEpoch?: number;
    readonly memberEpoch?: number;
    readonly topicId?: string;
  },
  code: number,
): OracleStory {
  const story = fourCommitted();
  const [topicId = ""] = Object.keys(story.holder.state.topics);
  const member = asked.memberEpoch ?? 1;
  const body = {
    brokerId: 1,
    brokerEpoch: asked.brokerEpoch ?? 1,
    topics: [
      {
        topicId: asked.topicId ?? topicId,
        partitions: [
          {
            partitionIndex: 0,
            leaderEpoch: asked.leaderEpoch ?? 0,
            partitionEpoch: asked.partitionEpoch ?? 0,
            newIsr: [],
            newIsrWithEpochs: [
              { brokerId: 1, brokerEpoch: 1 },
              { brokerId: 2, brokerEpoch: member },
            ],
            leaderRecoveryState: 0,
          },
        ],
      },
    ],
  };
  const partition = { partitionIndex: 0, errorCode: code === 77 ? 0 : code };
  const topics = [{ topicId: asked.topicId ?? topicId, partitions: [partition] }];
  const request = {
    immutable: true as const,
    api: apiKeys.AlterPartition,
    version: 3,
    correlationId: 1,
    clientId: "",
    body,
  };
  story.probe.controllerDecided(101, request as never, {
    response: { errorCode: code === 77 ? 77 : 0, topics },
    image: imageOf(story),
  });
  return story;
}

const pairs: readonly HistoryPair[] = [
  {
    name: "a change of the ISR is taken in the controller's own partition epoch",
    invariant: "R24",
    kept: () => alters({ partitionEpoch: -1 }, 95),
    broken: () => alters({ partitionEpoch: -1 }, 0),
  },
  {
    name: "a change of the ISR is taken in the controller's own leader epoch",
    invariant: "R24",
    kept: () => alters({}, 0),
    broken: () => alters({ leaderEpoch: -1 }, 0),
  },
  {
    name: "a member joins in the life that is registered",
    invariant: "R23",
    kept: () => alters({ memberEpoch: 5 }, 107),
    broken: () => alters({ memberEpoch: 5 }, 0),
  },
  {
    name: "an older life of the leader is not heard",
    invariant: "K13",
    kept: () => alters({ brokerEpoch: 0 }, 77),
    broken: () => alters({ brokerEpoch: 0 }, 0),
  },
  {
    name: "an id that no topic has is refused",
    invariant: "K17",
    kept: () => alters({ topicId: "gone" }, 100),
    broken: () => alters({ topicId: "gone" }, 3),
  },
];

holdPairs(pairs);
