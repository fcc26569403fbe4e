import { expect, it } from "vitest";
import { cellBits } from "../../contract/frame.ts";
import { addRecord, clearRecordMarks, createRecordMarks } from "./record-marks.ts";

const place = { x: 4, y: 8 };
const safe = { pale: false, pastHighWatermark: false, leader: true };

it("sorts records by look and hue, so that a painter changes its colour seldom", () => {
  const marks = createRecordMarks();
  addRecord(marks, 3, place, safe);
  addRecord(marks, 3 | cellBits.tombstone, place, safe);
  addRecord(marks, 3, place, { ...safe, pale: true });
  const filled = marks.groups.filter((group) => group.at.length > 0);
  expect(filled.map((group) => group.look).toSorted()).toEqual([
    "hollow",
    "pale",
    "solid",
  ]);
  clearRecordMarks(marks);
  expect(marks.groups.every((group) => group.at.length === 0)).toBe(true);
});

it("marks what was promised but is past the high watermark of the leader", () => {
  const marks = createRecordMarks();
  const past = { pale: true, pastHighWatermark: true, leader: true };
  addRecord(marks, 1 | cellBits.acked, place, past);
  addRecord(marks, 1 | cellBits.acked, place, { ...past, leader: false });
  addRecord(marks, 1, place, past);
  expect(marks.atRisk).toEqual([4, 8]);
});

it("tells apart diverged records that were promised", () => {
  const marks = createRecordMarks();
  addRecord(marks, 1 | cellBits.diverged, place, safe);
  addRecord(marks, 1 | cellBits.diverged | cellBits.acked, place, safe);
  expect(marks.diverged).toHaveLength(2);
  expect(marks.divergedAcked).toHaveLength(2);
});
