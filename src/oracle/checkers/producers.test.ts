import { describe, expect, it } from "vitest";
import { batchOf, ClientStory } from "../../testing/client-story.ts";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";

const first = batchOf({ producerId: 7, epoch: 0, sequence: 0, records: 2 });
const second = batchOf({ producerId: 7, epoch: 0, sequence: 2 });
const gap = batchOf({ producerId: 7, epoch: 0, sequence: 5 });
const older = batchOf({ producerId: 7, epoch: 0, sequence: 3 });
const newer = batchOf({ producerId: 7, epoch: 1, sequence: 0 });
const last = batchOf({ producerId: 7, epoch: 0, sequence: 2_147_483_646, records: 2 });
const wrapped = batchOf({ producerId: 7, epoch: 0, sequence: 0 });
const plain = batchOf();
const other = batchOf();

const story = (): ClientStory => new ClientStory();

const pairs: readonly HistoryPair[] = [
  {
    name: "a batch of an idempotent producer is in a log once",
    invariant: "P1",
    kept: () => story().takesIn(1, first).takesIn(1, second),
    broken: () => story().takesIn(1, first).takesIn(1, second).takesIn(1, first),
  },
  {
    name: "sequences have no gap",
    invariant: "P3",
    kept: () => story().takesIn(1, first).takesIn(1, second),
    broken: () => story().takesIn(1, first).takesIn(1, gap),
  },
  {
    name: "sequences wrap behind 2147483647",
    invariant: "P3",
    kept: () => story().takesIn(1, last).takesIn(1, wrapped),
    broken: () => story().takesIn(1, last).takesIn(1, second),
  },
  {
    name: "an older epoch is fenced",
    invariant: "P4",
    kept: () => story().takesIn(1, first).takesIn(1, newer),
    broken: () => story().takesIn(1, newer).takesIn(1, older),
  },
  {
    name: "an idempotent producer's order is kept",
    invariant: "P2",
    kept: () =>
      story().sends(1, first).sends(2, second).takesIn(1, first).takesIn(1, second),
    broken: () =>
      story().sends(1, second).sends(2, first).takesIn(1, first).takesIn(1, second),
  },
  {
    name: "with one request at a time the order is kept",
    invariant: "P2",
    kept: () =>
      story()
        .startsProducer(5, false)
        .sends(1, plain)
        .sends(2, other)
        .takesIn(1, other)
        .takesIn(1, plain),
    broken: () =>
      story()
        .startsProducer(1, false)
        .sends(1, plain)
        .sends(2, other)
        .takesIn(1, other)
        .takesIn(1, plain),
  },
  {
    name: "an acknowledged batch is where its producer was told",
    invariant: "P5",
    kept: () => {
      const told = story().takesIn(1, plain);
      return told.acked(1, 0, 1);
    },
    broken: () => {
      const told = story().takesIn(1, plain).takesIn(1, other);
      told.probe.acknowledged("p", {
        topic: "orders",
        topicId: "b3JkZXJzLW9yZGVycy1vcg",
        partition: 0,
        baseOffset: 1,
        batch: plain,
        acks: 1,
      });
      return told;
    },
  },
  {
    name: "a send completes once",
    invariant: "P6",
    kept: () => story().sends(1, plain).isAcked(1, plain),
    broken: () =>
      story().sends(1, plain).isAcked(1, plain).fails(1, plain, "TimeoutException"),
  },
  {
    name: "what failed for good is never written",
    invariant: "P7",
    kept: () =>
      story()
        .sends(1, plain)
        .retries(1, plain)
        .fails(1, plain, "MESSAGE_TOO_LARGE")
        .takesIn(1, plain),
    broken: () =>
      story().sends(1, plain).fails(1, plain, "MESSAGE_TOO_LARGE").takesIn(1, plain),
  },
  {
    name: "no more requests are unanswered than are allowed",
    invariant: "P10",
    kept: () => story().startsProducer(2).sends(1, plain, 2),
    broken: () => story().startsProducer(2).sends(1, plain, 3),
  },
  {
    name: "an epoch of a producer id is never given again",
    invariant: "P4",
    kept: () =>
      story()
        .producer({ kind: "session", producerId: 7, epoch: 0 })
        .producer({ kind: "session", producerId: 7, epoch: 1 }),
    broken: () =>
      story()
        .producer({ kind: "session", producerId: 7, epoch: 1 })
        .producer({ kind: "session", producerId: 7, epoch: 0 }),
  },
];

holdPairs(pairs);

describe("a retry", () => {
  it("is written twice without idempotence, which Kafka allows", () => {
    const told = story()
      .sends(1, plain)
      .takesIn(1, plain)
      .retries(1, plain)
      .takesIn(1, plain);
    expect(told.bugs()).toEqual([]);
    expect(told.told("P1")).toEqual([
      "P1: 1 records of producer p are in orders-0 twice, up to offset 0 and from 1 on: the answer to the first sending was lost or late, the producer sent it again, and without enable.idempotence no broker knows it again",
    ]);
  });

  it("is no duplicate where the first copy was lost with its leader", () => {
    const told = story().sends(1, first).takesIn(1, first);
    told.commits({ leader: 2, isr: [2, 3] }).leads(2);
    told.takesIn(2, first);
    expect(told.bugs()).toEqual([]);
    expect(told.told("P1")).toEqual([]);
  });

  it("is a hazard of KIP-360 where a raised epoch gave it another sequence", () => {
    const again = { ...first, producerEpoch: 1, baseSequence: 0 };
    const told = story().sends(1, first).takesIn(1, first).takesIn(1, again);
    expect(told.bugs()).toEqual([]);
    expect(told.findings("hazard")[0]).toMatchObject({
      invariant: "P1",
      reference: "KIP-360",
    });
  });
});

describe("a key", () => {
  const keyed = (partition: number): ClientStory => {
    const batch = {
      ...plain,
      payload: {
        kind: "columns" as const,
        contents: { keys: ["key-1"], explicit: [] },
        columns: new Int32Array([0, 0, 1, 0]),
        start: 0,
      },
    };
    return story().producer({
      kind: "sent",
      batch: { topic: "orders", partition, number: 8, batch },
      producerId: -1,
      epoch: -1,
      baseSequence: -1,
      attempts: 0,
      node: 1,
      inFlight: 1,
      partitions: 3,
    });
  };

  it("goes to its partition, and P8 says where it does not", () => {
    expect(keyed(0).bugs()).toEqual([]);
    expect(keyed(2).bugs()).toEqual(["P8"]);
  });
});
