import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { ConsumerGroupHeartbeatRequest } from "../../protocol/messages.ts";
import { configuredAssignors } from "./consumer-config.ts";
import { leaveEpoch, leaveStaticEpoch } from "./consumer-member.ts";

const invalid = (message: string): CoordinatorFailure =>
  failure(errors.INVALID_REQUEST, message);

/** What is wrong with a request by itself. Kafka: GroupCoordinatorService.throwIfConsumerGroupHeartbeatRequestIsInvalid. */
export function invalidHeartbeat(
  config: (name: string) => string,
  body: ConsumerGroupHeartbeatRequest,
  version: number,
): CoordinatorFailure | undefined {
  const problem = fieldProblem(body, version);
  if (problem !== undefined) return invalid(problem);
  const { serverAssignor } = body;
  const supported = configuredAssignors(config);
  if (serverAssignor === null || supported.includes(serverAssignor)) return undefined;
  return failure(
    errors.UNSUPPORTED_ASSIGNOR,
    `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${supported.join(", ")}.`,
  );
}

const isBlank = (text: string | null): boolean => text !== null && text.trim() === "";

function fieldProblem(
  body: ConsumerGroupHeartbeatRequest,
  version: number,
): string | undefined {
  // Since version 1 (KIP-1082) the client makes the member id.
  if ((version >= 1 || body.memberEpoch > 0) && body.memberId.trim() === "")
    return "MemberId can't be empty.";
  if (isBlank(body.groupId)) return "GroupId can't be empty.";
  if (isBlank(body.instanceId)) return "InstanceId can't be empty.";
  if (isBlank(body.rackId)) return "RackId can't be empty.";
  switch (body.memberEpoch) {
    case leaveEpoch:
      return body.memberId.trim() === "" ? "MemberId can't be empty." : undefined;
    case leaveStaticEpoch:
      if (body.memberId.trim() === "") return "MemberId can't be empty.";
      return body.instanceId === null ? "InstanceId can't be null." : undefined;
    case 0:
      return joinProblem(body);
    default:
      return body.memberEpoch < 0 ? "MemberEpoch is invalid." : undefined;
  }
}

function joinProblem(body: ConsumerGroupHeartbeatRequest): string | undefined {
  if (body.rebalanceTimeoutMs === -1)
    return "RebalanceTimeoutMs must be provided in first request.";
  if (body.topicPartitions === null || body.topicPartitions.length > 0)
    return "TopicPartitions must be empty when (re-)joining.";
  // A null list and no expression say nothing; empty ones are a choice.
  const hasNames = body.subscribedTopicNames !== null;
  const hasRegex = body.subscribedTopicRegex !== null;
  return hasNames || hasRegex
    ? undefined
    : "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.";
}
