import { type Channel, channelTo, disconnect } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import { type Broker, peerOf } from "./broker.ts";

/** The wait before it is looked again for a controller, ms. Kafka: NodeToControllerRequestThread.doWork. */
export const noControllerRetryMs = 100;
/** The wait before a lost connection to a controller is opened again, ms. Kafka: NodeToControllerChannelManager. */
export const reconnectMs = 50;

/**
 * One of the broker's connections to the active controller; undefined while it knows of none. An open one is kept
 * until it breaks or its other end says that it is not the controller. Kafka: NodeToControllerRequestThread.
 */
export function controllerChannel(broker: Broker, id: number): Channel | undefined {
  const known = broker.client.channels.find((channel) => channel.id === id);
  if (known !== undefined && known.connection !== 0) return known;
  const controller = peerOf(broker, broker.controller);
  if (controller === undefined) return undefined;
  const channel = channelTo(broker.client, id, controller.process);
  channel.target = controller.process;
  return channel;
}

/** Whether an answer says that its sender is not the active controller; the connection is given up then. */
export function isNotController(
  context: Context,
  broker: Broker,
  id: number,
  body: object | null,
): boolean {
  if ((body as { errorCode: number } | null)?.errorCode !== errors.NOT_CONTROLLER)
    return false;
  const channel = broker.client.channels.find((candidate) => candidate.id === id);
  // What else is in flight there gets the same answer before the close arrives.
  if (channel !== undefined && channel.inFlight.length === 0)
    disconnect(context.effects, broker.client, channel);
  return true;
}
