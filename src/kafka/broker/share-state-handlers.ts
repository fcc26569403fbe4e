import { apiNamed } from "../../terms/apis.ts";
import type { Context } from "../context.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import { responders } from "../coordinator/responder.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { ShareTurn } from "../share/share-group-offset.ts";
import { sharePartitionKey } from "../share/share-partition.ts";
import type { ShareKey } from "../share/share-records.ts";
import {
  deleteState,
  initializeState,
  readState,
  readSummary,
  refusedPartition,
  writeState,
} from "../share/share-state-operations.ts";
import type { Broker } from "./broker.ts";
import type { AnswerRules } from "./coordinator-answers.ts";
import {
  coordinatorRead,
  coordinatorWrite,
  partitionFor,
} from "./coordinator-requests.ts";
import { coordinatorError } from "./coordinator-write.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";

const stateTopic = "__share_group_state";

interface StateBody {
  readonly groupId: string;
  readonly topics: readonly {
    readonly topicId: string;
    readonly partitions: readonly { readonly partition: number }[];
  }[];
}

/** Every partition of a request with its fields. */
const keysOf = ({ groupId, topics }: StateBody): (ShareKey & { fields: object })[] =>
  topics.flatMap(({ topicId, partitions }) =>
    partitions.map((fields) => ({
      groupId,
      topicId,
      partition: fields.partition,
      fields,
    })),
  );

const indexOf = (broker: Broker, key: ShareKey): number =>
  partitionFor(
    broker,
    stateTopic,
    sharePartitionKey(key.groupId, key.topicId, key.partition),
  );

/** Each share partition has a coordinator of its own. Kafka: ShareCoordinatorService.writeState and its like. */
const onStates =
  <Fields>(
    operation: (turn: ShareTurn, key: ShareKey, fields: Fields) => Outcome,
  ): Handler =>
  (context: Context, broker: Broker, reply: ReplyTo, request: RequestMessage) => {
    const keys = keysOf(request.body as StateBody);
    if (keys.length === 0) {
      respond(context, broker, reply, { results: [] });
      return;
    }
    const waiting = responders(reply.connection, request, keys.length);
    for (const [part, responder] of waiting.entries()) {
      const asked = keys[part];
      if (asked === undefined) continue;
      const { fields, groupId, topicId, partition } = asked;
      const key = { groupId, topicId, partition };
      coordinatorWrite(context, broker, {
        topic: stateTopic,
        index: indexOf(broker, key),
        responder,
        operation: (turn) => operation(turn, key, fields as Fields),
      });
    }
  };

/** Kafka: ShareCoordinatorService.readStateSummary. */
const handleSummary: Handler = (context, broker, reply, request) => {
  const body = request.body as StateBody;
  const parts = keysOf(body).map(({ groupId, topicId, partition }) => {
    const key = { groupId, topicId, partition };
    const found = coordinatorRead(
      context,
      broker,
      { topic: stateTopic, index: indexOf(broker, key) },
      (turn: ShareTurn) => readSummary(turn, key),
    );
    return typeof found === "number"
      ? refusedPartition(key.partition, coordinatorError(found), null)
      : found;
  });
  respond(context, broker, reply, assemble(body, parts));
};

function assemble({ topics }: StateBody, parts: readonly object[]): object {
  let next = 0;
  return {
    results: topics.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map(() => parts[next++]),
    })),
  };
}

const rule: AnswerRules = {
  error: ({ body }, error, message, part) =>
    refusedPartition(keysOf(body as StateBody)[part]?.partition ?? 0, error, message),
  assemble: ({ body }, parts) => assemble(body as StateBody, parts),
};

const keyOf = {
  initialize: apiNamed("InitializeShareGroupState").key,
  read: apiNamed("ReadShareGroupState").key,
  write: apiNamed("WriteShareGroupState").key,
  remove: apiNamed("DeleteShareGroupState").key,
  summary: apiNamed("ReadShareGroupStateSummary").key,
};

/** What the leaders of share partitions and the group coordinator ask a share coordinator. */
export const shareStateHandlers: Readonly<Record<number, Handler>> = {
  [keyOf.initialize]: onStates(initializeState),
  [keyOf.read]: onStates<{ readonly leaderEpoch: number }>((turn, key, { leaderEpoch }) =>
    readState(turn, key, leaderEpoch),
  ),
  [keyOf.write]: onStates(writeState),
  [keyOf.remove]: onStates(deleteState),
  [keyOf.summary]: handleSummary,
};

/** How their answers are put together. */
export const shareStateAnswerRules: Readonly<Record<number, AnswerRules>> = {
  [keyOf.initialize]: rule,
  [keyOf.read]: rule,
  [keyOf.write]: rule,
  [keyOf.remove]: rule,
};
