import type { Player } from "../recording.ts";
import {
  consumerProtocolPlayer,
  headersPlayer,
  internalRecordsPlayer,
  messagesPlayer,
} from "./protocol-messages.ts";
import {
  apisPlayer,
  configsPlayer,
  errorsPlayer,
  featuresPlayer,
} from "./protocol-tables.ts";

/** The wire protocol and Kafka's tables, by the path of their recording. */
export const protocolPlayers: Readonly<Record<string, Player>> = {
  "pure/messages": messagesPlayer,
  "pure/internal-records": internalRecordsPlayer,
  "pure/headers": headersPlayer,
  "pure/consumer-protocol": consumerProtocolPlayer,
  "pure/errors": errorsPlayer,
  "pure/apis": apisPlayer,
  "pure/features": featuresPlayer,
  "pure/configs": configsPlayer,
};
