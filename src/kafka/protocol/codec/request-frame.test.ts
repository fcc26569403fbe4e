import { expect, it } from "vitest";
import { MalformedBytes } from "./byte-reader.ts";
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
} from "./request-frame.ts";

const heartbeat = encodeRequest({
  api: "Heartbeat",
  version: 4,
  correlationId: 9,
  clientId: "billing",
  request: { groupId: "g", generationId: 3, memberId: "m" },
});

it("reads a request with its header", () => {
  const received = decodeRequest(heartbeat);
  expect(received).toMatchObject({
    kind: "request",
    api: "Heartbeat",
    version: 4,
    header: { requestApiKey: 12, correlationId: 9, clientId: "billing" },
    request: { groupId: "g", generationId: 3, memberId: "m", groupInstanceId: null },
  });
});

it("tells the correlation id of a request whose version nobody speaks", () => {
  const bytes = heartbeat.slice();
  bytes[3] = 99;
  expect(decodeRequest(bytes)).toEqual({
    kind: "unsupportedVersion",
    apiKey: 12,
    version: 99,
    correlationId: 9,
  });
});

it("refuses bytes behind a request", () => {
  expect(() => decodeRequest(new Uint8Array([...heartbeat, 0]))).toThrow(MalformedBytes);
});

it("answers ApiVersions with header version 0 even in flexible versions", () => {
  const bytes = encodeResponse({
    api: "ApiVersions",
    version: 4,
    correlationId: 1,
    response: { apiKeys: [{ apiKey: 18, minVersion: 0, maxVersion: 4 }] },
  });
  expect([...bytes.subarray(0, 6)]).toEqual([0, 0, 0, 1, 0, 0]);
  const { correlationId, response } = decodeResponse("ApiVersions", 4, bytes);
  expect(correlationId).toBe(1);
  expect(response.apiKeys).toEqual([{ apiKey: 18, minVersion: 0, maxVersion: 4 }]);
});
