const MAX_NAME_LENGTH = 249;
const LEGAL = /^[a-zA-Z0-9._-]+$/;

/** The log of the cluster's metadata, which is no topic that people can create. */
export const CLUSTER_METADATA_TOPIC = "__cluster_metadata";

const INTERNAL_TOPICS: readonly string[] = [
  "__consumer_offsets",
  "__transaction_state",
  "__share_group_state",
];

/** Why a name cannot be a topic's, or null. Kafka: Topic.validate. */
export function topicNameError(name: string): string | null {
  if (name === "") return "Topic name is invalid: the empty string is not allowed";
  if (name === "." || name === "..")
    return `Topic name is invalid: '${name}' is not allowed`;
  if (name.length > MAX_NAME_LENGTH)
    return `Topic name is invalid: the length of '${name}' is longer than the max allowed length ${MAX_NAME_LENGTH}`;
  if (!LEGAL.test(name))
    return `Topic name is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
  return null;
}

/** Names that metrics cannot tell apart: '.' and '_' are the same there. Kafka: Topic.unifyCollisionChars. */
export function collidingName(name: string): string {
  return name.replaceAll(".", "_");
}

/** Only names with one of these characters can collide. Kafka: Topic.hasCollisionChars. */
export function hasCollisionCharacters(name: string): boolean {
  return name.includes("_") || name.includes(".");
}

export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.includes(name);
}
