import { errors } from "../error-codes.ts";
import type { RequestMessage } from "../protocol/envelope.ts";

/** API keys of services that these brokers run without. */
const absent = {
  saslHandshake: 17,
  describeAcls: 29,
  createAcls: 30,
  deleteAcls: 31,
  saslAuthenticate: 36,
  createToken: 38,
  renewToken: 39,
  expireToken: 40,
  describeToken: 41,
  describeScram: 50,
  alterScram: 51,
} as const;

const withoutAuthorizer = {
  throttleTimeMs: 0,
  errorCode: errors.SECURITY_DISABLED,
  errorMessage: "No Authorizer is configured.",
};

/**
 * The answer to a request of a version that is offered, for a service that is not here: what Kafka says without an
 * authorizer, without delegation tokens, in the clear; and, where a coordinator would answer, that none is available.
 */
export function absentService({ api, body }: RequestMessage): object {
  switch (api) {
    case absent.describeAcls:
      return { ...withoutAuthorizer, resources: [] };
    case absent.createAcls:
      return { throttleTimeMs: 0, results: each(body, "creations", withoutAuthorizer) };
    case absent.deleteAcls:
      return {
        throttleTimeMs: 0,
        filterResults: each(body, "filters", { ...withoutAuthorizer, matchingAcls: [] }),
      };
    case absent.saslHandshake:
    case absent.saslAuthenticate:
      return {
        errorCode: errors.ILLEGAL_SASL_STATE,
        errorMessage: null,
        mechanisms: [],
        authBytes: new Uint8Array(0),
      };
    case absent.createToken:
    case absent.renewToken:
    case absent.expireToken:
    case absent.describeToken:
      return {
        throttleTimeMs: 0,
        errorCode: errors.DELEGATION_TOKEN_AUTH_DISABLED,
        tokens: [],
      };
    case absent.describeScram:
      return { throttleTimeMs: 0, errorCode: 0, errorMessage: null, results: [] };
    case absent.alterScram:
      return { throttleTimeMs: 0, results: [] };
    default:
      return { throttleTimeMs: 0, errorCode: errors.COORDINATOR_NOT_AVAILABLE };
  }
}

/** One answer for each element of a list of the request. */
function each(body: object, list: string, answer: object): object[] {
  const elements = (body as Readonly<Record<string, readonly unknown[] | undefined>>)[
    list
  ];
  return (elements ?? []).map(() => answer);
}
