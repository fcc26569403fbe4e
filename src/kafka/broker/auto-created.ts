import type { Context } from "../context.ts";
import { type Broker, channels } from "./broker.ts";
import { isNotController } from "./controller-channel.ts";
import { coordinators } from "./coordinator-hook.ts";

/** The controller has answered, or cannot be reached: a later request may ask for these topics again. */
export function autoCreateAnswered(
  context: Context,
  broker: Broker,
  names: readonly string[],
  body: object | null,
): void {
  isNotController(context, broker, channels.forward, body);
  broker.creating = broker.creating.filter((name) => !names.includes(name));
  coordinators.hook?.created(context, broker, body);
}
