/** Features that a cluster agrees on beside `metadata.version` (KIP-584, KIP-1022). */
export type FeatureName =
  | "kraft.version"
  | "transaction.version"
  | "group.version"
  | "eligible.leader.replicas.version"
  | "share.version"
  | "streams.version";

/** What a metadata version lets a cluster do. */
export type MetadataSupport =
  | "scram"
  | "leaderEpochBumpOnIsrShrink"
  | "metadataTransactions"
  | "delegationTokens"
  | "directoryAssignment"
  | "elr"
  | "cordonedLogDirs"
  | "controllerRegistration";

/** What depends on the metadata version: versions of records and of requests between brokers. */
export type MetadataVersioned =
  | "registerBrokerRecord"
  | "partitionRecord"
  | "partitionChangeRecord"
  | "registerControllerRecord"
  | "fetchRequest"
  | "listOffsetsRequest";

/** One level of `metadata.version`. Kafka: MetadataVersion. */
export interface MetadataVersion {
  readonly level: number;
  /** Kafka's constant, such as `IBP_4_3_IV0`. */
  readonly name: string;
  /** As tools print it, such as `4.3-IV0`. */
  readonly version: string;
  /** The release, such as `4.3`. */
  readonly shortVersion: string;
  /** Whether the metadata log of this level differs from that of the level before. */
  readonly didMetadataChange: boolean;
  /** Whether clusters in production may have it. */
  readonly production: boolean;
  /** The levels that a cluster formatted with this release gets. */
  readonly featureDefaults: Readonly<Record<FeatureName, number>>;
  readonly supports: Readonly<Record<MetadataSupport, boolean>>;
  /** Null where the record does not exist yet. */
  readonly versions: Readonly<Record<MetadataVersioned, number | null>>;
}

/** One level of another feature. Kafka: FeatureVersion. */
export interface FeatureLevel {
  readonly level: number;
  /** The metadata version whose clusters get this level by default. */
  readonly bootstrapMetadataVersion: string;
  readonly bootstrapMetadataLevel: number;
  readonly production: boolean;
  /** Levels of other features that have to be there, by feature. */
  readonly dependencies: Readonly<Record<string, number>>;
}

/** A feature and its levels. Kafka: Feature. */
export interface Feature {
  readonly feature: FeatureName;
  readonly minimumProduction: number;
  readonly latestProduction: number;
  readonly latestTesting: number;
  readonly levels: readonly FeatureLevel[];
}

/**
 * Level and version, then what is new: `changed` metadata, `+` and `-` for what is supported from here on, and `name=level` for
 * features, records and requests.
 */
const metadataTable = `
7 3.3-IV3 changed +leaderEpochBumpOnIsrShrink registerBrokerRecord=1 partitionRecord=0 partitionChangeRecord=0 fetchRequest=13 listOffsetsRequest=7
8 3.4-IV0 changed registerBrokerRecord=2
9 3.5-IV0 fetchRequest=14 listOffsetsRequest=8
10 3.5-IV1 fetchRequest=15
11 3.5-IV2 changed +scram
12 3.6-IV0 -leaderEpochBumpOnIsrShrink
13 3.6-IV1 changed +metadataTransactions
14 3.6-IV2 changed +delegationTokens
15 3.7-IV0 changed +controllerRegistration registerControllerRecord=0
16 3.7-IV1
17 3.7-IV2 changed +directoryAssignment registerBrokerRecord=3 partitionRecord=1 partitionChangeRecord=1
18 3.7-IV3
19 3.7-IV4 fetchRequest=16
20 3.8-IV0
21 3.9-IV0 kraft.version=1 fetchRequest=17 listOffsetsRequest=9
22 4.0-IV0 group.version=1
23 4.0-IV1 changed +elr partitionRecord=2 partitionChangeRecord=2
24 4.0-IV2 transaction.version=2
25 4.0-IV3 listOffsetsRequest=10
26 4.1-IV0 eligible.leader.replicas.version=1
27 4.1-IV1 fetchRequest=18
28 4.2-IV0 share.version=1
29 4.2-IV1 streams.version=1 listOffsetsRequest=11
30 4.3-IV0 changed +cordonedLogDirs registerBrokerRecord=4
31 4.4-IV0 testing
`;

