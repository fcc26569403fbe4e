import { packetStride } from "../../contract/frame.ts";
import type { WireMessage } from "../../kafka/protocol/envelope.ts";
import type { Records } from "../../kafka/protocol/record-batch.ts";
import { eventKinds } from "../../sim/kernel.ts";
import type { WorldState } from "../world.ts";
import { cellOf } from "./cells.ts";

/** Packets shown at most; beyond that they are a blur. */
const limit = 400;

/** The first row of each topic by its id, to place packets that concern one partition. */
export type Rows = Readonly<Record<string, number>>;

interface Carried {
  readonly topicId: string;
  readonly index: number;
  readonly records: Records | null;
  readonly error: number;
}

interface AnyBody {
  readonly topicData?: readonly {
    readonly topicId: string;
    readonly partitionData: readonly {
      readonly index: number;
      readonly records: Records;
    }[];
  }[];
  readonly topics?: readonly {
    readonly topicId?: string;
    readonly partitions?: readonly { readonly partition?: number }[];
  }[];
  readonly responses?: readonly {
    readonly topicId: string;
    readonly partitions?: readonly {
      readonly partitionIndex: number;
      readonly errorCode: number;
      readonly records: Records | null;
    }[];
    readonly partitionResponses?: readonly {
      readonly index: number;
      readonly errorCode: number;
    }[];
  }[];
  readonly errorCode?: number;
}

const nothing: Carried = { topicId: "", index: -1, records: null, error: 0 };

/** What a message mainly concerns: its first partition with records, else its first. */
function carried(message: WireMessage): Carried {
  const body = message.body as AnyBody;
  const written = body.topicData?.[0];
  if (written !== undefined) {
    const data = written.partitionData[0];
    return {
      topicId: written.topicId,
      index: data?.index ?? -1,
      records: data?.records ?? null,
      error: 0,
    };
  }
  const answers = (body.responses ?? []).flatMap((topic) => [
    ...(topic.partitions ?? []).map((partition) => ({
      topicId: topic.topicId,
      index: partition.partitionIndex,
      records: partition.records,
      error: partition.errorCode,
    })),
    ...(topic.partitionResponses ?? []).map((partition) => ({
      topicId: topic.topicId,
      index: partition.index,
      records: null,
      error: partition.errorCode,
    })),
  ]);
  const full = answers.find(({ records }) => records !== null && records.length > 0);
  const found = full ?? answers[0];
  if (found !== undefined) return found;
  const asked = body.topics?.[0];
  const index = asked?.partitions?.[0]?.partition;
  if (asked?.topicId === undefined || index === undefined)
    return { ...nothing, error: body.errorCode ?? 0 };
  return { ...nothing, topicId: asked.topicId, index };
}

const countRecords = (records: Records | null): number =>
  (records ?? []).reduce((sum, { batch }) => sum + batch.recordCount, 0);

/** Numbers of the processes that packets travel between: node ids, or a client's negative number. */
function endNumbers(state: WorldState): (number | undefined)[] {
  const ends: (number | undefined)[] = state.topology.peers.map(({ nodeId }) => nodeId);
  let producers = 0;
  let consumers = 0;
  for (const client of state.clients)
    ends[client.process] =
      client.kind === "producer" ? -1 - producers++ : -1001 - consumers++;
  return ends;
}

interface Flight {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly sentUs: number;
  readonly arriveUs: number;
  readonly message: WireMessage;
}

function flights(state: WorldState): Flight[] {
  const { queue, connections } = state.sim;
  const ends = endNumbers(state);
  const found: Flight[] = [];
  const add = (
    connectionId: number,
    direction: number,
    flight: Pick<Flight, "id" | "sentUs" | "arriveUs" | "message">,
  ): void => {
    const connection = connections[connectionId];
    if (connection === undefined) return;
    const from = ends[direction === 0 ? connection.from : connection.to];
    const to = ends[direction === 0 ? connection.to : connection.from];
    if (from !== undefined && to !== undefined) found.push({ ...flight, from, to });
  };
  for (let i = 0; i < queue.size && found.length < limit; i++) {
    const slot = queue.slots[i] ?? 0;
    if (queue.kinds[slot] !== eventKinds.deliver) continue;
    add(queue.as[slot] ?? 0, queue.bs[slot] ?? 0, {
      id: queue.sequences[i] ?? 0,
      sentUs: queue.sinces[slot] ?? 0,
      arriveUs: queue.times[i] ?? 0,
      message: queue.payloads[slot] as WireMessage,
    });
  }
  for (const connection of Object.values(connections))
    connection.held.forEach((held, i) =>
      add(connection.id, held.direction, {
        id: -(connection.id * 64 + i) - 1,
        sentUs: held.sentUs,
        arriveUs: -1,
        message: held.payload as WireMessage,
      }),
    );
  return found.slice(0, limit);
}

function rowOf(rows: Rows, { topicId, index }: Carried): number {
  const first = rows[topicId];
  return first === undefined || index < 0 ? -1 : first + index;
}

/** Every packet that is on its way or held back. */
export function packetColumns(state: WorldState, rows: Rows): Float64Array {
  const all = flights(state);
  const columns = new Float64Array(all.length * packetStride);
  all.forEach((flight, i) => {
    const { message } = flight;
    const about = carried(message);
    const first = about.records?.[0];
    columns.set(
      [
        flight.id,
        flight.from,
        flight.to,
        flight.sentUs,
        flight.arriveUs,
        message.api,
        message.kind === "response" ? 1 : 0,
        rowOf(rows, about),
        countRecords(about.records),
        first === undefined ? 0 : cellOf(first, 0) & 0x0f,
        about.error,
      ],
      i * packetStride,
    );
  });
  return columns;
}
