import { ask } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, channels, purposes } from "./broker.ts";
import { controllerChannel, isNotController } from "./controller-channel.ts";
import { respond } from "./respond.ts";

/** Ids that the controller gave this broker. Kafka: RPCProducerIdManager. */
export interface ProducerIds {
  /** The next one to give; at `end` the block is used up. */
  next: number;
  end: number;
  /** The block after it, fetched ahead; start -1 is none. */
  ahead: { readonly start: number; readonly length: number };
  asking: boolean;
  /** After a failure it does not ask again before then, µs. */
  retryAtUs: number;
}

export const producerIds = (): ProducerIds => ({
  next: 0,
  end: 0,
  ahead: { start: -1, length: 0 },
  asking: false,
  retryAtUs: 0,
});

/** Of a block, what is used when the next one is fetched. Kafka: RPCProducerIdManager.PID_PREFETCH_THRESHOLD. */
const prefetchAt = 0.9;
const blockSize = 1000;
const retryUs = 50_000;
const timeoutUs = 60_000_000;

/**
 * A producer without transactional id gets an id of this broker's block. While it has none the client is asked to try
 * again, as every broker's first client is. Kafka: TransactionCoordinator.handleInitProducerId.
 */
export function initProducerId(context: Context, broker: Broker, reply: ReplyTo): void {
  const producerId = generate(context, broker);
  respond(context, broker, reply, {
    throttleTimeMs: 0,
    errorCode: producerId < 0 ? errors.COORDINATOR_LOAD_IN_PROGRESS : 0,
    producerId,
    producerEpoch: producerId < 0 ? -1 : 0,
    ongoingTxnProducerId: -1,
    ongoingTxnProducerEpoch: -1,
  });
}

/** The next id, -1 while there is none. Kafka: RPCProducerIdManager.generateProducerId. */
function generate(context: Context, broker: Broker): number {
  const { producerIds: ids } = broker;
  if (ids.next === ids.end) {
    if (ids.ahead.start < 0) {
      askForBlock(context, broker);
      return -1;
    }
    ids.next = ids.ahead.start;
    ids.end = ids.next + ids.ahead.length;
    ids.ahead = { start: -1, length: 0 };
  }
  const id = ids.next++;
  const isLate = ids.end - ids.next <= blockSize * (1 - prefetchAt);
  if (isLate && ids.ahead.start < 0) askForBlock(context, broker);
  return id;
}

function askForBlock({ effects }: Context, broker: Broker): void {
  const { producerIds: ids } = broker;
  if (ids.asking || ids.retryAtUs > effects.nowUs()) return;
  const channel = controllerChannel(broker, channels.producerIds);
  if (channel === undefined) return;
  ids.asking = true;
  ask(effects, broker.client, channel, {
    api: apiKeys.AllocateProducerIds,
    version: 0,
    body: { brokerId: broker.id, brokerEpoch: broker.brokerEpoch },
    purpose: purposes.producerIds,
    context: null,
    timeoutUs,
    bytes: 0,
    answered: true,
  });
}

interface BlockBody {
  readonly errorCode: number;
  readonly producerIdStart: number;
  readonly producerIdLen: number;
}

/** The controller's answer, or null without one. Kafka: RPCProducerIdManager.handleAllocateProducerIdsResponse. */
export function producerIdsAnswered(
  context: Context,
  broker: Broker,
  body: object | null,
): void {
  const { producerIds: ids } = broker;
  const { effects } = context;
  ids.asking = false;
  isNotController(context, broker, channels.producerIds, body);
  const block = body as BlockBody | null;
  if (block === null || block.errorCode !== 0) ids.retryAtUs = effects.nowUs() + retryUs;
  else ids.ahead = { start: block.producerIdStart, length: block.producerIdLen };
}
