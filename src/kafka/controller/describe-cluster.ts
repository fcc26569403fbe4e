import { errorCode } from "../../terms/errors.ts";
import type {
  DescribeClusterRequest,
  DescribeClusterResponse,
} from "../protocol/messages.ts";
import { controllerOf } from "./describe-metadata.ts";
import { addressOf, type DescribeContext, NO_OPERATIONS } from "./describe-partition.ts";
import { brokersOf, type MetadataImage } from "./metadata-image.ts";

const BROKERS = 1;
const CONTROLLERS = 2;

/** At a broker. Kafka: KafkaApis.handleDescribeCluster, AuthHelper.computeDescribeClusterResponse. */
export function describeCluster(
  image: MetadataImage,
  request: DescribeClusterRequest,
  context: DescribeContext,
): DescribeClusterResponse {
  const { endpointType, includeFencedBrokers } = request;
  if (endpointType !== BROKERS) return wrongEndpoint(endpointType);
  const brokers = brokersOf(image)
    .filter((broker) => includeFencedBrokers || !broker.fenced)
    .flatMap((broker) => {
      const address = addressOf(broker, context.listener);
      if (address === undefined) return [];
      const { host, port } = address;
      const { brokerId, rack, fenced: isFenced } = broker;
      return [{ brokerId, host, port, rack, isFenced }];
    });
  return {
    throttleTimeMs: 0,
    errorCode: errorCode("NONE"),
    errorMessage: null,
    endpointType,
    clusterId: context.clusterId,
    controllerId: controllerOf(image, context),
    brokers,
    clusterAuthorizedOperations: NO_OPERATIONS,
  };
}

function wrongEndpoint(endpointType: number): DescribeClusterResponse {
  const known = endpointType === CONTROLLERS;
  return {
    throttleTimeMs: 0,
    errorCode: errorCode(
      known ? "MISMATCHED_ENDPOINT_TYPE" : "UNSUPPORTED_ENDPOINT_TYPE",
    ),
    errorMessage: known
      ? "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER"
      : `Unsupported endpoint type ${endpointType}`,
    endpointType: BROKERS,
    clusterId: "",
    controllerId: -1,
    brokers: [],
    clusterAuthorizedOperations: NO_OPERATIONS,
  };
}
