import type { Effects } from "../../sim/effects.ts";
import {
  messageOverheadBytes,
  type RequestMessage,
  type ResponseMessage,
} from "../protocol/envelope.ts";

/** A request that waits for its answer. */
export interface InFlight {
  readonly correlationId: number;
  /** What the owner wanted with it; the owner's own numbering. */
  readonly purpose: number;
  /** The owner's plain data about it. */
  readonly context: unknown;
  readonly deadlineUs: number;
}

/** A connection to one process on which requests are sent in order. Kafka: NetworkClient for one node. */
export interface Channel {
  /** The owner's number for it. */
  readonly id: number;
  /** Process at the other end. */
  target: number;
  /** 0 while there is none. */
  connection: number;
  nextCorrelation: number;
  inFlight: InFlight[];
  /** When the sweep timer is due, µs; 0 when none is armed. */
  sweepUs: number;
}

/** All channels of one process. */
export interface NetworkClient {
  readonly clientId: string;
  /** Timer kind that the owner passes back to {@link sweep}. */
  readonly sweepTimer: number;
  channels: Channel[];
  /** Channel index by connection id. */
  byConnection: Record<number, number>;
}

export const networkClient = (clientId: string, sweepTimer: number): NetworkClient => ({
  clientId,
  sweepTimer,
  channels: [],
  byConnection: {},
});

/** The channel with this number, made at first use. */
export function channelTo(client: NetworkClient, id: number, target: number): Channel {
  for (const channel of client.channels) if (channel.id === id) return channel;
  const channel: Channel = {
    id,
    target,
    connection: 0,
    nextCorrelation: 1,
    inFlight: [],
    sweepUs: 0,
  };
  client.channels.push(channel);
  return channel;
}

/** What is asked of a channel. */
export interface Ask {
  readonly api: number;
  readonly version: number;
  readonly body: object;
  readonly purpose: number;
  readonly context: unknown;
  readonly timeoutUs: number;
  /** Where it opens the connection: the time until it must be answered instead. */
  readonly connectTimeoutUs?: number;
  /** Of the records it carries. */
  readonly bytes: number;
  /** False for acks=0: nothing will come back. */
  readonly answered: boolean;
}

/** Sends a request, opening the connection where there is none. */
export function ask(
  effects: Effects,
  client: NetworkClient,
  channel: Channel,
  request: Ask,
): void {
  let { timeoutUs } = request;
  if (channel.connection === 0) {
    timeoutUs = request.connectTimeoutUs ?? timeoutUs;
    channel.connection = effects.connect(channel.target);
    client.byConnection[channel.connection] = client.channels.indexOf(channel);
  }
  const correlationId = channel.nextCorrelation++;
  const message: RequestMessage = {
    kind: "request",
    immutable: true,
    api: request.api,
    version: request.version,
    correlationId,
    clientId: client.clientId,
    body: request.body,
  };
  if (request.answered) {
    const deadlineUs = effects.nowUs() + timeoutUs;
    channel.inFlight.push({
      correlationId,
      purpose: request.purpose,
      context: request.context,
      deadlineUs,
    });
    armSweep(effects, client, channel, deadlineUs);
  }
  effects.send(channel.connection, message, messageOverheadBytes + request.bytes);
}

function armSweep(
  effects: Effects,
  client: NetworkClient,
  channel: Channel,
  deadlineUs: number,
): void {
  if (channel.sweepUs !== 0 && channel.sweepUs <= deadlineUs) return;
  channel.sweepUs = deadlineUs;
  effects.after(deadlineUs - effects.nowUs(), client.sweepTimer, channel.id);
}

/** The request that a response answers, or undefined when it came too late. */
export function answered(
  client: NetworkClient,
  connection: number,
  response: ResponseMessage,
): InFlight | undefined {
  const index = client.byConnection[connection];
  const channel = index === undefined ? undefined : client.channels[index];
  if (channel === undefined) return undefined;
  const { inFlight } = channel;
  const first = inFlight[0];
  if (first !== undefined && first.correlationId === response.correlationId)
    return inFlight.shift();
  return undefined;
}

/** Gives the connection up; what was in flight on it failed with a disconnect. */
export function disconnect(
  effects: Effects,
  client: NetworkClient,
  channel: Channel,
): InFlight[] {
  if (channel.connection !== 0) {
    effects.close(channel.connection);
    delete client.byConnection[channel.connection];
    channel.connection = 0;
  }
  const failed = channel.inFlight;
  channel.inFlight = [];
  return failed;
}

/** The other end closed: what was in flight failed. Undefined when the connection is none of this client's. */
export function connectionLost(
  client: NetworkClient,
  connection: number,
): { readonly channel: Channel; readonly failed: InFlight[] } | undefined {
  const index = client.byConnection[connection];
  const channel = index === undefined ? undefined : client.channels[index];
  if (channel === undefined) return undefined;
  delete client.byConnection[connection];
  channel.connection = 0;
  const failed = channel.inFlight;
  channel.inFlight = [];
  return { channel, failed };
}

/**
 * The sweep timer of a channel: when its oldest request is overdue the connection is given up, with all that is in
 * flight on it. Kafka: NetworkClient.handleTimedOutRequests.
 */
export function sweep(
  effects: Effects,
  client: NetworkClient,
  channelId: number,
): InFlight[] {
  const channel = client.channels.find((candidate) => candidate.id === channelId);
  if (channel === undefined) return [];
  channel.sweepUs = 0;
  const now = effects.nowUs();
  let next = Number.POSITIVE_INFINITY;
  for (const request of channel.inFlight) {
    if (request.deadlineUs <= now) return disconnect(effects, client, channel);
    if (request.deadlineUs < next) next = request.deadlineUs;
  }
  if (next !== Number.POSITIVE_INFINITY) armSweep(effects, client, channel, next);
  return [];
}
