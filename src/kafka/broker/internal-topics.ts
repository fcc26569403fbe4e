import { errorName } from "../../terms/errors.ts";
import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { CreateTopicsResponse } from "../protocol/messages.ts";
import { silentReport } from "../report.ts";
import type { Broker } from "./broker.ts";
import type { CreatableTopic } from "./coordinator-hook.ts";
import { brokerSetting } from "./coordinator-turn.ts";

type Configs = Readonly<Record<string, string>>;

/** Numbers that a topic of a coordinator takes from the broker's settings. */
interface Setup {
  readonly partitions: string;
  readonly replicationFactor: string;
  readonly configs: (setting: (name: string) => string) => Configs;
}

/** Kafka: GroupCoordinatorService.groupMetadataTopicConfigs, TransactionCoordinator.transactionTopicConfigs, ShareCoordinatorService.shareGroupStateTopicConfigs. */
const setups: Readonly<Record<string, Setup>> = {
  __consumer_offsets: {
    partitions: "offsets.topic.num.partitions",
    replicationFactor: "offsets.topic.replication.factor",
    configs: (setting) => ({
      "cleanup.policy": "compact",
      "compression.type": "producer",
      "segment.bytes": setting("offsets.topic.segment.bytes"),
    }),
  },
  __transaction_state: {
    partitions: "transaction.state.log.num.partitions",
    replicationFactor: "transaction.state.log.replication.factor",
    configs: (setting) => ({
      "unclean.leader.election.enable": "false",
      "compression.type": "uncompressed",
      "cleanup.policy": "compact",
      "min.insync.replicas": setting("transaction.state.log.min.isr"),
      "segment.bytes": setting("transaction.state.log.segment.bytes"),
    }),
  },
  __share_group_state: {
    partitions: "share.coordinator.state.topic.num.partitions",
    replicationFactor: "share.coordinator.state.topic.replication.factor",
    configs: (setting) => ({
      "cleanup.policy": "delete",
      "min.insync.replicas": setting("share.coordinator.state.topic.min.isr"),
      "segment.bytes": setting("share.coordinator.state.topic.segment.bytes"),
      "retention.ms": "-1",
    }),
  },
};

/** An internal topic as the broker asks the controller for it. Kafka: DefaultAutoTopicCreationManager.creatableTopic. */
export function internalTopic(broker: Broker, name: string): CreatableTopic | undefined {
  const setup = Object.hasOwn(setups, name) ? setups[name] : undefined;
  if (setup === undefined) return undefined;
  const setting = (config: string): string => brokerSetting(broker, config);
  return {
    name,
    numPartitions: Number(setting(setup.partitions)),
    replicationFactor: Number(setting(setup.replicationFactor)),
    assignments: [],
    configs: Object.entries(setup.configs(setting)).map(([config, value]) => ({
      name: config,
      value,
    })),
  };
}

/** Kafka only logs why it cannot create an internal topic; a person is told once. Kafka: DefaultAutoTopicCreationManager.sendCreateTopicRequest. */
export function internalTopicAnswered(
  context: Context,
  broker: Broker,
  envelope: object | null,
): void {
  const { responseData } = (envelope ?? {}) as {
    readonly responseData?: CreateTopicsResponse | null;
  };
  for (const { name, errorCode } of responseData?.topics ?? []) {
    const setup = Object.hasOwn(setups, name) ? setups[name] : undefined;
    if (setup === undefined) continue;
    const fine = errorCode === 0 || errorCode === errors.TOPIC_ALREADY_EXISTS;
    const text = fine
      ? ""
      : `broker ${broker.id} cannot create ${name}: ${errorName(errorCode)}`;
    if (text !== "" && text !== broker.notCreated) {
      const config = setup.replicationFactor;
      context.probe.report({
        ...silentReport,
        kind: "clientError",
        weight: "warning",
        node: broker.id,
        topic: name,
        text,
        config: `${config} = ${brokerSetting(broker, config)}`,
      });
    }
    broker.notCreated = text;
  }
}
