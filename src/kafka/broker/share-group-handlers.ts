import { apiNamed } from "../../terms/apis.ts";
import { featureLevel } from "../controller/metadata-image.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import { responders } from "../coordinator/responder.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import type { Asked } from "../group/asked.ts";
import type { GroupTurn } from "../group/group-state.ts";
import {
  describedShareError,
  describeShareGroup,
} from "../group/share/describe-share.ts";
import { invalidShareHeartbeat } from "../group/share/invalid-share-heartbeat.ts";
import { shareGroupHeartbeat } from "../group/share/share-heartbeat.ts";
import { shareHeartbeatBody } from "../group/share/share-heartbeat-body.ts";
import {
  alterShareOffsets,
  deleteShareOffsets,
  shareOffsetsBody,
} from "../group/share/share-offsets.ts";
import type {
  ShareGroupDescribeRequest,
  ShareGroupHeartbeatRequest,
} from "../protocol/messages.ts";
import type { Broker } from "./broker.ts";
import type { AnswerRules } from "./coordinator-answers.ts";
import {
  answerError,
  answerPart,
  coordinatorRead,
  partitionFor,
} from "./coordinator-requests.ts";
import { coordinatorError } from "./coordinator-write.ts";
import { askedOf, groupWrite } from "./group-asked.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";
import { handleDescribeShareOffsets } from "./share-offset-handlers.ts";

const topic = "__consumer_offsets";

/** The feature `share.version` brings share groups. Kafka: KafkaApis.isShareGroupProtocolEnabled. */
const isEnabled = (broker: Broker): boolean =>
  featureLevel(broker.image, "share.version") >= 1;

/** Kafka: KafkaApis.handleShareGroupHeartbeat. */
const handleHeartbeat: Handler = (context, broker, reply, request) => {
  const body = request.body as ShareGroupHeartbeatRequest;
  const [responder] = responders(reply.connection, request, 1);
  if (responder === undefined) return;
  if (!isEnabled(broker)) {
    answerError(context, broker, responder, errors.UNSUPPORTED_VERSION);
    return;
  }
  const errorMessage = invalidShareHeartbeat(body);
  if (errorMessage !== undefined) {
    const errorCode = errors.INVALID_REQUEST;
    answerPart(
      context,
      broker,
      responder,
      shareHeartbeatBody({ errorCode, errorMessage }),
    );
    return;
  }
  groupWrite(context, broker, responder, {
    groupId: body.groupId,
    operation: (turn) => shareGroupHeartbeat(turn, askedOf(request, responder)),
  });
};

/** Kafka: GroupCoordinatorService.shareGroupDescribe. */
const handleDescribe: Handler = (context, broker, reply, request) => {
  const { groupIds } = request.body as ShareGroupDescribeRequest;
  const groups = groupIds.map((groupId) => {
    if (!isEnabled(broker))
      return describedShareError(groupId, errors.UNSUPPORTED_VERSION, null);
    if (groupId === "")
      return describedShareError(groupId, errors.INVALID_GROUP_ID, null);
    const index = partitionFor(broker, topic, groupId);
    const read = (turn: Turn<never>): ReturnType<typeof describeShareGroup> =>
      describeShareGroup(turn, groupId);
    const found = coordinatorRead(context, broker, { topic, index }, read);
    return typeof found === "number"
      ? describedShareError(groupId, coordinatorError(found), null)
      : found;
  });
  respond(context, broker, reply, { throttleTimeMs: 0, groups });
};

/** Kafka: KafkaApis.handleAlterShareGroupOffsetsRequest, handleDeleteShareGroupOffsetsRequest. */
const onOffsets =
  <Body extends { readonly groupId: string }>(
    operation: (turn: GroupTurn, asked: Asked<Body>) => Outcome,
  ): Handler =>
  (context, broker, reply, request) => {
    const [responder] = responders(reply.connection, request, 1);
    if (responder === undefined) return;
    const { groupId } = request.body as Body;
    const refused = isEnabled(broker)
      ? groupId === ""
        ? errors.INVALID_GROUP_ID
        : 0
      : errors.UNSUPPORTED_VERSION;
    if (refused === 0)
      groupWrite(context, broker, responder, {
        groupId,
        operation: (turn) => operation(turn, askedOf<Body>(request, responder)),
      });
    else answerError(context, broker, responder, refused);
  };

/** Requests of share groups (KIP-932) to their coordinator. */
export const shareGroupHandlers: Readonly<Record<number, Handler>> = {
  [apiNamed("ShareGroupHeartbeat").key]: handleHeartbeat,
  [apiNamed("ShareGroupDescribe").key]: handleDescribe,
  [apiNamed("AlterShareGroupOffsets").key]: onOffsets(alterShareOffsets),
  [apiNamed("DeleteShareGroupOffsets").key]: onOffsets(deleteShareOffsets),
  [apiNamed("DescribeShareGroupOffsets").key]: handleDescribeShareOffsets,
};

const offsetsRule: AnswerRules = {
  error: (_, errorCode, errorMessage) => shareOffsetsBody(errorCode, [], errorMessage),
  assemble: null,
};

/** How they are answered with an error. */
export const shareGroupAnswerRules: Readonly<Record<number, AnswerRules>> = {
  [apiNamed("ShareGroupHeartbeat").key]: {
    error: (_, errorCode, errorMessage) =>
      shareHeartbeatBody({ errorCode, errorMessage }),
    assemble: null,
  },
  [apiNamed("AlterShareGroupOffsets").key]: offsetsRule,
  [apiNamed("DeleteShareGroupOffsets").key]: offsetsRule,
};
