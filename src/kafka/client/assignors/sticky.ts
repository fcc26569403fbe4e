import type { ClientAssignor } from "./client-assignor.ts";
import type { MemberSubscription } from "./group-subscription.ts";
import { stickyAssignment } from "./sticky-assignment.ts";
import { type MemberData, namedAssignment } from "./sticky-task.ts";
import { decodeStickyUserData, encodeStickyUserData } from "./sticky-user-data.ts";

/** Eager: everything is given up before a join, so what was owned travels as user data. Kafka: StickyAssignor. */
export const stickyAssignor: ClientAssignor = {
  name: "sticky",
  version: 0,
  protocols: ["EAGER"],
  assign: (task, memory) => {
    const sticky = stickyAssignment(task, memberData, memory.maxGeneration);
    return {
      members: namedAssignment(sticky.task, sticky.assignment),
      memory: { ...memory, maxGeneration: sticky.maxGeneration },
    };
  },
  subscriptionUserData: ({ partitions, generation }) =>
    partitions === null ? null : encodeStickyUserData(partitions, generation),
  onAssignment: (memory, partitions, generation) => ({
    ...memory,
    partitions,
    generation,
  }),
};

/** Kafka: StickyAssignor.memberData. */
function memberData({ userData }: MemberSubscription): MemberData {
  return userData === null || userData.length === 0
    ? { partitions: [], generation: undefined }
    : decodeStickyUserData(userData);
}