/** Feature, level, the metadata version it comes with, and what it depends on. */
const featureTable = `
kraft.version 0 7
kraft.version 1 21
transaction.version 0 7
transaction.version 1 24
transaction.version 2 24
group.version 0 7
group.version 1 22
eligible.leader.replicas.version 0 7
eligible.leader.replicas.version 1 26 metadata.version=23
share.version 0 7
share.version 1 28
streams.version 0 7
streams.version 1 29
`;

interface Current {
  readonly featureDefaults: Record<FeatureName, number>;
  readonly supports: Record<MetadataSupport, boolean>;
  readonly versions: Record<MetadataVersioned, number | null>;
}

const beginning: Current = {
  featureDefaults: {
    "kraft.version": 0,
    "transaction.version": 0,
    "group.version": 0,
    "eligible.leader.replicas.version": 0,
    "share.version": 0,
    "streams.version": 0,
  },
  supports: {
    scram: false,
    leaderEpochBumpOnIsrShrink: false,
    metadataTransactions: false,
    delegationTokens: false,
    directoryAssignment: false,
    elr: false,
    cordonedLogDirs: false,
    controllerRegistration: false,
  },
  versions: {
    registerBrokerRecord: null,
    partitionRecord: null,
    partitionChangeRecord: null,
    registerControllerRecord: null,
    fetchRequest: null,
    listOffsetsRequest: null,
  },
};

function apply(word: string, to: Current): void {
  const [name = "", level] = word.split("=");
  if (level === undefined && /^[+-]/.test(word))
    to.supports[word.slice(1) as MetadataSupport] = word.startsWith("+");
  else if (name in to.featureDefaults)
    to.featureDefaults[name as FeatureName] = Number(level);
  else if (name in to.versions) to.versions[name as MetadataVersioned] = Number(level);
}

function readMetadataVersions(): readonly MetadataVersion[] {
  const current = structuredCopy(beginning);
  return metadataTable
    .trim()
    .split("\n")
    .map((line) => {
      const [level, version = "", ...words] = line.split(" ");
      for (const word of words) apply(word, current);
      return {
        level: Number(level),
        name: `IBP_${version.replaceAll(/[.-]/g, "_")}`,
        version,
        shortVersion: version.split("-")[0] ?? "",
        didMetadataChange: words.includes("changed"),
        production: !words.includes("testing"),
        ...structuredCopy(current),
      };
    });
}

function structuredCopy(of: Current): Current {
  return {
    featureDefaults: { ...of.featureDefaults },
    supports: { ...of.supports },
    versions: { ...of.versions },
  };
}

/** Every metadata version that Kafka 4.3 knows, by ascending level. */
export const metadataVersions: readonly MetadataVersion[] = readMetadataVersions();

/** The level at which a metadata version with KRaft begins. */
export const minimumMetadataLevel = 7;

/** The level that a new 4.3 cluster gets. */
export const productionMetadataLevel = 30;

/** The metadata version of a level, or undefined. */
export function metadataVersionOfLevel(level: number): MetadataVersion | undefined {
  return metadataVersions.find((one) => one.level === level);
}

/** Every other feature with its levels. */
export const features: readonly Feature[] = readFeatures();

function readFeatures(): readonly Feature[] {
  const levels = new Map<FeatureName, FeatureLevel[]>();
  for (const line of featureTable.trim().split("\n")) {
    const [feature, level, metadataLevel, ...words] = line.split(" ");
    const known = levels.get(feature as FeatureName) ?? [];
    const bootstrapMetadataLevel = Number(metadataLevel);
    const bootstrap = metadataVersionOfLevel(bootstrapMetadataLevel);
    known.push({
      level: Number(level),
      bootstrapMetadataVersion: bootstrap?.version ?? "",
      bootstrapMetadataLevel,
      production: true,
      dependencies: Object.fromEntries(
        words.map((word) => [word.split("=")[0] ?? "", Number(word.split("=")[1])]),
      ),
    });
    levels.set(feature as FeatureName, known);
  }
  return [...levels].map(([feature, of]) => ({
    feature,
    minimumProduction: 0,
    latestProduction: of.at(-1)?.level ?? 0,
    latestTesting: of.at(-1)?.level ?? 0,
    levels: of,
  }));
}
