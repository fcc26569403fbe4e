import { present, unreachable } from "../../base/assert.ts";
import { applyQuota } from "./client-quota.ts";
import type { MetadataChange } from "./metadata-change.ts";
import {
  type BrokerRegistration,
  configsOf,
  configValue,
  featureLevel,
  type MetadataImage,
  TOPIC_RESOURCE,
  type TopicImage,
  topicById,
  topicByName,
  topicsOf,
} from "./metadata-image.ts";
import type {
  BrokerRegistrationChangeRecord,
  ClearElrRecord,
  ConfigRecord,
  FeatureLevelRecord,
  MetadataRecord,
  PartitionChangeRecord,
  PartitionRecord,
  RegisterBrokerRecord,
  RemoveTopicRecord,
  TopicRecord,
  UnregisterBrokerRecord,
} from "./metadata-record.ts";
import {
  mergePartition,
  type PartitionRegistration,
  partitionFromRecord,
} from "./partition-registration.ts";

/**
 * Applies one record to an image, in place, and tells what it changed.
 * Kafka: MetadataDelta.replay and the replay methods of the control managers.
 */
export function applyRecord(
  image: MetadataImage,
  record: MetadataRecord,
  offset: number,
  epoch: number = image.highestEpoch,
): MetadataChange[] {
  image.highestOffset = offset;
  image.highestEpoch = epoch;
  return changesOf(image, record);
}

function changesOf(image: MetadataImage, record: MetadataRecord): MetadataChange[] {
  switch (record.type) {
    case "PARTITION_CHANGE_RECORD":
      return [changePartition(image, record)];
    case "PARTITION_RECORD":
      return [addPartition(image, record)];
    case "TOPIC_RECORD":
      return [addTopic(image, record)];
    case "REMOVE_TOPIC_RECORD":
      return [removeTopic(image, record)];
    case "REGISTER_BROKER_RECORD":
      return [setBroker(image, record.brokerId, registrationFrom(record))];
    case "BROKER_REGISTRATION_CHANGE_RECORD":
      return [changeBroker(image, record)];
    case "UNREGISTER_BROKER_RECORD":
      return [removeBroker(image, record)];
    case "CONFIG_RECORD":
      return [setConfig(image, record)];
    case "CLEAR_ELR_RECORD":
      return clearElr(image, record);
    case "FEATURE_LEVEL_RECORD":
      return [setFeature(image, record)];
    case "REGISTER_CONTROLLER_RECORD":
      image.controllers[record.controllerId] = {
        controllerId: record.controllerId,
        incarnationId: record.incarnationId,
        listeners: record.endPoints,
        features: record.features,
      };
      return [{ kind: "controllerChanged", controllerId: record.controllerId }];
    case "PRODUCER_IDS_RECORD":
      image.nextProducerId = record.nextProducerId;
      return [{ kind: "producerIdsChanged", nextProducerId: record.nextProducerId }];
    case "CLIENT_QUOTA_RECORD":
      return [applyQuota(image, record)];
    case "NO_OP_RECORD":
    case "BEGIN_TRANSACTION_RECORD":
    case "END_TRANSACTION_RECORD":
    case "ABORT_TRANSACTION_RECORD":
      return [];
    default:
      return unreachable(record);
  }
}

function addTopic(image: MetadataImage, record: TopicRecord): MetadataChange {
  const { topicId, name } = record;
  image.topics[`/${topicId}`] = { topicId, name, partitions: [] };
  image.topicIds[`/${name}`] = topicId;
  return { kind: "topicCreated", topic: name, topicId };
}

function removeTopic(image: MetadataImage, record: RemoveTopicRecord): MetadataChange {
  const { topicId } = record;
  const topic = present(topicById(image, topicId), `topic ${topicId} to remove`);
  delete image.topics[`/${topicId}`];
  delete image.topicIds[`/${topic.name}`];
  delete image.configs[`${TOPIC_RESOURCE}/${topic.name}`];
  const { name, partitions } = topic;
  return { kind: "topicDeleted", topic: name, topicId, partitions };
}

function addPartition(image: MetadataImage, record: PartitionRecord): MetadataChange {
  const topic = present(topicById(image, record.topicId), `topic ${record.topicId}`);
  return setPartition(topic, record.partitionId, partitionFromRecord(record));
}

