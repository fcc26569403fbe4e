import { present } from "../../base/assert.ts";
import { metadataVersionOfLevel, productionMetadataLevel } from "../../terms/features.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  ELR_FEATURE,
  KRAFT_FEATURE,
  METADATA_VERSION_FEATURE,
} from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";

/** What a fresh cluster is formatted with. */
export interface BootstrapOptions {
  /** Feature levels where they differ from the release's defaults. */
  readonly features?: Readonly<Record<string, number>>;
  /** min.insync.replicas in the first controller's file; 1 without it. */
  readonly minInsyncReplicas?: number;
}

/**
 * The first records of a fresh 4.3 cluster, one metadata transaction: the feature levels above zero
 * and, with ELR, the cluster's min.insync.replicas. Kafka: Formatter, ActivationRecordsGenerator.
 */
export function bootstrapRecords(options: BootstrapOptions = {}): MetadataRecord[] {
  const level = options.features?.[METADATA_VERSION_FEATURE] ?? productionMetadataLevel;
  const version = present(metadataVersionOfLevel(level), `metadata.version ${level}`);
  const levels: Record<string, number> = {
    ...version.featureDefaults,
    ...options.features,
  };
  const names = Object.keys(levels)
    .filter((name) => name !== METADATA_VERSION_FEATURE && name !== KRAFT_FEATURE)
    .filter((name) => (levels[name] ?? 0) > 0)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const features = names.map((name) => featureRecord(name, levels[name] ?? 0));
  return [
    { type: "BEGIN_TRANSACTION_RECORD", name: "Bootstrap records" },
    featureRecord(METADATA_VERSION_FEATURE, level),
    ...features,
    ...minIsrRecords(levels[ELR_FEATURE] ?? 0, options.minInsyncReplicas ?? 1),
    { type: "END_TRANSACTION_RECORD" },
  ];
}

function featureRecord(name: string, featureLevel: number): MetadataRecord {
  return { type: "FEATURE_LEVEL_RECORD", name, featureLevel };
}

function minIsrRecords(elrLevel: number, minInsyncReplicas: number): MetadataRecord[] {
  if (elrLevel === 0) return [];
  return [
    {
      type: "CONFIG_RECORD",
      resourceType: BROKER_RESOURCE,
      resourceName: CLUSTER_DEFAULT,
      name: "min.insync.replicas",
      value: String(minInsyncReplicas),
    },
  ];
}
