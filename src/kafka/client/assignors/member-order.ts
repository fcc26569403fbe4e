import type { MemberSubscription } from "./group-subscription.ts";

/** Static members by instance id come first, then dynamic ones by member id. Kafka: AbstractPartitionAssignor.MemberInfo.compareTo. */
export function compareMembers(a: MemberSubscription, b: MemberSubscription): number {
  const [left, right] = [a.groupInstanceId ?? null, b.groupInstanceId ?? null];
  if (left !== null && right !== null) return compareText(left, right);
  if (left !== null) return -1;
  if (right !== null) return 1;
  return compareText(a.memberId, b.memberId);
}

/** Java's String.compareTo: by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
