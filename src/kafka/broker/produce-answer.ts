import { appended } from "../../base/appended.ts";
import { topicById } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { DelayedProduce, ProduceWait } from "../replication/purgatory.ts";
import { type Broker, peerOf } from "./broker.ts";

/** Answers of this version and later name the leader. */
const firstVersionWithLeader = 10;

/** Of a write whose records are all right. */
export const noErrors: readonly number[] = [];

interface Endpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

interface TopicResponse {
  readonly name: string;
  readonly topicId: string;
  partitionResponses: object[];
}

/** The answer to a write. Kafka: ProduceResponse. */
export function produceBody(
  broker: Broker,
  delayed: DelayedProduce,
  answeredUs: number,
  throttleTimeMs: number,
): object {
  const { version } = delayed.reply;
  const endpoints: Endpoint[] = [];
  let responses: TopicResponse[] = [];
  let last: TopicResponse | null = null;
  for (const wait of delayed.waits) {
    const entry = partitionAnswer(broker, wait, version, endpoints);
    if (last !== null && last.topicId === wait.topicId && last.name === wait.topic)
      last.partitionResponses = appended(last.partitionResponses, entry);
    else {
      last = { name: wait.topic, topicId: wait.topicId, partitionResponses: [entry] };
      responses = appended(responses, last);
    }
  }
  const { arrivedUs, appendedUs } = delayed;
  // Beside Kafka's fields, for the simulated producer's latencies.
  const timing = { arrivedUs, appendedUs, answeredUs };
  return { responses, throttleTimeMs, nodeEndpoints: endpoints, timing };
}

const noLeader = { leaderId: -1, leaderEpoch: -1 };

function partitionAnswer(
  broker: Broker,
  wait: ProduceWait,
  version: number,
  endpoints: Endpoint[],
): object {
  return {
    index: wait.index,
    errorCode: wait.error,
    // An error after the append leaves the offsets in the answer: only the status changes (DelayedProduce).
    baseOffset: wait.baseOffset,
    logAppendTimeMs: wait.logAppendTimeMs,
    logStartOffset: wait.logStartOffset,
    recordErrors:
      wait.recordErrors.length === 0
        ? noErrors
        : wait.recordErrors.map((batchIndex) => ({
            batchIndex,
            batchIndexErrorMessage: null,
          })),
    errorMessage: null,
    currentLeader:
      wait.error === errors.NOT_LEADER_OR_FOLLOWER && version >= firstVersionWithLeader
        ? currentLeader(broker, wait, endpoints)
        : noLeader,
  };
}

function currentLeader(
  broker: Broker,
  wait: ProduceWait,
  endpoints: Endpoint[],
): { readonly leaderId: number; readonly leaderEpoch: number } {
  const registration = topicById(broker.image, wait.topicId)?.partitions[wait.index];
  if (registration === undefined) return noLeader;
  const peer = peerOf(broker, registration.leader);
  if (peer !== undefined && !endpoints.some(({ nodeId }) => nodeId === peer.nodeId))
    endpoints.push({ nodeId: peer.nodeId, host: peer.host, port: 9092, rack: peer.rack });
  return { leaderId: registration.leader, leaderEpoch: registration.leaderEpoch };
}
