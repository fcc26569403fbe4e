import type { Command, Receipt } from "../contract/command.ts";
import type { ConfigTarget } from "../contract/config-row.ts";
import { isDynamicBrokerConfig } from "../kafka/controller/config-resource.ts";
import {
  brokerConfigDefinition,
  groupConfigDefinitions,
  topicConfigDefinition,
} from "../kafka/controller/config-schema.ts";
import {
  BROKER_RESOURCE,
  brokersOf,
  featureLevel,
  GROUP_RESOURCE,
  type MetadataImage,
  TOPIC_RESOURCE,
  topicByName,
} from "../kafka/controller/metadata-image.ts";
import { apiKeys } from "../kafka/protocol/envelope.ts";
import { featureRange, featureRanges } from "../terms/feature-range.ts";
import { clusterImage } from "./cluster-image.ts";
import { accepted, noBroker, refused } from "./receipt.ts";
import { anyBroker, sendWish, type Wish } from "./requests.ts";
import { runningBrokers, type World } from "./world.ts";

type Of<Kind extends Command["kind"]> = Extract<Command, { readonly kind: Kind }>;

/** What an operator asks of the cluster by its admin requests. */
export type AdminCommand = Of<
  | "alterConfig"
  | "createPartitions"
  | "reassign"
  | "unregisterBroker"
  | "updateFeature"
  | "deleteRecords"
>;

const timeoutMs = 30_000;

const wish = (api: number, version: number, about: string, body: object): Wish => ({
  api,
  version,
  body,
  purpose: "other",
  about,
  data: null,
  answered: true,
});

/** Sends the request; what is surely wrong is refused here, what the cluster refuses later comes as a happening. */
export function executeAdminCommand(world: World, command: AdminCommand): Receipt {
  const image = clusterImage(world.state);
  const problem = problemOf(world, image, command);
  if (problem !== null) return problem;
  const node = nodeFor(world, image, command);
  if (node === undefined) return noBroker();
  sendWish(world, node, wishOf(image, command));
  return accepted(world);
}

/** A broker takes changes of its own configs alone, a leader those of its log; anybody forwards the rest. */
function nodeFor(
  world: World,
  image: MetadataImage,
  command: AdminCommand,
): number | undefined {
  if (command.kind === "deleteRecords")
    return leaderOf(image, command.topic, command.partition);
  if (command.kind !== "alterConfig" || command.scope.kind !== "broker")
    return anyBroker(world);
  const { broker } = command.scope;
  return runningBrokers(world.state).includes(broker) ? broker : undefined;
}

function leaderOf(
  image: MetadataImage,
  topic: string,
  partition: number,
): number | undefined {
  const leader = topicByName(image, topic)?.partitions[partition]?.leader ?? -1;
  return leader < 0 ? undefined : leader;
}

function problemOf(
  world: World,
  image: MetadataImage,
  command: AdminCommand,
): Receipt | null {
  switch (command.kind) {
    case "alterConfig":
      return configProblem(world, image, command);
    case "createPartitions":
      return countProblem(image, command);
    case "unregisterBroker":
      return brokerProblem(image, "/broker", command.broker);
    case "updateFeature":
      return featureProblem(command);
    case "reassign":
      return partitionProblem(image, command) ?? replicasProblem(image, command.replicas);
    default:
      return partitionProblem(image, command);
  }
}

function topicProblem(image: MetadataImage, path: string, topic: string): Receipt | null {
  return topicByName(image, topic) === undefined
    ? refused(path, `There is no topic ${topic}.`)
    : null;
}

function partitionProblem(
  image: MetadataImage,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): Receipt | null {
  const count = topicByName(image, topic)?.partitions.length;
  if (count === undefined) return topicProblem(image, "/topic", topic);
  return partition < count
    ? null
    : refused(
        "/partition",
        `Found ${partition}; ${topic} has the partitions 0 to ${count - 1}.`,
      );
}

function countProblem(
  image: MetadataImage,
  { topic, count }: Of<"createPartitions">,
): Receipt | null {
  const now = topicByName(image, topic)?.partitions.length;
  if (now === undefined) return topicProblem(image, "/topic", topic);
  return count > now
    ? null
    : refused(
        "/count",
        `Found ${count}; ${topic} has ${now} partitions, and partitions are never taken away: allowed is ${now + 1} or more.`,
      );
}

function brokerProblem(
  image: MetadataImage,
  path: string,
  broker: number,
): Receipt | null {
  const known = brokersOf(image).map(({ brokerId }) => brokerId);
  return known.includes(broker)
    ? null
    : refused(
        path,
        `Found ${broker}; brokers that are registered are ${known.join(", ")}.`,
      );
}

function replicasProblem(
  image: MetadataImage,
  replicas: readonly number[] | null,
): Receipt | null {
  if (replicas === null) return null;
  if (replicas.length === 0)
    return refused("/replicas", "Found an empty list; allowed is one broker or more.");
  for (const [index, id] of replicas.entries()) {
    const unknown = brokerProblem(image, `/replicas/${index}`, id);
    if (unknown !== null) return unknown;
    if (replicas.indexOf(id) !== index)
      return refused(
        `/replicas/${index}`,
        `Found broker ${id} twice; a broker holds one replica of a partition.`,
      );
  }
  return null;
}

