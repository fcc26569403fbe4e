import type { ConsumerView } from "../../contract/client-view.ts";
import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { WorldState } from "../world.ts";
import { clientViews } from "./clients.ts";
import { field, section } from "./fields.ts";
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
  return consumer === undefined ? null : consumerDetail(consumer, focus);
}

function consumerDetail(view: ConsumerView, focus: Focus): Detail {
  const { settings } = view;
  return {
    focus,
    title: `Consumer ${view.id}`,
    badge: view.lastError,
    sections: [
      section("Records", [field("consumed", view.consumed)]),
      section(
        "Positions",
        view.positions.map(({ topic, partition, position, lag }) =>
          field(
            `${topic}-${partition}`,
            `${position < 0 ? "unknown" : position}, lag ${lag < 0 ? "unknown" : lag}`,
          ),
        ),
      ),
      section(
        "Configuration",
        Object.entries(settings.config).map(([name, value]) => field(name, value)),
      ),
    ],
    why: [],
    shell: `kafka-console-consumer.sh --topic ${view.positions[0]?.topic ?? ""} --from-beginning \\\n  --bootstrap-server localhost:9092`,
  };
}
