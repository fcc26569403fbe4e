import { javaStringSet } from "../../java-hash-set.ts";
import type {
  AssignableTopic,
  AssignmentTask,
  MemberSubscription,
} from "./group-subscription.ts";

/**
 * Brings members and topics into the order in which Java's hash tables give them, because several assignors walk them so,
 * and leaves out topics without metadata or without a subscriber. Kafka: AbstractPartitionAssignor.assign.
 */
export function assignmentTask(
  topics: readonly AssignableTopic[],
  members: readonly MemberSubscription[],
): AssignmentTask {
  const memberOf = new Map(members.map((member) => [member.memberId, member]));
  const topicOf = new Map(topics.map((topic) => [topic.name, topic]));
  const subscribed = new Set(members.flatMap((member) => member.topics));
  const known = [...subscribed].filter(
    (name) => (topicOf.get(name)?.partitions ?? 0) > 0,
  );
  return {
    members: javaStringSet(memberOf.keys()).flatMap((id) => memberOf.get(id) ?? []),
    topics: javaStringSet(known).flatMap((name) => topicOf.get(name) ?? []),
  };
}
