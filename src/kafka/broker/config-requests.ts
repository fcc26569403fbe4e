import type { Context } from "../context.ts";
import { BROKER_RESOURCE } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { AlterConfigsRequest, AlterConfigsResponse } from "../protocol/messages.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { forward } from "./forward.ts";
import { respond } from "./respond.ts";

type Refusal = AlterConfigsResponse["responses"][number];

/**
 * Both requests that alter configs: a broker's own are taken by that broker alone, the rest goes to the controller.
 * Kafka: ConfigAdminManager.preprocess, reassembleIncrementalResponse.
 */
export function handleAlterConfigs(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as AlterConfigsRequest;
  const known = body.resources.map(({ resourceType, resourceName }): Refusal | null => {
    const message =
      resourceType === BROKER_RESOURCE ? strangerError(broker, resourceName) : null;
    if (message === null) return null;
    const errorCode = errors.INVALID_REQUEST;
    return { errorCode, errorMessage: message, resourceType, resourceName };
  });
  const resources = body.resources.filter((_, at) => known[at] === null);
  const { connection } = reply;
  if (resources.length === known.length)
    forward(context, broker, { connection, request });
  else if (resources.length === 0)
    respond(context, broker, reply, { throttleTimeMs: 0, responses: known });
  else
    forward(context, broker, {
      connection,
      request: { ...request, body: { ...body, resources } },
      known,
    });
}

function strangerError(broker: Broker, name: string): string | null {
  if (name === "") return null;
  if (!/^[+-]?\d+$/.test(name)) return `Node id must be an integer, but it is: ${name}`;
  return Number(name) === broker.id
    ? null
    : `Unexpected broker id, expected ${broker.id}, but received ${name}`;
}
