import { errorName } from "../../terms/errors.ts";
import type { Context } from "../context.ts";
import { isActiveBroker, topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { CoordinatorLog } from "../protocol/codec/record-frame.ts";
import type {
  FindCoordinatorRequest,
  FindCoordinatorResponse,
  FindCoordinatorResponseCoordinator,
} from "../protocol/messages.ts";
import { type Broker, peerOf } from "./broker.ts";
import { partitionFor } from "./coordinator-requests.ts";
import { createMissing } from "./metadata.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";

/** Requests of this version and later ask for several at once. Kafka: FindCoordinatorRequest.MIN_BATCHED_VERSION. */
const firstBatchedVersion = 4;
/** Kafka: FindCoordinatorRequest.CoordinatorType.SHARE. */
const shareType = 2;
const firstVersionWithShare = 6;

/** Kafka: FindCoordinatorRequest.CoordinatorType. */
const topics: readonly CoordinatorLog[] = [
  "__consumer_offsets",
  "__transaction_state",
  "__share_group_state",
];

type Found = FindCoordinatorResponseCoordinator;

const notFound = (key: string, errorCode: number): Found => ({
  key,
  nodeId: -1,
  host: "",
  port: -1,
  errorCode,
  errorMessage: "",
});

/** Who coordinates; an internal topic that is missing is created. Kafka: KafkaApis.getCoordinator. */
function find(
  context: Context,
  broker: Broker,
  topic: CoordinatorLog,
  key: string,
): Found {
  const known = topicByName(broker.image, topic);
  const unavailable = notFound(key, errors.COORDINATOR_NOT_AVAILABLE);
  if (known === undefined) {
    createMissing(context, broker, [topic]);
    return unavailable;
  }
  const leader = known.partitions[partitionFor(broker, topic, key)]?.leader ?? -1;
  const peer = isActiveBroker(broker.image, leader) ? peerOf(broker, leader) : undefined;
  if (peer === undefined) return unavailable;
  const { nodeId, host } = peer;
  return { key, nodeId, host, port: 9092, errorCode: 0, errorMessage: "" };
}

/** A share partition is named `group:topicId:partition`. Kafka: SharePartitionKey.validate. */
const isSharePartition = (key: string): boolean => {
  const parts = key.split(":");
  const index = parts.pop() ?? "";
  const topicId = parts.pop() ?? "";
  return parts.join(":") !== "" && /^[\w-]{22}$/.test(topicId) && /^\d+$/.test(index);
};

/** Kafka: KafkaApis.handleFindCoordinatorRequest. */
export const handleFindCoordinator: Handler = (context, broker, reply, request) => {
  const body = request.body as FindCoordinatorRequest;
  const { version } = request;
  const topic = topics[body.keyType];
  const tooOld = body.keyType === shareType && version < firstVersionWithShare;
  const one = (key: string): Found => {
    if (topic === undefined || tooOld) return notFound(key, errors.INVALID_REQUEST);
    if (body.keyType === shareType && !isSharePartition(key))
      return notFound(key, errors.INVALID_REQUEST);
    return find(context, broker, topic, key);
  };
  const batched = version >= firstBatchedVersion;
  const found = batched ? body.coordinatorKeys.map(one) : [one(body.key)];
  const [only = notFound("", errors.INVALID_REQUEST)] = found;
  const { errorCode, nodeId, host, port } = only;
  const answer: FindCoordinatorResponse = batched
    ? { ...noCoordinator, coordinators: found }
    : {
        ...noCoordinator,
        errorCode,
        errorMessage: errorName(errorCode),
        nodeId,
        host,
        port,
      };
  respond(context, broker, reply, answer);
};

const noCoordinator: FindCoordinatorResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: "",
  nodeId: 0,
  host: "",
  port: 0,
  coordinators: [],
};
