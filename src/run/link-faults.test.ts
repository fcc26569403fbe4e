import { describe, expect, it } from "vitest";
import { defaultProducerSettings } from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { LinkView } from "../contract/frame.ts";
import { clusterFromText, type TextCluster } from "../testing/cluster-text.ts";
import { executeCommand } from "./execute.ts";
import { linkViews } from "./frame/links.ts";

const text = `
  orders-0  leader 1  epoch 2  isr 1 2 3
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
    broker 3 | a b |  hw 2
`;

const cluster = (): TextCluster => clusterFromText(text);

const links = ({ world }: TextCluster): readonly LinkView[] => linkViews(world.state);

const cuts = (of: TextCluster): string[] =>
  links(of)
    .filter(({ cutForth, cutBack }) => cutForth && cutBack)
    .map(({ a, b }) => `${a}-${b}`);

function refusal({ world }: TextCluster, command: Command): string {
  const receipt = executeCommand(world, command);
  return receipt.kind === "refused" ? `${receipt.path}: ${receipt.reason}` : receipt.kind;
}

const producer = {
  kind: "startProducer",
  producer: {
    id: "shop",
    topic: "orders",
    settings: { ...defaultProducerSettings, recordsPerSecond: 100 },
  },
} as const;

/** Records that broker 1 holds. */
const written = ({ world }: TextCluster): number => {
  const disk = world.state.sim.processes[0]?.disk as {
    broker: { logs: Record<string, { log: { logEndOffset: number } }> };
  };
  return Object.values(disk.broker.logs)[0]?.log.logEndOffset ?? 0;
};

describe("a link by command", () => {
  it("that is stalled between follower and leader costs the follower its place in the ISR", () => {
    const stalled = cluster();
    stalled.submit({ kind: "stall", a: 3, b: 1, oneWay: false }).produce("c", 1).settle();
    expect(stalled.registration("orders", 0).isr).toEqual([1, 2]);
    expect(links(stalled)).toMatchObject([
      { a: 1, b: 3, cutForth: false, stalledForth: true, stalledBack: true },
    ]);
    stalled.submit({ kind: "heal", link: { a: 1, b: 3 } }).settle();
    expect(stalled.registration("orders", 0).isr.toSorted((a, b) => a - b)).toEqual([
      1, 2, 3,
    ]);
    expect(links(stalled)).toEqual([]);
  });

  it("that is stalled one way holds only what goes that way", () => {
    const stalled = cluster().submit({ kind: "stall", a: 3, b: 1, oneWay: true });
    expect(links(stalled)).toMatchObject([{ stalledForth: false, stalledBack: true }]);
  });

  it("to a client that is cut keeps its records away, and nobody else's", () => {
    const apart = cluster().submit(producer).run(1_000_000);
    const before = written(apart);
    expect(before).toBeGreaterThan(50);
    apart.submit({ kind: "cut", a: "shop", b: 1, oneWay: false }).run(100_000);
    const then = written(apart);
    apart.run(2_000_000);
    expect(written(apart)).toBe(then);
    expect(links(apart)).toMatchObject([{ a: 1, b: "shop", cutForth: true }]);
    apart.submit({ kind: "heal", link: { a: 1, b: "shop" } }).run(5_000_000);
    expect(written(apart)).toBeGreaterThan(then + 100);
  });

  it("whose connections are reset carries on with new ones", () => {
    const broken = cluster().submit({ kind: "resetConnections", a: 1, b: 2 });
    expect(broken.told("command")[0]).toMatch(/connections? between 1 and 2 reset/u);
    broken.produce("c", -1).settle();
    expect(broken.toText()).toContain("broker 2 | a b c |");
    expect(broken.registration("orders", 0).isr).toEqual([1, 2, 3]);
  });

  it("that is slower than the session keeps its broker from the metadata, not from its followers", () => {
    const slow = cluster().submit({
      kind: "shapeLink",
      a: 2,
      b: 101,
      latencyUs: 1_500_000,
      jitterUs: null,
      bandwidth: null,
    });
    expect(links(slow)).toMatchObject([{ a: 2, b: 101, latencyUs: 1_500_000 }]);
    slow.submit({
      kind: "alterConfig",
      scope: { kind: "topic", topic: "orders" },
      name: "min.insync.replicas",
      value: "2",
    });
    slow.run(1_200_000);
    const behind = slow.world.state.sim.processes
      .slice(0, 3)
      .map(({ memory }) => (memory as { broker: { appliedOffset: number } }).broker);
    const [one, two] = behind.map(({ appliedOffset }) => appliedOffset);
    expect(one).toBeGreaterThan(two ?? 0);
    slow.submit({
      kind: "shapeLink",
      a: 2,
      b: 101,
      latencyUs: null,
      jitterUs: null,
      bandwidth: null,
    });
    expect(links(slow)).toEqual([]);
  });

  it("keeps its cut when it is shaped, and its shape when it is cut", () => {
    const both = cluster().cut(1, 2).submit({
      kind: "shapeLink",
      a: 2,
      b: 1,
      latencyUs: null,
      jitterUs: 7,
      bandwidth: 99,
    });
    expect(links(both)).toMatchObject([
      { a: 1, b: 2, cutForth: true, latencyUs: null, jitterUs: 7, bandwidth: 99 },
    ]);
  });

  it("that flaps is cut and healed in turn until its time is over", () => {
    const flapping = cluster().submit({
      kind: "flap",
      a: 1,
      b: 2,
      periodUs: 1_000_000,
      dutyPercent: 30,
      forUs: 2_500_000,
    });
    const seen: number[] = [];
    for (let i = 0; i < 30; i++) {
      flapping.run(100_000);
      seen.push(links(flapping).length);
    }
    const runs = seen.join("").match(/1+|0+/gu) ?? [];
    expect(runs[0]?.startsWith("1")).toBe(true);
    expect(runs.length).toBe(6);
    expect(flapping.world.state.timed.flaps).toEqual([]);
    expect(links(flapping)).toEqual([]);
  });

  it("that flaps is quiet when it is healed", () => {
    const healed = cluster()
      .submit({ kind: "flap", a: 1, b: 2, periodUs: 1000, dutyPercent: 50, forUs: 1e9 })
      .submit({ kind: "heal", link: null })
      .run(10_000);
    expect(links(healed)).toEqual([]);
  });
});

