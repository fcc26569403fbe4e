import { describe, expect, it } from "vitest";
import { present } from "../base/assert.ts";
import type { Command } from "../contract/command.ts";
import type { LogDirView } from "../contract/frame.ts";
import type { BrokerDisk } from "../kafka/broker/broker.ts";
import { processOf } from "../kafka/cluster.ts";
import { brokerOf } from "../kafka/controller/metadata-image.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { clusterFromText, type TextCluster } from "../testing/cluster-text.ts";
import { clusterImage } from "./cluster-image.ts";
import { executeCommand } from "./execute.ts";
import { brokerViews } from "./frame/nodes.ts";

/** Each broker has two dirs: the first partition lies in /a, the second in /b. */
const text = `
  orders-0  leader 1  epoch 2  isr 1 2
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
  orders-1  leader 1  epoch 2  isr 1 2
    broker 1 | c d |  hw 2
    broker 2 | c d |  hw 2
`;

const cluster = (config = {}): TextCluster =>
  clusterFromText(text, { config: { "log.dirs": "/a,/b", ...config } });

const diskOf = ({ world }: TextCluster, node: number): BrokerDisk => {
  const index = processOf(world.state.topology, node);
  const process = present(world.state.sim.processes[index], "process");
  return present((process.disk as NodeDisk).broker, "disk");
};

const dirsOf = ({ world }: TextCluster, node: number): readonly LogDirView[] =>
  brokerViews(world.state, clusterImage(world.state), null).find(({ id }) => id === node)
    ?.dirs ?? [];

const status = ({ world }: TextCluster, node: number): string =>
  present(world.state.sim.processes[processOf(world.state.topology, node)], "process")
    .status;

const shown = (of: TextCluster, node: number): string[] =>
  dirsOf(of, node).map((dir) => `${dir.path} ${dir.status} ${dir.replicas}`);

function refusal({ world }: TextCluster, command: Command): string {
  const receipt = executeCommand(world, command);
  return receipt.kind === "refused" ? `${receipt.path}: ${receipt.reason}` : receipt.kind;
}

const produceTo = (of: TextCluster, partition: number, letter: string): TextCluster =>
  of.submit({
    kind: "produce",
    record: { topic: "orders", partition, key: null, value: letter, acks: 1 },
  });

