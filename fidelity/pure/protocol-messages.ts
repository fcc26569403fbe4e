import { bytesFromBase64, bytesToBase64 } from "../../src/kafka/protocol/codec/base64.ts";
import {
  isMessageName,
  messageSchema,
} from "../../src/kafka/protocol/codec/catalogue.ts";
import { fromJson } from "../../src/kafka/protocol/codec/from-json.ts";
import { decode, encode } from "../../src/kafka/protocol/codec/message.ts";
import {
  type CoordinatorKeyName,
  type CoordinatorLog,
  type CoordinatorValueName,
  decodeCoordinatorKey,
  decodeCoordinatorValue,
  decodeMetadataRecord,
  decodeVersioned,
  encodeCoordinatorKey,
  encodeCoordinatorValue,
  encodeMetadataRecord,
  encodeVersioned,
  type NamedMessage,
} from "../../src/kafka/protocol/codec/record-frame.ts";
import { toJson } from "../../src/kafka/protocol/codec/to-json.ts";
import { unknownTagsOf } from "../../src/kafka/protocol/codec/write-struct.ts";
import type { MessageName, Messages } from "../../src/kafka/protocol/messages.ts";
import {
  isApiName,
  requestHeaderVersion,
  responseHeaderVersion,
} from "../../src/terms/apis.ts";
import type { Player } from "../recording.ts";
import { type Check, playChecks, type Row, text } from "./protocol-rows.ts";

/** Every message of every API: bytes to JSON, JSON to bytes, and bytes to bytes with what no schema knows. */
export const messagesPlayer: Player = (recording) =>
  playChecks(recording, (row) => {
    const side = row["direction"] === "request" ? "Request" : "Response";
    return checkBody(named(text(row["api"]) + side), Number(row["version"]), row);
  });

/** The headers of every API and version. */
export const headersPlayer: Player = (recording) =>
  playChecks(recording, (row) => {
    const api = text(row["api"]);
    if (!isApiName(api)) throw new Error(`no API ${api}`);
    const isRequest = row["kind"] === "request";
    const headerVersion = (isRequest ? requestHeaderVersion : responseHeaderVersion)(
      api,
      Number(row["version"]),
    );
    const name = isRequest ? "RequestHeader" : "ResponseHeader";
    return [
      ["/headerVersion", row["headerVersion"], headerVersion],
      ...checkBody(name, headerVersion, row),
    ];
  });

/** What consumers put into the classic group protocol. */
export const consumerProtocolPlayer: Player = (recording) =>
  playChecks(recording, (row) => {
    const name = named(text(row["message"]));
    const version = Number(row["version"]);
    const read = decodeVersioned(name, bytesOf(row["bytes"]));
    const written = encodeVersioned(name, version, parsed(name, row));
    return [
      ["/version", version, read.version],
      ["/json", row["json"], toJson(read.name, read.version, read.message)],
      ["/bytes", row["bytes"], bytesToBase64(written)],
    ];
  });

/** Records of the metadata log, of the coordinators' logs and of KRaft, bare and in their frames. */
export const internalRecordsPlayer: Player = (recording) =>
  playChecks(recording, (row) => {
    const name = named(text(row["record"]));
    const body = checkBody(name, Number(row["version"]), row);
    return "framed" in row ? [...body, ...checkFrame(name, row)] : body;
  });

function checkBody(name: MessageName, version: number, row: Row): readonly Check[] {
  const bytes = bytesOf(row["bytes"]);
  const decoded = decode(name, version, bytes);
  const again = encode(name, version, decoded);
  const written = encode(name, version, parsed(name, row, version));
  return [
    ["/json", row["json"], toJson(name, version, decoded)],
    ["/bytes (decoded and encoded)", row["bytes"], bytesToBase64(again)],
    ["/bytes", row["bytes"], bytesToBase64(written)],
  ];
}

function checkFrame(name: MessageName, row: Row): readonly Check[] {
  const read = readFrame(name, row);
  const json = toJson(read.name, read.version, read.message);
  return [
    ["/record", name, read.name],
    ["/version", row["version"], read.version],
    ["/framed (read)", row["json"], json],
    ["/framed", row["framed"], bytesToBase64(writeFrame(name, row))],
  ];
}

function readFrame(name: MessageName, row: Row): NamedMessage {
  const framed = bytesOf(row["framed"]);
  if (row["log"] === "__cluster_metadata") return decodeMetadataRecord(framed);
  const log = text(row["log"]);
  if (isKey(name) && isCoordinatorLog(log)) return decodeCoordinatorKey(log, framed);
  const key = named(name.replace(/Value$/, "Key"));
  if (!isKey(key)) throw new Error(`${key} is no key`);
  return decodeCoordinatorValue(key, framed);
}

function writeFrame(name: MessageName, row: Row): Uint8Array {
  const version = Number(row["version"]);
  if (row["log"] === "__cluster_metadata")
    return encodeMetadataRecord(name, version, parsed(name, row));
  if (isKey(name)) return encodeCoordinatorKey(name, parsed(name, row));
  if (!isValue(name)) throw new Error(`${name} is neither key nor value`);
  return encodeCoordinatorValue(name, version, parsed(name, row));
}

/** The row's JSON as a message. Tags that no schema knows are in the row's bytes only, so they are taken from there. */
function parsed<Name extends MessageName>(
  name: Name,
  row: Row,
  version = Number(row["version"]),
): Messages[Name] {
  const reading = fromJson(name, version, row["json"]);
  if (reading.kind === "problems") throw new Error(JSON.stringify(reading.problems));
  if (messageSchema(name).kind === "consumer") return reading.message;
  const tags = unknownTagsOf(decode(name, version, bytesOf(row["bytes"])));
  return tags.length === 0
    ? reading.message
    : Object.assign({}, reading.message, { _unknownTags: tags });
}

function named(name: string): MessageName {
  if (!isMessageName(name)) throw new Error(`no schema of ${name}`);
  return name;
}

function isKey(name: MessageName): name is CoordinatorKeyName {
  return name.endsWith("Key");
}

function isValue(name: MessageName): name is CoordinatorValueName {
  return name.endsWith("Value");
}

function isCoordinatorLog(log: string): log is CoordinatorLog {
  return /^__(consumer_offsets|transaction_state|share_group_state)$/.test(log);
}

function bytesOf(base64: unknown): Uint8Array {
  const bytes = bytesFromBase64(text(base64));
  if (bytes === undefined) throw new Error(`no base64 in ${String(base64)}`);
  return bytes;
}
