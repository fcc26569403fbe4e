import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { ConsumerView, ProducerView } from "../../contract/frame.ts";
import type { WorldState } from "../world.ts";
import { clientViews } from "./clients.ts";
import { field, section } from "./fields.ts";

/** A producer or a consumer by its client id. */
export function clientDetail(
  state: WorldState,
  focus: Extract<Focus, { kind: "client" }>,
): Detail | null {
  const { producers, consumers } = clientViews(state);
  const producer = producers.find(({ id }) => id === focus.id);
  if (producer !== undefined) return producerDetail(producer, focus);
  const consumer = consumers.find(({ id }) => id === focus.id);
  return consumer === undefined ? null : consumerDetail(consumer, focus);
}

function producerDetail(view: ProducerView, focus: Focus): Detail {
  const { settings } = view;
  const acks = settings.acks === -1 ? "all" : String(settings.acks);
  return {
    focus,
    title: `Producer ${view.id}`,
    badge: view.lastError,
    sections: [
      section("Records", [
        field("sent", view.sent),
        field("acked", view.acked),
        field("pending", view.pending),
        field("failed", view.failed),
      ]),
      section("Configuration", [
        field("acks", acks),
        field("batch.size", settings.batchSize),
        field("linger.ms", settings.lingerMs),
        field("retries", settings.retries),
        field("request.timeout.ms", settings.requestTimeoutMs),
        field("delivery.timeout.ms", settings.deliveryTimeoutMs),
        field("max.in.flight.requests.per.connection", settings.maxInFlight),
        field("enable.idempotence", false),
      ]),
    ],
    why: [],
    shell: `kafka-producer-perf-test.sh --topic ${view.topic} --throughput ${settings.recordsPerSecond} \\\n  --record-size ${settings.valueSize} --num-records 1000 \\\n  --producer-props acks=${acks} linger.ms=${settings.lingerMs} bootstrap.servers=localhost:9092`,
  };
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
      section("Configuration", [
        field("fetch.min.bytes", settings.minBytes),
        field("fetch.max.wait.ms", settings.maxWaitMs),
        field("max.partition.fetch.bytes", settings.maxPartitionFetchBytes),
        field("isolation.level", settings.isolation),
        field("auto.offset.reset", settings.offsetReset),
        field("client.rack", settings.clientRack || "none"),
      ]),
    ],
    why: [],
    shell: `kafka-console-consumer.sh --topic ${view.topic} --from-beginning \\\n  --bootstrap-server localhost:9092`,
  };
}
