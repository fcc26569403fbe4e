import { apiNamed } from "../../terms/apis.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import { responders } from "../coordinator/responder.ts";
import { errors } from "../error-codes.ts";
import type { Asked } from "../group/asked.ts";
import type { GroupTurn } from "../group/group-state.ts";
import {
  heartbeatGroup,
  joinGroup,
  leaveGroup,
  syncGroup,
} from "../group/modern/any-group.ts";
import type {
  HeartbeatRequest,
  JoinGroupRequest,
  LeaveGroupRequest,
  SyncGroupRequest,
} from "../protocol/messages.ts";
import type { Broker } from "./broker.ts";
import { answerError } from "./coordinator-requests.ts";
import { brokerSetting } from "./coordinator-turn.ts";
import { handleFindCoordinator } from "./find-coordinator.ts";
import {
  handleDeleteGroups,
  handleDescribeGroups,
  handleListGroups,
} from "./group-admin-handlers.ts";
import { askedOf, groupWrite } from "./group-asked.ts";
import {
  handleOffsetCommit,
  handleOffsetDelete,
  handleOffsetFetch,
} from "./offset-handlers.ts";
import type { Handler } from "./request-handlers.ts";

/** A request about one group: refused for what can be seen of it, else run by its coordinator. */
const onGroup =
  <Body extends { readonly groupId: string }>(how: {
    readonly refuse?: (broker: Broker, body: Body, version: number) => number;
    readonly operation: (turn: GroupTurn, asked: Asked<Body>) => Outcome;
  }): Handler =>
  (context, broker, reply, request) => {
    const body = request.body as Body;
    const [responder] = responders(reply.connection, request, 1);
    if (responder === undefined) return;
    const refused =
      body.groupId === ""
        ? errors.INVALID_GROUP_ID
        : (how.refuse?.(broker, body, request.version) ?? 0);
    if (refused !== 0) {
      answerError(context, broker, responder, refused);
      return;
    }
    groupWrite(context, broker, responder, {
      groupId: body.groupId,
      operation: (turn) => how.operation(turn, askedOf<Body>(request, responder)),
    });
  };

/** Kafka: GroupCoordinatorService.joinGroup. */
function sessionError(broker: Broker, { sessionTimeoutMs }: JoinGroupRequest): number {
  const least = Number(brokerSetting(broker, "group.min.session.timeout.ms"));
  const most = Number(brokerSetting(broker, "group.max.session.timeout.ms"));
  return sessionTimeoutMs < least || sessionTimeoutMs > most
    ? errors.INVALID_SESSION_TIMEOUT
    : 0;
}

/** From this version on SyncGroup must name the protocol. Kafka: SyncGroupRequest.areMandatoryProtocolTypeAndNamePresent. */
const firstSyncWithProtocol = 5;
/** Up to this version one member leaves at a time. */
const lastLeaveOfOne = 2;

/** Requests of members of the classic protocol, and all about offsets and groups. */
export const groupHandlers: Readonly<Record<number, Handler>> = {
  [apiNamed("FindCoordinator").key]: handleFindCoordinator,
  [apiNamed("JoinGroup").key]: onGroup<JoinGroupRequest>({
    refuse: sessionError,
    operation: joinGroup,
  }),
  [apiNamed("SyncGroup").key]: onGroup<SyncGroupRequest>({
    refuse: (_, { protocolType, protocolName }, version) =>
      version >= firstSyncWithProtocol && (protocolType === null || protocolName === null)
        ? errors.INCONSISTENT_GROUP_PROTOCOL
        : 0,
    operation: syncGroup,
  }),
  [apiNamed("Heartbeat").key]: onGroup<HeartbeatRequest>({
    operation: (turn, { body }) => heartbeatGroup(turn, body),
  }),
  [apiNamed("LeaveGroup").key]: onGroup<LeaveGroupRequest>({
    operation: (turn, { body, version }) =>
      leaveGroup(
        turn,
        version > lastLeaveOfOne
          ? body
          : {
              ...body,
              members: [{ memberId: body.memberId, groupInstanceId: null, reason: null }],
            },
      ),
  }),
  [apiNamed("OffsetCommit").key]: handleOffsetCommit,
  [apiNamed("OffsetFetch").key]: handleOffsetFetch,
  [apiNamed("OffsetDelete").key]: handleOffsetDelete,
  [apiNamed("DescribeGroups").key]: handleDescribeGroups,
  [apiNamed("ListGroups").key]: handleListGroups,
  [apiNamed("DeleteGroups").key]: handleDeleteGroups,
};