function featureProblem({ feature, level }: Of<"updateFeature">): Receipt | null {
  const range = featureRange(feature);
  if (range === undefined) {
    const known = featureRanges.map((each) => each.feature);
    return refused("/feature", `Found ${feature}; features are ${known.join(", ")}.`);
  }
  return level >= range.min && level <= range.max
    ? null
    : refused(
        "/level",
        `Found ${level}; allowed for ${feature} are levels ${range.min} to ${range.max}.`,
      );
}

function configProblem(
  world: World,
  image: MetadataImage,
  { scope, name, value }: Of<"alterConfig">,
): Receipt | null {
  if (scope.kind === "topic") {
    const missing = topicProblem(image, "/scope/topic", scope.topic);
    if (missing !== null) return missing;
    return value === null || topicConfigDefinition(name) !== undefined
      ? null
      : refused("/name", `${name} is no config of a topic in Kafka 4.3.`);
  }
  if (scope.kind === "group")
    return groupConfigDefinitions().some((each) => each.name === name)
      ? null
      : refused("/name", `${name} is no config of a group in Kafka 4.3.`);
  if (scope.kind === "broker") {
    const { brokers } = world.state.topology;
    if (!brokers.includes(scope.broker))
      return refused(
        "/scope/broker",
        `There is no broker ${scope.broker}; brokers are ${brokers.join(", ")}.`,
      );
  }
  if (brokerConfigDefinition(name) === undefined)
    return refused("/name", `${name} is no config of a broker in Kafka 4.3.`);
  return isDynamicBrokerConfig(name)
    ? null
    : refused(
        "/name",
        `${name} is read when a broker starts; a running broker takes no change of it.`,
      );
}

const resourceName = (scope: ConfigTarget): string => {
  if (scope.kind === "topic") return scope.topic;
  if (scope.kind === "group") return scope.group;
  return scope.kind === "broker" ? String(scope.broker) : "";
};

const resourceTypes: Readonly<Record<ConfigTarget["kind"], number>> = {
  topic: TOPIC_RESOURCE,
  broker: BROKER_RESOURCE,
  cluster: BROKER_RESOURCE,
  group: GROUP_RESOURCE,
};

const scopeText = (scope: ConfigTarget): string => {
  if (scope.kind === "topic") return scope.topic;
  if (scope.kind === "group") return `group ${scope.group}`;
  return scope.kind === "broker" ? `broker ${scope.broker}` : "all brokers";
};

function configWish({ scope, name, value }: Of<"alterConfig">): Wish {
  return wish(apiKeys.IncrementalAlterConfigs, 1, `${name} of ${scopeText(scope)}`, {
    resources: [
      {
        resourceType: resourceTypes[scope.kind],
        resourceName: resourceName(scope),
        configs: [{ name, configOperation: value === null ? 1 : 0, value }],
      },
    ],
    validateOnly: false,
  });
}

/** Upwards, or downwards where nothing is lost by it. Kafka: FeatureUpdate.UpgradeType. */
const upgradeTypes = { upgrade: 1, safeDowngrade: 2 } as const;

function wishOf(image: MetadataImage, command: AdminCommand): Wish {
  switch (command.kind) {
    case "alterConfig":
      return configWish(command);
    case "createPartitions": {
      const { topic, count } = command;
      return wish(apiKeys.CreatePartitions, 3, `${count} partitions for ${topic}`, {
        topics: [{ name: topic, count, assignments: null }],
        timeoutMs,
        validateOnly: false,
      });
    }
    case "reassign": {
      const { topic, partition, replicas } = command;
      return wish(
        apiKeys.AlterPartitionReassignments,
        1,
        `reassignment of ${topic}-${partition}`,
        {
          timeoutMs,
          allowReplicationFactorChange: true,
          topics: [
            { name: topic, partitions: [{ partitionIndex: partition, replicas }] },
          ],
        },
      );
    }
    case "unregisterBroker": {
      const brokerId = command.broker;
      return wish(apiKeys.UnregisterBroker, 0, `unregister broker ${brokerId}`, {
        brokerId,
      });
    }
    case "updateFeature": {
      const { feature, level } = command;
      return wish(apiKeys.UpdateFeatures, 1, `${feature} to level ${level}`, {
        timeoutMs,
        featureUpdates: [
          {
            feature,
            maxVersionLevel: level,
            allowDowngrade: false,
            upgradeType:
              level < featureLevel(image, feature)
                ? upgradeTypes.safeDowngrade
                : upgradeTypes.upgrade,
          },
        ],
        validateOnly: false,
      });
    }
    default: {
      const { topic, partition, beforeOffset: offset } = command;
      return wish(apiKeys.DeleteRecords, 2, `delete records of ${topic}-${partition}`, {
        topics: [{ name: topic, partitions: [{ partitionIndex: partition, offset }] }],
        timeoutMs,
      });
    }
  }
}
