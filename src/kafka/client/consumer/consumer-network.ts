import type { Context } from "../../context.ts";
import type { Address } from "../address.ts";
import { ask, channelTo, disconnect } from "../network-client.ts";
import { exponentialUs } from "./backoff.ts";
import type { Caller } from "./consumer.ts";
import type { ConsumerMetadata } from "./consumer-metadata.ts";

/** A broker's address, or undefined. */
function addressOfNode(
  { addresses }: ConsumerMetadata,
  node: number,
): Address | undefined {
  for (const address of addresses) if (address.nodeId === node) return address;
  return undefined;
}

/** A request of the consumer's. */
export interface ConsumerRequest {
  readonly api: number;
  readonly version: number;
  readonly body: object;
  readonly purpose: number;
  readonly context: unknown;
  /** Left out: `request.timeout.ms`. */
  readonly timeoutUs?: number;
}

/** What is asked of a node, remembered with the request. */
export interface Asked {
  readonly node: number;
  readonly about: unknown;
}

/** The coordinator has a connection of its own. Kafka: coordinatorConnectionId. */
const coordinatorChannel = 1_000_000;

/** Whether a node is being left alone after a failed connection. Kafka: NetworkClient.isUnavailable. */
export function isUnavailable(consumer: Caller, node: number, now: number): boolean {
  const known = consumer.unreachable[node];
  return known !== undefined && now < known.untilUs;
}

function send(
  context: Context,
  consumer: Caller,
  node: number,
  request: ConsumerRequest & { readonly channel: number },
): boolean {
  const address = addressOfNode(consumer.metadata, node);
  if (address === undefined) return false;
  const asked: Asked = { node: request.channel, about: request.context };
  const channel = channelTo(consumer.client, request.channel, address.process);
  ask(context.effects, consumer.client, channel, {
    api: request.api,
    version: request.version,
    body: request.body,
    purpose: request.purpose,
    context: asked,
    timeoutUs: request.timeoutUs ?? consumer.config.requestTimeoutUs,
    bytes: 0,
    answered: true,
  });
  return true;
}

/** Sends to a broker; false when it is not known. */
export const askNode = (
  context: Context,
  consumer: Caller,
  node: number,
  request: ConsumerRequest,
): boolean => send(context, consumer, node, { ...request, channel: node });

/** Sends to the group's coordinator; false when it is not known. */
export function askCoordinator(
  context: Context,
  consumer: Caller,
  request: ConsumerRequest,
): boolean {
  const { node } = consumer.coordinator;
  return (
    node >= 0 &&
    send(context, consumer, node, { ...request, channel: coordinatorChannel + node })
  );
}

/** A connection failed or works: nodes that cannot be reached are tried ever more rarely. Kafka: ClusterConnectionStates. */
export function noteConnection(
  context: Context,
  consumer: Caller,
  channel: number,
  isLost: boolean,
): void {
  if (!isLost) {
    delete consumer.unreachable[channel];
    return;
  }
  const { config } = consumer;
  // All that was in flight fails at once; that is one failure.
  if (isUnavailable(consumer, channel, context.effects.nowUs())) return;
  const failures = (consumer.unreachable[channel]?.failures ?? 0) + 1;
  const limits = {
    firstUs: config.reconnectBackoffUs,
    maxUs: config.reconnectBackoffMaxUs,
  };
  const waitUs = exponentialUs(context, limits, failures - 1);
  const untilUs = context.effects.nowUs() + waitUs;
  consumer.unreachable[channel] = { untilUs, failures };
}

/** Whether the coordinator's connection is given up for a while. */
export const isCoordinatorUnavailable = (consumer: Caller, now: number): boolean =>
  isUnavailable(consumer, coordinatorChannel + consumer.coordinator.node, now);

/** Requests to a coordinator that are not answered yet. */
export function pendingAtCoordinators({ client }: Caller): number {
  let pending = 0;
  for (const { id, inFlight } of client.channels)
    if (id >= coordinatorChannel) pending += inFlight.length;
  return pending;
}

/** Gives up the connection to the coordinator; what was in flight on it is forgotten by its owners' own rules. */
export function disconnectCoordinator(
  context: Context,
  consumer: Caller,
  node: number,
): void {
  const channel = consumer.client.channels.find(
    ({ id }) => id === coordinatorChannel + node,
  );
  if (channel !== undefined && channel.inFlight.length === 0)
    disconnect(context.effects, consumer.client, channel);
}

/** Whether something of this purpose is not answered yet. */
export const isAsking = ({ client }: Caller, purpose: number): boolean =>
  client.channels.some(({ inFlight }) =>
    inFlight.some((request) => request.purpose === purpose),
  );
