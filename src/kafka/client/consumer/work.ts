import { streams } from "../../../sim/draw.ts";
import type { Context } from "../../context.ts";
import {
  columnStride,
  type RecordBatch,
  recordsOf,
} from "../../protocol/record-batch.ts";
import { utf8Decode } from "../../protocol/utf8.ts";
import { countProcessed } from "./application.ts";
import { offsetAt, type RecordSlice } from "./completed-fetch.ts";
import type { Worker } from "./consumer.ts";
import type { Delivered } from "./fetch-collector.ts";
import { tell } from "./tell.ts";
import { ledgerOf, recordProcessed } from "./work-ledger.ts";

/** Records of one batch of one partition that wait for the application. */
interface WorkSlice {
  readonly name: string;
  readonly slice: RecordSlice;
}

/** What a poll returned, while the application works through it. */
export interface Work {
  readonly slices: readonly WorkSlice[];
  /** Place of the record in the application's hands. */
  at: number;
  record: number;
  /** It began with that record then, µs, and will be done with it then. */
  beganUs: number;
  endsUs: number;
  /** Drawn when it was begun: it will fail. */
  fails: boolean;
  /** First record of this slice that was done and not told yet. */
  toldFrom: number;
}

/** What became of the work by now. */
export type Worked =
  | { readonly kind: "working"; readonly untilUs: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly name: string; readonly offset: number };

/** Long work is told piece by piece, µs. */
const pieceUs = 100_000;

/** Begins to work through what a poll returned. */
export function beginWork(
  context: Context,
  consumer: Worker,
  delivered: readonly Delivered[],
): Work {
  const slices = delivered.flatMap(({ name, slices: parts }) =>
    parts.map((slice) => ({ name, slice })),
  );
  const now = context.effects.nowUs();
  const work: Work = {
    slices,
    at: 0,
    record: 0,
    beganUs: now,
    endsUs: now,
    fails: false,
    toldFrom: 0,
  };
  beginRecord(context, consumer, work, now);
  return work;
}

/** The record in the application's hands: its partition and offset. */
export function recordInHand(
  consumer: Worker,
  { slices, at, record, beganUs }: Work,
  nowUs: number,
): { readonly name: string; readonly offset: number } | null {
  const { processing } = consumer.app.settings;
  let ahead = record;
  // Records that all take the same time are not looked at one by one.
  if (isUniform(consumer) && processing.kind === "constant" && processing.us > 0)
    ahead += Math.max(0, Math.floor((nowUs - beganUs) / processing.us));
  for (const { name, slice } of slices.slice(at)) {
    if (ahead < slice.count)
      return { name, offset: offsetAt(slice.entry, slice.first + ahead) };
    ahead -= slice.count;
  }
  return null;
}

function beginRecord(context: Context, consumer: Worker, work: Work, atUs: number): void {
  const { processing, failuresPerTenThousand, poisonKey } = consumer.app.settings;
  const { effects } = context;
  const spanUs =
    processing.kind === "constant"
      ? processing.us
      : processing.fromUs +
        effects.draw(streams.workload, processing.toUs - processing.fromUs + 1);
  work.beganUs = atUs;
  work.endsUs = atUs + spanUs;
  work.fails =
    failuresPerTenThousand > 0 &&
    effects.draw(streams.workload, 10_000) < failuresPerTenThousand;
  if (poisonKey === null) return;
  const current = work.slices[work.at];
  if (current === undefined) return;
  const { entry, first } = current.slice;
  if (keyAt(entry.batch, first + work.record) === poisonKey) work.fails = true;
}

function keyAt(batch: RecordBatch, i: number): string | null {
  const { payload } = batch;
  if (payload.kind === "columns") {
    const index = payload.columns[payload.start + i * columnStride + 1] ?? -1;
    if (index >= -1) return payload.contents.keys[index] ?? null;
  }
  const key = recordsOf(batch)[i]?.key ?? null;
  return key === null ? null : utf8Decode(key);
}

