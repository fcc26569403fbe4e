import { featureRanges } from "../terms/feature-range.ts";

/** The feature levels that this release speaks, as a registration lists them. Kafka: BrokerFeatures.defaultSupportedFeatures. */
export const supportedFeatures: readonly {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}[] = featureRanges.map(({ feature, min, max }) => ({
  name: feature,
  minSupportedVersion: min,
  maxSupportedVersion: max,
}));
