import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { Broker } from "./broker.ts";

/**
 * The threads of a broker. Each request keeps a network thread for its bytes and then a request handler for its work; with
 * all of them busy it waits in the request queue, first come first served. As long as a thread is free nothing takes
 * longer. Kafka: SocketServer.Processor (`num.network.threads`), KafkaRequestHandlerPool (`num.io.threads`).
 */
export interface RequestThreads {
  /** When each thread is free again, µs. */
  network: number[];
  handlers: number[];
  /** All work of the handlers since the start, µs. */
  workedUs: number;
  /** All waiting for a thread since the start, µs. */
  waitedUs: number;
}

export const requestThreads = (network: number, handlers: number): RequestThreads => ({
  network: Array.from({ length: network }, () => 0),
  handlers: Array.from({ length: handlers }, () => 0),
  workedUs: 0,
  waitedUs: 0,
});

/** What work takes on a machine of 100 percent, from what brokers of this kind reach: some 20,000 small requests a second and thread. */
const work = {
  requestUs: 30,
  partitionUs: 2,
  /** Checksum and copy of what is written. */
  producedBytesPerUs: 500,
  /** Sending from the page cache. */
  fetchedBytesPerUs: 2000,
  /** A network thread for a request and its answer. */
  networkUs: 8,
  networkBytesPerUs: 1000,
} as const;

interface Size {
  partitions: number;
  bytes: number;
}

interface ProduceBody {
  readonly topicData: readonly {
    readonly partitionData: readonly {
      readonly records:
        | readonly { readonly batch: { readonly sizeInBytes: number } }[]
        | null;
    }[];
  }[];
}

/** Partitions and bytes that a write brings. */
function producedSize(request: RequestMessage): Size {
  const size: Size = { partitions: 0, bytes: 0 };
  if (request.api !== apiKeys.Produce) return size;
  for (const { partitionData } of (request.body as ProduceBody).topicData)
    for (const { records } of partitionData) {
      size.partitions++;
      for (const { batch } of records ?? []) size.bytes += batch.sizeInBytes;
    }
  return size;
}

/** The thread that is free first, and when. */
function firstFree(threads: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < threads.length; i++)
    if ((threads[i] as number) < (threads[best] as number)) best = i;
  return best;
}

/** What a request will take of a handler, µs. */
function handlerUs(broker: Broker, { partitions, bytes }: Size): number {
  const us =
    work.requestUs + partitions * work.partitionUs + bytes / work.producedBytesPerUs;
  return (us * 100) / broker.disk.machine.cpuPercent;
}

/** A request has arrived: how long it waits for its threads, and what it takes of a handler, µs. */
export function takeThreads(
  broker: Broker,
  request: RequestMessage,
  nowUs: number,
): { readonly waitUs: number; readonly threadUs: number; readonly bytes: number } {
  const { threads } = broker;
  const size = producedSize(request);
  const slow = 100 / broker.disk.machine.cpuPercent;
  const network = firstFree(threads.network);
  const readUs = Math.max(nowUs, threads.network[network] as number);
  threads.network[network] =
    readUs + (work.networkUs + size.bytes / work.networkBytesPerUs) * slow;
  const handler = firstFree(threads.handlers);
  const startUs = Math.max(readUs, threads.handlers[handler] as number);
  const threadUs = handlerUs(broker, size);
  threads.handlers[handler] = startUs + threadUs;
  threads.workedUs += threadUs;
  const waitUs = Math.ceil(startUs - nowUs);
  threads.waitedUs += waitUs;
  return { waitUs, threadUs, bytes: size.bytes };
}

/** What was read for a fetch keeps the handler longer; a read from the disk blocks it for all its time. */
export function keepHandler(
  broker: Broker,
  { bytes, diskUs }: { readonly bytes: number; readonly diskUs: number },
  nowUs: number,
): void {
  const { threads } = broker;
  const us =
    ((bytes / work.fetchedBytesPerUs) * 100) / broker.disk.machine.cpuPercent + diskUs;
  const handler = firstFree(threads.handlers);
  threads.handlers[handler] = Math.max(nowUs, threads.handlers[handler] as number) + us;
  threads.workedUs += us;
}
