import type { Responder } from "../coordinator/responder.ts";

/** A request with who sent it and who waits for the answer. Kafka: AuthorizableRequestContext. */
export interface Asked<Body> {
  readonly body: Body;
  readonly version: number;
  readonly clientId: string;
  /** As Kafka writes an address: `/10.0.0.9`. */
  readonly clientHost: string;
  readonly responder: Responder;
}
