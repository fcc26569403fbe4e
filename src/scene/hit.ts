import { cellBits, cellsPerReplica, type ViewFrame } from "../contract/frame.ts";
import { replicaBits } from "../contract/overview.ts";
import type { Arrangement, Box, Squares } from "./arrange/arrangement.ts";
import { type Point, pointOn } from "./arrange/route.ts";
import { counted, grouped } from "./figures.ts";
import type { Flight } from "./motion/packets.ts";
import { rowLabel, viewOfRow } from "./row-view.ts";

/** What is under the pointer. */
export type Hit =
  | { readonly kind: "packet"; readonly flight: Flight }
  | {
      readonly kind: "record";
      readonly box: Box;
      readonly offset: number;
      readonly cell: number;
    }
  | { readonly kind: "replica"; readonly box: Box }
  /** A replica of the far view. */
  | {
      readonly kind: "square";
      /** Of the overview. */
      readonly replica: number;
      readonly row: number;
      readonly broker: number;
      readonly bits: number;
    };

/** Pixels around a packet that still mean it. */
const reach = 9;

const apiNames: Readonly<Record<number, string>> = {
  0: "Produce",
  1: "Fetch",
  2: "ListOffsets",
  3: "Metadata",
  18: "ApiVersions",
  19: "CreateTopics",
  20: "DeleteTopics",
  22: "InitProducerId",
  23: "OffsetForLeaderEpoch",
  43: "ElectLeaders",
  44: "IncrementalAlterConfigs",
  52: "Vote",
  53: "BeginQuorumEpoch",
  54: "EndQuorumEpoch",
  55: "DescribeQuorum",
  56: "AlterPartition",
  59: "FetchSnapshot",
  62: "BrokerRegistration",
  63: "BrokerHeartbeat",
  73: "AssignReplicasToDirs",
};

/** The cell of one replica at an offset; 0 where no record is known. */
function cellAt(frame: ViewFrame, box: Box, offset: number): number {
  const view = viewOfRow(frame, box.row);
  const log = view?.logs[box.replica];
  if (view === undefined || log === undefined) return 0;
  const i = offset - view.firstOffset;
  return i < 0 || i >= cellsPerReplica ? 0 : (frame.cells[log.cellsAt + i] ?? 0);
}

/** The row of a replica of the overview: the last that begins at or before it. */
export function rowOfReplica(frame: ViewFrame, replica: number): number {
  const { firstReplica } = frame.overview;
  let [low, high] = [0, firstReplica.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((firstReplica[middle] ?? 0) <= replica) low = middle;
    else high = middle - 1;
  }
  return low;
}

function squareAt(squares: Squares, frame: ViewFrame, point: Point): Hit | null {
  const { spots, w, h } = squares;
  const { brokerOf, replicas } = frame.overview;
  for (let i = 0; 2 * i < spots.length; i++) {
    const [x, y] = [spots[2 * i] ?? Number.NaN, spots[2 * i + 1] ?? 0];
    if (point.x < x || point.x > x + w + 1 || point.y < y || point.y > y + h + 1)
      continue;
    if (Number.isNaN(x)) continue;
    const [broker, bits] = [brokerOf[i] ?? -1, replicas[i] ?? 0];
    const row = rowOfReplica(frame, i);
    return { kind: "square", replica: i, row, broker, bits };
  }
  return null;
}

/** Finds packets first, for they are small, then records, then replicas. */
export function hitAt(
  at: Arrangement,
  frame: ViewFrame,
  point: Point,
  shown: {
    readonly flying: readonly Flight[];
    readonly startOf: (row: number) => number;
  },
): Hit | null {
  for (const flight of shown.flying) {
    const where = pointOn(flight.way, flight.share);
    if (Math.abs(where.x - point.x) < reach && Math.abs(where.y - point.y) < reach)
      return { kind: "packet", flight };
  }
  if (at.squares !== null) return squareAt(at.squares, frame, point);
  for (const row of at.rows) {
    if (point.y < row.top || point.y > row.bottom) continue;
    const box = row.boxes.find(
      (one) =>
        point.x >= one.x &&
        point.x < one.x + one.w &&
        point.y >= one.y &&
        point.y < one.y + one.h,
    );
    if (box === undefined) return null;
    const inside = (point.x - box.x - at.padding) / at.step;
    const offset = Math.floor(shown.startOf(row.index) + inside);
    const cell = inside < 0 ? 0 : cellAt(frame, box, offset);
    return cell === 0 ? { kind: "replica", box } : { kind: "record", box, offset, cell };
  }
  return null;
}

/** `producer checkout`, `broker 2`, `controller 100`. */
export function nodeName(frame: ViewFrame, node: number): string {
  if (node <= -1001) return frame.consumers[-1001 - node]?.id ?? "a consumer";
  if (node < 0) return frame.producers[-1 - node]?.id ?? "a client";
  return frame.brokers.some((one) => one.id === node)
    ? `broker ${node}`
    : `controller ${node}`;
}

function packetText(frame: ViewFrame, flight: Flight): string {
  const api = apiNames[flight.api] ?? `API ${flight.api}`;
  const word = flight.response ? "response" : "request";
  const row = rowLabel(frame, flight.row);
  const about = row === "" ? "" : `, ${row}`;
  const carries = flight.records > 0 ? `, ${counted(flight.records, "record")}` : "";
  const error = flight.error === 0 ? "" : `, error code ${flight.error}`;
  const held = flight.held ? ", held by a cut" : "";
  const ends = `${nodeName(frame, flight.from)} → ${nodeName(frame, flight.to)}`;
  return `${api} ${word}: ${ends}${about}${carries}${error}${held}`;
}

function recordText(frame: ViewFrame, hit: Hit & { readonly kind: "record" }): string {
  const view = viewOfRow(frame, hit.box.row);
  const log = view?.logs[hit.box.replica];
  if (view === undefined || log === undefined) return "";
  const said = [`offset ${grouped(hit.offset)}`];
  if ((hit.cell & cellBits.tombstone) !== 0) said.push("tombstone");
  if ((hit.cell & cellBits.control) !== 0) said.push("control record");
  if ((hit.cell & cellBits.acked) !== 0) said.push("acknowledged");
  if (hit.offset >= log.highWatermark) said.push("past the high watermark");
  if ((hit.cell & cellBits.diverged) !== 0) said.push("not what the leader has");
  return `${view.topic}-${view.partition} on broker ${hit.box.broker}: ${said.join(", ")}`;
}

/** What a replica is, as the controller has it. */
export function replicaWords(bits: number): string {
  const said: string[] = [];
  if ((bits & replicaBits.leader) !== 0) said.push("leader");
  else if ((bits & replicaBits.inSync) !== 0) said.push("in sync");
  else said.push("out of sync");
  if ((bits & replicaBits.eligible) !== 0) said.push("eligible leader");
  if ((bits & replicaBits.adding) !== 0) said.push("being added");
  if ((bits & replicaBits.removing) !== 0) said.push("being removed");
  if ((bits & replicaBits.down) !== 0) said.push("broker down");
  return said.join(", ");
}

/** One line about what is under the pointer; empty where the picture says it already. */
export function hitText(frame: ViewFrame, hit: Hit): string {
  if (hit.kind === "packet") return packetText(frame, hit.flight);
  if (hit.kind === "square")
    return `${rowLabel(frame, hit.row)} on broker ${hit.broker}: ${replicaWords(hit.bits)}`;
  return hit.kind === "record" ? recordText(frame, hit) : "";
}
