import type { Effects } from "../../sim/effects.ts";
import { ask, channelTo, disconnect, type NetworkClient } from "./network-client.ts";

/** An answer that whoever uses the admin client has not taken yet. */
export interface AdminAnswer {
  readonly tag: number;
  /** Null: the connection was lost before an answer came. */
  readonly body: object | null;
  readonly atUs: number;
}

/** Sends single requests for a person or a test, and keeps the answers. Kafka: AdminClient at its simplest. */
export interface Admin {
  readonly client: NetworkClient;
  answers: AdminAnswer[];
  nextTag: number;
}

/** The only timer of an admin client. */
export const adminSweep = 1;

/** One request to one node on a connection that has a number of its own. */
export interface AdminRequest {
  /** Requests of one number share a connection, in order. */
  readonly connection: number;
  readonly process: number;
  readonly api: number;
  readonly version: number;
  readonly body: object;
  readonly timeoutUs: number;
  readonly answered: boolean;
}

/** Sends a request; its answer will carry the tag that is returned. */
export function adminAsk(effects: Effects, admin: Admin, request: AdminRequest): number {
  const tag = admin.nextTag++;
  const channel = channelTo(admin.client, request.connection, request.process);
  ask(effects, admin.client, channel, {
    api: request.api,
    version: request.version,
    body: request.body,
    purpose: 0,
    context: tag,
    timeoutUs: request.timeoutUs,
    bytes: 0,
    answered: request.answered,
  });
  return tag;
}

/** Takes an answer out, or undefined while there is none. */
export function takeAnswer(admin: Admin, tag: number): AdminAnswer | undefined {
  const found = admin.answers.find((answer) => answer.tag === tag);
  if (found !== undefined)
    admin.answers = admin.answers.filter((answer) => answer !== found);
  return found;
}

/** Closes a connection from this end. */
export function adminClose(effects: Effects, admin: Admin, connection: number): void {
  const channel = admin.client.channels.find(({ id }) => id === connection);
  if (channel !== undefined) disconnect(effects, admin.client, channel);
}
