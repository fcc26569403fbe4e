import { features, metadataVersions } from "./features.ts";

/** The levels of a feature that a 4.3 node supports in production. Kafka: QuorumFeatures.defaultSupportedFeatureMap. */
export interface FeatureRange {
  readonly feature: string;
  readonly min: number;
  readonly max: number;
}

const production = metadataVersions.filter((each) => each.production);

/** Every feature, `metadata.version` with them, by name. */
export const featureRanges: readonly FeatureRange[] = [
  ...features.map(({ feature, minimumProduction, latestProduction }) => ({
    feature,
    min: minimumProduction,
    max: latestProduction,
  })),
  {
    feature: "metadata.version",
    min: production[0]?.level ?? 0,
    max: production.at(-1)?.level ?? 0,
  },
].toSorted((a, b) => (a.feature < b.feature ? -1 : 1));

/** The levels of one feature, or undefined for a name that is none. */
export function featureRange(name: string): FeatureRange | undefined {
  return featureRanges.find(({ feature }) => feature === name);
}
