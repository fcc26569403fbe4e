import { errors } from "../error-codes.ts";
import type {
  DescribeGroupsResponseGroup,
  DescribeGroupsResponseMember,
  ListGroupsRequest,
  ListGroupsResponseGroup,
} from "../protocol/messages.ts";
import { type ClassicGroup, emptyBytes } from "./classic-group.ts";
import { metadataOf, orderedMembers } from "./classic-member.ts";
import { rulesOf } from "./group-rules.ts";
import { type GroupTurn, groupOf } from "./group-state.ts";

/** No authorizer: nothing is known. Kafka: MetadataResponse.AUTHORIZED_OPERATIONS_OMITTED. */
const authorizedOperations = -2147483648;

/** A group's description without members. */
export const describedError = (
  groupId: string,
  errorCode: number,
  errorMessage: string | null,
): DescribeGroupsResponseGroup => ({
  errorCode,
  errorMessage,
  groupId,
  groupState: "",
  protocolType: "",
  protocolData: "",
  members: [],
  authorizedOperations,
});

/** From this version on a missing group is an error, before it is dead. */
const firstVersionWithGroupNotFound = 6;

/** Kafka: GroupMetadataManager.describeGroups. */
export function describeGroup(
  turn: GroupTurn,
  groupId: string,
  version: number,
): DescribeGroupsResponseGroup {
  const group = groupOf(turn, groupId);
  if (group?.type === "classic") return describe(group);
  const missing = version >= firstVersionWithGroupNotFound;
  return {
    ...describedError(
      groupId,
      missing ? errors.GROUP_ID_NOT_FOUND : 0,
      missing ? notFound(groupId, group === undefined) : null,
    ),
    groupState: "Dead",
  };
}

const notFound = (groupId: string, missing: boolean): string =>
  missing ? `Group ${groupId} not found.` : `Group ${groupId} is not a classic group.`;

function describe(group: ClassicGroup): DescribeGroupsResponseGroup {
  const isStable = group.state === "Stable";
  const protocol = isStable ? (group.protocol ?? "") : "";
  const members = orderedMembers(group).map(
    (member): DescribeGroupsResponseMember => ({
      memberId: member.memberId,
      groupInstanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: isStable ? metadataOf(member, protocol) : emptyBytes,
      memberAssignment: member.assignment,
    }),
  );
  return {
    ...describedError(group.groupId, 0, null),
    groupState: group.state,
    protocolType: group.protocolType ?? "",
    protocolData: protocol,
    members,
  };
}

const matches = (filter: readonly string[], value: string): boolean =>
  filter.length === 0 ||
  filter.some((each) => each.toLowerCase() === value.toLowerCase());

/** Groups of this coordinator. Kafka: GroupMetadataManager.listGroups. */
export function listGroups(
  turn: GroupTurn,
  { statesFilter, typesFilter }: ListGroupsRequest,
): ListGroupsResponseGroup[] {
  return Object.values(turn.state.groups).flatMap((group) => {
    const groupState = rulesOf(group).stateName(turn, group);
    // Kafka: Group.GroupType.toString.
    const groupType = group.type;
    if (!matches(statesFilter, groupState) || !matches(typesFilter, groupType)) return [];
    const protocolType = rulesOf(group).protocolType(group);
    return [{ groupId: group.groupId, protocolType, groupState, groupType }];
  });
}
