import {
  apis,
  requestHeaderVersion,
  responseHeaderVersion,
} from "../../src/terms/apis.ts";
import {
  type ConfigDefinition,
  readConfigs,
} from "../../src/terms/config-definitions.ts";
import { adminConfigs } from "../../src/terms/configs/admin.ts";
import { brokerConfigs } from "../../src/terms/configs/broker.ts";
import { brokerSecurityConfigs } from "../../src/terms/configs/broker-security.ts";
import { clientConfigs } from "../../src/terms/configs/client.ts";
import { consumerConfigs } from "../../src/terms/configs/consumer.ts";
import { groupConfigs } from "../../src/terms/configs/group.ts";
import { producerConfigs } from "../../src/terms/configs/producer.ts";
import { quotaConfigs } from "../../src/terms/configs/quota.ts";
import { topicConfigs } from "../../src/terms/configs/topic.ts";
import { kafkaExceptions } from "../../src/terms/exceptions.ts";
import {
  features,
  metadataVersions,
  minimumMetadataLevel,
  productionMetadataLevel,
} from "../../src/terms/features.ts";
import { compare } from "../compare.ts";
import type { Player } from "../recording.ts";

/** A list of the recording against ours; each element counts. */
function tablePlayer(ours: () => readonly unknown[]): Player {
  return ({ rows }) => {
    const [document] = rows;
    const expected = Array.isArray(document) ? document : [];
    const got = ours();
    const differing = compare(expected, got);
    const elements = new Set(differing.map((one) => one.path.split("/")[1]));
    const total = Math.max(expected.length, got.length, 1);
    const differences = differing.map((one) => ({ where: "the table", ...one }));
    return { passed: total - elements.size, total, differences };
  };
}

/** Kafka's Errors. */
export const errorsPlayer: Player = tablePlayer(() => kafkaExceptions);

/** Kafka's ApiKeys. */
export const apisPlayer: Player = tablePlayer(() =>
  apis.map(({ key, ...api }) => {
    const versions = Array.from(
      { length: Math.max(0, api.maxVersionUnstable - api.minVersion + 1) },
      (_, at) => api.minVersion + at,
    );
    const byVersion = (
      of: (version: number) => number,
    ): Readonly<Record<string, number>> =>
      Object.fromEntries(versions.map((version) => [version, of(version)]));
    return {
      apiKey: key,
      ...api,
      valid: versions.length > 0,
      anyStable: api.maxVersion >= api.minVersion,
      requestHeaderVersionByVersion: byVersion((version) =>
        requestHeaderVersion(api.name, version),
      ),
      responseHeaderVersionByVersion: byVersion((version) =>
        responseHeaderVersion(api.name, version),
      ),
    };
  }),
);

/** Kafka's MetadataVersion and Feature. */
export const featuresPlayer: Player = ({ rows }) => {
  const metadataVersion = {
    feature: "metadata.version",
    minimum: minimumMetadataLevel,
    productionDefault: productionMetadataLevel,
    productionDefaultVersion: metadataVersions.find(
      (one) => one.level === productionMetadataLevel,
    )?.version,
    latestTesting: metadataVersions.at(-1)?.level,
    levels: metadataVersions,
  };
  const differences = compare(rows[0], { metadataVersion, features }).map((one) => ({
    where: "the table",
    ...one,
  }));
  return { passed: differences.length === 0 ? 1 : 0, total: 1, differences };
};

/** Kafka's ConfigDefs, all scopes. */
export const configsPlayer: Player = tablePlayer(() => {
  const broker = [
    ...readConfigs("broker", brokerConfigs),
    ...readConfigs("broker", brokerSecurityConfigs),
  ];
  return [
    ...byName(broker),
    ...readConfigs("broker-dynamic-only", quotaConfigs),
    ...readConfigs("topic", topicConfigs),
    ...client("producer", producerConfigs),
    ...client("consumer", consumerConfigs),
    ...client("admin", adminConfigs),
    ...readConfigs("group", groupConfigs),
  ].map(asRecorded);
});

function client(
  scope: "producer" | "consumer" | "admin",
  table: string,
): ConfigDefinition[] {
  return byName([...readConfigs(scope, clientConfigs), ...readConfigs(scope, table)]);
}

function byName(definitions: readonly ConfigDefinition[]): ConfigDefinition[] {
  return definitions.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The recording has a field only where the scope has it. */
function asRecorded(definition: ConfigDefinition): Readonly<Record<string, unknown>> {
  const { dynamicUpdateMode, brokerSynonyms, ...all } = definition;
  const brokerSynonym = brokerSynonyms[0] ?? null;
  const { scope } = definition;
  if (scope === "broker") return { ...all, dynamicUpdateMode };
  if (scope === "topic") return { ...all, brokerSynonym, brokerSynonyms };
  return scope === "group" ? { ...all, brokerSynonym } : all;
}