/** Looks at every record of a slice, as an application would. */
export function readSlice({ entry, first, count }: RecordSlice): number {
  const { payload } = entry.batch;
  if (payload.kind !== "columns") return count;
  let sum = 0;
  const end = payload.start + (first + count) * columnStride;
  for (let at = payload.start + first * columnStride + 3; at < end; at += columnStride)
    sum = (sum + (payload.columns[at] as number)) | 0;
  return sum;
}

/** Whether every record of the work takes the same time and goes well, so that none has to be looked at by itself. */
const isUniform = ({ app }: Worker): boolean =>
  app.settings.processing.kind === "constant" &&
  app.settings.failuresPerTenThousand === 0 &&
  app.settings.poisonKey === null;

/** Goes on with the work up to now. */
export function stepWork(context: Context, consumer: Worker, work: Work): Worked {
  const now = context.effects.nowUs();
  while (work.endsUs <= now) {
    const current = work.slices[work.at];
    if (current === undefined) return { kind: "done" };
    const { name, slice } = current;
    if (work.fails) {
      tellDone(context, consumer, work);
      return {
        kind: "failed",
        name,
        offset: offsetAt(slice.entry, slice.first + work.record),
      };
    }
    const endedUs = work.endsUs;
    work.record += isUniform(consumer) ? doneAlike(consumer, work, slice, now) : 1;
    if (work.record >= slice.count) {
      work.record = slice.count;
      tellDone(context, consumer, work);
      work.at++;
      work.record = 0;
      work.toldFrom = 0;
      if (work.at >= work.slices.length) return { kind: "done" };
    }
    beginRecord(context, consumer, work, Math.max(endedUs, work.endsUs));
  }
  tellDone(context, consumer, work);
  return { kind: "working", untilUs: nextLook(consumer, work) };
}

/** How many records of a slice are through by now, when all take the same time; `endsUs` becomes the end of the last one. */
function doneAlike({ app }: Worker, work: Work, slice: RecordSlice, now: number): number {
  const us = app.settings.processing.kind === "constant" ? app.settings.processing.us : 0;
  const left = slice.count - work.record;
  const done = us === 0 ? left : Math.min(left, 1 + Math.floor((now - work.endsUs) / us));
  work.endsUs += (done - 1) * us;
  return done;
}

/** When the work is looked at again: at its end, or after a piece of it. */
function nextLook(consumer: Worker, work: Work): number {
  const { processing } = consumer.app.settings;
  if (!isUniform(consumer) || processing.kind !== "constant") return work.endsUs;
  let left = -work.record;
  for (let i = work.at; i < work.slices.length; i++)
    left += work.slices[i]?.slice.count ?? 0;
  const endUs = work.endsUs + (left - 1) * processing.us;
  if (endUs - work.beganUs <= pieceUs || processing.us >= pieceUs)
    return Math.min(endUs, Math.max(work.endsUs, work.beganUs + pieceUs));
  const records = Math.floor(pieceUs / processing.us);
  return work.beganUs + records * processing.us;
}

/** Tells and notes down what was done of the present slice since it was last told. */
function tellDone(context: Context, consumer: Worker, work: Work): void {
  const current = work.slices[work.at];
  if (current === undefined || work.record <= work.toldFrom) return;
  const { name, slice } = current;
  const { entry, first } = slice;
  const from = offsetAt(entry, first + work.toldFrom);
  const next = offsetAt(entry, first + work.record - 1) + 1;
  recordProcessed(
    ledgerOf(consumer.app.ledger, name),
    from,
    next,
    work.record - work.toldFrom,
  );
  const now = context.effects.nowUs();
  countProcessed(consumer.app, work.record - work.toldFrom, now);
  tell(context, consumer).processed(name, from, next);
  work.toldFrom = work.record;
}

/** Steps over a record that failed; true when the work goes on. */
export function skipRecord(context: Context, consumer: Worker, work: Work): void {
  const current = work.slices[work.at];
  if (current === undefined) return;
  work.record++;
  work.toldFrom = work.record;
  if (work.record >= current.slice.count) {
    work.at++;
    work.record = 0;
    work.toldFrom = 0;
  }
  if (work.at < work.slices.length)
    beginRecord(context, consumer, work, context.effects.nowUs());
}
