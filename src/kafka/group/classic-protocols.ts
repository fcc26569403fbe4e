import { assert } from "../../base/assert.ts";
import { javaStringSet } from "../java-hash-set.ts";
import { MalformedBytes } from "../protocol/codec/byte-reader.ts";
import { decodeVersioned } from "../protocol/codec/record-frame.ts";
import {
  type ClassicGroup,
  membersOf,
  type OfferedProtocol,
  transitionTo,
} from "./classic-group.ts";
import { metadataOf } from "./classic-member.ts";
import { keyOf, nameOf } from "./group-state.ts";

/** Kafka: ConsumerProtocol.PROTOCOL_TYPE. */
export const consumerProtocolType = "consumer";

/** Whether a member with these can be in the group. Kafka: ClassicGroup.supportsProtocols. */
export function supportsProtocols(
  group: ClassicGroup,
  protocolType: string,
  protocols: readonly OfferedProtocol[],
): boolean {
  if (group.state === "Empty") return protocolType !== "" && protocols.length > 0;
  return (
    group.protocolType === protocolType &&
    protocols.some(
      ({ name }) => (group.supported[keyOf(name)] ?? 0) === group.memberCount,
    )
  );
}

/** Every member votes for the first that all support; a tie goes to Java's order of the names. Kafka: ClassicGroup.selectProtocol. */
export function selectProtocol(group: ClassicGroup): string {
  const members = membersOf(group);
  const candidates = Object.keys(group.supported)
    .filter((key) => group.supported[key] === members.length)
    .map(nameOf);
  const votes: Record<string, number> = {};
  for (const { protocols } of members) {
    const vote = protocols.find(({ name }) => candidates.includes(name));
    assert(vote !== undefined, "members of a group share a protocol");
    votes[keyOf(vote.name)] = (votes[keyOf(vote.name)] ?? 0) + 1;
  }
  let chosen = "";
  let most = 0;
  for (const name of javaStringSet(Object.keys(votes).map(nameOf))) {
    const given = votes[keyOf(name)] ?? 0;
    if (given > most) {
      chosen = name;
      most = given;
    }
  }
  return chosen;
}

/** Topics that a subscription names; null where it cannot be read. Kafka: ConsumerProtocol.deserializeConsumerProtocolSubscription. */
function topicsOfSubscription(metadata: Uint8Array): readonly string[] | null {
  try {
    // Every version begins with the topics, so the first is enough.
    return decodeVersioned("ConsumerProtocolSubscription", metadata).message.topics;
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}

/** What all consumers of the group subscribe to; null: not known. Kafka: ClassicGroup.computeSubscribedTopics. */
export function subscribedTopics(group: ClassicGroup): readonly string[] | null {
  if (group.protocolType !== consumerProtocolType) return null;
  if (group.memberCount === 0) return [];
  if (group.protocol === null) return null;
  const topics: string[] = [];
  for (const member of membersOf(group)) {
    const named = topicsOfSubscription(metadataOf(member, group.protocol));
    if (named === null) return null;
    for (const topic of named) if (!topics.includes(topic)) topics.push(topic);
  }
  return topics;
}

/** Kafka: ClassicGroup.isSubscribedToTopic. */
export const isSubscribedTo = (group: ClassicGroup, topic: string): boolean =>
  group.subscribedTopics?.includes(topic) ?? group.protocolType === consumerProtocolType;

/** Kafka: ClassicGroup.initNextGeneration. */
export function initNextGeneration(group: ClassicGroup, nowMs: number): void {
  group.generation++;
  const isEmpty = group.memberCount === 0;
  group.protocol = isEmpty ? null : selectProtocol(group);
  group.subscribedTopics = subscribedTopics(group);
  transitionTo(group, isEmpty ? "Empty" : "CompletingRebalance", nowMs);
  group.pendingSync = [];
}
