import type { ConsumerView, ProducerView } from "../../contract/client-view.ts";
import type { ClientDisk } from "../../kafka/client/client-process.ts";

type Disk<Kind extends ClientDisk["kind"]> = Extract<ClientDisk, { readonly kind: Kind }>;

/** A producer whose process does not run: what it would be started with, and nothing else. */
export const downProducer = (disk: Disk<"producer">): ProducerView => ({
  id: disk.id,
  topic: disk.topic,
  status: "down",
  settings: disk.settings,
  sent: 0,
  acked: 0,
  failed: 0,
  pending: 0,
  ackedPerTenth: [],
  lastError: "",
  errors: [],
  producerId: -1,
  producerEpoch: -1,
  bufferUsed: 0,
  blocked: 0,
  inFlight: 0,
  latency: { p50: 0, p95: 0, p99: 0 },
  split: { accumulator: 0, queue: 0, network: 0, append: 0, replication: 0, response: 0 },
  recordsPerBatch: 0,
  bytesPerBatch: 0,
});

/** A consumer whose process does not run. */
export const downConsumer = (disk: Disk<"consumer">): ConsumerView => ({
  id: disk.id,
  api: "consumer",
  status: "down",
  pollingPaused: false,
  subscription: disk.subscription,
  settings: disk.settings,
  group: disk.settings.config["group.id"] ?? "",
  memberId: "",
  epoch: -1,
  memberState: "",
  consumed: 0,
  processed: 0,
  lastPollUs: -1,
  positions: [],
  processedPerTenth: [],
  lastError: "",
  errors: [],
});

/** A share consumer whose process does not run. */
export const downShareConsumer = (disk: Disk<"shareConsumer">): ConsumerView => ({
  ...downConsumer({
    kind: "consumer",
    id: disk.id,
    subscription: { kind: "topics", topics: disk.topics },
    settings: disk.settings,
    addresses: disk.addresses,
  }),
  api: "share",
});
