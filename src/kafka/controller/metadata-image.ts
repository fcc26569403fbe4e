import type { ClientQuota } from "./client-quota.ts";
import type { RecordEndPoint, RecordFeature } from "./metadata-record.ts";
import type { PartitionRegistration } from "./partition-registration.ts";

/** Resource types of configs, as in Kafka's ConfigResource. */
export const TOPIC_RESOURCE = 2;
export const BROKER_RESOURCE = 4;
export const BROKER_LOGGER_RESOURCE = 8;
export const CLIENT_METRICS_RESOURCE = 16;
export const GROUP_RESOURCE = 32;
/** The resource name of the settings that hold for all brokers. */
export const CLUSTER_DEFAULT = "";

export const ELR_FEATURE = "eligible.leader.replicas.version";
/** Kept in the quorum's control records, not in the metadata. */
export const KRAFT_FEATURE = "kraft.version";
export const METADATA_VERSION_FEATURE = "metadata.version";

/** Kafka: BrokerRegistration. Never changed in place. */
export interface BrokerRegistration {
  readonly brokerId: number;
  readonly epoch: number;
  readonly incarnationId: string;
  readonly listeners: readonly RecordEndPoint[];
  readonly features: readonly RecordFeature[];
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  readonly directories: readonly string[];
  readonly cordonedDirectories: readonly string[];
}

export interface ControllerRegistration {
  readonly controllerId: number;
  readonly incarnationId: string;
  readonly listeners: readonly RecordEndPoint[];
  readonly features: readonly RecordFeature[];
}

export interface TopicImage {
  readonly topicId: string;
  readonly name: string;
  /** Index is partition id; partition ids have no gaps. */
  readonly partitions: PartitionRegistration[];
}

/**
 * What a node knows of the cluster from the metadata log. `applyRecord` changes it in place.
 * Kafka: MetadataImage. Keys that people choose are prefixed with "/" so that a topic may be called `constructor`.
 */
export interface MetadataImage {
  highestOffset: number;
  highestEpoch: number;
  readonly brokers: Record<number, BrokerRegistration>;
  readonly controllers: Record<number, ControllerRegistration>;
  readonly topics: Record<string, TopicImage>;
  readonly topicIds: Record<string, string>;
  readonly configs: Record<string, Record<string, string>>;
  readonly features: Record<string, number>;
  nextProducerId: number;
  /** By entity. Kafka: ClientQuotasImage. */
  readonly clientQuotas: Record<string, ClientQuota>;
}

export function emptyMetadataImage(): MetadataImage {
  return {
    highestOffset: -1,
    highestEpoch: -1,
    brokers: {},
    controllers: {},
    topics: {},
    topicIds: {},
    configs: {},
    features: {},
    nextProducerId: 0,
    clientQuotas: {},
  };
}

export function topicIdOf(image: MetadataImage, name: string): string | undefined {
  return image.topicIds[`/${name}`];
}

/** The last id with its key: requests mostly name one topic, and a new string costs more than the look-up. */
let lastTopicId = "";
let lastTopicKey = "/";

export function topicById(image: MetadataImage, topicId: string): TopicImage | undefined {
  if (topicId !== lastTopicId) {
    lastTopicId = topicId;
    lastTopicKey = `/${topicId}`;
  }
  return image.topics[lastTopicKey];
}

export function topicByName(image: MetadataImage, name: string): TopicImage | undefined {
  const topicId = topicIdOf(image, name);
  return topicId === undefined ? undefined : topicById(image, topicId);
}

/** Topics in the order of their creation. */
export function topicsOf(image: MetadataImage): TopicImage[] {
  return Object.values(image.topics);
}

export function partitionOf(
  image: MetadataImage,
  topic: string,
  index: number,
): PartitionRegistration | undefined {
  return topicByName(image, topic)?.partitions[index];
}

export function partitionById(
  image: MetadataImage,
  topicId: string,
  index: number,
): PartitionRegistration | undefined {
  return topicById(image, topicId)?.partitions[index];
}

export function brokerOf(
  image: MetadataImage,
  brokerId: number,
): BrokerRegistration | undefined {
  return image.brokers[brokerId];
}

/** Registered brokers, by ascending id. */
export function brokersOf(image: MetadataImage): BrokerRegistration[] {
  return Object.values(image.brokers).toSorted((a, b) => a.brokerId - b.brokerId);
}

/** Active: registered, unfenced and not in controlled shutdown. Kafka: ClusterControlManager.isActive. */
export function isActiveBroker(image: MetadataImage, brokerId: number): boolean {
  const broker = image.brokers[brokerId];
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
}

const NO_CONFIGS: Readonly<Record<string, string>> = Object.freeze({});

/** The dynamic settings of one resource, by name. */
export function configsOf(
  image: MetadataImage,
  resourceType: number,
  resourceName: string,
): Readonly<Record<string, string>> {
  return image.configs[`${resourceType}/${resourceName}`] ?? NO_CONFIGS;
}

/** One dynamic setting, without defaults. */
export function configValue(
  configs: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.hasOwn(configs, name) ? configs[name] : undefined;
}

export function featureLevel(image: MetadataImage, name: string): number {
  return image.features[`/${name}`] ?? 0;
}

/** Are eligible leader replicas kept? Kafka: FeatureControlManager.isElrFeatureEnabled. */
export function elrEnabled(image: MetadataImage): boolean {
  return featureLevel(image, ELR_FEATURE) > 0;
}
