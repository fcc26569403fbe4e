import type { ConfigChange } from "../../contract/client-command.ts";
import type { ProducerSettings } from "../../contract/client-settings.ts";
import type { Command, RecordByHand } from "../../contract/command.ts";
import type { ConfigTarget } from "../../contract/config-row.ts";
import type { ConsumerSpec, TopicSpec } from "../../contract/scenario.ts";
import { faultLine } from "./fault-line.ts";
import { groupLine } from "./group-line.ts";

const at = "--bootstrap-server localhost:9092";

function topicLine(topic: TopicSpec): string {
  const config = Object.entries(topic.config).map(
    ([name, value]) => ` \\\n  --config ${name}=${value}`,
  );
  return `kafka-topics.sh ${at} --create --topic ${topic.name} \\\n  --partitions ${topic.partitions} --replication-factor ${topic.replicationFactor}${config.join("")}`;
}

function acksText(acks: number): string {
  return acks === -1 ? "all" : String(acks);
}

/** `acks=all linger.ms=5`. */
const properties = (config: ConfigChange): string =>
  Object.entries(config)
    .filter((entry) => entry[1] !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");

function perfLine(topic: string, settings: ProducerSettings): string {
  const { recordsPerSecond: rate, valueSize: size, config } = settings;
  const set = properties(config);
  return `kafka-producer-perf-test.sh ${at} --topic ${topic} \\\n  --num-records 1000000 --throughput ${rate} --record-size ${size}${set === "" ? "" : ` \\\n  --command-property ${set}`}`;
}

function recordLine(record: RecordByHand): string {
  const key = record.key ?? "";
  const value = record.value ?? "NULL";
  const marker = record.value === null ? " --reader-property null.marker=NULL" : "";
  return `echo '${key}:${value}' | kafka-console-producer.sh ${at} \\\n  --topic ${record.topic} --command-property acks=${acksText(record.acks)} \\\n  --reader-property parse.key=true --reader-property key.separator=:${marker}`;
}

function consumerLine({ subscription, settings }: ConsumerSpec): string {
  const topic =
    subscription.kind === "topics"
      ? `--topic ${subscription.topics.join(",")}`
      : subscription.kind === "assign"
        ? `--topic ${subscription.topic}`
        : `--include '${subscription.pattern}'`;
  const set = properties(settings.config);
  return `kafka-console-consumer.sh ${at} ${topic}${set === "" ? "" : ` \\\n  --command-property ${set}`}`;
}

type Of<Kind extends Command["kind"]> = Extract<Command, { readonly kind: Kind }>;

function configLine({ scope, name, value }: Of<"alterConfig">): string {
  const change =
    value === null ? `--delete-config ${name}` : `--add-config ${name}=${value}`;
  return `kafka-configs.sh ${at} --alter ${configEntity(scope)} ${change}`;
}

function configEntity(scope: ConfigTarget): string {
  if (scope.kind === "topic") return `--topic ${scope.topic}`;
  if (scope.kind === "group") return `--group ${scope.group}`;
  return scope.kind === "broker" ? `--broker ${scope.broker}` : "--broker-defaults";
}

function reassignLine({ topic, partition, replicas }: Of<"reassign">): string {
  const row = JSON.stringify({ topic, partition, replicas: replicas ?? [] });
  return `echo '{"version":1,"partitions":[${row}]}' > plan.json\nkafka-reassign-partitions.sh ${at} \\\n  --reassignment-json-file plan.json ${replicas === null ? "--cancel" : "--execute"}`;
}

function deleteRecordsLine(command: Of<"deleteRecords">): string {
  const { topic, partition, beforeOffset: offset } = command;
  const row = JSON.stringify({ topic, partition, offset });
  return `echo '{"version":1,"partitions":[${row}]}' > offsets.json\nkafka-delete-records.sh ${at} --offset-json-file offsets.json`;
}

/** What one would type to do this to a real cluster: the twin that each panel shows. */
export function commandLine(command: Command): string {
  switch (command.kind) {
    case "createTopic":
      return topicLine(command.topic);
    case "deleteTopic":
      return `kafka-topics.sh ${at} --delete --topic ${command.topic}`;
    case "startProducer":
      return perfLine(command.producer.topic, command.producer.settings);
    case "changeProducer":
    case "changeConsumer":
      return `# restart ${command.id} with\n${properties(command.config ?? {}) || "the new application"}`;
    case "startConsumer":
      return consumerLine(command.consumer);
    case "closeClient":
      return `kill -TERM <pid of ${command.id}>`;
    case "killClient":
    case "removeClient":
      return `kill -KILL <pid of ${command.id}>`;
    case "produce":
      return recordLine(command.record);
    case "electLeaders":
      return `kafka-leader-election.sh ${at} --election-type ${command.election.toUpperCase()} \\\n  --topic ${command.topic} --partition ${command.partition}`;
    case "alterConfig":
      return configLine(command);
    case "createPartitions":
      return `kafka-topics.sh ${at} --alter --topic ${command.topic} --partitions ${command.count}`;
    case "reassign":
      return reassignLine(command);
    case "unregisterBroker":
      return `kafka-cluster.sh unregister ${at} --id ${command.broker}`;
    case "updateFeature":
      return `kafka-features.sh ${at} ${command.level === 0 ? "disable --feature" : "upgrade --feature"} ${command.feature}${command.level === 0 ? "" : `=${command.level}`}`;
    case "deleteRecords":
      return deleteRecordsLine(command);
    default:
      return groupLine(command) ?? faultLine(command);
  }
}
