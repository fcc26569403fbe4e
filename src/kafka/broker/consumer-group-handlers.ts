import { apiNamed } from "../../terms/apis.ts";
import { featureLevel } from "../controller/metadata-image.ts";
import { responders } from "../coordinator/responder.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import { consumerGroupHeartbeat } from "../group/modern/consumer-heartbeat.ts";
import {
  describeConsumerGroup,
  describedConsumerError,
} from "../group/modern/describe-consumer-group.ts";
import { heartbeatBody } from "../group/modern/heartbeat-body.ts";
import { invalidHeartbeat } from "../group/modern/heartbeat-validation.ts";
import type {
  ConsumerGroupDescribeRequest,
  ConsumerGroupHeartbeatRequest,
} from "../protocol/messages.ts";
import type { Broker } from "./broker.ts";
import type { AnswerRules } from "./coordinator-answers.ts";
import {
  answerError,
  answerPart,
  coordinatorRead,
  partitionFor,
} from "./coordinator-requests.ts";
import { brokerSetting } from "./coordinator-turn.ts";
import { coordinatorError } from "./coordinator-write.ts";
import { askedOf, groupWrite } from "./group-asked.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";

const topic = "__consumer_offsets";

/** The feature `group.version` brings the protocol. Kafka: KafkaApis.isConsumerGroupProtocolEnabled. */
const isEnabled = (broker: Broker): boolean =>
  featureLevel(broker.image, "group.version") >= 1;

/** Kafka: KafkaApis.handleConsumerGroupHeartbeat, GroupCoordinatorService.consumerGroupHeartbeat. */
const handleHeartbeat: Handler = (context, broker, reply, request) => {
  const body = request.body as ConsumerGroupHeartbeatRequest;
  const [responder] = responders(reply.connection, request, 1);
  if (responder === undefined) return;
  if (!isEnabled(broker)) {
    answerError(context, broker, responder, errors.UNSUPPORTED_VERSION);
    return;
  }
  const config = (name: string): string => brokerSetting(broker, name);
  const invalid = invalidHeartbeat(config, body, request.version);
  if (invalid !== undefined) {
    const { error: errorCode, message: errorMessage } = invalid;
    answerPart(context, broker, responder, heartbeatBody({ errorCode, errorMessage }));
    return;
  }
  groupWrite(context, broker, responder, {
    groupId: body.groupId,
    operation: (turn) => consumerGroupHeartbeat(turn, askedOf(request, responder)),
  });
};

/** Kafka: GroupCoordinatorService.consumerGroupDescribe. */
const handleDescribe: Handler = (context, broker, reply, request) => {
  const { groupIds } = request.body as ConsumerGroupDescribeRequest;
  const groups = groupIds.map((groupId) => {
    if (!isEnabled(broker))
      return describedConsumerError(groupId, errors.UNSUPPORTED_VERSION, null);
    if (groupId === "")
      return describedConsumerError(groupId, errors.INVALID_GROUP_ID, null);
    const index = partitionFor(broker, topic, groupId);
    const read = (turn: Turn<never>): ReturnType<typeof describeConsumerGroup> =>
      describeConsumerGroup(turn, groupId);
    const found = coordinatorRead(context, broker, { topic, index }, read);
    return typeof found === "number"
      ? describedConsumerError(groupId, coordinatorError(found), null)
      : found;
  });
  respond(context, broker, reply, { throttleTimeMs: 0, groups });
};

/** Requests of the consumer protocol (KIP-848). */
export const consumerGroupHandlers: Readonly<Record<number, Handler>> = {
  [apiNamed("ConsumerGroupHeartbeat").key]: handleHeartbeat,
  [apiNamed("ConsumerGroupDescribe").key]: handleDescribe,
};

export const consumerGroupAnswerRules: Readonly<Record<number, AnswerRules>> = {
  [apiNamed("ConsumerGroupHeartbeat").key]: {
    error: (_, errorCode, errorMessage) => heartbeatBody({ errorCode, errorMessage }),
    assemble: null,
  },
};
