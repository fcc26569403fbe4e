import {
  features,
  minimumMetadataLevel,
  productionMetadataLevel,
} from "../terms/features.ts";

/** The feature levels that this release speaks, as a registration lists them. Kafka: BrokerFeatures.defaultSupportedFeatures. */
export const supportedFeatures: readonly {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}[] = [
  {
    name: "metadata.version",
    minSupportedVersion: minimumMetadataLevel,
    maxSupportedVersion: productionMetadataLevel,
  },
  ...features.map(({ feature, minimumProduction, latestProduction }) => ({
    name: feature,
    minSupportedVersion: minimumProduction,
    maxSupportedVersion: latestProduction,
  })),
];
