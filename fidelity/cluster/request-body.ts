import { fromJson, problemText } from "../../src/kafka/protocol/codec/from-json.ts";
import type { MessageName } from "../../src/kafka/protocol/messages.ts";
import type { ApiName } from "../../src/terms/apis.ts";
import { RecorderError } from "./bench.ts";

const idLength = 22;

/** Ids that the recorder made up stand in a recording by their names. */
function fullIds(value: unknown): unknown {
  if (typeof value === "string")
    return /^topic-id-\d+$/.test(value) ? value.padEnd(idLength, "A") : value;
  if (Array.isArray(value)) return value.map(fullIds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, fullIds(each)]),
  );
}

/** A body in Kafka's JSON notation, with its bytes in base64. */
export function requestBody(api: ApiName, version: number, body: unknown): unknown {
  const reading = fromJson(`${api}Request` as MessageName, version, fullIds(body));
  if (reading.kind === "message") return reading.message;
  throw new RecorderError(reading.problems.map(problemText).join(" "));
}