describe("a network by command", () => {
  it("isolates a node from nodes and clients", () => {
    const lonely = cluster().submit(producer).submit({ kind: "isolate", node: 2 });
    expect(cuts(lonely)).toEqual(["1-2", "2-3", "2-101", "2-shop"]);
  });

  it("is parted into groups, where a bridge may be in both", () => {
    const groups = [
      [1, 2],
      [2, 3],
    ];
    expect(cuts(cluster().submit({ kind: "partition", groups }))).toEqual(["1-3"]);
  });

  it("loses one plane", () => {
    const cut = (plane: "brokerController" | "brokerBroker", nodes: number[] | null) =>
      cuts(cluster().submit({ kind: "cutPlane", plane, nodes }));
    expect(cut("brokerController", null)).toEqual(["1-101", "2-101", "3-101"]);
    expect(cut("brokerController", [2])).toEqual(["2-101"]);
    expect(cut("brokerBroker", [3])).toEqual(["1-3", "2-3"]);
    const clients = cluster()
      .submit(producer)
      .submit({ kind: "cutPlane", plane: "clientBroker", nodes: [1] });
    expect(cuts(clients)).toEqual(["1-shop"]);
  });

  it("whose brokers are cut from the controller keeps its leaders and loses its sessions", () => {
    const blind = cluster()
      .submit({ kind: "cutPlane", plane: "brokerController", nodes: [1] })
      .settle();
    expect(blind.registration("orders", 0).leader).toBe(2);
    blind.submit({ kind: "healAll" }).settle();
    expect(blind.registration("orders", 0).isr.toSorted((a, b) => a - b)).toEqual([
      1, 2, 3,
    ]);
  });
});

describe("a link that cannot be", () => {
  it.each<[Command, string]>([
    [{ kind: "cut", a: 9, b: 1, oneWay: false }, "/a: There is no node 9"],
    [{ kind: "stall", a: 1, b: "x", oneWay: false }, "/b: There is no client x"],
    [{ kind: "cut", a: 1, b: 1, oneWay: false }, "/b: A link joins two different nodes"],
    [{ kind: "heal", link: { a: 1, b: 2 } }, "/link: Nothing is wrong"],
    [{ kind: "heal", link: null }, "/link: No link is cut"],
    [{ kind: "isolate", node: 7 }, "/node: There is no node 7"],
    [{ kind: "partition", groups: [[1], [2, 8]] }, "/groups/1/1: There is no node 8"],
    [{ kind: "partition", groups: [[1, 2]] }, "/groups: Found 1"],
    [{ kind: "cutPlane", plane: "clientBroker", nodes: null }, ": That cuts no link"],
    [{ kind: "cutPlane", plane: "brokerBroker", nodes: [6] }, "/nodes/0: There is no"],
    [{ kind: "healAll" }, ": No link, disk or node has a fault"],
    [
      { kind: "shapeLink", a: 1, b: 9, latencyUs: 1, jitterUs: null, bandwidth: null },
      "/b: There is no node 9",
    ],
  ])("refuses %j", (command, reason) => {
    expect(refusal(cluster(), command)).toContain(reason);
  });

  it("has no connection to reset, and does not flap twice", () => {
    const lone = cluster().submit(producer);
    expect(refusal(lone, { kind: "resetConnections", a: "shop", b: 101 })).toContain(
      "There is no connection",
    );
    const flap = {
      kind: "flap",
      a: 1,
      b: 2,
      periodUs: 1000,
      dutyPercent: 50,
      forUs: 5000,
    } as const;
    expect(refusal(lone.submit(flap), { ...flap, a: 2, b: 1 })).toContain(
      "flaps already",
    );
  });
});
