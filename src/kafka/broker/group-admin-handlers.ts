import { present } from "../../base/assert.ts";
import { responders } from "../coordinator/responder.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import { deleteGroups } from "../group/delete-offsets.ts";
import { describedError, describeGroup, listGroups } from "../group/describe-groups.ts";
import type {
  DeleteGroupsRequest,
  DescribeGroupsRequest,
  ListGroupsRequest,
  ListGroupsResponseGroup,
} from "../protocol/messages.ts";
import {
  answerPart,
  coordinatorRead,
  coordinatorWrite,
  partitionFor,
} from "./coordinator-requests.ts";
import { coordinatorError } from "./coordinator-write.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";

const topic = "__consumer_offsets";

/** Kafka: GroupCoordinatorService.describeGroups. */
export const handleDescribeGroups: Handler = (context, broker, reply, request) => {
  const { groups } = request.body as DescribeGroupsRequest;
  const described = groups.map((groupId) => {
    const index = partitionFor(broker, topic, groupId);
    const read = (turn: Turn<never>): ReturnType<typeof describeGroup> =>
      describeGroup(turn, groupId, request.version);
    const found = coordinatorRead(context, broker, { topic, index }, read);
    return typeof found === "number"
      ? describedError(groupId, coordinatorError(found), null)
      : found;
  });
  respond(context, broker, reply, { throttleTimeMs: 0, groups: described });
};

/** Groups of all coordinators of this broker; one that loads makes the whole list wait. Kafka: GroupCoordinatorService.listGroups. */
export const handleListGroups: Handler = (context, broker, reply, request) => {
  const body = request.body as ListGroupsRequest;
  const groups: ListGroupsResponseGroup[] = [];
  let errorCode = 0;
  for (const coordinator of Object.values(broker.coordinators)) {
    if (coordinator.topic !== topic) continue;
    const found = coordinatorRead(context, broker, coordinator, (turn: Turn<never>) =>
      listGroups(turn, body),
    );
    if (typeof found !== "number") groups.push(...found);
    else if (found !== errors.NOT_COORDINATOR) errorCode = found;
  }
  const listed = errorCode === 0 ? groups : [];
  respond(context, broker, reply, { throttleTimeMs: 0, errorCode, groups: listed });
};

/** Each coordinator deletes its own; the answer waits for all. Kafka: GroupCoordinatorService.deleteGroups. */
export const handleDeleteGroups: Handler = (context, broker, reply, request) => {
  const byPartition = groupsByPartition(
    (request.body as DeleteGroupsRequest).groupsNames,
    (groupId) => partitionFor(broker, topic, groupId),
  );
  const [first, ...parts] = responders(reply.connection, request, 1 + byPartition.length);
  answerPart(context, broker, present(first, "first part of an answer"), {
    groupIds: byPartition.map(({ groupIds }) => groupIds),
  });
  for (const [part, { index, groupIds }] of byPartition.entries())
    coordinatorWrite(context, broker, {
      topic,
      index,
      responder: present(parts[part], "part of an answer"),
      operation: (turn) => deleteGroups(turn, groupIds),
    });
};

/** Groups that one coordinator has, in the order of the request. */
function groupsByPartition(
  groupIds: readonly string[],
  partitionOf: (groupId: string) => number,
): { readonly index: number; readonly groupIds: string[] }[] {
  const found: { readonly index: number; readonly groupIds: string[] }[] = [];
  for (const groupId of groupIds) {
    const index = partitionOf(groupId);
    const known = found.find((each) => each.index === index);
    if (known === undefined) found.push({ index, groupIds: [groupId] });
    else known.groupIds.push(groupId);
  }
  return found;
}
