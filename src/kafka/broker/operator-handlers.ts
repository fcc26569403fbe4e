import { describeClientQuotas } from "../controller/describe-client-quotas.ts";
import { describeCluster } from "../controller/describe-cluster.ts";
import { describeTopicPartitions } from "../controller/describe-topic-partitions.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { absentService } from "./absent-service.ts";
import { handleApiVersions } from "./api-versions.ts";
import { handleAlterConfigs } from "./config-requests.ts";
import { consumerGroupHandlers } from "./consumer-group-handlers.ts";
import { handleDeleteRecords } from "./delete-records.ts";
import { describeConfigs } from "./describe-configs.ts";
import { handleDescribeLogDirs } from "./describe-log-dirs.ts";
import { handleDescribeProducers } from "./describe-producers.ts";
import { groupHandlers } from "./group-handlers.ts";
import { listConfigResources } from "./list-config-resources.ts";
import { handleListOffsets, handleOffsetForLeaderEpoch } from "./list-offsets.ts";
import { clientListener, describeContext, handleMetadata } from "./metadata.ts";
import { initProducerId } from "./producer-ids.ts";
import type { Handler } from "./request-handlers.ts";
import { respond } from "./respond.ts";
import { shareGroupHandlers } from "./share-group-handlers.ts";
import { shareHandlers } from "./share-handlers.ts";
import { shareStateHandlers } from "./share-state-handlers.ts";

/** What clients and operators ask a broker; a cluster alone asks itself none of it while all is well. */
export const operatorHandlers: Readonly<Record<number, Handler>> = {
  ...consumerGroupHandlers,
  ...groupHandlers,
  ...shareGroupHandlers,
  ...shareHandlers,
  ...shareStateHandlers,
  [apiKeys.ApiVersions]: handleApiVersions,
  [apiKeys.Metadata]: handleMetadata,
  [apiKeys.InitProducerId]: (context, broker, reply, request) => {
    const { transactionalId } = request.body as {
      readonly transactionalId?: string | null;
    };
    if ((transactionalId ?? null) === null) initProducerId(context, broker, reply);
    else handleAbsentService(context, broker, reply, request);
  },
  [apiKeys.ListOffsets]: handleListOffsets,
  [apiKeys.OffsetForLeaderEpoch]: handleOffsetForLeaderEpoch,
  [apiKeys.DeleteRecords]: handleDeleteRecords,
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
  [apiKeys.DescribeClientQuotas]: (context, broker, reply, request) =>
    respond(
      context,
      broker,
      reply,
      describeClientQuotas(broker.image, request.body as never),
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
  [apiKeys.DescribeProducers]: handleDescribeProducers,
  [apiKeys.DescribeTopicPartitions]: (context, broker, reply, request) =>
    respond(
      context,
      broker,
      reply,
      describeTopicPartitions(broker.image, request.body as never, clientListener),
    ),
};

/** Everything else that is offered. */
export const handleAbsentService: Handler = (context, broker, reply, request) =>
  respond(context, broker, reply, absentService(request));
