import {
  type MetadataImage,
  topicById,
  topicByName,
} from "../../kafka/controller/metadata-image.ts";
import { apiKeys, type RequestMessage } from "../../kafka/protocol/envelope.ts";
import type {
  AlterPartitionRequest,
  AlterPartitionRequestPartition,
  AlterPartitionResponse,
  ElectLeadersRequest,
} from "../../kafka/protocol/messages.ts";
import { violated, type Watch } from "../findings.ts";
import { allGhosts, type GhostPartition } from "../ghost.ts";

const staleBrokerEpoch = 77;
const unknownTopicId = 100;
const newLeaderElected = 106;

/** The active controller has worked out an answer, by the image that it had when it was asked. */
export function controllerDecided(
  watch: Watch,
  request: RequestMessage,
  response: object,
  image: MetadataImage,
): void {
  if (request.api === apiKeys.AlterPartition)
    alterationDecided(
      watch,
      request.body as AlterPartitionRequest,
      response as AlterPartitionResponse,
      image,
    );
  else if (request.api === apiKeys.ElectLeaders)
    noteAsked(watch, request.body as ElectLeadersRequest, image);
}

/** Whoever asks for an unclean election by hand allows it. */
function noteAsked(
  { state }: Watch,
  { electionType, topicPartitions }: ElectLeadersRequest,
  image: MetadataImage,
): void {
  if (electionType !== 1) return;
  const topics =
    topicPartitions?.map(({ topic }) => topicByName(image, topic)?.topicId) ?? null;
  for (const ghost of allGhosts(state))
    if (topics === null || topics.includes(ghost.topicId)) ghost.uncleanAsked = true;
}

/** R23, R24, K13 and K17 at AlterPartition. */
function alterationDecided(
  watch: Watch,
  request: AlterPartitionRequest,
  response: AlterPartitionResponse,
  image: MetadataImage,
): void {
  const { brokerId, brokerEpoch } = request;
  const registered = image.brokers[brokerId]?.epoch ?? -1;
  if (registered !== brokerEpoch && response.errorCode !== staleBrokerEpoch)
    violated(
      watch,
      null,
      "K13",
      `AlterPartition of broker ${brokerId} in epoch ${brokerEpoch} was heard, and its registration has epoch ${registered}`,
    );
  if (response.errorCode !== 0) return;
  for (const topic of request.topics)
    for (const asked of topic.partitions) {
      const answer = response.topics
        .find(({ topicId }) => topicId === topic.topicId)
        ?.partitions.find(
          ({ partitionIndex }) => partitionIndex === asked.partitionIndex,
        );
      if (answer === undefined) continue;
      const { errorCode } = answer;
      checkTopic(watch, image, topic.topicId, errorCode);
      const ghost = watch.state.topics[topic.topicId]?.[asked.partitionIndex];
      if (ghost === undefined) continue;
      // The change was made, and another leader than the one that asked came of it.
      if (errorCode === 0 || errorCode === newLeaderElected)
        checkAccepted(watch, ghost, { asked, image, brokerId });
    }
}

function checkTopic(
  watch: Watch,
  image: MetadataImage,
  topicId: string,
  errorCode: number,
): void {
  if (topicById(image, topicId) !== undefined || errorCode === unknownTopicId) return;
  violated(
    watch,
    null,
    "K17",
    `AlterPartition for the unknown topic id ${topicId} was answered with ${errorCode}`,
  );
}

/** R24: applied only in the very epochs of the controller. R23: a member joins only in the life that is registered. */
function checkAccepted(
  watch: Watch,
  ghost: GhostPartition,
  accepted: {
    readonly asked: AlterPartitionRequestPartition;
    readonly image: MetadataImage;
    readonly brokerId: number;
  },
): void {
  const { asked, image, brokerId } = accepted;
  const where = `${ghost.topic}-${ghost.index}`;
  const before = topicById(image, ghost.topicId)?.partitions[ghost.index];
  if (before === undefined) return;
  const { leaderEpoch, partitionEpoch, leader } = before;
  const same =
    asked.leaderEpoch === leaderEpoch &&
    asked.partitionEpoch === partitionEpoch &&
    brokerId === leader;
  if (!same)
    violated(
      watch,
      ghost,
      "R24",
      `the controller took AlterPartition of broker ${brokerId} for ${where} in leader epoch ${asked.leaderEpoch}, partition epoch ${asked.partitionEpoch}; it has leader ${leader}, ${leaderEpoch} and ${partitionEpoch}`,
    );
  for (const { brokerId: id, brokerEpoch } of asked.newIsrWithEpochs) {
    const registered = image.brokers[id]?.epoch;
    if (brokerEpoch === -1 || brokerEpoch === registered) continue;
    violated(
      watch,
      ghost,
      "R23",
      `broker ${id} joined the ISR of ${where} by what its life of epoch ${brokerEpoch} fetched, and epoch ${registered ?? "none"} is registered`,
    );
  }
}
