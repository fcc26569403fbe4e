import { streams } from "../../sim/draw.ts";
import { ask } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { describeMetadata, missingTopics } from "../controller/describe-metadata.ts";
import type { DescribeContext } from "../controller/describe-partition.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, channels, purposes } from "./broker.ts";
import { controllerChannel } from "./controller-channel.ts";
import { coordinators } from "./coordinator-hook.ts";
import { respond } from "./respond.ts";

/** Name of the listener that clients use. */
export const clientListener = "PLAINTEXT";

/** How this broker describes the cluster. */
export const describeContext = (context: Context, broker: Broker): DescribeContext => ({
  listener: clientListener,
  clusterId: broker.disk.clusterId,
  pickController: (alive) =>
    alive[context.effects.draw(streams.metadataNode, alive.length)] ?? -1,
});

const createTopicsVersion = 7;
const requestTimeoutMs = 30_000;

/** Kafka: KafkaApis.handleTopicMetadataRequest. */
export function handleMetadata(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as { allowAutoTopicCreation?: boolean };
  if (broker.config.autoCreateTopics && body.allowAutoTopicCreation !== false)
    createMissing(context, broker, missingTopics(broker.image, request.body as never));
  respond(
    context,
    broker,
    reply,
    describeMetadata(
      broker.image,
      request.body as never,
      describeContext(context, broker),
    ),
  );
}

/** Asks the controller for topics that are missing; the client asks again. Kafka: DefaultAutoTopicCreationManager. */
export function createMissing(
  context: Context,
  broker: Broker,
  names: readonly string[],
): void {
  const channel = controllerChannel(broker, channels.forward);
  const wanted = names.filter((name) => !broker.creating.includes(name));
  if (wanted.length === 0 || channel === undefined) return;
  broker.creating.push(...wanted);
  const request: RequestMessage = {
    kind: "request",
    immutable: true,
    api: apiKeys.CreateTopics,
    version: createTopicsVersion,
    correlationId: 0,
    clientId: "",
    body: {
      topics: wanted.map(
        (name) =>
          coordinators.hook?.creatable(broker, name) ?? {
            name,
            numPartitions: broker.config.numPartitions,
            replicationFactor: broker.config.defaultReplicationFactor,
            assignments: [],
            configs: [],
          },
      ),
      timeoutMs: requestTimeoutMs,
      validateOnly: false,
    },
  };
  ask(context.effects, broker.client, channel, {
    api: apiKeys.Envelope,
    version: 0,
    body: { requestData: request, requestPrincipal: null, clientHostAddress: "" },
    purpose: purposes.autoCreate,
    context: wanted,
    timeoutUs: requestTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}
