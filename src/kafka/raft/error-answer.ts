import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";

/** An error that fails a whole request. */
interface RequestError {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

interface Partitions {
  readonly name: string;
  readonly partitions: readonly { readonly partitionIndex: number }[];
}

interface Body {
  readonly topics?: readonly unknown[] | null;
  readonly topicNames?: readonly string[];
  readonly topicPartitions?:
    | readonly { readonly topic: string; readonly partitions: readonly number[] }[]
    | null;
  readonly resources?: readonly {
    readonly resourceType: number;
    readonly resourceName: string;
  }[];
}

type Shape = (body: Body, error: RequestError) => object;

const named = (body: Body, error: RequestError): object[] =>
  ((body.topics ?? []) as readonly { readonly name: string }[]).map(({ name }) => ({
    name,
    ...error,
  }));

const altered: Shape = ({ resources = [] }, error) => ({
  responses: resources.map(({ resourceType, resourceName }) => ({
    ...error,
    resourceType,
    resourceName,
  })),
});

const noTopicId = "AAAAAAAAAAAAAAAAAAAAAA";

/** An answer tells the error where its API has a place for it: of each thing that was asked for, or once. */
const shapes: Readonly<Record<number, Shape>> = {
  [apiKeys.CreateTopics]: (body, error) => ({ topics: named(body, error) }),
  [apiKeys.CreatePartitions]: (body, error) => ({ results: named(body, error) }),
  [apiKeys.DeleteTopics]: (body, { errorCode }) => {
    const asked = (body.topics ?? []) as readonly {
      readonly name: string | null;
      readonly topicId: string;
    }[];
    const all =
      asked.length > 0
        ? asked
        : (body.topicNames ?? []).map((name) => ({ name, topicId: noTopicId }));
    return {
      responses: all.map(({ name, topicId }) => ({
        name,
        topicId,
        errorCode,
        errorMessage: null,
      })),
    };
  },
  [apiKeys.AlterConfigs]: altered,
  [apiKeys.IncrementalAlterConfigs]: altered,
  [apiKeys.ElectLeaders]: ({ topicPartitions }, error) => ({
    errorCode: error.errorCode,
    replicaElectionResults: (topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map((partitionId) => ({ partitionId, ...error })),
    })),
  }),
  [apiKeys.AlterPartitionReassignments]: ({ topics }, error) => ({
    ...error,
    responses: ((topics ?? []) as readonly Partitions[]).map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, ...error })),
    })),
  }),
  [apiKeys.ListPartitionReassignments]: ({ topics }, error) => ({
    ...error,
    topics: (
      (topics ?? []) as readonly {
        readonly name: string;
        readonly partitionIndexes: readonly number[];
      }[]
    ).map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => ({
        partitionIndex,
        replicas: [],
        addingReplicas: [],
        removingReplicas: [],
      })),
    })),
  }),
  [apiKeys.UpdateFeatures]: (_, error) => ({ ...error, results: [] }),
};

/** Kafka: ControllerExceptions.newWrongControllerException. */
const wrongController = (leaderId: number): string =>
  leaderId < 0
    ? "No controller appears to be active."
    : `The active controller appears to be node ${leaderId}.`;

/** The answer to a request that fails as a whole. Kafka: AbstractRequest.getErrorResponse of each API. */
export function errorAnswer(
  { api, body }: RequestMessage,
  errorCode: number,
  leaderId?: number,
): object {
  const shape = shapes[api];
  const errorMessage = leaderId === undefined ? null : wrongController(leaderId);
  const error = { errorCode, errorMessage };
  return { throttleTimeMs: 0, ...(shape === undefined ? error : shape(body, error)) };
}
