import type { ArrangeInput } from "./arrange.ts";
import type { Box, Head, PlainArrangement, Row } from "./arrangement.ts";

const pad = 14;
const boxPadding = 10;
const headHeight = 34;
const titleHeight = 24;
const barHeight = 28;
const barGap = 8;
/** Room for `b1` before a bar and for the lane of packets after it. */
const labelWidth = 30;
const laneWidth = 20;

/** The phone's layout: a card for each partition, its replicas under one another. */
export function cards(input: ArrangeInput): PlainArrangement {
  const x = pad + labelWidth;
  const w = input.width - x - laneWidth - pad;
  const heads: Head[] = [];
  const rows: Row[] = [];
  let y = 4;
  let topic: string | null = null;
  for (const one of input.partitions) {
    const index = one.row;
    if (one.topic !== topic) {
      topic = one.topic;
      heads.push({ topic: one.topic, y, height: headHeight });
      y += headHeight;
    }
    const top = y;
    y += titleHeight;
    const boxes: Box[] = one.replicas.map((broker, replica) => {
      const box = { row: index, replica, broker, x, y, w, h: barHeight };
      y += barHeight + barGap;
      return box;
    });
    const bottom = y - barGap;
    const gutter = x + w + laneWidth / 2;
    rows.push({
      index,
      topic: one.topic,
      partition: one.partition,
      top,
      bottom,
      gutter,
      boxes,
    });
    y += 12;
  }
  const step = input.letters ? 13 : 11;
  return {
    layout: "cards",
    closeness: "far",
    width: input.width,
    height: y,
    left: x,
    right: laneWidth + pad,
    columns: [],
    rows,
    heads,
    racks: [],
    controllers: null,
    squares: null,
    step,
    padding: boxPadding,
    capacity: Math.max(4, Math.floor((w - 2 * boxPadding) / step)),
    controlLane: 0,
    scale: 1,
  };
}
