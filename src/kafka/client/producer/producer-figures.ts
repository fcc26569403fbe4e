import { columnStride } from "../../protocol/record-batch.ts";
import type { BatchTimes, ProducerBatch, SendReason } from "./producer-batch.ts";

/** The life of a batch that is done. */
export interface BatchLife {
  readonly immutable: true;
  readonly number: number;
  readonly topic: string;
  readonly partition: number;
  readonly records: number;
  readonly bytes: number;
  readonly reason: SendReason;
  readonly attempts: number;
  readonly createdUs: number;
  /** When it first left; -1: never. */
  readonly sentUs: number;
  readonly doneUs: number;
  /** -1: none, or none known. */
  readonly baseOffset: number;
  /** Empty: acknowledged. */
  readonly error: string;
  /** Of its last attempt; null without an answer that tells them. */
  readonly times: BatchTimes | null;
}

/** What was measured in one second. */
export interface FigureWindow {
  second: number;
  batches: number;
  records: number;
  bytes: number;
  /** Sums over records, µs: accumulator, queue, network, append, replication, response. */
  readonly sums: number[];
  /** Records by bucket of their time from `send` to the acknowledgement. */
  readonly buckets: Int32Array;
}

/** What is counted of a producer. */
export interface ProducerFigures {
  sent: number;
  acked: number;
  failed: number;
  lastError: string;
  errors: { readonly error: string; count: number }[];
  /** Records acknowledged by tenth of a second: tenth and count, at most 30. */
  tenths: { readonly tenth: number; count: number }[];
  /** The last seconds, newest last. */
  windows: FigureWindow[];
  /** The last batches that are done, oldest first. */
  lives: BatchLife[];
}

const keptWindows = 5;
const keptLives = 200;
const keptTenths = 30;
const bucketCount = 128;

export const producerFigures = (): ProducerFigures => ({
  sent: 0,
  acked: 0,
  failed: 0,
  lastError: "",
  errors: [],
  tenths: [],
  windows: [],
  lives: [],
});

/** Counts an error of a batch or a record. */
export function countError(figures: ProducerFigures, error: string): void {
  figures.lastError = error;
  const known = figures.errors.find((each) => each.error === error);
  if (known === undefined) figures.errors.push({ error, count: 1 });
  else known.count++;
}

/** Counts records that were just acknowledged, by tenth of a second. */
export function countAcked(
  figures: ProducerFigures,
  records: number,
  nowUs: number,
): void {
  figures.acked += records;
  figures.lastError = "";
  const tenth = Math.floor(nowUs / 100_000);
  const last = figures.tenths[figures.tenths.length - 1];
  if (last !== undefined && last.tenth === tenth) last.count += records;
  else {
    figures.tenths.push({ tenth, count: records });
    if (figures.tenths.length > keptTenths) figures.tenths.shift();
  }
}

/** Keeps the life of a batch that is done. */
export function keepLife(figures: ProducerFigures, life: BatchLife): void {
  figures.lives.push(life);
  if (figures.lives.length > keptLives) figures.lives.shift();
}

function windowAt(figures: ProducerFigures, nowUs: number): FigureWindow {
  const second = Math.floor(nowUs / 1_000_000);
  const last = figures.windows[figures.windows.length - 1];
  if (last !== undefined && last.second === second) return last;
  const made: FigureWindow = {
    second,
    batches: 0,
    records: 0,
    bytes: 0,
    sums: [0, 0, 0, 0, 0, 0],
    buckets: new Int32Array(bucketCount),
  };
  figures.windows.push(made);
  if (figures.windows.length > keptWindows) figures.windows.shift();
  return made;
}

/** Four buckets for each doubling. */
function bucketOf(us: number): number {
  if (us < 4) return Math.max(0, us);
  const power = 31 - Math.clz32(us);
  return (power << 2) | ((us >> (power - 2)) & 3);
}

/** The least time that falls into a bucket, µs. */
const bucketStart = (bucket: number): number =>
  bucket < 8 ? bucket & 7 : (4 + (bucket & 3)) * 2 ** ((bucket >> 2) - 2);

/** At most so many records of a batch are looked at one by one. */
const samples = 16;

/** Measures a batch that was acknowledged. */
export function measure(
  figures: ProducerFigures,
  batch: ProducerBatch,
  times: BatchTimes,
  nowUs: number,
): void {
  const { recordCount: records, columns, start } = batch.builder;
  const window = windowAt(figures, nowUs);
  window.batches++;
  window.records += records;
  window.bytes += batch.sent?.sizeInBytes ?? 0;
  const { sums, buckets } = window;
  // What waits in the accumulator came over time; its first record waited longest.
  const span = columns[start + (records - 1) * columnStride] ?? 0;
  const meanUs = Math.max(0, times.accumulator - Math.floor(span * 500));
  const parts = [meanUs, times.queue, times.network, times.append, times.replication];
  parts.forEach((us, i) => {
    sums[i] = (sums[i] ?? 0) + us * records;
  });
  sums[5] = (sums[5] ?? 0) + times.response * records;
  const step = Math.max(1, Math.ceil(records / samples));
  const totalUs = nowUs - batch.createdUs;
  for (let i = 0; i < records; i += step) {
    const laterUs = (columns[start + i * columnStride] ?? 0) * 1000;
    const bucket = bucketOf(Math.min(0x3fffffff, Math.max(0, totalUs - laterUs)));
    buckets[bucket] = (buckets[bucket] ?? 0) + Math.min(step, records - i);
  }
}

/** Sums and percentiles of the last seconds. */
export interface FigureSummary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Averages over records, µs, in the order of {@link FigureWindow.sums}. */
  readonly split: readonly number[];
  readonly recordsPerBatch: number;
  readonly bytesPerBatch: number;
}

/** What was measured since this second. */
export function summary(figures: ProducerFigures, sinceSecond: number): FigureSummary {
  const windows = figures.windows.filter(({ second }) => second >= sinceSecond);
  const total = (read: (window: FigureWindow) => number): number =>
    windows.reduce((sum, window) => sum + read(window), 0);
  const records = total((window) => window.records);
  const batches = total((window) => window.batches);
  const share = (sum: number, of: number): number =>
    of === 0 ? 0 : Math.round(sum / of);
  const at = (permille: number): number => {
    let left = Math.ceil((records * permille) / 1000);
    for (let bucket = 0; bucket < bucketCount && left > 0; bucket++) {
      left -= total(({ buckets }) => buckets[bucket] ?? 0);
      if (left <= 0) return bucketStart(bucket);
    }
    return 0;
  };
  return {
    p50: at(500),
    p95: at(950),
    p99: at(990),
    split: [0, 1, 2, 3, 4, 5].map((i) =>
      share(
        total(({ sums }) => sums[i] ?? 0),
        records,
      ),
    ),
    recordsPerBatch: share(records, batches),
    bytesPerBatch: share(
      total((window) => window.bytes),
      batches,
    ),
  };
}
