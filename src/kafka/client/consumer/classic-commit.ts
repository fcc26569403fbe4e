import { errors } from "../../error-codes.ts";
import {
  type ClassicMembership,
  requestRejoin,
  resetAndRejoin,
} from "./classic-membership.ts";

/** What a refused commit means to a member of a classic group: the exception's class. Kafka: OffsetCommitResponseHandler. */
export function commitRefusedByClassic(
  membership: ClassicMembership,
  sent: { readonly epoch: number; readonly memberId: string },
  code: number,
): string {
  const isUnchanged =
    membership.generationId === sent.epoch && membership.memberId === sent.memberId;
  const isPreparing = membership.state === "preparing";
  if (code === errors.REBALANCE_IN_PROGRESS) {
    requestRejoin(membership, "offset commit failed since group is already rebalancing");
    return "RebalanceInProgressException";
  }
  if (code === errors.FENCED_INSTANCE_ID) {
    if (isUnchanged) return "FencedInstanceIdException";
    return isPreparing ? "RebalanceInProgressException" : "CommitFailedException";
  }
  if (!isUnchanged && isPreparing) return "RebalanceInProgressException";
  resetAndRejoin(membership, {
    reason: "encountered an error from OFFSET_COMMIT response",
    forgetsMemberId: code !== errors.ILLEGAL_GENERATION,
  });
  return "CommitFailedException";
}
