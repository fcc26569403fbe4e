import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";

const requestTimedOut = 7;

interface Named {
  readonly name: string | null;
  readonly topicId?: string;
}

const failure = (topic: Named): object => ({
  ...topic,
  errorCode: requestTimedOut,
  errorMessage: null,
});

/**
 * The answer to a request that gives the controller no time at all, or null when there is time. A deadline that has
 * passed before the event runs fails it. Kafka: QuorumController.ControllerWriteEvent, KafkaEventQueue deadlines.
 */
export function timedOutBody(request: RequestMessage): object | null {
  const body = request.body as {
    readonly timeoutMs?: number;
    readonly topics?: readonly Named[];
  };
  if (body.timeoutMs === undefined || body.timeoutMs > 0) return null;
  const topics = body.topics ?? [];
  switch (request.api) {
    case apiKeys.CreateTopics:
      return {
        throttleTimeMs: 0,
        topics: topics.map(({ name }) => failure({ name })),
      };
    case apiKeys.DeleteTopics:
      return {
        throttleTimeMs: 0,
        responses: topics.map(({ name, topicId }) =>
          failure({ name, topicId: topicId ?? "AAAAAAAAAAAAAAAAAAAAAA" }),
        ),
      };
    case apiKeys.CreatePartitions:
      return {
        throttleTimeMs: 0,
        results: topics.map(({ name }) => failure({ name })),
      };
    case apiKeys.ElectLeaders:
      return {
        throttleTimeMs: 0,
        errorCode: requestTimedOut,
        replicaElectionResults: [],
      };
    case apiKeys.AlterPartitionReassignments:
    case apiKeys.UpdateFeatures:
      return {
        throttleTimeMs: 0,
        errorCode: requestTimedOut,
        errorMessage: null,
        responses: [],
        results: [],
      };
    default:
      return null;
  }
}
