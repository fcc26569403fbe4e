import { assert } from "../base/assert.ts";

/** One record of a drawing: a letter, and the leader epoch that wrote it (`c2`; 0 when none is drawn). */
export interface DrawnRecord {
  readonly letter: string;
  readonly epoch: number;
}

/** One replica of a drawing. */
export interface DrawnReplica {
  readonly broker: number;
  readonly records: readonly DrawnRecord[];
  readonly highWatermark: number;
  readonly down: boolean;
}

/** One partition as it is drawn, and as it is drawn again from a running cluster. */
export interface DrawnPartition {
  readonly topic: string;
  readonly index: number;
  /** -1 is none. */
  readonly leader: number;
  readonly epoch: number;
  readonly isr: readonly number[];
  readonly replicas: readonly DrawnReplica[];
}

const heading = /^(\w+)-(\d+)\s+leader (\d+|none)\s+epoch (\d+)\s+isr( none|(?: \d+)+)$/;
const replicaLine = /^broker (\d+) \|([^|]*)\|\s*(?:hw (\d+)|(down))(?:\s+(down))?$/;

const numbers = (text: string): number[] =>
  text === " none" ? [] : text.trim().split(/\s+/).map(Number);

function drawnRecord(text: string): DrawnRecord {
  const [, letter = "", epoch = ""] = /^([a-z])(\d*)$/.exec(text) ?? [];
  assert(letter !== "", `a record is a letter with its epoch, not ${text}`);
  return { letter, epoch: Number(epoch) };
}

function drawnReplica(line: string): DrawnReplica {
  const match = replicaLine.exec(line);
  assert(match !== null, `not a line of a replica: ${line}`);
  const [, broker, records = "", highWatermark, down, alsoDown] = match;
  return {
    broker: Number(broker),
    records: records.trim().split(/\s+/).filter(Boolean).map(drawnRecord),
    highWatermark: Number(highWatermark ?? 0),
    down: (down ?? alsoDown) !== undefined,
  };
}

/** Reads a drawing: a heading a partition and a line a replica. */
export function readDrawing(text: string): DrawnPartition[] {
  const found: (Omit<DrawnPartition, "replicas"> & { replicas: DrawnReplica[] })[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    const match = heading.exec(line);
    if (match === null) {
      found.at(-1)?.replicas.push(drawnReplica(line));
      continue;
    }
    const [, topic = "", index, leader, epoch, isr = ""] = match;
    found.push({
      topic,
      index: Number(index),
      leader: leader === "none" ? -1 : Number(leader),
      epoch: Number(epoch),
      isr: numbers(isr),
      replicas: [],
    });
  }
  return found;
}

function writePartition(drawn: DrawnPartition): string {
  const { topic, index, leader, epoch, isr, replicas } = drawn;
  const head = `${topic}-${index}  leader ${leader < 0 ? "none" : leader}  epoch ${epoch}  isr ${isr.join(" ") || "none"}`;
  const logs = replicas.map(({ records }) =>
    records.map(({ letter }) => `${letter} `).join(""),
  );
  const width = Math.max(...logs.map((log) => log.length));
  const lines = replicas.map(
    ({ broker, highWatermark, down }, i) =>
      `  broker ${broker} | ${(logs[i] ?? "").padEnd(width)}|  ${down ? "down" : `hw ${highWatermark}`}`,
  );
  return [head, ...lines].join("\n");
}

/** Draws partitions; epochs of records are left out. */
export const writeDrawing = (partitions: readonly DrawnPartition[]): string =>
  partitions.map(writePartition).join("\n");

/** A drawing in a test's source without its indentation. */
export function drawing(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}
