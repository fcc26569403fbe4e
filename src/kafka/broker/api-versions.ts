import { apis } from "../../terms/apis.ts";
import { featureRanges } from "../../terms/feature-range.ts";
import type { Context } from "../context.ts";
import type { MetadataImage } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ApiVersionsResponse } from "../protocol/messages.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { respond } from "./respond.ts";

/** Clients before this version take no range that begins at 0 (KAFKA-17011). */
const firstVersionWithLevel0 = 4;
const latestVersion = 4;

/** Names of a client's software. Kafka: ApiVersionsRequest.isValid. */
const softwareName = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;
const firstVersionWithSoftware = 3;

/** What a broker's client listener offers. Kafka: ApiVersionManager, KafkaApis.handleApiVersionsRequest. */
export function handleApiVersions(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  respond(context, broker, reply, apiVersions(broker.image, request));
}

function apiVersions(
  image: MetadataImage,
  { version, body }: RequestMessage,
): ApiVersionsResponse {
  // A client that is too new learns in the oldest format which version to ask with.
  if (version > latestVersion) return answer(errors.UNSUPPORTED_VERSION, onlyApiVersions);
  const { clientSoftwareName = "", clientSoftwareVersion = "" } = body as {
    readonly clientSoftwareName?: string;
    readonly clientSoftwareVersion?: string;
  };
  const named =
    version < firstVersionWithSoftware ||
    (softwareName.test(clientSoftwareName) && softwareName.test(clientSoftwareVersion));
  if (!named) return answer(errors.INVALID_REQUEST, []);
  return {
    ...answer(errors.NONE, offered),
    supportedFeatures: featureRanges
      .filter(({ min }) => min > 0 || version >= firstVersionWithLevel0)
      .map(({ feature, min, max }) => ({
        name: feature,
        minVersion: min,
        maxVersion: max,
      })),
    finalizedFeaturesEpoch: image.highestOffset,
    finalizedFeatures: Object.entries(image.features)
      .filter(([, level]) => level > 0)
      .map(([key, level]) => ({
        name: key.slice(1),
        maxVersionLevel: level,
        minVersionLevel: level,
      })),
  };
}

const answer = (
  errorCode: number,
  list: readonly (typeof apis)[number][],
): ApiVersionsResponse => ({
  errorCode,
  apiKeys: list.map(({ key, minVersion, maxVersion }) => ({
    apiKey: key,
    minVersion,
    maxVersion,
  })),
  throttleTimeMs: 0,
  supportedFeatures: [],
  finalizedFeaturesEpoch: -1,
  finalizedFeatures: [],
  zkMigrationReady: false,
});

const offered = apis.filter((api) => api.listeners.includes("broker"));
const onlyApiVersions = apis.filter(({ key }) => key === apiKeys.ApiVersions);
