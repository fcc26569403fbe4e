import { describe, expect, it } from "vitest";
import type { Command } from "../contract/command.ts";
import type { ViewFrame } from "../contract/frame.ts";
import { cellBits, cellsPerReplica, packetStride } from "../contract/frame.ts";
import { openingScenario } from "../scenario/opening.ts";
import { detailOf } from "./frame/detail.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const second = 1_000_000;
const all = Number.MAX_SAFE_INTEGER;

function opened(): Run {
  const run = new Run(openingScenario, oracle);
  run.lookWith(detailOf);
  run.warmUp();
  return run;
}

const look = (run: Run): ViewFrame => run.advance({ virtualUs: 0, events: 0 });

describe("a run", () => {
  it("opens with both topics led, both producers acknowledged and every member of its groups reading", () => {
    const run = opened();
    const frame = look(run);
    expect(frame.topics.map(({ name }) => name)).toEqual([
      "customers",
      "orders",
      "__consumer_offsets",
    ]);
    expect(
      frame.partitions.every(({ leader, isr }) => leader > 0 && isr.length === 3),
    ).toBe(true);
    expect(frame.producers.every(({ acked }) => acked > 0)).toBe(true);
    const { consumers } = frame;
    expect(consumers.map(({ consumed }) => consumed > 0)).toEqual([true, true, true]);
    expect(frame.promises.checked).toBe(true);
    expect(frame.promises.lost).toBe(0);
  });

  it("does not depend on how far one asks it to go at once", () => {
    const straight = opened();
    const pieces = opened();
    straight.submit({ kind: "kill", node: 1 });
    pieces.submit({ kind: "kill", node: 1 });
    const whole = straight.advance({ virtualUs: 12 * second, events: all });
    let frame = look(pieces);
    for (let i = 0; i < 1200; i++)
      frame = pieces.advance({ virtualUs: 10_000, events: all });
    expect(frame.traceHash).toBe(whole.traceHash);
    expect(frame.events).toBe(whole.events);
  });

  it("gives the same events when its command log is replayed", () => {
    const run = opened();
    const commands: Command[] = [
      { kind: "kill", node: 1 },
      { kind: "cut", a: 2, b: 3, oneWay: true },
      { kind: "heal", link: null },
      { kind: "start", node: 1 },
    ];
    for (const command of commands) {
      expect(run.submit(command).kind).toBe("accepted");
      run.advance({ virtualUs: 3 * second, events: all });
    }
    const file = run.export();
    const again = new Run(openingScenario, oracle);
    again.replay(file.commands);
    const { atUs, events } = look(again);
    const frame = again.advance({ virtualUs: file.atUs - atUs, events: all });
    expect(file.events).toBeGreaterThan(events);
    expect(frame.traceHash).toBe(file.traceHash);
  });

  it("goes back to a snapshot and on again as before", () => {
    const run = opened();
    run.submit({ kind: "pause", node: 2 });
    run.advance({ virtualUs: 4 * second, events: all });
    const snapshot = run.snapshot();
    const first = run.advance({ virtualUs: 15 * second, events: all });
    run.restore(snapshot);
    const repeated = run.advance({ virtualUs: 15 * second, events: all });
    expect(repeated.traceHash).toBe(first.traceHash);
    expect(repeated.promises).toEqual(first.promises);
    run.restore(snapshot);
    expect(look(run).atUs).toBe(first.atUs - 15 * second);
  });

  it("loses nothing that was acknowledged with acks=all when the leader is killed, and tells why it moved", () => {
    const run = opened();
    run.submit({ kind: "kill", node: 1 });
    const frame = run.advance({ virtualUs: 12 * second, events: all });
    const orders = frame.partitions.find(
      ({ topic, partition }) => topic === "orders" && partition === 0,
    );
    expect(orders?.leader).toBe(2);
    expect(orders?.leaderEpoch).toBe(1);
    expect(orders?.isr).toEqual([2, 3]);
    run.submit({
      kind: "focus",
      on: { kind: "partition", topic: "orders", partition: 0 },
    });
    const why = look(run).detail?.why ?? [];
    const told = frame.happenings
      .filter(({ id }) => why.includes(id))
      .map(({ text }) => text);
    expect(told).toEqual([
      "broker 1 killed by you",
      "controller heard no heartbeat of broker 1 for 9 s and fenced it",
      "ISR 1,2,3 → 2,3, leader 1 → 2, epoch 1",
      expect.stringMatching(/^broker 2 leads from offset \d+ in epoch 1$/),
    ]);
  });

  it("names records that were acknowledged with acks=1 and are lost", () => {
    const run = opened();
    const isLeader =
      look(run).partitions.find(({ topic }) => topic === "customers")?.leader ?? -1;
    for (const other of [1, 2, 3].filter((id) => id !== isLeader))
      run.submit({ kind: "cut", a: isLeader, b: other, oneWay: false });
    run.submit({ kind: "cut", a: isLeader, b: 101, oneWay: false });
    const frame = run.advance({ virtualUs: 25 * second, events: all });
    const lost = frame.happenings.find(({ weight }) => weight === "loss");
    expect(frame.promises.lost).toBeGreaterThan(0);
    expect(lost?.text).toMatch(/of customers-\d acknowledged with acks=1 \(offset/);
  });
});

describe("a frame", () => {
  it("shows each replica's newest records as cells on one scale of offsets", () => {
    const { partitions, cells } = look(opened());
    for (const row of partitions.filter(({ topic }) => !topic.startsWith("__")))
      for (const log of row.logs) {
        const mine = cells.subarray(log.cellsAt, log.cellsAt + cellsPerReplica);
        const filled = [...mine].filter((cell) => (cell & cellBits.hue) !== 0).length;
        expect(filled).toBe(
          log.logEndOffset - Math.max(row.firstOffset, log.logStartOffset),
        );
        const acked = [...mine].filter((cell) => (cell & cellBits.acked) !== 0).length;
        expect(acked).toBeGreaterThan(0);
        expect(acked).toBeLessThanOrEqual(filled);
      }
  });

  it("shows every packet between two ends that the page knows", () => {
    const run = opened();
    const frames = Array.from({ length: 50 }, () =>
      run.advance({ virtualUs: 1000, events: all }),
    );
    const packets = frames.flatMap(({ packets: columns }) =>
      Array.from({ length: columns.length / packetStride }, (_, i) =>
        columns.slice(i * packetStride, (i + 1) * packetStride),
      ),
    );
    expect(packets.length).toBeGreaterThan(20);
    for (const [, from = 0, to = 0, sentUs = 0, arriveUs = 0] of packets) {
      expect(from).not.toBe(to);
      expect(arriveUs).toBeGreaterThan(sentUs);
    }
  });
});

describe("commands", () => {
  it.each<[string, Command, string, RegExp]>([
    [
      "an unknown node",
      { kind: "kill", node: 9 },
      "/node",
      /no node 9; the cluster has 1, 2, 3, 101/,
    ],
    [
      "a start of what runs",
      { kind: "start", node: 1 },
      "/node",
      /is running; start needs one that is down/,
    ],
    ["a wipe of what runs", { kind: "wipe", node: 1 }, "/node", /needs one that is down/],
    [
      "a link to itself",
      { kind: "cut", a: 1, b: 1, oneWay: false },
      "/b",
      /two different nodes/,
    ],
    ["a heal of nothing", { kind: "heal", link: null }, "/link", /nothing to heal/],
    [
      "an unknown client",
      { kind: "removeClient", id: "x" },
      "/id",
      /no client x; the run has checkout/,
    ],
    [
      "a topic that exists",
      {
        kind: "createTopic",
        topic: {
          name: "orders",
          partitions: 1,
          replicationFactor: 1,
          assignment: null,
          config: {},
        },
      },
      "/topic/name",
      /exists already/,
    ],
    [
      "a record for a partition that is not there",
      {
        kind: "produce",
        record: { topic: "orders", partition: 7, key: null, value: "v", acks: -1 },
      },
      "/record/partition",
      /has the partitions 0 to 2/,
    ],
  ])("refuses %s and says what is there", (_, command, path, reason) => {
    const receipt = opened().submit(command);
    expect(receipt).toMatchObject({ kind: "refused", path });
    expect(receipt.kind === "refused" ? receipt.reason : "").toMatch(reason);
  });

  it("puts a record by hand where its key belongs and counts its promise", () => {
    const run = opened();
    const before = look(run).promises.acked;
    const stop: Command[] = [
      { kind: "removeClient", id: "checkout" },
      { kind: "removeClient", id: "profile-updates" },
    ];
    for (const command of stop) run.submit(command);
    run.advance({ virtualUs: second, events: all });
    const settled = look(run).promises.acked;
    expect(settled).toBeGreaterThanOrEqual(before);
    const record = {
      topic: "orders",
      partition: null,
      key: "me",
      value: "hello",
      acks: -1,
    } as const;
    expect(run.submit({ kind: "produce", record }).kind).toBe("accepted");
    run.advance({ virtualUs: second, events: all });
    expect(look(run).promises.acked).toBe(settled + 1);
  });

  it("reports Kafka's own refusal as a happening", () => {
    const run = opened();
    const topic = {
      name: "wide",
      partitions: 1,
      replicationFactor: 5,
      assignment: null,
      config: {},
    };
    run.submit({ kind: "createTopic", topic });
    const frame = run.advance({ virtualUs: second, events: all });
    expect(frame.happenings.map(({ text }) => text)).toContain(
      "create topic wide failed: INVALID_REPLICATION_FACTOR",
    );
  });

  it("creates and deletes a topic, changes its config and moves leadership back", () => {
    const run = opened();
    const go = (command: Command): ViewFrame => {
      expect(run.submit(command).kind).toBe("accepted");
      return run.advance({ virtualUs: second, events: all });
    };
    const topic = {
      name: "new",
      partitions: 2,
      replicationFactor: 2,
      assignment: null,
      config: {},
    };
    const rows = (frame: ViewFrame): string[] =>
      frame.partitions.map(({ topic: name, partition }) => `${name}-${partition}`);
    expect(rows(go({ kind: "createTopic", topic }))).toContain("new-1");
    const changed = go({
      kind: "alterConfig",
      scope: { kind: "topic", topic: "new" },
      name: "min.insync.replicas",
      value: "2",
    });
    expect(changed.topics.find(({ name }) => name === "new")?.minInsyncReplicas).toBe(2);
    expect(rows(go({ kind: "deleteTopic", topic: "new" }))).not.toContain("new-1");
  });
});
