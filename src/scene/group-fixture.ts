import type { GroupView, MemberView } from "../contract/group-view.ts";

/** A member that is at rest, for tests. */
export const memberFixture = (
  clientId: string,
  changes: Partial<MemberView> = {},
): MemberView => ({
  memberId: `${clientId}-m`,
  clientId,
  instanceId: "",
  epoch: 1,
  state: "joined",
  assigned: [],
  revoking: [],
  target: [],
  subscribed: ["orders"],
  sessionUntilUs: 45_000_000,
  ...changes,
});

/** A stable classic group without members, for tests. */
export const groupFixture = (changes: Partial<GroupView> = {}): GroupView => ({
  id: "billing",
  type: "Classic",
  state: "Stable",
  coordinator: 1,
  coordinatorPartition: 7,
  assignor: "range",
  epoch: 1,
  assignmentEpoch: 1,
  leader: "",
  memberCount: changes.members?.length ?? 0,
  members: [],
  offsets: [],
  share: [],
  lag: 0,
  processedTwice: 0,
  passedOver: 0,
  ...changes,
});
