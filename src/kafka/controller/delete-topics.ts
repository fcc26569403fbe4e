import { errorCode } from "../../terms/errors.ts";
import type {
  DeleteTopicsRequest,
  DeleteTopicsResponse,
  DeleteTopicsResponseTopic,
} from "../protocol/messages.ts";
import {
  type ApiError,
  apiError,
  type ControllerContext,
  type ControllerResult,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  type MetadataImage,
  type TopicImage,
  topicById,
  topicByName,
} from "./metadata-image.ts";

const ZERO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

interface Wanted {
  readonly name: string | null;
  readonly topicId: string;
}

/**
 * Kafka: ControllerApis.deleteTopics. What is named twice is answered once, and a topic that is named both by name and
 * by id stays. Kafka shuffles its answers; here they come as asked.
 */
export function deleteTopics(
  state: ControllerState,
  request: DeleteTopicsRequest,
  context: ControllerContext,
): ControllerResult<DeleteTopicsResponse> {
  const wanted = wantedTopics(request);
  const because = "deleteTopics";
  if (!state.config.deleteTopicEnable) {
    const disabled = deletionDisabled(context);
    const responses = wanted.map((one) => answer(one, disabled));
    return { records: [], response: { throttleTimeMs: 0, responses }, because };
  }
  const doomed = new Set<string>();
  const responses = wanted.flatMap((one, at) => {
    const unfit = wantedError(wanted, at);
    if (unfit !== null) return isFirst(wanted, at) ? [answer(one, unfit)] : [];
    const found = findTopic(state.image, one);
    if (found === undefined) return [answer(one, missingError(one))];
    if (isNamedBothWays(wanted, found))
      return one.name === null ? [] : [answer(found, namedBothWays)];
    doomed.add(found.topicId);
    return [answer(found, apiError(errorCode("NONE")))];
  });
  return {
    records: [...doomed].map((topicId) => ({ type: "REMOVE_TOPIC_RECORD", topicId })),
    response: { throttleTimeMs: 0, responses },
    because,
  };
}

/** Versions before 6 name topics in a list of their own. */
function wantedTopics(request: DeleteTopicsRequest): readonly Wanted[] {
  return request.topics.length > 0
    ? request.topics
    : request.topicNames.map((name) => ({ name, topicId: ZERO_ID }));
}

function findTopic(image: MetadataImage, one: Wanted): TopicImage | undefined {
  return one.name === null ? topicById(image, one.topicId) : topicByName(image, one.name);
}

function wantedError(wanted: readonly Wanted[], at: number): ApiError | null {
  const one = wanted[at];
  if (one === undefined) return null;
  const { name, topicId } = one;
  const invalid = (words: string): ApiError =>
    apiError(errorCode("INVALID_REQUEST"), words);
  if (name === null && topicId === ZERO_ID)
    return invalid("Neither topic name nor id were specified.");
  if (name !== null && topicId !== ZERO_ID)
    return invalid("You may not specify both topic name and topic id.");
  if (wanted.some((other, index) => index !== at && sameTopic(other, one)))
    return invalid(name === null ? "Duplicate topic id." : "Duplicate topic name.");
  return null;
}

function sameTopic(one: Wanted, other: Wanted): boolean {
  return one.name === other.name && one.topicId === other.topicId;
}

/** A topic that is named twice by the same name or id is told of where it is named first; a nameless one each time. */
function isFirst(wanted: readonly Wanted[], at: number): boolean {
  const one = wanted[at];
  if (one === undefined || (one.name === null) === (one.topicId === ZERO_ID)) return true;
  return wanted.findIndex((other) => sameTopic(other, one)) === at;
}

function missingError(one: Wanted): ApiError {
  return one.name === null
    ? apiError(errorCode("UNKNOWN_TOPIC_ID"), "This server does not host this topic ID.")
    : apiError(
        errorCode("UNKNOWN_TOPIC_OR_PARTITION"),
        "This server does not host this topic-partition.",
      );
}

function isNamedBothWays(wanted: readonly Wanted[], found: TopicImage): boolean {
  const byName = wanted.some(
    ({ name, topicId }) => name === found.name && topicId === ZERO_ID,
  );
  return (
    byName &&
    wanted.some(({ name, topicId }) => name === null && topicId === found.topicId)
  );
}

const namedBothWays = apiError(
  errorCode("INVALID_REQUEST"),
  "The provided topic name maps to an ID that was already supplied.",
);

/** delete.topic.enable is off. Kafka: ControllerApis.deleteTopics. */
function deletionDisabled({ requestVersion = 6 }: ControllerContext): ApiError {
  return apiError(
    errorCode(requestVersion < 3 ? "INVALID_REQUEST" : "TOPIC_DELETION_DISABLED"),
  );
}

function answer(one: Wanted, error: ApiError): DeleteTopicsResponseTopic {
  return { name: one.name, topicId: one.topicId, ...error };
}
