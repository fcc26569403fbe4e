import { drain } from "./drain.ts";
import { abortBatches, expireBatches } from "./expire-batches.ts";
import type { ProducerBatch } from "./producer-batch.ts";
import { ready } from "./ready-check.ts";
import { nodeQueues, type RecordAccumulator } from "./record-accumulator.ts";
import { queueOf, type Sender, type SenderPort } from "./sender.ts";
import { prepareSequences } from "./transaction-manager.ts";

/** One run of the thread. How long it would wait for something to happen, µs; 0: it would look again at once. Kafka: Sender.runOnce. */
export function runOnce<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  nowUs: number,
): number {
  const { transactions } = sender;
  if (transactions !== null) {
    prepareSequences(transactions);
    if (transactions.state === "fatal") {
      abortBatches(sender, port, host, transactions.lastError);
      return Number.POSITIVE_INFINITY;
    }
    if (transactions.initInFlight) return Number.POSITIVE_INFINITY;
    if (transactions.pendingInit !== "none") {
      const again = transactions.pendingInit === "retry";
      const waitUs = port.askProducerId(host, again);
      if (waitUs > 0) return waitUs;
      transactions.initInFlight = true;
      transactions.pendingInit = "none";
      return Number.POSITIVE_INFINITY;
    }
  }
  return sendProducerData(sender, port, host, nowUs);
}

/** Kafka: Sender.sendProducerData. */
function sendProducerData<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  nowUs: number,
): number {
  const { accumulator, transactions, maxRequestSize } = sender;
  const check = ready(accumulator, nowUs);
  if (check.unknownLeader.length > 0) port.metadataWanted(host, check.unknownLeader);
  let drained = 0;
  const requests: { readonly node: number; readonly batches: ProducerBatch[] }[] = [];
  for (const node of check.nodes.toSorted(ascending)) {
    const canDrain = port.isReady(host, node);
    noteLatency(accumulator, node, canDrain, nowUs);
    if (!canDrain) continue;
    const batches = drain(accumulator, {
      node,
      maxSize: maxRequestSize,
      nowUs,
      transactions,
    });
    if (batches.length > 0) requests.push({ node, batches });
    drained += batches.length;
  }
  for (const { batches } of requests)
    for (const batch of batches) startFlight(sender, batch);
  expireBatches(sender, port, host, nowUs);
  for (const { node, batches } of requests) port.send(host, node, batches);
  if (drained > 0) return 0;
  return Math.max(0, Math.min(check.nextCheckUs, accumulator.nextExpiryUs - nowUs));
}

const ascending = (a: number, b: number): number => a - b;

function startFlight(
  { accumulator, guaranteeOrder }: Sender,
  batch: ProducerBatch,
): void {
  const queue = queueOf(accumulator, batch);
  queue.inFlight.push(batch);
  if (guaranteeOrder) queue.muted = true;
}

/** Kafka: RecordAccumulator.updateNodeLatencyStats. */
function noteLatency(
  accumulator: RecordAccumulator,
  id: number,
  canDrain: boolean,
  nowUs: number,
): void {
  if (accumulator.config.availabilityTimeoutUs === 0) return;
  const node = nodeQueues(accumulator, id);
  if (node.readyUs === 0) node.drainUs = nowUs;
  if (canDrain) node.drainUs = nowUs;
  node.readyUs = nowUs;
}
