import type { Context } from "../context.ts";
import { describeCluster } from "../controller/describe-cluster.ts";
import { describeTopicPartitions } from "../controller/describe-topic-partitions.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { absentService } from "./absent-service.ts";
import { handleApiVersions } from "./api-versions.ts";
import type { Broker } from "./broker.ts";
import { handleAlterConfigs } from "./config-requests.ts";
import { handleDeleteRecords } from "./delete-records.ts";
import { describeConfigs } from "./describe-configs.ts";
import { handleDescribeLogDirs } from "./describe-log-dirs.ts";
import { handleFetch } from "./fetch.ts";
import { forward } from "./forward.ts";
import { listConfigResources } from "./list-config-resources.ts";
import { handleListOffsets, handleOffsetForLeaderEpoch } from "./list-offsets.ts";
import { clientListener, describeContext, handleMetadata } from "./metadata.ts";
import { handleProduce } from "./produce.ts";
import { respond } from "./respond.ts";

type Handler = (
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
) => void;

const handlers: Readonly<Record<number, Handler>> = {
  [apiKeys.Produce]: handleProduce,
  [apiKeys.Fetch]: handleFetch,
  [apiKeys.ListOffsets]: handleListOffsets,
  [apiKeys.Metadata]: handleMetadata,
  [apiKeys.ApiVersions]: handleApiVersions,
  [apiKeys.DeleteRecords]: handleDeleteRecords,
  [apiKeys.OffsetForLeaderEpoch]: handleOffsetForLeaderEpoch,
  [apiKeys.DescribeCluster]: (context, broker, reply, request) =>
    respond(
      context,
      broker,
      reply,
      describeCluster(
        broker.image,
        request.body as never,
        describeContext(context, broker),
      ),
    ),
  [apiKeys.AlterConfigs]: handleAlterConfigs,
  [apiKeys.IncrementalAlterConfigs]: handleAlterConfigs,
  [apiKeys.ListConfigResources]: (context, broker, reply, request) =>
    respond(
      context,
      broker,
      reply,
      listConfigResources(broker.image, request.body as never, request.version),
    ),
  [apiKeys.DescribeConfigs]: (context, broker, reply, request) =>
    respond(context, broker, reply, describeConfigs(broker, request.body as never)),
  [apiKeys.DescribeLogDirs]: handleDescribeLogDirs,
  [apiKeys.DescribeTopicPartitions]: (context, broker, reply, request) =>
    respond(
      context,
      broker,
      reply,
      describeTopicPartitions(broker.image, request.body as never, clientListener),
    ),
};

const forwarded: readonly number[] = [
  apiKeys.CreateTopics,
  apiKeys.DeleteTopics,
  apiKeys.CreatePartitions,
  apiKeys.ElectLeaders,
  apiKeys.AlterPartitionReassignments,
  apiKeys.ListPartitionReassignments,
  apiKeys.DescribeQuorum,
  apiKeys.UnregisterBroker,
  apiKeys.UpdateFeatures,
];

/** A request at a broker's client listener. Kafka: KafkaApis.handle. */
export function handleRequest(
  context: Context,
  broker: Broker,
  connection: number,
  request: RequestMessage,
): void {
  const handler = handlers[request.api];
  if (handler === undefined && forwarded.includes(request.api)) {
    forward(context, broker, { connection, request });
    return;
  }
  const { api, version, correlationId } = request;
  const reply: ReplyTo = { connection, api, version, correlationId };
  if (handler === undefined) respond(context, broker, reply, absentService(request));
  else handler(context, broker, reply, request);
}
