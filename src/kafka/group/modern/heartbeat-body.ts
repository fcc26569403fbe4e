import type { ConsumerGroupHeartbeatResponse } from "../../protocol/messages.ts";

/** An answer to ConsumerGroupHeartbeat; what is left out is as in Kafka's schema. */
export const heartbeatBody = (
  fields: Partial<ConsumerGroupHeartbeatResponse>,
): ConsumerGroupHeartbeatResponse => ({
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: null,
  ...fields,
});
