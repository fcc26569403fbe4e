import type { GroupView, MemberView } from "../../contract/group-view.ts";
import { epochStartMs } from "../../kafka/context.ts";
import type { MetadataImage } from "../../kafka/controller/metadata-image.ts";
import type { Coordinator } from "../../kafka/coordinator/coordinator.ts";
import { keyOf } from "../../kafka/group/group-state.ts";
import { type ShareGroup, shareGroupState } from "../../kafka/group/share/share-group.ts";
import { shareSessionKey } from "../../kafka/group/share/share-session-timer.ts";
import { named } from "./consumer-group-view.ts";

/** Members of a share group; nothing is ever taken from one before another may have it. Kafka: ShareGroupMember. */
function shareMembers(
  image: MetadataImage,
  group: ShareGroup,
  { timers }: Coordinator,
): MemberView[] {
  return Object.values(group.members).map((member) => {
    const session = timers.byKey[shareSessionKey(group.groupId, member.memberId)];
    return {
      memberId: member.memberId,
      clientId: member.clientId,
      instanceId: "",
      epoch: member.memberEpoch,
      state: "STABLE",
      assigned: named(image, member.assigned),
      revoking: [],
      target: named(image, group.target[keyOf(member.memberId)] ?? {}),
      subscribed: member.topicNames,
      sessionUntilUs:
        session === undefined ? -1 : (session.deadlineMs - epochStartMs) * 1000,
    };
  });
}

/** What is of a share group's own in its view. */
export const shareView = (
  image: MetadataImage,
  group: ShareGroup,
  coordinator: Coordinator,
): Pick<
  GroupView,
  "type" | "state" | "assignor" | "epoch" | "assignmentEpoch" | "leader" | "memberCount"
> & { readonly members: () => readonly MemberView[] } => ({
  type: "Share",
  state: shareGroupState(group),
  assignor: "simple",
  epoch: group.numbers.groupEpoch,
  assignmentEpoch: group.numbers.assignmentEpoch,
  leader: "",
  memberCount: Object.keys(group.members).length,
  members: () => shareMembers(image, group, coordinator),
});
