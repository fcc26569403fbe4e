import type { ConsumerView } from "../../contract/client-view.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { Arrangement, Row } from "./arrangement.ts";

/** A consumer at the right of the brokers, with the rows that it owns. */
export interface MemberPlace {
  readonly consumer: ConsumerView;
  readonly x: number;
  readonly y: number;
  readonly rows: readonly Row[];
}

/** A group's name over its members; so many members that they have no room are only counted. */
export interface GroupPlace {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  readonly counted: number;
  readonly members: readonly MemberPlace[];
  /** Of all members, where they are only counted. */
  readonly rows: readonly Row[];
}

/** Where a row ends and its owner's line begins. */
export function rowEdge(at: Arrangement): number {
  const last = at.columns.at(-1);
  return (last === undefined ? at.width - at.right : last.x + last.w) + 3;
}

interface Block {
  readonly group: string;
  readonly consumers: readonly ConsumerView[];
  /** Middle of what its members own, where the block would like to be. */
  readonly centre: number;
}

const middle = (row: Row): number => (row.top + row.bottom) / 2;

const mean = (values: readonly number[], otherwise: number): number =>
  values.length === 0
    ? otherwise
    : values.reduce((sum, one) => sum + one, 0) / values.length;

/** Rows by partition's name: those that are shown. */
type RowsByName = ReadonlyMap<string, Row>;

function ownedRows({ positions }: ConsumerView, byName: RowsByName): Row[] {
  return positions.flatMap(
    ({ topic, partition }) => byName.get(`${topic}-${partition}`) ?? [],
  );
}

function blocksOf(frame: ViewFrame, at: Arrangement, byName: RowsByName): Block[] {
  const byGroup = new Map<string, ConsumerView[]>();
  for (const one of frame.consumers) {
    const known = byGroup.get(one.group);
    if (known === undefined) byGroup.set(one.group, [one]);
    else known.push(one);
  }
  const centreOf = (one: ConsumerView): number =>
    mean(ownedRows(one, byName).map(middle), Number.POSITIVE_INFINITY);
  return [...byGroup]
    .map(([group, consumers]) => {
      const places = consumers.map((consumer) => ({
        consumer,
        centre: centreOf(consumer),
      }));
      const known = places.filter(({ centre }) => Number.isFinite(centre));
      return {
        group,
        consumers: places
          .toSorted((a, b) => a.centre - b.centre)
          .map((one) => one.consumer),
        centre: mean(
          known.map(({ centre }) => centre),
          at.height,
        ),
      };
    })
    .toSorted((a, b) => a.centre - b.centre);
}

/** Heights of blocks so that all fit, and whether members are only counted. */
function pitchFor(at: Arrangement, blocks: readonly Block[]): number {
  const members = blocks.reduce((sum, { consumers }) => sum + consumers.length, 0);
  const heads = blocks.length * 22 * at.scale;
  const room = (at.height - heads) / Math.max(1, members);
  const wanted = Math.min(19 * at.scale, room);
  return wanted < 11 * at.scale ? 0 : wanted;
}

/** Groups and their members at the right of the rows, near what they own, none over another. */
export function placeGroups(at: Arrangement, frame: ViewFrame): readonly GroupPlace[] {
  if (at.layout !== "columns" || frame.consumers.length === 0) return [];
  const byName = new Map(at.rows.map((row) => [`${row.topic}-${row.partition}`, row]));
  const blocks = blocksOf(frame, at, byName);
  const pitch = pitchFor(at, blocks);
  const head = 16 * at.scale;
  const heightOf = ({ consumers }: Block): number => head + consumers.length * pitch + 6;
  const total = blocks.reduce((sum, block) => sum + heightOf(block), 0);
  const x = rowEdge(at) + at.right * 0.32;
  let cursor = 4;
  let left = total;
  return blocks.map((block) => {
    const height = heightOf(block);
    const latest = at.height - left;
    const top = Math.max(cursor, Math.min(block.centre - height / 2, latest));
    cursor = top + height;
    left -= height;
    const members = block.consumers.map((consumer, i) => ({
      consumer,
      x,
      y: top + head + (i + 0.5) * pitch,
      rows: ownedRows(consumer, byName),
    }));
    return {
      group: block.group,
      x,
      y: top + head / 2,
      counted: pitch === 0 ? block.consumers.length : 0,
      members: pitch === 0 ? [] : members,
      rows: pitch === 0 ? members.flatMap(({ rows }) => rows) : [],
    };
  });
}
