import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { WorldState } from "../world.ts";
import { clientViews } from "./clients.ts";
import { consumerDetail } from "./consumer-detail.ts";
import { producerDetail } from "./producer-detail.ts";

/** A producer or a consumer by its client id. */
export function clientDetail(
  state: WorldState,
  focus: Extract<Focus, { kind: "client" }>,
): Detail | null {
  const { producers, consumers } = clientViews(state);
  const producer = producers.find(({ id }) => id === focus.id);
  if (producer !== undefined) return producerDetail(state, producer, focus);
  const consumer = consumers.find(({ id }) => id === focus.id);
  return consumer === undefined ? null : consumerDetail(consumer, focus, state.sim.nowUs);
}
