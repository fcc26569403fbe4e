import type { Context } from "../context.ts";
import type { Outcome } from "../coordinator/coordinator-result.ts";
import type { Responder } from "../coordinator/responder.ts";
import type { Asked } from "../group/asked.ts";
import type { GroupTurn } from "../group/group-state.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { Broker } from "./broker.ts";
import { coordinatorWrite, partitionFor } from "./coordinator-requests.ts";

/** Highwater's clients all live at one address. */
const clientHost = "/10.0.0.254";

/** A request with who sent it. */
export const askedOf = <Body>(
  request: RequestMessage,
  responder: Responder,
): Asked<Body> => ({
  body: request.body as Body,
  version: request.version,
  clientId: request.clientId,
  clientHost,
  responder,
});

/** Runs an operation on the coordinator of a group. */
export function groupWrite(
  context: Context,
  broker: Broker,
  responder: Responder,
  what: {
    readonly groupId: string;
    readonly operation: (turn: GroupTurn) => Outcome;
  },
): void {
  const topic = "__consumer_offsets";
  coordinatorWrite(context, broker, {
    topic,
    index: partitionFor(broker, topic, what.groupId),
    responder,
    operation: what.operation,
  });
}
