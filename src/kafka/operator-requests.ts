import { brokerConfigs } from "../terms/configs/broker.ts";
import { groupConfigs } from "../terms/configs/group.ts";
import { quotaConfigs } from "../terms/configs/quota.ts";
import { mostFetchBytes, useQuotas } from "./broker/client-quotas.ts";
import { handleAbsentService, operatorHandlers } from "./broker/operator-handlers.ts";
import { addHandlers } from "./broker/request-handlers.ts";
import { meter } from "./broker/request-meter.ts";
import { serveGroups } from "./broker/serve-groups.ts";
import { addClientKind } from "./client/client-kinds.ts";
import { consumerKind } from "./client/consumer/consumer-kind.ts";
import { producerKind } from "./client/producer-kind.ts";
import { shareConsumerKind } from "./client/share-consumer/share-consumer-kind.ts";
import { addConfigTables } from "./controller/config-schema.ts";
import { addFamilies } from "./protocol/codec/catalogue.ts";
import { groupRecords } from "./protocol/schema/group-records.ts";
import { otherGroupRecords } from "./protocol/schema/other-group-records.ts";
import { addOperations } from "./raft/controller-requests.ts";
import { errorAnswer } from "./raft/error-answer.ts";
import { operatorOperations, operatorQuestions } from "./raft/operator-operations.ts";

/**
 * From now on every request is answered. Until then a cluster has what brokers, producers and consumers ask for while
 * all is well: a page loads the rest behind its first picture (docs/decisions/0008).
 */
export function serveOperators(): void {
  addFamilies([groupRecords, otherGroupRecords]);
  addClientKind("producer", producerKind);
  addClientKind("consumer", consumerKind);
  addClientKind("shareConsumer", shareConsumerKind);
  meter.use = useQuotas;
  meter.mostFetchBytes = mostFetchBytes;
  serveGroups();
  addConfigTables({ broker: brokerConfigs, group: groupConfigs, quota: quotaConfigs });
  addHandlers(operatorHandlers, handleAbsentService);
  addOperations(operatorOperations, operatorQuestions, errorAnswer);
}
