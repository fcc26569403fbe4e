import { mutated } from "../../base/mutants.ts";
import { errorCode } from "../../terms/errors.ts";
import type {
  AlterPartitionRequest,
  AlterPartitionRequestPartition,
  AlterPartitionResponse,
  AlterPartitionResponsePartition,
} from "../protocol/messages.ts";
import type { ControllerContext, ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { type MetadataImage, type TopicImage, topicById } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import {
  mergePartition,
  type PartitionRegistration,
  RECOVERED,
  RECOVERING,
} from "./partition-registration.ts";
import { uncleanElectionEnabled } from "./topic-config.ts";

/** The first version that knows broker epochs of the in-sync replicas (KIP-903). */
const FIRST_VERSION_WITH_EPOCHS = 3;

type Verdict =
  | { readonly kind: "refused"; readonly errorCode: number }
  | { readonly kind: "accepted"; readonly partition: PartitionRegistration };

/** A leader asks for another ISR. Kafka: ReplicationControlManager.alterPartition. */
export function alterPartition(
  state: ControllerState,
  request: AlterPartitionRequest,
  context: ControllerContext,
): ControllerResult<AlterPartitionResponse> {
  const { brokerId, brokerEpoch } = request;
  const because = `alterPartition:${brokerId}`;
  const stale =
    request.topics.length > 0 && state.image.brokers[brokerId]?.epoch !== brokerEpoch;
  if (stale)
    return {
      records: [],
      response: {
        throttleTimeMs: 0,
        errorCode: errorCode("STALE_BROKER_EPOCH"),
        topics: [],
      },
      because,
    };
  const records: MetadataRecord[] = [];
  const topics = request.topics.map(({ topicId, partitions }) => ({
    topicId,
    partitions: partitions.map((wanted) => {
      const topic = topicById(state.image, topicId);
      if (topic === undefined)
        return refusedPartition(wanted, errorCode("UNKNOWN_TOPIC_ID"));
      const data = withEpochs(wanted, context);
      return alterOne(state, brokerId, { topic, data, records });
    }),
  }));
  const response = { throttleTimeMs: 0, errorCode: errorCode("NONE"), topics };
  return { records, response, because };
}

function withEpochs(
  wanted: AlterPartitionRequestPartition,
  context: ControllerContext,
): AlterPartitionRequestPartition {
  const { requestVersion = FIRST_VERSION_WITH_EPOCHS } = context;
  if (requestVersion >= FIRST_VERSION_WITH_EPOCHS) return wanted;
  const newIsrWithEpochs = wanted.newIsr.map((id) => ({ brokerId: id, brokerEpoch: -1 }));
  return { ...wanted, newIsrWithEpochs };
}

interface Alteration {
  readonly topic: TopicImage;
  readonly data: AlterPartitionRequestPartition;
  readonly records: MetadataRecord[];
}

function alterOne(
  state: ControllerState,
  brokerId: number,
  { topic, data, records }: Alteration,
): AlterPartitionResponsePartition {
  const verdict = judge(
    state.image,
    brokerId,
    topic.partitions[data.partitionIndex],
    data,
  );
  if (verdict.kind === "refused") return refusedPartition(data, verdict.errorCode);
  const place = { topic, index: data.partitionIndex, partition: verdict.partition };
  const record = proposePartitionChange(state, place, {
    election: uncleanElectionEnabled(state, topic.name) ? "UNCLEAN" : "ONLINE",
    isr: data.newIsrWithEpochs.map((member) => member.brokerId),
    leaderRecoveryState: data.leaderRecoveryState,
  });
  if (record === null) return acceptedPartition(data, verdict.partition);
  records.push(record);
  if (record.leader !== undefined && record.leader !== brokerId)
    return refusedPartition(data, errorCode("NEW_LEADER_ELECTED"));
  return acceptedPartition(data, mergePartition(verdict.partition, record));
}

/** The checks in Kafka's order. Kafka: validateAlterPartitionData. */
function judge(
  image: MetadataImage,
  brokerId: number,
  partition: PartitionRegistration | undefined,
  data: AlterPartitionRequestPartition,
): Verdict {
  if (partition === undefined) return refused("UNKNOWN_TOPIC_OR_PARTITION");
  const { leaderEpoch, partitionEpoch } = partition;
  if (MUTANTS && mutated("alterPartitionWithoutEpochs"))
    return isValidIsr(partition, data)
      ? { kind: "accepted", partition }
      : refused("INVALID_REQUEST");
  if (data.leaderEpoch > leaderEpoch || data.partitionEpoch > partitionEpoch)
    return refused("NOT_CONTROLLER");
  if (data.leaderEpoch < leaderEpoch) return refused("FENCED_LEADER_EPOCH");
  if (brokerId !== partition.leader) return refused("INVALID_REQUEST");
  if (data.partitionEpoch < partitionEpoch) return refused("INVALID_UPDATE_VERSION");
  if (!isValidIsr(partition, data) || !isValidRecovery(partition, data))
    return refused("INVALID_REQUEST");
  return data.newIsrWithEpochs.every((member) => isEligible(image, member))
    ? { kind: "accepted", partition }
    : refused("INELIGIBLE_REPLICA");
}

function refused(name: Parameters<typeof errorCode>[0]): Verdict {
  return { kind: "refused", errorCode: errorCode(name) };
}

/** Replicas without repetition, the leader among them. */
function isValidIsr(
  partition: PartitionRegistration,
  { newIsrWithEpochs }: AlterPartitionRequestPartition,
): boolean {
  const isr = newIsrWithEpochs.map((member) => member.brokerId);
  return (
    new Set(isr).size === isr.length &&
    isr.every((brokerId) => partition.replicas.includes(brokerId)) &&
    isr.includes(partition.leader)
  );
}

function isValidRecovery(
  partition: PartitionRegistration,
  { leaderRecoveryState, newIsrWithEpochs }: AlterPartitionRequestPartition,
): boolean {
  if (leaderRecoveryState !== RECOVERING) return true;
  return newIsrWithEpochs.length <= 1 && partition.leaderRecoveryState !== RECOVERED;
}

/** Registered, unfenced, not stopping, and the very process that the leader means (KIP-903). */
function isEligible(
  image: MetadataImage,
  member: AlterPartitionRequestPartition["newIsrWithEpochs"][number],
): boolean {
  const broker = image.brokers[member.brokerId];
  if (broker === undefined || broker.inControlledShutdown || broker.fenced) return false;
  if (MUTANTS && mutated("expandIgnoresBrokerEpoch")) return true;
  return member.brokerEpoch === -1 || member.brokerEpoch === broker.epoch;
}

function refusedPartition(
  { partitionIndex }: AlterPartitionRequestPartition,
  code: number,
): AlterPartitionResponsePartition {
  return {
    partitionIndex,
    errorCode: code,
    leaderId: 0,
    leaderEpoch: 0,
    isr: [],
    leaderRecoveryState: 0,
    partitionEpoch: 0,
  };
}

function acceptedPartition(
  { partitionIndex }: AlterPartitionRequestPartition,
  partition: PartitionRegistration,
): AlterPartitionResponsePartition {
  return {
    partitionIndex,
    errorCode: errorCode("NONE"),
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    isr: partition.isr,
    leaderRecoveryState: partition.leaderRecoveryState,
    partitionEpoch: partition.partitionEpoch,
  };
}
