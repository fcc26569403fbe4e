import type { ConsumerEvent, ProducerEvent } from "../kafka/client-probe.ts";
import type { GroupEvent } from "../kafka/group-probe.ts";
import { batchOfRecords } from "../kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../kafka/protocol/record-batch.ts";
import { OracleStory, type StorySettings } from "./oracle-story.ts";

const topic = "orders";
const partition = { topic, partition: 0 };
const group = "billing";

/** What a batch of a story is sent with. */
interface Sending {
  readonly producerId?: number;
  readonly epoch?: number;
  readonly sequence?: number;
  readonly records?: number;
}

/** A batch of records without keys, as a producer makes it. */
export const batchOf = (sending: Sending = {}): RecordBatch => {
  const { producerId = -1, epoch = -1, sequence = -1, records = 1 } = sending;
  return batchOfRecords(
    Array.from({ length: records }, (_, offsetDelta) => ({
      offsetDelta,
      timestamp: 0,
      key: null,
      value: new Uint8Array(1),
      headers: [],
    })),
    {
      producer: {
        producerId,
        producerEpoch: epoch,
        baseSequence: sequence,
        isTransactional: false,
      },
    },
  );
};

/** A history of a partition, of a producer `p`, of consumers and of a group, told to the oracle step by step. */
export class ClientStory extends OracleStory {
  constructor(settings: StorySettings = {}) {
    super(settings);
    this.broker(1).broker(2).broker(3).commits({}).leads(1);
  }

  producer(event: ProducerEvent): this {
    this.probe.clients.producer("p", event);
    return this;
  }

  startsProducer(maxInFlight = 5, idempotent = true): this {
    return this.producer({ kind: "started", idempotent, maxInFlight });
  }

  sends(number: number, batch: RecordBatch, inFlight = 1): this {
    return this.producer({
      kind: "sent",
      batch: { topic, partition: 0, number, batch },
      producerId: batch.producerId,
      epoch: batch.producerEpoch,
      baseSequence: batch.baseSequence,
      attempts: 0,
      node: 1,
      inFlight,
      partitions: 1,
    });
  }

  retries(number: number, batch: RecordBatch, error = "NETWORK_EXCEPTION"): this {
    const name = { topic, partition: 0, number, batch };
    return this.producer({ kind: "retried", batch: name, error });
  }

  isAcked(number: number, batch: RecordBatch, offset = 0): this {
    const name = { topic, partition: 0, number, batch };
    return this.producer({ kind: "acked", batch: name, offset });
  }

  fails(number: number, batch: RecordBatch, error: string): this {
    const name = { topic, partition: 0, number, batch };
    return this.producer({ kind: "failed", batch: name, error, sent: true });
  }

  consumer(event: ConsumerEvent, client = "c"): this {
    this.probe.clients.consumer(client, event);
    return this;
  }

  /** A consumer of the group is assigned the partition and begins at an offset. */
  begins(client: string, offset: number, by: "committed" | "reset" = "committed"): this {
    return this.consumer({ kind: "started", group }, client)
      .consumer({ kind: "joined", group, memberId: client, generation: 1 }, client)
      .consumer({ kind: "assigned", partitions: [partition] }, client)
      .consumer({ kind: "positioned", partition, offset, by }, client);
  }

  polls(client: string, from: number, next: number): this {
    return this.consumer({ kind: "polled", partition, from, next }, client);
  }

  processes(client: string, from: number, next: number): this {
    return this.consumer({ kind: "processed", partition, from, next }, client);
  }

  /** A consumer asks for a commit, and its coordinator takes and acknowledges it. */
  asks(client: string, offset: number, how: "auto" | "sync" = "sync"): this {
    const offsets = [{ ...partition, offset }];
    return this.consumer(
      { kind: "commit", group, how, isAwaited: false, offsets },
      client,
    );
  }

  /** The coordinator does something to the group. */
  group(event: GroupEvent, broker = 1): this {
    this.probe.groups.group(broker, group, event);
    return this;
  }

  state(from: string, to: string, generation: number): this {
    return this.group({ kind: "state", from, to, generation });
  }

  member(
    memberId: string,
    what: Extract<GroupEvent, { kind: "member" }>["what"],
    epoch = 0,
    instanceId: string | null = null,
  ): this {
    const reason = "";
    return this.group({
      kind: "member",
      memberId,
      instanceId,
      clientId: memberId,
      what,
      reason,
      epoch,
    });
  }

  assigns(
    memberId: string,
    generation: number,
    assigned: readonly number[],
    revoking: readonly number[] = [],
  ): this {
    const of = (
      partitions: readonly number[],
    ): { topic: string; partitions: readonly number[] }[] =>
      partitions.length === 0 ? [] : [{ topic, partitions }];
    return this.group({
      kind: "assignment",
      memberId,
      generation,
      assigned: of(assigned),
      revoking: of(revoking),
    });
  }

  target(epoch: number, of: Readonly<Record<string, readonly number[]>>): this {
    const members = Object.entries(of).map(([memberId, partitions]) => ({
      memberId,
      assigned: partitions.length === 0 ? [] : [{ topic, partitions }],
    }));
    return this.group({
      kind: "target",
      epoch,
      assignor: "uniform",
      homogeneous: true,
      members,
    });
  }

  takes(memberId: string, generation: number, offset: number): this {
    return this.group({ kind: "committed", memberId, generation, ...partition, offset });
  }

  acknowledges(offset: number): this {
    this.probe.groups.commitAcknowledged(1, group, { ...partition, offset });
    return this;
  }

  coordinates(
    broker: number,
    epoch: number,
    what: "loading" | "active" | "unloaded" | "reverted" = "active",
  ): this {
    const at = { topic: "__consumer_offsets", partition: 0 };
    this.probe.groups.coordinator(broker, at, { what, epoch });
    return this;
  }

  /** A leader appends this very batch. */
  takesIn(broker: number, batch: RecordBatch): this {
    return this.appends(broker, batch, 1);
  }

  /** What was found, told in words, of one invariant. */
  told(invariant: string): string[] {
    return this.holder.state.findings
      .filter((finding) => finding.invariant === invariant)
      .map(({ text }) => text);
  }
}
