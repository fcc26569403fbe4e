import type { JoinGroupRequest } from "../protocol/messages.ts";
import type { Asked } from "./asked.ts";

/** A JoinGroup with who asks. */
export type JoinAsked = Asked<JoinGroupRequest>;

/** Why a client joins, as it says. Kafka: JoinGroupRequest.joinReason. */
export const joinReason = ({ body }: JoinAsked): string =>
  body.reason === null || body.reason === "" ? "not provided" : body.reason;