describe("a broker with several log dirs", () => {
  it("puts a new log where the fewest are, and tells the controller where it lies", () => {
    const jbod = cluster();
    expect(shown(jbod, 1)).toEqual(["/a online 1", "/b online 1"]);
    const disk = diskOf(jbod, 1);
    const ids = disk.dirs.map(({ directoryId }) => directoryId);
    expect(jbod.registration("orders", 0).directories[0]).toBe(ids[0]);
    expect(jbod.registration("orders", 1).directories[0]).toBe(ids[1]);
    expect(brokerOf(clusterImage(jbod.world.state), 1)?.directories).toEqual(ids);
  });

  it("leads nothing of a dir that failed, and goes on with the other", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" }).settle();
    expect(jbod.registration("orders", 0)).toMatchObject({ leader: 1, isr: [1, 2] });
    expect(jbod.registration("orders", 1)).toMatchObject({ leader: 2, isr: [2] });
    expect(status(jbod, 1)).toBe("running");
    expect(shown(jbod, 1)).toEqual(["/a online 1", "/b offline 1"]);
    const ids = diskOf(jbod, 1).dirs.map(({ directoryId }) => directoryId);
    expect(brokerOf(clusterImage(jbod.world.state), 1)?.directories).toEqual([ids[0]]);
  });

  it("tells how one thing led to the other", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" }).settle();
    const led = jbod.reports.filter(({ kind, key }) =>
      kind === "partitionChanged" ? key.includes("orders-1") : key.includes("ir"),
    );
    expect(led.map(({ text: told, because }) => [told, ...because])).toEqual([
      ["log dir /b of broker 1 fails by you"],
      ["log dir /b of broker 1 failed: 1 replica offline", "dir:1"],
      ["broker 1 tells the controller that log dir /b is offline", "dirFailed:1"],
      ["ISR 1,2 → 2, leader 1 → 2, epoch 3", "offlineDirs:1"],
    ]);
  });

  it("answers a write to a failed dir with KAFKA_STORAGE_ERROR", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" });
    produceTo(jbod, 1, "x").run(200_000);
    expect(jbod.told("clientError").join()).toContain("KAFKA_STORAGE_ERROR");
  });

  it("takes a dir back at its next start only, and catches up", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" }).settle();
    produceTo(jbod, 1, "x").settle();
    jbod.submit({ kind: "returnDir", node: 1, dir: "/b" }).settle();
    expect(shown(jbod, 1)[1]).toBe("/b offline 1");
    jbod.submit({ kind: "stop", node: 1 }).settle().start(1).settle();
    expect(shown(jbod, 1)[1]).toBe("/b online 1");
    expect(jbod.registration("orders", 1).isr.toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(jbod.toText()).toContain("broker 1 | c d x");
  });

  it("starts with a dir that is still broken, and leaves its replicas out", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" }).settle();
    jbod.submit({ kind: "stop", node: 1 }).settle().start(1).settle();
    expect(status(jbod, 1)).toBe("running");
    expect(jbod.registration("orders", 0).isr.toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(jbod.registration("orders", 1).isr).toEqual([2]);
  });

  it("halts when the dir of its metadata log fails, and does not start again from it", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/a" }).settle();
    expect(status(jbod, 1)).toBe("down");
    expect(jbod.registration("orders", 1).leader).toBe(2);
    expect(jbod.told("processStopped")).toContainEqual(expect.stringContaining("halted"));
    jbod.start(1).run(3_000_000);
    expect(status(jbod, 1)).toBe("down");
    jbod.submit({ kind: "returnDir", node: 1, dir: "/a" }).start(1).settle();
    expect(jbod.registration("orders", 0).isr.toSorted((a, b) => a - b)).toEqual([1, 2]);
  });

  it("shuts down when it cannot tell the controller of a failed dir in time", () => {
    const jbod = cluster({ "log.dir.failure.timeout.ms": "2000" })
      .submit({ kind: "cutPlane", plane: "brokerController", nodes: [1] })
      .submit({ kind: "failDir", node: 1, dir: "/b" })
      .settle();
    expect(jbod.world.state.sim.processes[0]?.status).toBe("running");
    jbod.run(400_000_000);
    expect(status(jbod, 1)).toBe("down");
  });

  it("notices a dir that vanished at its next checkpoint; what is open is written until then", () => {
    const jbod = cluster();
    present(diskOf(jbod, 1).dirs[1], "dir").vanished = true;
    produceTo(jbod, 1, "x").run(300_000);
    expect(jbod.toText()).toContain("broker 1 | c d x |");
    expect(jbod.settle().registration("orders", 1).leader).toBe(2);
  });

  it("keeps new logs out of a cordoned dir", () => {
    const jbod = cluster({ "cordoned.log.dirs": "/b" });
    expect(shown(jbod, 1)).toEqual(["/a online 2", "/b online 0"]);
    const id = present(diskOf(jbod, 1).dirs[1], "dir").directoryId;
    const registered = brokerOf(clusterImage(jbod.world.state), 1);
    expect(registered?.cordonedDirectories).toEqual([id]);
  });
});

describe("DescribeLogDirs", () => {
  const told = (of: TextCluster, body: object): string[] =>
    of
      .ask(1, "DescribeLogDirs", 5, body)
      .answer.results.map(
        ({ logDir, errorCode, topics, isCordoned }) =>
          `${logDir} ${errorCode}${isCordoned ? " cordoned" : ""} ${topics
            .flatMap(({ name, partitions }) =>
              partitions.map(
                (each) => `${name}-${each.partitionIndex}+${each.offsetLag}`,
              ),
            )
            .join(" ")}`,
      );

  it("tells what lies in each dir, and what was asked for alone", () => {
    const jbod = cluster({ "cordoned.log.dirs": "/c", "log.dirs": "/a,/b,/c" });
    expect(told(jbod, { topics: null })).toEqual([
      "/a 0 orders-0+0",
      "/b 0 orders-1+0",
      "/c 0 cordoned ",
    ]);
    const topics = [{ topic: "orders", partitions: [1] }];
    expect(told(jbod, { topics })).toEqual([
      "/a 0 ",
      "/b 0 orders-1+0",
      "/c 0 cordoned ",
    ]);
  });

  it("tells sizes, and what is left of a disk with a limit", () => {
    const limited = cluster().submit({
      kind: "limitDisk",
      node: 1,
      dir: "/b",
      freeBytes: 1000,
    });
    const { results } = limited.ask(1, "DescribeLogDirs", 5, { topics: null }).answer;
    const size = results[1]?.topics[0]?.partitions[0]?.partitionSize ?? 0;
    expect(size).toBeGreaterThan(100);
    expect(results[1]).toMatchObject({ usableBytes: 1000, totalBytes: 1000 + size });
  });

  it("answers KAFKA_STORAGE_ERROR for a dir that is offline", () => {
    const jbod = cluster().submit({ kind: "failDir", node: 1, dir: "/b" }).settle();
    expect(told(jbod, { topics: null })).toEqual(["/a 0 orders-0+0", "/b 56 "]);
  });
});

