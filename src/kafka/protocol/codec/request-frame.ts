import {
  type ApiName,
  apiNamed,
  apiOfKey,
  requestHeaderVersion,
  responseHeaderVersion,
} from "../../../terms/apis.ts";
import type { RequestHeader, Requests, Responses } from "../messages.ts";
import { ByteReader, MalformedBytes } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { type Draft, decodeFrom, encodeInto } from "./message.ts";
import type { RecordsCodec } from "./read-struct.ts";

/** An API that still has versions. */
export type SpokenApi = keyof Requests;

/** A request as it goes over a connection, without the four bytes of its size. */
export interface RequestFrame<Api extends SpokenApi> {
  readonly api: Api;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  readonly request: Draft<Requests[Api]>;
}

/** A response as it goes over a connection; the version is that of its request. */
export interface ResponseFrame<Api extends SpokenApi> {
  readonly api: Api;
  readonly version: number;
  readonly correlationId: number;
  readonly response: Draft<Responses[Api]>;
}

/** What arrived on a connection: a request, or one whose API or version nobody here speaks, which Kafka answers only for ApiVersions. */
export type ReceivedRequest =
  | { [Api in SpokenApi]: ReceivedRequestOf<Api> }[SpokenApi]
  | {
      readonly kind: "unsupportedVersion";
      readonly apiKey: number;
      readonly version: number;
      readonly correlationId: number;
    };

interface ReceivedRequestOf<Api extends SpokenApi> {
  readonly kind: "request";
  readonly api: Api;
  readonly version: number;
  readonly header: RequestHeader;
  readonly request: Requests[Api];
}

/** Header and body of a request. Kafka: RequestUtils.serialize. */
export function encodeRequest<Api extends SpokenApi>(
  frame: RequestFrame<Api>,
  records?: RecordsCodec,
): Uint8Array {
  const { api, version, correlationId, clientId, request } = frame;
  const to = new ByteWriter();
  const requestApiKey = apiNamed(api).key;
  encodeInto(to, "RequestHeader", {
    version: requestHeaderVersion(api, version),
    message: { requestApiKey, requestApiVersion: version, correlationId, clientId },
  });
  encodeInto(to, `${api}Request`, { version, message: request, records });
  return to.done();
}

/** Throws {@link MalformedBytes}. Kafka: RequestHeader.parse and AbstractRequest.parseRequest. */
export function decodeRequest(bytes: Uint8Array, records?: RecordsCodec): ReceivedRequest;
export function decodeRequest(bytes: Uint8Array, records?: RecordsCodec): object {
  const peek = new ByteReader(bytes);
  const apiKey = peek.int16();
  const version = peek.int16();
  const correlationId = peek.int32();
  const api = apiOfKey(apiKey)?.name;
  if (api === undefined || !speaks(api, version))
    return { kind: "unsupportedVersion", apiKey, version, correlationId };
  const from = new ByteReader(bytes);
  const header = decodeFrom(from, "RequestHeader", requestHeaderVersion(api, version));
  const request = decodeFrom(from, `${api}Request`, version, records);
  refuseRest(from, api);
  return { kind: "request", api, version, header, request };
}

/** Header and body of a response. Kafka: RequestUtils.serialize. */
export function encodeResponse<Api extends SpokenApi>(
  frame: ResponseFrame<Api>,
  records?: RecordsCodec,
): Uint8Array {
  const { api, version, correlationId, response } = frame;
  const to = new ByteWriter();
  const headerVersion = responseHeaderVersion(api, version);
  encodeInto(to, "ResponseHeader", {
    version: headerVersion,
    message: { correlationId },
  });
  encodeInto(to, `${api}Response`, { version, message: response, records });
  return to.done();
}

/** Reads the response to a request of this API and version; throws {@link MalformedBytes}. Kafka: AbstractResponse.parseResponse. */
export function decodeResponse<Api extends SpokenApi>(
  api: Api,
  version: number,
  bytes: Uint8Array,
  records?: RecordsCodec,
): { readonly correlationId: number; readonly response: Responses[Api] };
export function decodeResponse(
  api: SpokenApi,
  version: number,
  bytes: Uint8Array,
  records?: RecordsCodec,
): object {
  const from = new ByteReader(bytes);
  const headerVersion = responseHeaderVersion(api, version);
  const { correlationId } = decodeFrom(from, "ResponseHeader", headerVersion);
  const response = decodeFrom(from, `${api}Response`, version, records);
  refuseRest(from, api);
  return { correlationId, response };
}

function speaks(api: ApiName, version: number): api is SpokenApi {
  const { minVersion, maxVersionUnstable } = apiNamed(api);
  return version >= minVersion && version <= maxVersionUnstable;
}

function refuseRest(from: ByteReader, api: SpokenApi): void {
  if (from.left > 0) throw new MalformedBytes(`${from.left} bytes behind a ${api}`);
}
