import type { BatchView } from "../../contract/batch-view.ts";
import type { ProducerSettings } from "../../contract/client-settings.ts";
import type { ProducerView } from "../../contract/client-view.ts";
import type { Focus } from "../../contract/command.ts";
import type { Detail, DetailField } from "../../contract/detail.ts";
import type { BatchLife } from "../../kafka/client/producer/producer-figures.ts";
import { clientDefinitions } from "../../terms/client-start.ts";
import { clientMemory } from "../start-client.ts";
import type { WorldState } from "../world.ts";
import { field, section } from "./fields.ts";

/** Batches that are shown. */
const mostBatches = 20;

/** What decides when a batch is sent, how often, and when it is given up. */
const telling = [
  "acks",
  "enable.idempotence",
  "linger.ms",
  "batch.size",
  "compression.type",
  "max.in.flight.requests.per.connection",
  "buffer.memory",
  "max.block.ms",
  "max.request.size",
  "retries",
  "retry.backoff.ms",
  "request.timeout.ms",
  "delivery.timeout.ms",
];

const ms = (us: number): string => `${(us / 1_000).toFixed(1)} ms`;

/** Configs in effect: what was set, whatever it is, and the defaults that matter most. */
function configFields({ config }: ProducerSettings): DetailField[] {
  const { producer } = clientDefinitions;
  const set = Object.entries(config).map(([name, value]) => field(name, value));
  const defaults = telling
    .filter((name) => config[name] === undefined)
    .map((name) => field(name, `${producer.get(name)?.default ?? ""} (default)`));
  return [...set, ...defaults];
}

function batchView({ immutable: _shared, times, ...life }: BatchLife): BatchView {
  return { ...life, split: times };
}

function batchesOf(state: WorldState, id: string): BatchView[] {
  const entry = state.clients.find((client) => client.id === id);
  const memory = entry === undefined ? undefined : clientMemory({ state }, entry);
  if (memory?.kind !== "producer") return [];
  return memory.producer.figures.lives.slice(-mostBatches).toReversed().map(batchView);
}

function shellOf({ topic, settings }: ProducerView): string {
  const { config, recordsPerSecond: rate, valueSize: size } = settings;
  const set = Object.entries(config).map(([name, value]) => `${name}=${value}`);
  const properties = set.length === 0 ? "" : ` \\\n  --command-property ${set.join(" ")}`;
  return `kafka-producer-perf-test.sh --bootstrap-server localhost:9092 --topic ${topic} \\\n  --num-records 1000000 --throughput ${rate} --record-size ${size}${properties}`;
}

/** A producer: what became of its records, where their time went, and its last batches. */
export function producerDetail(
  state: WorldState,
  view: ProducerView,
  focus: Focus,
): Detail {
  const { latency, split } = view;
  const identity =
    view.producerId < 0
      ? []
      : [
          section("Idempotence", [
            field("producerId", view.producerId),
            field("producerEpoch", view.producerEpoch),
          ]),
        ];
  const errors =
    view.errors.length === 0
      ? []
      : [
          section(
            "Errors",
            view.errors.map(({ error, count }) => field(error, count)),
          ),
        ];
  return {
    focus,
    title: `Producer ${view.id}`,
    badge: view.lastError === "" ? view.status : view.lastError,
    sections: [
      section("Records", [
        field("sent", view.sent),
        field("acked", view.acked),
        field("pending", view.pending),
        field("failed", view.failed),
        field("send blocked", view.blocked),
      ]),
      section("From send to the acknowledgement, last seconds", [
        field("p50", ms(latency.p50)),
        field("p95", ms(latency.p95)),
        field("p99", ms(latency.p99)),
        field("in the accumulator", ms(split.accumulator)),
        field("in the client’s queue", ms(split.queue)),
        field("on the network", ms(split.network)),
        field("until it was appended", ms(split.append)),
        field("until it was replicated", ms(split.replication)),
        field("until the answer left", ms(split.response)),
      ]),
      section("Sender", [
        field("requests in flight", view.inFlight),
        field("records a batch", view.recordsPerBatch),
        field("bytes a batch", view.bytesPerBatch),
        field("buffer.memory in use", view.bufferUsed),
      ]),
      ...errors,
      ...identity,
      section("Configuration", configFields(view.settings)),
    ],
    batches: batchesOf(state, view.id),
    why: [],
    shell: shellOf(view),
  };
}