function changePartition(
  image: MetadataImage,
  record: PartitionChangeRecord,
): MetadataChange {
  const topic = present(topicById(image, record.topicId), `topic ${record.topicId}`);
  const previous = present(
    topic.partitions[record.partitionId],
    `partition ${topic.name}-${record.partitionId}`,
  );
  return setPartition(topic, record.partitionId, mergePartition(previous, record));
}

function setPartition(
  topic: TopicImage,
  partition: number,
  registration: PartitionRegistration,
): MetadataChange {
  const previous = topic.partitions[partition] ?? null;
  topic.partitions[partition] = registration;
  return {
    kind: "partitionChanged",
    topic: topic.name,
    topicId: topic.topicId,
    partition,
    previous,
    registration,
  };
}

function registrationFrom(record: RegisterBrokerRecord): BrokerRegistration {
  return {
    brokerId: record.brokerId,
    epoch: record.brokerEpoch,
    incarnationId: record.incarnationId,
    listeners: record.endPoints,
    features: record.features,
    rack: record.rack,
    fenced: record.fenced,
    inControlledShutdown: record.inControlledShutdown,
    directories: record.logDirs,
    cordonedDirectories: record.cordonedLogDirs ?? [],
  };
}

/** Kafka: ClusterControlManager.replayRegistrationChange. Fencing leaves the shutdown flag; only a registration clears it. */
function changeBroker(
  image: MetadataImage,
  record: BrokerRegistrationChangeRecord,
): MetadataChange {
  const previous = present(
    image.brokers[record.brokerId],
    `registration of broker ${record.brokerId}`,
  );
  return setBroker(image, record.brokerId, {
    ...previous,
    fenced: record.fenced === undefined ? previous.fenced : record.fenced === 1,
    inControlledShutdown:
      record.inControlledShutdown === 1 || previous.inControlledShutdown,
    directories:
      record.logDirs === undefined || record.logDirs.length === 0
        ? previous.directories
        : record.logDirs,
    cordonedDirectories: record.cordonedLogDirs ?? previous.cordonedDirectories,
  });
}

function setBroker(
  image: MetadataImage,
  brokerId: number,
  registration: BrokerRegistration,
): MetadataChange {
  const previous = image.brokers[brokerId] ?? null;
  image.brokers[brokerId] = registration;
  return { kind: "brokerChanged", brokerId, previous, registration };
}

function removeBroker(
  image: MetadataImage,
  record: UnregisterBrokerRecord,
): MetadataChange {
  const { brokerId } = record;
  const previous = image.brokers[brokerId] ?? null;
  delete image.brokers[brokerId];
  return { kind: "brokerChanged", brokerId, previous, registration: null };
}

function setConfig(image: MetadataImage, record: ConfigRecord): MetadataChange {
  const { resourceType, resourceName, name, value } = record;
  const before = configsOf(image, resourceType, resourceName);
  const previous = configValue(before, name) ?? null;
  const after = { ...before };
  if (value === null) delete after[name];
  else after[name] = value;
  const key = `${resourceType}/${resourceName}`;
  if (Object.keys(after).length === 0) delete image.configs[key];
  else image.configs[key] = after;
  return { kind: "configChanged", resourceType, resourceName, name, previous, value };
}

/** Kafka: TopicDelta.maybeClearElr: a merge, so the partition epoch rises where there was something to forget. */
function clearElr(image: MetadataImage, record: ClearElrRecord): MetadataChange[] {
  const topics =
    record.topicName === ""
      ? topicsOf(image)
      : [topicByName(image, record.topicName)].filter((topic) => topic !== undefined);
  return topics.flatMap((topic) =>
    topic.partitions.flatMap((partition, index) =>
      partition.elr.length === 0 && partition.lastKnownElr.length === 0
        ? []
        : [setPartition(topic, index, withoutElr(partition))],
    ),
  );
}

function withoutElr(partition: PartitionRegistration): PartitionRegistration {
  const partitionEpoch = partition.partitionEpoch + 1;
  return { ...partition, partitionEpoch, elr: [], lastKnownElr: [] };
}

function setFeature(image: MetadataImage, record: FeatureLevelRecord): MetadataChange {
  const { name, featureLevel: level } = record;
  const previous = featureLevel(image, name);
  if (level === 0) delete image.features[`/${name}`];
  else image.features[`/${name}`] = level;
  return { kind: "featureChanged", name, previous, level };
}
