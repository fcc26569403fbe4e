import type { ShareGroupHeartbeatResponse } from "../../protocol/messages.ts";

/** Kafka: ShareGroupHeartbeatResponse. */
export const shareHeartbeatBody = (
  given: Partial<ShareGroupHeartbeatResponse>,
): ShareGroupHeartbeatResponse => ({
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: null,
  ...given,
});
