import { brokersOf, type MetadataImage, topicsOf } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { RECOVERED } from "./partition-registration.ts";

/** Records that make the image anew: what a snapshot holds. Kafka: MetadataImage.write. */
export function imageRecords(image: MetadataImage): MetadataRecord[] {
  return [
    ...Object.entries(image.features).map(
      ([key, level]): MetadataRecord => ({
        type: "FEATURE_LEVEL_RECORD",
        name: key.slice(1),
        featureLevel: level,
      }),
    ),
    ...nodeRecords(image),
    ...topicRecords(image),
    ...configRecords(image),
    ...Object.values(image.clientQuotas).flatMap(({ entity, values }) =>
      Object.entries(values).map(
        ([key, value]): MetadataRecord => ({
          type: "CLIENT_QUOTA_RECORD",
          entity,
          key,
          value,
          remove: false,
        }),
      ),
    ),
    ...(image.nextProducerId > 0
      ? [
          {
            type: "PRODUCER_IDS_RECORD" as const,
            brokerId: -1,
            brokerEpoch: -1,
            nextProducerId: image.nextProducerId,
          },
        ]
      : []),
  ];
}

/** Kafka: ClusterImage.write, BrokerRegistration.toRecord, ControllerRegistration.toRecord. */
const nodeRecords = (image: MetadataImage): MetadataRecord[] => [
  ...brokersOf(image).map(
    (broker): MetadataRecord => ({
      type: "REGISTER_BROKER_RECORD",
      brokerId: broker.brokerId,
      isMigratingZkBroker: false,
      incarnationId: broker.incarnationId,
      brokerEpoch: broker.epoch,
      endPoints: broker.listeners,
      features: broker.features,
      rack: broker.rack,
      fenced: broker.fenced,
      inControlledShutdown: broker.inControlledShutdown,
      logDirs: broker.directories,
      ...(broker.cordonedDirectories.length > 0
        ? { cordonedLogDirs: broker.cordonedDirectories }
        : {}),
    }),
  ),
  ...Object.values(image.controllers).map(
    (controller): MetadataRecord => ({
      type: "REGISTER_CONTROLLER_RECORD",
      controllerId: controller.controllerId,
      incarnationId: controller.incarnationId,
      zkMigrationReady: false,
      endPoints: controller.listeners,
      features: controller.features,
    }),
  ),
];

/** Kafka: TopicImage.write, PartitionRegistration.toRecord. */
const topicRecords = (image: MetadataImage): MetadataRecord[] =>
  topicsOf(image).flatMap(({ name, topicId, partitions }): MetadataRecord[] => [
    { type: "TOPIC_RECORD", name, topicId },
    ...partitions.map(
      (partition, partitionId): MetadataRecord => ({
        type: "PARTITION_RECORD",
        partitionId,
        topicId,
        replicas: partition.replicas,
        isr: partition.isr,
        removingReplicas: partition.removingReplicas,
        addingReplicas: partition.addingReplicas,
        leader: partition.leader,
        leaderEpoch: partition.leaderEpoch,
        partitionEpoch: partition.partitionEpoch,
        directories: partition.directories,
        ...(partition.leaderRecoveryState === RECOVERED
          ? {}
          : { leaderRecoveryState: partition.leaderRecoveryState }),
        ...(partition.elr.length > 0 ? { eligibleLeaderReplicas: partition.elr } : {}),
        ...(partition.lastKnownElr.length > 0
          ? { lastKnownElr: partition.lastKnownElr }
          : {}),
      }),
    ),
  ]);

/** Kafka: ConfigurationImage.write. */
const configRecords = (image: MetadataImage): MetadataRecord[] =>
  Object.entries(image.configs).flatMap(([resource, values]) => {
    const slash = resource.indexOf("/");
    return Object.entries(values).map(
      ([name, value]): MetadataRecord => ({
        type: "CONFIG_RECORD",
        resourceType: Number(resource.slice(0, slash)),
        resourceName: resource.slice(slash + 1),
        name,
        value,
      }),
    );
  });
