import { type ApiName, apiNamed } from "../../terms/apis.ts";
import { channelTo, ask as send } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { sharePartitionKey } from "../share/share-partition.ts";
import { type Broker, brokerTimers, peerOf, purposes } from "./broker.ts";
import { partitionFor } from "./coordinator-requests.ts";
import { backoffUs, maxAttempts } from "./inter-broker-backoff.ts";
import { createMissing } from "./metadata.ts";
import type { ShareWake } from "./shares.ts";

/** What happens with the answer: plain data for the handler of its kind. */
export interface PersistOnward {
  readonly kind: string;
}

/** A request about one share partition to its share coordinator. Kafka: PersisterStateManager.PersisterStateManagerHandler. */
export interface PersistAsk {
  readonly api: Extract<
    ApiName,
    `${string}ShareGroupState` | "ReadShareGroupStateSummary"
  >;
  readonly groupId: string;
  readonly topicId: string;
  readonly index: number;
  /** Of the partition in the request. */
  readonly fields: object;
  readonly onward: PersistOnward;
}

/** The partition in the answer, or an error without one. */
export interface PersistAnswer {
  readonly errorCode: number;
}

/** Goes on with the answer. */
export type PersistHandler = (
  context: Context,
  broker: Broker,
  onward: never,
  answer: never,
) => void;

const handlers: Record<string, PersistHandler> = {};

/** By kind of {@link PersistOnward}. */
export function addPersistHandlers(more: Readonly<Record<string, PersistHandler>>): void {
  Object.assign(handlers, more);
}

/** One that is under way. */
export interface Persisting {
  readonly kind: "persisting";
  readonly ask: PersistAsk;
  attempts: number;
}

const stateTopic = "__share_group_state";
const requestTimeoutMs = 30_000;

/** A connection of its own for each broker. Kafka: PersisterStateManager's SendThread has its own client. */
const persisterChannel = (node: number): number => -100_000 - node;

/** Asks the share coordinator, which may be this very broker. Kafka: DefaultStatePersister. */
export function persist(context: Context, broker: Broker, ask: PersistAsk): void {
  attempt(context, broker, { kind: "persisting", ask, attempts: 0 });
}

function attempt(context: Context, broker: Broker, persisting: Persisting): void {
  const { api, groupId, topicId, fields, index } = persisting.ask;
  persisting.attempts++;
  const known = topicByName(broker.image, stateTopic);
  if (known === undefined) createMissing(context, broker, [stateTopic]);
  const key = sharePartitionKey(groupId, topicId, index);
  const leader = known?.partitions[partitionFor(broker, stateTopic, key)]?.leader ?? -1;
  const peer = peerOf(broker, leader);
  if (peer === undefined) {
    retry(context, broker, persisting, errors.COORDINATOR_NOT_AVAILABLE);
    return;
  }
  const { key: apiKey, maxVersion } = apiNamed(api);
  const channel = channelTo(broker.client, persisterChannel(leader), peer.process);
  send(context.effects, broker.client, channel, {
    api: apiKey,
    version: maxVersion,
    body: {
      groupId,
      topics: [{ topicId, partitions: [{ partition: index, ...fields }] }],
    },
    purpose: purposes.persister,
    context: persisting,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** Each time it waits twice as long, and gives up in the end. Kafka: PersisterStateManager. */
function retry(
  context: Context,
  broker: Broker,
  persisting: Persisting,
  errorCode: number,
): void {
  if (persisting.attempts >= maxAttempts) {
    finish(context, broker, persisting.ask, { errorCode });
    return;
  }
  const wake: ShareWake = { share: "persist", ask: persisting };
  const waitUs = backoffUs(context, persisting.attempts);
  context.effects.after(waitUs, brokerTimers.coordinator, wake);
}

/** The wait of a request is over. */
export const persistAgain = (context: Context, broker: Broker, ask: object): void =>
  attempt(context, broker, ask as Persisting);

interface ResponseBody {
  readonly results: readonly { readonly partitions: readonly PersistAnswer[] }[];
}

/** Errors after which the coordinator is looked for again; a lost connection is one. */
const isRetriable = (error: number): boolean =>
  error === errors.NOT_COORDINATOR ||
  error === errors.COORDINATOR_NOT_AVAILABLE ||
  error === errors.COORDINATOR_LOAD_IN_PROGRESS ||
  error === errors.NETWORK_EXCEPTION;

/** The share coordinator has answered; null: the connection was lost. */
export function persisterAnswered(
  context: Context,
  broker: Broker,
  persisting: Persisting,
  body: object | null,
): void {
  const answer = (body as ResponseBody | null)?.results[0]?.partitions[0] ?? {
    errorCode: errors.NETWORK_EXCEPTION,
  };
  if (isRetriable(answer.errorCode)) retry(context, broker, persisting, answer.errorCode);
  else finish(context, broker, persisting.ask, answer);
}

function finish(
  context: Context,
  broker: Broker,
  { onward }: PersistAsk,
  answer: PersistAnswer,
): void {
  handlers[onward.kind]?.(context, broker, onward as never, answer as never);
}