describe("a full disk", () => {
  it("is a failed one as soon as something is written to it", () => {
    const full = cluster().submit({
      kind: "limitDisk",
      node: 1,
      dir: "/b",
      freeBytes: 10,
    });
    expect(shown(full, 1)[1]).toBe("/b online 1");
    produceTo(full, 1, "x").settle();
    expect(shown(full, 1)[1]).toBe("/b offline 1");
    expect(full.registration("orders", 1).leader).toBe(2);
    expect(full.toText()).toContain("broker 1 | c d |");
  });

  it("fails by its checkpoints although nobody writes records", () => {
    const full = cluster().submit({
      kind: "limitDisk",
      node: 1,
      dir: "/b",
      freeBytes: 0,
    });
    expect(shown(full, 1)[1]).toBe("/b full 1");
    expect(full.settle().registration("orders", 1).leader).toBe(2);
  });

  it("of a follower costs it its place in the ISR", () => {
    const full = cluster().submit({
      kind: "limitDisk",
      node: 2,
      dir: "/b",
      freeBytes: 10,
    });
    produceTo(full, 1, "x").settle();
    expect(full.registration("orders", 1)).toMatchObject({ leader: 1, isr: [1] });
  });

  it("that is freed in time never was one", () => {
    const limit = { kind: "limitDisk", node: 1, dir: "/b" } as const;
    const freed = cluster()
      .submit({ ...limit, freeBytes: 10 })
      .submit({ ...limit, freeBytes: null });
    produceTo(freed, 1, "x").settle();
    expect(freed.toText()).toContain("broker 1 | c d x");
    expect(freed.registration("orders", 1).leader).toBe(1);
  });
});

describe("a slow disk", () => {
  it("delays the acknowledgement by its writes, one after the other", () => {
    const answered = (writeUs: number | null): number => {
      const slow = cluster().submit({
        kind: "slowDisk",
        node: 1,
        dir: "/b",
        writeUs,
        fsyncUs: null,
      });
      const from = slow.world.state.sim.nowUs;
      produceTo(produceTo(slow, 1, "x"), 1, "y");
      while (slow.world.state.pending.some(({ purpose }) => purpose === "produce"))
        slow.run(1000);
      return slow.world.state.sim.nowUs - from;
    };
    const usual = answered(null);
    expect(answered(200_000)).toBeGreaterThanOrEqual(usual + 360_000);
  });

  it("of a follower delays acks=all but not acks=1, and other dirs not at all", () => {
    const slow = cluster().submit({
      kind: "slowDisk",
      node: 2,
      dir: "/b",
      writeUs: 500_000,
      fsyncUs: null,
    });
    produceTo(slow, 1, "x").run(300_000);
    expect(slow.toText()).toContain("broker 1 | c d x |  hw 2");
    slow.run(1_000_000);
    expect(slow.toText()).toContain("broker 2 | c d x |");
    expect(dirsOf(slow, 2).map((dir) => dir.slow)).toEqual([false, true]);
  });
});

describe("a disk that cannot be", () => {
  it.each<[Command, string]>([
    [{ kind: "failDir", node: 9, dir: "/a" }, "/node: There is no node 9"],
    [{ kind: "failDir", node: 101, dir: "/a" }, "/node: Node 101 is a controller"],
    [{ kind: "failDir", node: 1, dir: "/c" }, "/dir: Broker 1 has no log dir /c"],
    [{ kind: "returnDir", node: 1, dir: "/a" }, "/dir: The disk below /a works"],
    [{ kind: "limitDisk", node: 1, dir: "/c", freeBytes: 1 }, "its log.dirs are /a, /b"],
  ])("refuses %j", (command, reason) => {
    expect(refusal(cluster(), command)).toContain(reason);
  });

  it("does not fail twice", () => {
    const broken = cluster().submit({ kind: "failDir", node: 1, dir: "/b" });
    expect(refusal(broken, { kind: "failDir", node: 1, dir: "/b" })).toContain(
      "/dir: The disk below /b is broken already",
    );
  });
});

describe("an unclean start", () => {
  it("takes longer than a clean one, by the bytes that are to be read again", () => {
    const startedAfter = (how: "stop" | "kill"): number => {
      const one = cluster();
      const disk = diskOf(one, 1);
      one.submit({ kind: how, node: 1 }).settle();
      for (const stored of Object.values(disk.logs)) {
        const segment = present(stored.log.segments[0], "segment");
        segment.sizeInBytes += 400_000_000;
      }
      const from = one.start(1).world.state.sim.nowUs;
      const isIn = (): boolean =>
        brokerOf(clusterImage(one.world.state), 1)?.fenced === false;
      while (!isIn() && one.world.state.sim.nowUs < from + 60_000_000) one.run(10_000);
      return one.world.state.sim.nowUs - from;
    };
    // Two threads read 100 MB a second each, of each dir by itself.
    expect(startedAfter("kill") - startedAfter("stop")).toBeGreaterThan(1_900_000);
  });
});
